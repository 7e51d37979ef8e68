# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The standing interests of those on a roll, from which recusal is suggested item by item.

Source: Administrative Procedure Act 2539, s.13 and s.16. It is only suggested: the member declares it.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from agencies.models import Membership
from agencies.roles import day_of
from budget_review.models import Participation
from budget_review.states import Consent
from committee.models import AgendaItem, Meeting, RollEntry, StandingInterest


@dataclass(frozen=True)
class Interest:
    """An agency or a project that a person is tied to, and by what."""

    agency_id: int | None
    project_id: int | None
    ground: str

    def touches(self, project_id: int, agencies: set[int]) -> bool:
        """Whether a project with these agencies is the one, or is of the one."""
        return self.project_id == project_id or self.agency_id in agencies


def standing_interests_of(entry: RollEntry) -> list[Interest]:
    """What one member on the roll is tied to on the day of the meeting."""
    return interests_of(entry.meeting, [entry])[entry.pk]


def interests_of(meeting: Meeting, roll: Sequence[RollEntry]) -> dict[int, list[Interest]]:
    """What each on the roll is tied to on the day, by entry: declared, by the seat's agency, by a post in an agency.

    A fixed number of queries for any roll.
    """
    day = day_of(meeting.starts_at)
    by_person: dict[int, list[Interest]] = defaultdict(list)
    people = {entry.user_id for entry in roll}
    for declared in StandingInterest.objects.filter(committee=meeting.committee_id, user__in=people):
        if declared.holds_on(day):
            by_person[declared.user_id].append(Interest(declared.agency_id, declared.project_id, declared.ground))
    for post in Membership.objects.filter(user__in=people).select_related("agency"):
        if post.holds_on(day):
            ground = _("%(role)s at %(agency)s") % {"role": post.get_role_display(), "agency": post.agency.name}
            by_person[post.user_id].append(Interest(post.agency_id, None, ground))
    seats = meeting.committee.seats.exclude(represents=None).select_related("represents").in_bulk()
    found = {}
    for entry in roll:
        found[entry.pk] = list(by_person[entry.user_id])
        seat = seats.get(entry.seat_id)
        if seat is not None and seat.represents is not None:
            ground = _("the seat represents %(agency)s") % {"agency": seat.represents.name}
            found[entry.pk].append(Interest(seat.represents_id, None, ground))
    return found


def suggested_recusals(
    meeting: Meeting, items: Iterable[AgendaItem], roll: Sequence[RollEntry] | None = None
) -> dict[int, list[tuple[RollEntry, Interest]]]:
    """Who of those that vote might be recused from which item, and why: in the order of the roll, the first ground.

    By item; one without a project has no line. ``roll`` where it is read already. A fixed number of queries for any
    number of items and members.
    """
    projects = {item.pk: item.project_id for item in items if item.project_id is not None}
    everybody = meeting.roll.select_related("user") if roll is None else roll
    voting = [entry for entry in everybody if entry.is_voting]
    ties = interests_of(meeting, voting)
    taking_part: dict[int, set[int]] = defaultdict(set)
    parts = Participation.objects.filter(project__in=set(projects.values()), agency__isnull=False).exclude(
        state=Consent.LEFT
    )
    for project_id, agency_id in parts.values_list("project", "agency"):
        taking_part[project_id].add(agency_id)
    suggested = {}
    for item_id, project_id in projects.items():
        agencies = taking_part[project_id]
        first = (
            (entry, next((t for t in ties[entry.pk] if t.touches(project_id, agencies)), None)) for entry in voting
        )
        suggested[item_id] = [(entry, tie) for entry, tie in first if tie is not None]
    return suggested
