# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writing a round on the status of plans: a new one, or one that is not opened yet."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from digital_plan.models import Plan, StatusRound
from digital_plan.permissions.status_rounds import round_officer
from digital_plan.states.status_rounds import RoundState
from papers.thai import normalise
from workflows.clocks.calendars import calendar_in_force
from workflows.engine import create
from workflows.judging import refuse_person
from workflows.lifecycle import Attempt
from workflows.models import TransitionRecord
from workflows.refusals import GuardsUnmet, VersionConflict, WrongState


@dataclass(frozen=True, kw_only=True)
class RoundText:
    """A round as it is to read; ``plan`` by its id."""

    plan: int
    opens_on: date
    due_date: date
    guidance: str = ""


def begin_status_round(
    text: RoundText, *, actor: User, at: datetime, request_id: UUID, delegation: int | None = None,
    is_example: bool = False,
) -> TransitionRecord:  # fmt: skip
    """Write a new round. It asks nobody until another person opens it. Raises NotPermitted or GuardsUnmet."""
    round_ = StatusRound(written_by=actor, is_example=is_example, **_sound(text))
    return create(round_, actor=actor, at=at, request_id=request_id, delegation=delegation)


@transaction.atomic
def edit_status_round(
    *, round_id: int, text: RoundText, expected_revision: int, actor: User, at: datetime, delegation: int | None = None
) -> StatusRound:
    """Write a round anew while it is a draft. Raises WrongState, NotPermitted, VersionConflict or GuardsUnmet.

    Who wrote it last counts as its writer: another opens it.
    """
    round_ = StatusRound.objects.select_for_update().get(pk=round_id)
    attempt = Attempt(actor=actor, at=at, request_id=uuid4(), delegation=delegation)
    attempt = refuse_person(round_, "edit", round_officer, attempt, holding=True)
    if round_.state != RoundState.DRAFT:
        raise WrongState(_("The round was opened: it stands as it was sent out."))
    if round_.revision != expected_revision:
        raise VersionConflict(_("Somebody else changed the round meanwhile. What you typed is still here."))
    given = _sound(text) | {"revision": round_.revision + 1, "written_by": actor}
    for name, value in given.items():
        setattr(round_, name, value)
    round_.save(update_fields=[name.removesuffix("_id") for name in given])
    return round_


def _sound(text: RoundText) -> dict[str, Any]:
    """The columns. Raises GuardsUnmet for what cannot be meant."""
    lacking = []
    if not Plan.objects.filter(pk=text.plan).exists():
        lacking.append(_("There is no such plan."))
    if text.due_date < text.opens_on:
        lacking.append(_("The last day comes on or after the first."))
    elif not calendar_in_force().is_working(text.due_date):
        lacking.append(_("The last day must be a working day."))
    if lacking:
        raise GuardsUnmet(*lacking)
    given = asdict(text) | {"guidance": normalise(text.guidance).strip(), "plan_id": text.plan}
    return {name: value for name, value in given.items() if name != "plan"}
