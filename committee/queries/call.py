# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The call for items: until when what is handed in, and for which meetings."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Q, QuerySet

from accounts.models import User
from agencies.queries import roles_of
from agencies.roles import Role, day_of, memberships_of
from agencies.standing import attempt_of
from committee.models import AgendaItem, Meeting
from committee.permissions import keeps
from committee.queries.meetings import committees_for
from committee.states import AFTER_THE_CALL, OPEN_CALL, ItemState

AT_HOME = 3  # calls on a person's first page
OF_AGENCIES = (Role.AGENCY_OFFICER, Role.AGENCY_HEAD)


@dataclass(frozen=True)
class Call:
    """A meeting's call: its last day by the committee's rules, and whether it is open."""

    last_day: date
    is_open: bool


def call_of(meeting: Meeting) -> Call:
    """The call of a meeting. That its last day is past closes nothing: the secretary does."""
    return Call(day_of(meeting.starts_at) - timedelta(days=meeting.rules.submission_lead_days), is_open=(
        meeting.state in OPEN_CALL))  # fmt: skip


def open_calls() -> QuerySet[Meeting]:
    """The meetings for which anything may still be handed in, the next one first; with what ``call_of`` reads."""
    found = Meeting.objects.filter(state__in=OPEN_CALL).select_related("committee", "profile")
    return found.prefetch_related("committee__profiles").order_by("starts_at", "pk")


def own_calls(user: User, at: datetime) -> list[Meeting]:
    """The open calls of the committees whose secretary this person is; ``waiting`` is what was handed in and waits.

    As many queries for few committees as for many.
    """
    attempt = attempt_of(user, at)
    waiting = Count("items", filter=Q(items__state=ItemState.PROPOSED))
    found = open_calls().filter(committee__in=committees_for(user, at).values("pk")).annotate(waiting=waiting)
    return [one for one in found.prefetch_related("committee__tenures__seat") if keeps(one, attempt)]


def is_secretary(user: User, at: datetime) -> bool:
    """Whether a person has a secretary's role, by which the calls of their committees are theirs to see."""
    return Role.SECRETARY in roles_of(user, at)


def called_meetings() -> QuerySet[Meeting]:
    """The meetings that take items, or took them until their secretary closed the call."""
    return Meeting.objects.filter(state__in=(*OPEN_CALL, *AFTER_THE_CALL)).select_related("committee", "profile")


def agencies_of(user: User, at: datetime) -> list[int]:
    """The agencies for which a person may hand something in."""
    return sorted({held.agency_id for held in memberships_of(user, at) if held.role in OF_AGENCIES})


def handed_in(user: User, at: datetime) -> QuerySet[AgendaItem]:
    """What this person's agencies have handed in, the latest first."""
    found = AgendaItem.objects.filter(agency__in=agencies_of(user, at))
    return found.select_related("meeting__committee", "agency", "proposed_by").order_by("-pk")


def calls_at_home(user: User, at: datetime) -> list[tuple[Meeting, Call]]:
    """The calls that a person's first page names: their own as a secretary, or the next ones open to their agency."""
    if is_secretary(user, at):
        return [(meeting, call_of(meeting)) for meeting in own_calls(user, at)[:AT_HOME]]
    if not agencies_of(user, at):
        return []
    return [(meeting, call_of(meeting)) for meeting in open_calls()[:AT_HOME]]
