# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is unsound in a row of the register: a sentence for each, and nothing when it may be written."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from committee.models import Alternate, Committee, Mandate, ProcedureProfile, Seat, SeatTenure, StandingInterest
from committee.models.seats import Dated
from committee.rules.kinds import HeadingKind
from papers.thai import short_date

Faults = Iterator[Any]


def overlapping(found: QuerySet[Any], row: Dated) -> QuerySet[Any]:
    """Those of the rows that hold on a day on which this one does, but for itself."""
    if row.to_date is not None:
        found = found.filter(from_date__lte=row.to_date)
    return found.filter(Q(to_date=None) | Q(to_date__gte=row.from_date)).exclude(pk=row.pk)


def _backwards(row: Dated) -> Faults:
    if row.to_date is not None and row.to_date < row.from_date:
        yield _("The last day comes before the first.")


def _outlasts(row: Dated, whole: Dated, sentence: str) -> Faults:
    """Whether a row holds on a day on which what it is part of does not."""
    if row.from_date < whole.from_date or (
        whole.to_date is not None and (row.to_date is None or row.to_date > whole.to_date)
    ):
        yield sentence % {
            "from": short_date(whole.from_date),
            "to": short_date(whole.to_date) if whole.to_date else "…",
        }


def of_committee(row: Committee, today: date) -> Faults:
    """A code of its own; no circle of bodies under or confirming each other; ended after it began."""
    if Committee.objects.filter(code=row.code).exclude(pk=row.pk).exists():
        yield _("There is a committee with this code already.")
    if row.active_from and row.active_to and row.active_to < row.active_from:
        yield _("The last day comes before the first.")
    for column, sentence in (
        ("parent", _("A committee cannot stand under itself, nor under one that stands under it.")),
        ("confirming_body", _("A committee cannot confirm itself, nor be confirmed by one that it confirms.")),
    ):
        if _is_circle(row, column):
            yield sentence


def _is_circle(row: Committee, column: str) -> bool:
    above, seen = getattr(row, f"{column}_id"), {row.pk}
    while above is not None:
        if above in seen:
            return True
        seen.add(above)
        above = Committee.objects.values_list(f"{column}_id", flat=True).get(pk=above)
    return False


def of_seat(row: Seat, today: date) -> Faults:
    """A seat is there as long as anybody sits in it."""
    yield from _backwards(row)
    held = SeatTenure.objects.filter(seat=row.pk) if row.pk else SeatTenure.objects.none()
    if held.filter(from_date__lt=row.from_date).exists():
        yield _("Somebody sat in the seat before that day.")
    if row.to_date and held.filter(Q(to_date=None) | Q(to_date__gt=row.to_date)).exists():
        yield _("Somebody sits in the seat after that day: end the tenure first.")


def of_tenure(row: SeatTenure, today: date) -> Faults:
    """One holder at a time, one seat for a person, and only while the seat is there."""
    yield from _backwards(row)
    yield from _outlasts(row, row.seat, _("The seat is there from %(from)s to %(to)s only."))
    for other in overlapping(SeatTenure.objects.filter(seat=row.seat_id), row).select_related("user"):
        yield _("%(person)s holds the seat on some of these days.") % {"person": other.user}
    for other in overlapping(SeatTenure.objects.filter(committee=row.committee_id, user=row.user_id), row):
        if other.seat_id != row.seat_id:
            yield _("%(person)s holds another seat of this committee on some of these days: %(seat)s.") % {
                "person": row.user,
                "seat": other.seat.title,
            }
    standing_in = Alternate.objects.filter(tenure__committee=row.committee_id, user=row.user_id)
    if overlapping(standing_in, SeatTenure(from_date=row.from_date, to_date=row.to_date)).exists():
        yield _("%(person)s is an alternate in this committee on some of these days.") % {"person": row.user}
    if row.pk and Alternate.objects.filter(tenure=row.pk, from_date__lt=row.from_date).exists():
        yield _("An alternate was named from before that day.")


