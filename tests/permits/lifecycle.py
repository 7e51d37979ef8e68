# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A permit's life under two definitions, and that of the references that are asked for it."""

from typing import Any

from django.db import models

from workflows.fields import StateField
from workflows.lifecycle import Asked, Attempt, Rule, Subject, guard, start, step, who


def is_called(name: str) -> Rule:
    """The person of this user name."""

    def person(subject: Any, attempt: Attempt) -> bool:
        return bool(attempt.actor.username == name)

    person.__name__ = name
    return who(f"The {name}.")(person)


@guard("The purpose must be written.")
def purpose_written(permit: Any, attempt: Attempt) -> bool:
    return bool(permit.purpose)


@guard("The permit must be a small one.")
def is_small(permit: Any, attempt: Attempt) -> bool:
    return bool(permit.is_small)


@guard("The permit must not be locked.")
def is_not_locked(permit: Any, attempt: Attempt) -> bool:
    return not permit.is_locked


@guard("The permit must only be asked for.")
def permit_is_asked_for(reference: Any, attempt: Attempt) -> bool:
    return bool(reference.permit.state == PermitState.ASKED)


REASON = Asked("note", "The reason must be given.")


class PermitState(models.TextChoices):
    """Where a permit is."""

    ASKED = "asked", "Asked for"
    CHECKED = "checked", "Checked"
    LOOKED = "looked", "Looked at twice"
    VERIFIED = "verified", "Verified"
    HELD = "held", "Held"
    GRANTED = "granted", "Granted"
    REFUSED = "refused", "Refused"
    WITHDRAWN = "withdrawn", "Withdrawn"


class ReferenceState(models.TextChoices):
    """Where a reference is."""

    ASKED = "asked", "Asked"
    GIVEN = "given", "Given"
    DECLINED = "declined", "Declined"


class PermitLifecycle(Subject):
    """From the asking to the end."""

    flow = "tests.permits.flows.PermitFlow"
    ends = (PermitState.GRANTED, PermitState.REFUSED, PermitState.WITHDRAWN)
    taken_in = {2: [is_not_locked]}
    state = StateField(choices=PermitState.choices, default=PermitState.ASKED, protected=True, editable=False)
    begin = start(label="Ask for a permit", who=is_called("applicant"))

    class Meta:
        abstract = True

    # fmt: off
    @step(state, [PermitState.ASKED], PermitState.CHECKED, label="Check", who=is_called("clerk"), until=1)
    def check_it(self) -> None: ...

    @step(state, [PermitState.CHECKED], PermitState.LOOKED, label="Look again", who=is_called("chief"), until=1)
    def look_again(self) -> None: ...

    @step(state, [PermitState.LOOKED], PermitState.GRANTED, label="Grant", who=is_called("chief"), until=1)
    def grant(self) -> None: ...

    @step(state, [PermitState.CHECKED, PermitState.LOOKED], PermitState.REFUSED, label="Refuse", who=is_called("chief"),
          asks=[REASON], until=1)
    def refuse(self) -> None: ...

    @step(state, [PermitState.ASKED], PermitState.VERIFIED, label="Verify", who=is_called("clerk"), since=2)
    def verify(self) -> None: ...

    @step(state, [PermitState.VERIFIED], PermitState.GRANTED, label="Grant by itself", automatic=True,
          guards=[is_small], since=2)
    def grant_small(self) -> None: ...

    @step(state, [PermitState.VERIFIED], PermitState.GRANTED, label="Grant", who=is_called("chief"), since=2)
    def grant_verified(self) -> None: ...

    @step(state, [PermitState.VERIFIED], PermitState.REFUSED, label="Refuse", who=is_called("chief"), asks=[REASON],
          since=2)
    def refuse_verified(self) -> None: ...

    @step(state, [PermitState.VERIFIED], PermitState.HELD, label="Hold", who=is_called("chief"), since=2)
    def hold(self) -> None: ...

    @step(state, [PermitState.HELD], PermitState.VERIFIED, label="Let go on", who=is_called("chief"), since=2)
    def let_go_on(self) -> None: ...

    @step(state, [PermitState.ASKED, PermitState.VERIFIED], PermitState.WITHDRAWN, label="Withdraw",
          who=is_called("applicant"), since=2)
    def withdraw(self) -> None: ...

    @step(state, [PermitState.ASKED], PermitState.ASKED, label="Remind", who=is_called("applicant"),
          guards=[purpose_written.under(since=2)])
    def remind(self) -> None: ...
    # fmt: on


class ReferenceLifecycle(Subject):
    """A word that somebody gives for a permit; under the second definition it can be declined."""

    part_of = "permit"
    ends = (ReferenceState.GIVEN, ReferenceState.DECLINED)
    state = StateField(choices=ReferenceState.choices, default=ReferenceState.ASKED, protected=True, editable=False)
    begin = start(label="Name a reference", who=is_called("applicant"), guards=[permit_is_asked_for])

    class Meta:
        abstract = True

    # fmt: off
    @step(state, [ReferenceState.ASKED], ReferenceState.GIVEN, label="Give a reference", who=is_called("friend"))
    def give(self) -> None: ...

    @step(state, [ReferenceState.ASKED], ReferenceState.DECLINED, label="Decline", who=is_called("friend"), since=2)
    def decline(self) -> None: ...
    # fmt: on
