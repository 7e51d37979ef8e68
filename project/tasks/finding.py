# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which turns a list shows: whose they are, and the filters that stand in its address."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from accounts.models import User
from accounts.person import read_once
from agencies.absences import absences_at
from budget_review.flows import ProjectFlow
from budget_review.models import IntegrationProject
from budget_review.queries.listing import Filters, matching
from committee.flows import MeetingFlow
from committee.models import Meeting
from project.queues import all_groups_of, groups_of
from workflows import queries
from workflows.clocks.calendars import calendar_in_force
from workflows.clocks.queries import is_due_soon, is_late
from workflows.desks import desks_of
from workflows.models import Task

DESKS = {desk.name: desk for flow in (ProjectFlow, MeetingFlow) for desk in desks_of(flow)}


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What a list of turns was asked for; empty is everything."""

    text: str = ""
    desk: str = ""  # its name
    queue: str = ""
    year: int | None = None
    round_id: int | None = None
    lead_id: int | None = None
    due: str = ""  # "late" or "soon"
    absent: bool = False


def stood_in_for(user: User, at: datetime) -> dict[int, str]:
    """The people for whom this person stands in now, by id: one query for a request."""

    def read() -> dict[int, str]:
        absent = absences_at(at).filter(substitute=user).select_related("person")
        return {absence.person_id: str(absence.person) for absence in absent}

    return read_once(user, "stood in for", read)


def mine(user: User, at: datetime) -> QuerySet[Task]:
    """What this person has taken, and what those have taken for whom they stand in, where they may act."""
    absent = stood_in_for(user, at)
    if not absent:
        return queries.my_tasks(user)
    return queries.open_tasks().filter(Q(owner=user) | Q(owner__in=absent, unit__in=groups_of(user, at)))


def in_our_queue(user: User, at: datetime) -> QuerySet[Task]:
    """What waits where this person works: nobody has it, or its owner is away or gone."""
    return queries.waiting(groups_of(user, at), away=absences_at(at).values("person")).exclude(owner=user)


def in_queue(user: User, key: str, at: datetime) -> QuerySet[Task]:
    """What waits in one queue, also in that of another unit where this person may act."""
    away = absences_at(at).values("person")
    return queries.waiting([key] if key in all_groups_of(user, at) else [], away=away).exclude(owner=user)


def fitting(tasks: QuerySet[Task], wanted: Wanted, at: datetime) -> QuerySet[Task]:
    """Those that answer to the filters; what is asked of projects is asked of each task's project."""
    if wanted.desk:
        tasks = tasks.filter(flow_task=DESKS[wanted.desk])
    if wanted.queue:
        tasks = tasks.filter(unit=wanted.queue)
    if wanted.due:
        tasks = tasks.filter(_due(wanted.due, at))
    if wanted.absent:
        tasks = tasks.exclude(owner=None)
    of_projects = Filters(text=wanted.text, year=wanted.year, round_id=wanted.round_id, lead_id=wanted.lead_id)
    return tasks if of_projects == Filters() else tasks.filter(_about(of_projects))


def _due(wanted: str, at: datetime) -> Q:
    """Late; or that and what is due within the next three working days, as the page of deadlines counts them."""
    return is_late(at) if wanted == "late" else is_late(at) | is_due_soon(at, calendar_in_force())


def _about(asked: Filters) -> Q:
    projects = matching(IntegrationProject.objects.order_by(), asked).values("pk")
    found = Q(process__subject_type=IntegrationProject._meta.label_lower, process__subject_id__in=projects)
    if asked == Filters(text=asked.text):  # meetings have neither round nor lead
        meetings = Meeting.objects.filter(title__icontains=asked.text.strip()).values("pk")
        found |= Q(process__subject_type=Meeting._meta.label_lower, process__subject_id__in=meetings)
    return found
