# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which turns a list shows: whose they are, and the filters that stand in its address."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet

from accounts.models import User
from accounts.person import read_once
from agencies.absences import absences_at
from agencies.models import Delegation
from agencies.queries import ready_for
from agencies.roles import Role, group
from budget_review.models import IntegrationProject
from budget_review.queries.listing import Filters, matching
from committee.models import Meeting
from project.queues import all_groups_of, groups_of
from workflows import queries
from workflows.clocks.calendars import calendar_in_force
from workflows.clocks.queries import is_due_soon, is_late
from workflows.desks import every_desk
from workflows.lifecycle import steps_of
from workflows.models import Task
from workflows.nodes import Desk

NAMED_OFTEN = {name for name, times in Counter(desk.name for desk in every_desk()).items() if times > 1}


def key_of(desk: Desk) -> str:
    """How an address names a desk: ``screening``; where two flows have one of that name, ``MinutesFlow.confirming``."""
    return f"{desk.flow_class.__name__}.{desk.name}" if desk.name in NAMED_OFTEN else desk.name


DESKS = {key_of(desk): desk for desk in every_desk()}


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What a list of turns was asked for; empty is everything."""

    text: str = ""
    desk: str = ""  # its key
    queue: str = ""
    year: int | None = None
    round_id: int | None = None
    lead_id: int | None = None
    lead_named: str = ""
    due: str = ""  # "late" or "soon"
    absent: bool = False


def stood_in_for(user: User, at: datetime) -> dict[int, str]:
    """The people for whom this person stands in now, by id: one query for a request."""

    def read() -> dict[int, str]:
        absent = absences_at(at).filter(substitute=user).select_related("person")
        return {absence.person_id: str(absence.person) for absence in absent}

    return read_once(user, "stood in for", read)


def acted_for(user: User, at: datetime) -> dict[int, Delegation]:
    """The people for whom this person acts by an order today, by id, each with the order: one query for a request."""
    return read_once(
        user, "acted for", lambda: {order.giver_id: order for order in ready_for(user, at) if order.giver_id}
    )


def mine(user: User, at: datetime) -> QuerySet[Task]:
    """What this person has taken, and what those have taken for whom they stand in or act, where they may act."""
    absent = stood_in_for(user, at)
    held = Q(owner=user)
    if absent:
        held |= Q(owner__in=absent, unit__in=groups_of(user, at))
    for order in acted_for(user, at).values():
        held |= _lent(order)
    return queries.open_tasks().filter(held)


def _lent(order: Delegation) -> Q:
    """The tasks that the giver of an order has taken, and at which the order lets its receiver act."""
    role = group(Role(order.role))
    here = group(Role(order.role), order.agency_id)
    queues = Q(unit__in=[role, here]) | Q(unit__startswith=f"{here}/") | Q(unit__startswith=f"{role}@committee/")
    found = Q(owner=order.giver) & queues
    if order.acts:
        lent = {_act(*act.rsplit(".", 1)) for act in order.acts}
        found &= Q(flow_task__in=[desk for desk in every_desk() if lent & set(desk.acts.values())])
    if order.subjects:
        named = Q(pk__in=[])
        for kind, pk in (one.split("/") for one in order.subjects):
            named |= Q(subject_type=kind, subject_id=pk) | Q(process__subject_type=kind, process__subject_id=pk)
            named |= _within(kind, int(pk))
        found &= named
    return found


def _act(kind: str, name: str) -> Any:
    """A step by the name that orders give it; nothing where no lifecycle has it any more."""
    model: Any = apps.get_model(kind)
    return steps_of(model).get(name)


def _within(kind: str, pk: int) -> Q:
    """The tasks of all projects of a round or a workplan that an order is limited to."""
    path = {"budget_review.round": "round", "budget_review.workplan": "round__workplan"}.get(kind)
    if path is None:
        return Q(pk__in=[])
    projects = IntegrationProject.objects.filter(**{path: pk}).order_by().values("pk")
    return Q(process__subject_type=IntegrationProject._meta.label_lower, process__subject_id__in=projects)


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
    of_projects = Filters(
        text=wanted.text, year=wanted.year, round_id=wanted.round_id, lead_id=wanted.lead_id,
        lead_named=wanted.lead_named,
    )  # fmt: skip
    return tasks if of_projects == Filters() else tasks.filter(_about(of_projects))


def of_year(tasks: QuerySet[Task], year: int) -> QuerySet[Task]:
    """Those about projects of a fiscal year."""
    return tasks.filter(_about(Filters(year=year)))


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
