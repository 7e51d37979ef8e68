# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How a refusal is told: a code for programs, sentences for people, in the language that was asked for."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from ninja import Field, Schema
from ninja.responses import Status

from accounts.api.people import Moment, PersonOut, person_out
from workflows.records import moment
from workflows.refusals import GuardsUnmet, Meanwhile, NotPermitted, Refused, RequestReused, VersionConflict, WrongState

STATUS_OF: dict[type[Refused], int] = {
    NotPermitted: 403,
    WrongState: 409,
    VersionConflict: 409,
    RequestReused: 409,
    GuardsUnmet: 422,
    Refused: 409,  # what an upper floor refuses by a reason of its own
}
TITLES: dict[str, Any] = {
    "bad_request": _("The request cannot be read."),
    "not_authenticated": _("Sign in, or send a token that is good."),
    "csrf": _("The request did not come from one of our pages: its CSRF token is missing or wrong."),
    "not_found": _("There is nothing here that you may see."),
    "history_withheld": _("Only auditors and administrators take the full history away."),
    "method_not_allowed": _("This address does not take that method."),
    "too_often": _("This was asked too often from one place. Wait a minute and ask again."),
    "too_large": _("The request is too large."),
    "invalid": _("What was sent is not right."),
    "unavailable": _("The service is not available just now. Send the same request with the same key again."),
    "fault": _("The service met a fault. An act is recorded whole or not at all."),
    "damaged": _("The kept file is damaged. Tell the administrator."),
}


class MeanwhileOut(Schema):
    """The act that moved the subject since you read it."""

    person: PersonOut
    act: str = Field(examples=["propose"])
    label: str
    at: Moment
    version: int = Field(description="The version that the act led to.")


class Problem(Schema):
    """Why it was refused. Nothing has changed."""

    code: str = Field(description="For programs; it does not change with the language.", examples=["guards_unmet"])
    title: str = Field(examples=["Something is still missing."])
    reasons: list[str] = Field(description="Sentences for people.", examples=[["Two agencies must take part."]])
    who: str | None = Field(None, description="Who can do it.", examples=["An officer of the lead agency."])
    meanwhile: MeanwhileOut | None = Field(None, description="With 409: who did what, and when, since you read it.")


READING = {401: Problem, 404: Problem, 422: Problem}
REFUSALS = {400: Problem, 401: Problem, 403: Problem, 404: Problem, 409: Problem, 422: Problem}


def problem(code: str, *reasons: Any) -> Problem:
    """A problem that is not the engine's."""
    return Problem(
        code=code, title=str(TITLES[code]), reasons=[str(reason) for reason in reasons], who=None, meanwhile=None
    )


def told(refused: Refused, who: Any) -> Status[Problem]:
    """The engine's refusal as an answer, with who could have done it."""
    status = next(status for kind, status in STATUS_OF.items() if isinstance(refused, kind))
    return Status(status, problem_of(refused, who))


def problem_of(refused: Refused, who: Any) -> Problem:
    """The engine's refusal as a problem, with who could have done it."""
    return Problem(
        code=refused.code,
        title=str(refused.title),
        reasons=[str(reason) for reason in refused.reasons],
        who=str(who) if who else None,
        meanwhile=_meanwhile(refused.meanwhile) if refused.meanwhile else None,
    )


def _meanwhile(last: Meanwhile) -> MeanwhileOut:
    return MeanwhileOut(
        person=person_out(last.person),
        act=last.act,
        label=str(last.label),
        at=moment(last.at),
        version=last.version,
    )
