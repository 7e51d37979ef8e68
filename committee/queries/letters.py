# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which letters a person may see, whether one holds, and what is asked of it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from accounts.models import User
from agencies.models import Agency
from agencies.roles import Role, day_of, memberships_of
from committee.models import CabinetReportPaper, DecisionLetter, LetterPattern, Resolution
from committee.queries.confidential import of_seen_matters
from committee.queries.meetings import committees_for
from committee.states import LetterState, ResolutionState
from papers.thai import buddhist_year
from workflows.models import TransitionRecord

OF_AN_AGENCY = (Role.AGENCY_OFFICER, Role.AGENCY_HEAD)


class Holding(StrEnum):
    """Whether a letter says what is so."""

    VALID = "valid"
    SUPERSEDED = "superseded"
    CORRECTED = "corrected"


@dataclass(frozen=True)
class Standing:
    """Whether a letter holds, since when it does not, and by which letter to the same agency it was replaced."""

    holding: Holding
    since: date | None
    by: str


def agencies_served(user: User, at: datetime) -> set[int]:
    """The agencies whose letters and tasks are a person's: as an officer, as the head, or by an order in hand."""
    from agencies.standing import order_in_hand

    own = {held.agency_id for held in memberships_of(user, at) if held.role in OF_AN_AGENCY}
    order = order_in_hand(user)
    return own | ({order.agency_id} if order and order.role in OF_AN_AGENCY else set())


def is_number_used(committee_id: int, number: str, year: int) -> bool:
    """Whether a letter of the committee, to an agency or the cabinet, went out under this number in a year (B.E.)."""
    if DecisionLetter.objects.filter(resolution__committee=committee_id, be_year=year, letter_number=number).exists():
        return True
    reports = CabinetReportPaper.objects.filter(report__item__committee=committee_id, letter_number=number)
    return year in {buddhist_year(day_of(at)) for at in reports.order_by().values_list("issued_at", flat=True)}


def letters_for(user: User, at: datetime) -> QuerySet[DecisionLetter]:
    """The letters that a person may see: on matters that they see of committees that they see; to their agency."""
    seen = Q(resolution__committee__in=committees_for(user, at).values("pk"))
    seen = seen & of_seen_matters(user, at, "resolution__item__") | Q(agency__in=agencies_served(user, at))
    return DecisionLetter.objects.filter(seen).select_related(
        "agency", "resolution__committee", "resolution__meeting__committee", "resolution__item__project"
    )


def letter_for(user: User, pk: int, at: datetime) -> DecisionLetter:
    """One letter, or 404 when this person may not see it or it is not there."""
    found: DecisionLetter = get_object_or_404(letters_for(user, at), pk=pk)
    return found


def whether_it_holds(letter: DecisionLetter) -> Holding:
    """It falls with its resolution, which was set aside or whose words were corrected."""
    if letter.state != LetterState.SUPERSEDED:
        return Holding.VALID
    return Holding.CORRECTED if letter.resolution.state == ResolutionState.CORRECTED else Holding.SUPERSEDED


def holding_of(letter: DecisionLetter) -> Standing:
    """Whether it holds, with the day since which it does not and what took its place."""
    holding = whether_it_holds(letter)
    if holding == Holding.VALID:
        return Standing(holding, None, "")
    fell = TransitionRecord.objects.filter(
        subject_type=letter.kind, subject_id=letter.pk, transition="fall_away"
    ).latest("seq")
    after = DecisionLetter.objects.filter(
        resolution__item=letter.resolution.item_id, agency=letter.agency_id, pk__gt=letter.pk
    ).first()
    return Standing(holding, day_of(fell.at), after.letter_number if after else "")


def patterns_of(resolution: Resolution) -> QuerySet[LetterPattern]:
    """The series of letters that the committee uses."""
    return LetterPattern.objects.filter(committee=resolution.committee_id, is_active=True)


def acknowledged(letters: list[DecisionLetter]) -> dict[int, TransitionRecord]:
    """Who acknowledged each letter and when, in one query: ``{letter id: its record}``."""
    kind = DecisionLetter._meta.label_lower
    records = TransitionRecord.objects.filter(
        subject_type=kind, subject_id__in=[letter.pk for letter in letters], transition="acknowledge"
    )
    return {record.subject_id: record for record in records.select_related("actor")}


def told_to(resolution: Resolution) -> list[Agency]:
    """The agencies that its letters went to."""
    return [letter.agency for letter in resolution.letters.select_related("agency").order_by("agency__name_th")]