def of_ended(row: Any, today: date) -> Faults:
    """It ends on a day, for a reason; a tenure also where its seat lets it."""
    if row.to_date is None:
        yield _("The last day must be given.")
    elif isinstance(row, SeatTenure):
        yield from of_tenure(row, today)
    else:
        yield from _backwards(row)


def of_alternate(row: Alternate, today: date) -> Faults:
    """Somebody else, with the holder's letter, within the tenure, without a seat of their own."""
    yield from _backwards(row)
    yield from _outlasts(row, row.tenure, _("The holder sits from %(from)s to %(to)s only."))
    if not row.letter.strip():
        yield _("The letter by which the alternate is named must be given.")
    if row.user_id == row.tenure.user_id:
        yield _("A holder is not their own alternate.")
    held = SeatTenure.objects.filter(committee=row.tenure.committee_id, user=row.user_id).exclude(pk=row.tenure_id)
    if overlapping(held, SeatTenure(from_date=row.from_date, to_date=row.to_date)).exists():
        yield _("%(person)s holds a seat of this committee: one member has one vote.") % {"person": row.user}
    turns = Alternate.objects.filter(tenure__committee=row.tenure.committee_id, user=row.user_id)
    if overlapping(turns, row).exists():
        yield _("%(person)s is an alternate in this committee on some of these days.") % {"person": row.user}


def of_interest(row: StandingInterest, today: date) -> Faults:
    """In an agency or in a project, of somebody who sits on the committee or stands in."""
    yield from _backwards(row)
    if (row.agency_id is None) == (row.project_id is None):
        yield _("Name an agency or a project, and not both.")
    sits = SeatTenure.objects.filter(committee=row.committee_id, user=row.user_id)
    stands_in = Alternate.objects.filter(tenure__committee=row.committee_id, user=row.user_id)
    if not sits.exists() and not stands_in.exists():
        yield _("Only members of the committee and their alternates declare standing interests here.")


def of_rules(row: ProcedureProfile, today: date) -> Faults:
    """A version takes effect today or later, says something new, and leaves nothing unsaid that a meeting needs."""
    former = ProcedureProfile.objects.filter(committee=row.committee_id).order_by("-version")
    if former and row.effective_from < today:
        yield _("New rules take effect today or later: what was done before stands under the rules of its day.")
    if row.quorum_numerator > row.quorum_denominator or not row.quorum_numerator:
        yield _("The quorum is a share: from 1 to all.")
    elif row.quorum_more_than and row.quorum_numerator == row.quorum_denominator:
        yield _("More than all is never reached.")
    if row.recall_days is not None and not 0 < row.recall_numerator <= row.recall_denominator:
        yield _("The quorum of a meeting called again is a share: from 1 to all.")
    if not row.vote_modes:
        yield _("Choose at least one way to vote.")
    if not row.late_approvers:
        yield _("Say who approves a late item.")
    kinds = [heading["kind"] for heading in row.agenda]
    if HeadingKind.CONSIDERATION not in kinds:
        yield _("The agenda needs a heading for consideration: decisions stand under it.")
    twice = {kind for kind in kinds if kinds.count(kind) > 1} - {HeadingKind.OTHER}
    if twice:
        yield _("Each kind of heading stands once in the agenda, but for other matters.")


def of_mandate(row: Mandate, today: date) -> Faults:
    """To a body or a person, by an order, for something."""
    yield from _backwards(row)
    if (row.to_committee_id is None) == (row.to_user_id is None):
        yield _("Name a body or a person, and not both.")
    if row.to_committee_id is not None and row.to_committee_id == row.committee_id:
        yield _("A committee gives no mandate to itself.")
    if not row.powers:
        yield _("Say what the mandate lets them do.")
    if row.to_user_id is not None and "resolve_finally" in row.powers:
        yield _("Only a body resolves: a person is given other powers.")
    if row.order_date > today:
        yield _("The order is dated in the future.")
