# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A committee's year in numbers: meetings, items, outcomes, attendance, and days from the agenda to the letter."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from django.db.models import Count, Q

from agencies.roles import day_of
from committee.models import AgendaItem, Committee, DecisionLetter, Meeting, Resolution, RollEntry
from committee.rules.kinds import NumberingYear
from committee.states import SEALED, ItemState, MeetingState, RollState, Verb
from workflows.models import TransitionRecord

HELD = ("in_session", "suspended", "concluded", "closed")


@dataclass(frozen=True)
class OneMeeting:
    """A meeting that was held: how many stood on its agenda, were decided, could come and came."""

    meeting: Meeting
    items: int
    decided: int
    invited: int
    attended: int

    @property
    def attended_percent(self) -> int | None:
        """The share of those invited who came."""
        return round(self.attended * 100 / self.invited) if self.invited else None


@dataclass(frozen=True)
class Year:
    """What a committee did in one year, calendar or fiscal as it numbers its meetings."""

    be_year: int
    meetings: list[OneMeeting]
    cancelled: int
    items: int
    outcomes: list[tuple[Verb, int]]  # of the resolutions that stand, in the order of the verbs
    not_reached: int
    noted: int
    days_to_letter: list[int]  # calendar days from listing an item to its letter, one for each resolution with letters

    @property
    def median_days(self) -> float | None:
        """The middle one of them."""
        return median(self.days_to_letter) if self.days_to_letter else None

    @property
    def resolutions(self) -> int:
        """How many resolutions stand."""
        return sum(count for _verb, count in self.outcomes)

    @property
    def attended_percent(self) -> int | None:
        """The share of all invitations that were followed."""
        invited = sum(one.invited for one in self.meetings)
        return round(sum(one.attended for one in self.meetings) * 100 / invited) if invited else None


def kind_of_year(committee: Committee, at: datetime) -> NumberingYear:
    """The year in which the committee numbers its meetings and resolutions, by the rules in force."""
    rules = committee.profile_on(day_of(at))
    return NumberingYear(rules.numbering) if rules is not None else NumberingYear.CALENDAR


def years_with_meetings(committee: Committee) -> list[int]:
    """The years in which the committee has numbered meetings, the latest first."""
    numbered = Meeting.objects.filter(committee=committee, be_year__isnull=False)
    years = numbered.order_by().values_list("be_year", flat=True).distinct()
    return sorted((year for year in years if year is not None), reverse=True)


def year_of(committee: Committee, be_year: int) -> Year:
    """The numbers of one year, in a fixed number of queries."""
    all_of = Meeting.objects.filter(committee=committee, be_year=be_year)
    held = list(all_of.filter(state__in=HELD).order_by("number"))
    items = AgendaItem.objects.filter(meeting__in=[meeting.pk for meeting in held]).exclude(state=ItemState.TAKEN_OFF)
    by_state = Counter(items.values_list("state", flat=True))
    standing = Resolution.objects.filter(committee=committee, be_year=be_year, state__in=SEALED)
    said = Counter(standing.values_list("verb", flat=True))
    return Year(
        be_year=be_year,
        meetings=_each(held),
        cancelled=all_of.filter(state=MeetingState.CANCELLED).count(),
        items=sum(by_state.values()),
        outcomes=[(verb, said[verb.value]) for verb in Verb if said[verb.value]],
        not_reached=by_state[ItemState.NOT_REACHED.value],
        noted=by_state[ItemState.NOTED.value],
        days_to_letter=_days_to_letter(standing.values_list("pk", "item_id")),
    )


def _each(held: list[Meeting]) -> list[OneMeeting]:
    ids = [meeting.pk for meeting in held]
    decided = Q(state__in=(ItemState.RESOLVED, ItemState.DEFERRED))
    items: dict[int, Any] = {
        row["meeting"]: row
        for row in AgendaItem.objects.filter(meeting__in=ids)
        .exclude(state=ItemState.TAKEN_OFF)
        .order_by()
        .values("meeting")
        .annotate(all=Count("pk"), decided=Count("pk", filter=decided))
    }
    came = Q(state__in=(RollState.PRESENT, RollState.AWAY))
    roll: dict[int, Any] = {
        row["meeting"]: row
        for row in RollEntry.objects.filter(meeting__in=ids, is_voting=True)
        .order_by()
        .values("meeting")
        .annotate(all=Count("pk"), came=Count("pk", filter=came))
    }
    return [
        OneMeeting(
            meeting=meeting,
            items=items.get(meeting.pk, {}).get("all", 0),
            decided=items.get(meeting.pk, {}).get("decided", 0),
            invited=roll.get(meeting.pk, {}).get("all", 0),
            attended=roll.get(meeting.pk, {}).get("came", 0),
        )
        for meeting in held
    ]


def _days_to_letter(resolutions: Iterable[tuple[int, int]]) -> list[int]:
    """Days from the record that put each item on the agenda to its first letter."""
    item_of = dict(resolutions)
    listed = dict(
        TransitionRecord.objects.filter(
            subject_type=AgendaItem._meta.label_lower, subject_id__in=item_of.values(), seq=1
        ).values_list("subject_id", "at")
    )
    sent = DecisionLetter.objects.filter(resolution__in=item_of).order_by("-sent_at")
    first = dict(sent.values_list("resolution", "sent_at"))  # the earliest comes last and stays
    return sorted((moment - listed[item_of[pk]]) // timedelta(days=1) for pk, moment in first.items())
