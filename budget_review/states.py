# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The states of a project and of its parts, and the groups of states that rules speak of."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where a project stands."""

    DRAFT = "draft", _("Draft")
    CONFIRMING = "confirming", _("Waiting for partners")
    AGENCY_APPROVAL = "agency_approval", _("Waiting for head of agency")
    SUBMITTED = "submitted", _("Submitted")
    SCREENING = "screening", _("Being screened")
    RECOMMENDED = "recommended", _("Waiting for head of screening")
    RETURNED = "returned", _("Returned for revision")
    SCREENED = "screened", _("Screened")
    NOT_ELIGIBLE = "not_eligible", _("Not eligible")
    QUEUED = "queued", _("On an agenda")
    IN_COMMITTEE = "in_committee", _("In committee")
    DEFERRED = "deferred", _("Deferred")
    ENDORSED = "endorsed", _("Endorsed")
    CONDITIONAL = "conditional", _("Endorsed with conditions")
    NOT_ENDORSED = "not_endorsed", _("Not endorsed")
    FORWARDED = "forwarded", _("Sent to the Budget Bureau")
    BUDGETING = "budgeting", _("In the budget process")
    DECIDED = "decided", _("Budget decided")
    NOT_FUNDED = "not_funded", _("Not funded")
    REPORTED_BACK = "reported_back", _("Result reported back")
    WITHDRAWN = "withdrawn", _("Withdrawn")


EDITABLE = (State.DRAFT, State.RETURNED)
NOT_YET_HANDED_IN = (State.DRAFT, State.CONFIRMING, State.AGENCY_APPROVAL)
HANDED_IN = tuple(state for state in State if state not in (*NOT_YET_HANDED_IN, State.WITHDRAWN))
WITHDRAWABLE = tuple(
    state
    for state in State
    if state
    not in (
        State.NOT_ELIGIBLE,
        State.IN_COMMITTEE,  # while a committee has it before it, only the committee's resolution moves it
        State.NOT_ENDORSED,
        State.DECIDED,
        State.NOT_FUNDED,
        State.REPORTED_BACK,
        State.WITHDRAWN,
    )
)
RESOLVED_ON = (State.ENDORSED, State.CONDITIONAL, State.NOT_ENDORSED, State.DEFERRED)  # by a committee, and not since
AWAITING_REPORT = (State.DECIDED, State.NOT_FUNDED, State.NOT_ENDORSED, State.NOT_ELIGIBLE)


class Consent(models.TextChoices):
    """Where an agency stands towards its part. The lead's own part stays listed: its head approves the whole."""

    LISTED = "listed", _("Listed")
    ASKED = "asked", _("Asked for consent")
    CONSENTED = "consented", _("Consented")
    CHANGES_ASKED = "changes_asked", _("Asks for changes")
    DECLINED = "declined", _("Declined")
    STALE = "stale", _("Consent outdated")
    LEFT = "left", _("No longer takes part")


class OpinionState(models.TextChoices):
    """Where an expert's opinion stands."""

    ASKED = "asked", _("Asked for an opinion")
    GIVEN = "given", _("Opinion given")
    LAPSED = "lapsed", _("No opinion needed any more")
    STALE = "stale", _("Opinion outdated")
    DECLINED = "declined", _("Opinion declined")


class InquiryState(models.TextChoices):
    """Where a question put to an agency stands."""

    ASKED = "asked", _("Waiting for an answer")
    ANSWERED = "answered", _("Answered")
    CLOSED = "closed", _("Closed")
    WITHDRAWN = "withdrawn", _("Question withdrawn")
    ENDED = "ended", _("Ended with the screening")


class PairState(models.TextChoices):
    """Where an officer's answer about a pair of projects stands."""

    GIVEN = "given", _("Answer stands")
    REPLACED = "replaced", _("A later answer stands")


class ConditionState(models.TextChoices):
    """Where a condition of the committee stands."""

    OPEN = "open", _("Not yet met")
    MET = "met", _("Met")
    VOID = "void", _("No longer applies")


class Outcome(models.TextChoices):
    """How a project ended."""

    FULL = "full", _("Funded in full")
    PART = "part", _("Funded in part")
    NONE = "none", _("Not funded")
    NOT_ENDORSED = "not_endorsed", _("Not endorsed")
    NOT_ELIGIBLE = "not_eligible", _("Not eligible")


class Tier(models.TextChoices):
    """How thoroughly a project is screened; the later one counts for more."""

    LIGHT = "light", _("Light review")
    STANDARD = "standard", _("Standard review")
    FULL = "full", _("Full review with expert opinions")

    @property
    def word(self) -> Any:
        """A short name for it, where it stands in a list."""
        return {
            Tier.LIGHT: _("Light screening"),
            Tier.STANDARD: _("Standard screening"),
            Tier.FULL: _("Full screening"),
        }[self]


def highest(tiers: Iterable[Tier]) -> Tier:
    """The most thorough of several; light where there is none."""
    order = list(Tier)
    return max(tiers, key=order.index, default=Tier.LIGHT)
