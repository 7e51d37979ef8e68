# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who may act for a committee: its seats say so, together with the role that opens the secretariat's pages.

A chair or a member decides in person only: when a chair is away a vice-chair presides, and no order replaces a seat
(Administrative Procedure Act 2539, s.79-81). A secretary's office may be lent, with the seat of the one who lends it.
"""

from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from agencies.roles import Role, day_of, exercises
from committee.rules.mandates import letting
from committee.states import BEFORE_THE_PAPERS, Confidentiality
from workflows.lifecycle import Attempt, who

if TYPE_CHECKING:
    from accounts.models import User
    from committee.models import (
        ActionItem,
        AgendaItem,
        Committee,
        DecisionLetter,
        Mandate,
        Meeting,
        Recusal,
        Resolution,
        RollEntry,
        VoteRound,
    )

CHAIRS = ("chair", "vice_chair")
SECRETARIES = ("secretary", "assistant_secretary")


def sits(meeting: "Meeting", attempt: Attempt, roles: tuple[str, ...]) -> bool:
    """Whether the actor holds one of these seats of the committee on the day. Prefetch ``tenures`` where many ask."""
    return _is_seated(meeting.committee, attempt.actor, attempt, roles)


def _is_seated(committee: "Committee", person: "User", attempt: Attempt, roles: tuple[str, ...]) -> bool:
    sitting = committee.sitting_on(day_of(attempt.at))
    return any(tenure.user_id == person.pk and tenure.seat.role in roles for tenure in sitting)


def keeps(meeting: "Meeting", attempt: Attempt) -> bool:
    """Whether the actor, or the one for whom they act, is a secretary of this committee: the role and the seat.

    A vacant post has no seat to lend; the committee names a new secretary.
    """
    return keeps_committee(meeting.committee, attempt)


def keeps_committee(committee: "Committee", attempt: Attempt) -> bool:
    """The same of a committee, before there is a meeting."""
    seated = attempt.on_behalf_of if attempt.delegation is not None else attempt.actor
    is_seated = seated is not None and _is_seated(committee, seated, attempt, SECRETARIES)
    return exercises(attempt, Role.SECRETARY) and is_seated


def keeps_register(committee: "Committee", attempt: Attempt) -> bool:
    """Whether the actor writes what committees are: their seats, rules and mandates. An administrator does."""
    return exercises(attempt, Role.ADMINISTRATOR)


def keeps_people(committee: "Committee", attempt: Attempt) -> bool:
    """Whether the actor writes who sits on a committee: an administrator, or its own secretary. Our decision."""
    return keeps_register(committee, attempt) or keeps_committee(committee, attempt)


def mandate_used(
    committee: "Committee", power: str, attempt: Attempt, amount_baht: Decimal | None = None
) -> "Mandate | None":
    """The committee's mandate by which the actor uses a power on this day, in person: the evidence to name.

    One given to a body is used by who sits there as its chair, vice-chair or secretary. Prefetch ``mandates`` where
    many ask.
    """
    if attempt.delegation is not None:
        return None
    given = (mandate for mandate in committee.mandates.all() if _is_held_by(mandate, attempt))
    return letting(given, power, day_of(attempt.at), amount_baht)


def _is_held_by(mandate: "Mandate", attempt: Attempt) -> bool:
    if mandate.to_committee is not None:
        return _is_seated(mandate.to_committee, attempt.actor, attempt, (*CHAIRS, *SECRETARIES))
    return mandate.to_user_id == attempt.actor.pk


def approves_late_items(meeting: "Meeting", attempt: Attempt) -> bool:
    """Whether the actor may approve an open late item: in person, by a seat that the rules name or by a mandate."""
    if attempt.delegation is not None:
        return False
    if _is_seated(meeting.committee, attempt.actor, attempt, tuple(meeting.rules.late_approvers)):
        return True
    return mandate_used(meeting.committee, "approve_late_item", attempt) is not None


def mandate_to_sign(resolution: "Resolution", attempt: Attempt) -> "Mandate | None":
    """The mandate by which who is not its secretary sends the letters on a resolution, up to the amount it names."""
    meeting = resolution.meeting
    if keeps(meeting, attempt):
        return None
    used = mandate_used(meeting.committee, "sign_letter", attempt, amount_of(resolution))
    return used if used and _is_open(resolution) else None


def amount_of(resolution: "Resolution") -> Decimal | None:
    """What was resolved in baht; None of words alone: nobody knows what they cost."""
    amounts = [Decimal(amount) for amount in resolution.amounts.values()]
    return sum(amounts, Decimal(0)) if amounts else None


def mandate_to_verify(action: "ActionItem", attempt: Attempt) -> "Mandate | None":
    """The mandate by which who is not the committee's secretary verifies what it assigned, up to its amount."""
    meeting, amount_baht = action.resolution.meeting, amount_of(action.resolution)
    if keeps(meeting, attempt):
        return None
    used = mandate_used(meeting.committee, "verify_condition", attempt, amount_baht)
    return used if used and _is_open(action.resolution) else None


def _is_open(resolution: "Resolution") -> bool:
    """Whether its matter is open to all: who uses a mandate does not see another."""
    return bool(resolution.item.confidentiality == Confidentiality.OPEN)


@who(_("The committee's secretary."), power=Role.SECRETARY)
def secretary(meeting: "Meeting", attempt: Attempt) -> bool:
    return keeps(meeting, attempt)


@who(_("The committee's secretary."), power=Role.SECRETARY)
def secretary_of_part(part: "AgendaItem | RollEntry | Recusal", attempt: Attempt) -> bool:
    return keeps(part.meeting, attempt)


@who(_("The committee's chair or secretary."), power=Role.SECRETARY)
def chair_or_secretary(meeting: "Meeting", attempt: Attempt) -> bool:
    """Under an order the secretary's office alone counts, whatever seat the actor or the giver has beside it."""
    return keeps(meeting, attempt) or (attempt.delegation is None and sits(meeting, attempt, CHAIRS))


@who(
    _("An officer or head of an agency, or who studies for the committee, for a matter of their own; its secretary."),
    power=Role.SECRETARY,
)
def proposer(item: "AgendaItem", attempt: Attempt) -> bool:
    """Projects come from the screening, not from their agencies. Source: our decision."""
    if keeps(item.meeting, attempt):
        return True
    if item.project_id is None and reports_to(item.meeting, attempt):
        return True
    agency = item.agency_id
    of_agency = (Role.AGENCY_OFFICER, Role.AGENCY_HEAD)
    return (
        item.project_id is None and agency is not None and any(exercises(attempt, role, agency) for role in of_agency)
    )


def reports_to(meeting: "Meeting", attempt: Attempt) -> bool:
    """Whether the actor studies and reports to the committee by a mandate: they propose what they report."""
    return mandate_used(meeting.committee, "report", attempt) is not None


@who(_("Whoever approves late items by the rules of the committee."))
def late_approver(item: "AgendaItem", attempt: Attempt) -> bool:
    """In person only, as all that a chair decides; what is not open its chair approves, since not all others see it."""
    if item.confidentiality != Confidentiality.OPEN:
        return chair_in_person(item.meeting, attempt)
    return approves_late_items(item.meeting, attempt)


@who(_("The committee's secretary, or whoever approves late items."), power=Role.SECRETARY)
def admits(item: "AgendaItem", attempt: Attempt) -> bool:
    """What came in time is the secretary's alone to answer."""
    return keeps(item.meeting, attempt) or (bool(item.late_reason) and late_approver(item, attempt))


@who(_("A member of the committee, once the agenda is out, or its secretary."), power=Role.SECRETARY)
def of_the_meeting(item: "AgendaItem", attempt: Attempt) -> bool:
    """In person, as who sits there on the day and sees the agenda; prefetch ``tenures`` where many ask."""
    if keeps(item.meeting, attempt):
        return True
    sitting = item.meeting.committee.sitting_on(day_of(attempt.at))
    mine = [tenure for tenure in sitting if tenure.user_id == attempt.actor.pk]
    is_out = item.meeting.state not in BEFORE_THE_PAPERS
    return attempt.delegation is None and any(is_out or tenure.seat.role in CHAIRS for tenure in mine)


@who(_("The committee's chair or vice-chair."))
def chair_in_person(meeting: "Meeting", attempt: Attempt) -> bool:
    return attempt.delegation is None and sits(meeting, attempt, CHAIRS)


@who(_("The committee's chair or vice-chair."))
def chair_of_part_in_person(part: "AgendaItem", attempt: Attempt) -> bool:
    return attempt.delegation is None and sits(part.meeting, attempt, CHAIRS)


@who(_("The committee's chair or secretary."), power=Role.SECRETARY)
def chair_or_secretary_of_part(part: "Resolution | VoteRound", attempt: Attempt) -> bool:
    return keeps(part.meeting, attempt) or (attempt.delegation is None and sits(part.meeting, attempt, CHAIRS))


@who(_("The committee's chair or vice-chair, or its secretary where its rules say so."), power=Role.SECRETARY)
def certifier(resolution: "Resolution", attempt: Attempt) -> bool:
    """As the rules of the meeting say; a chair seals in person, only the secretary's office may be lent."""
    meeting = resolution.meeting
    by = meeting.rules.certified_by
    as_chair = by != "secretary" and attempt.delegation is None and sits(meeting, attempt, CHAIRS)
    return as_chair or (by != "chair" and keeps(meeting, attempt))


@who(_("The member who is invited."))
def the_member(entry: "RollEntry", attempt: Attempt) -> bool:
    return bool(entry.user_id == attempt.actor.pk)


@who(_("The member concerned, or the committee's secretary."), power=Role.SECRETARY)
def secretary_or_the_member(recusal: "Recusal", attempt: Attempt) -> bool:
    return keeps(recusal.meeting, attempt) or (
        attempt.delegation is None and bool(recusal.entry.user_id == attempt.actor.pk)
    )


@who(_("An officer or the head of the agency that the letter goes to."), power=Role.AGENCY_OFFICER)
def recipient(letter: "DecisionLetter", attempt: Attempt) -> bool:
    return _is_of(letter.agency_id, attempt)


@who(_("The person to whom it is assigned, or an officer or the head of that agency."), power=Role.AGENCY_OFFICER)
def action_owner(action: "ActionItem", attempt: Attempt) -> bool:
    if action.agency_id is not None:
        return _is_of(action.agency_id, attempt)
    return attempt.delegation is None and bool(action.person_id == attempt.actor.pk)


@who(_("The committee's secretary, or who signs its letters by a mandate."), power=Role.SECRETARY)
def sender(resolution: "Resolution", attempt: Attempt) -> bool:
    """A mandate is used in person, within its period and up to its amount."""
    return keeps(resolution.meeting, attempt) or mandate_to_sign(resolution, attempt) is not None


@who(_("The committee's secretary, or who verifies for it by a mandate."), power=Role.SECRETARY)
def judge_of_report(action: "ActionItem", attempt: Attempt) -> bool:
    """Who says whether what was reported is done; the term and the closing stay with the secretariat."""
    return action_verifier(action, attempt) or mandate_to_verify(action, attempt) is not None


@who(_("The committee's secretary."), power=Role.SECRETARY)
def action_verifier(action: "ActionItem", attempt: Attempt) -> bool:
    return keeps(action.resolution.meeting, attempt)


def _is_of(agency_id: int, attempt: Attempt) -> bool:
    return any(exercises(attempt, role, agency_id) for role in (Role.AGENCY_OFFICER, Role.AGENCY_HEAD))
