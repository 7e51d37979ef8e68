# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How far the projects of a round have come: by step, by day, who waits for whom, and what is late."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, Min, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from agencies.queries import group_names
from budget_review.models import IntegrationProject, Stage
from budget_review.queries.listing import being_written
from budget_review.queries.money import totals_by_stage
from papers.thai import bangkok_day
from workflows.models import Task, TransitionRecord
from workflows.queries import open_tasks

KIND = IntegrationProject._meta.label_lower
# (what has been reached, the steps any of which reaches it), each behind the one before
MILESTONES: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (_("Begun"), ("begin",)),
    (_("Submitted to partners"), ("propose",)),
    (_("Handed in to DGA"), ("hand_in",)),
    (_("Taken up for screening"), ("take_up",)),
    (_("Recommended"), ("recommend",)),
    (_("Passed the screening"), ("pass_on",)),
    (_("Resolved on by the committee"), ("endorse", "endorse_with_conditions")),
    (_("Sent to the Budget Bureau"), ("forward",)),
    (_("Budget decided"), ("decide",)),
)
BY_DAY = (2, 3, 4, 5)  # the milestones that are drawn over the days
LATE_SHOWN = 25

Reached = dict[int, dict[int, datetime]]


def reached_by(project_ids: Iterable[int]) -> Reached:
    """When each project first reached which milestone, ``{place of the milestone: {project id: moment}}``: one query.

    What was reached stays reached, wherever the project stands now.
    """
    places = {name: place for place, (_label, names) in enumerate(MILESTONES) for name in names}
    records = TransitionRecord.objects.filter(
        subject_type=KIND, subject_id__in=list(project_ids), transition__in=list(places)
    )
    firsts = records.order_by().values_list("subject_id", "transition").annotate(Min("at"))
    found: Reached = {place: {} for place in range(len(MILESTONES))}
    for subject, name, at in firsts:
        held = found[places[name]]
        held[subject] = min(at, held.get(subject, at))
    return found


def by_day(reached: Reached) -> tuple[list[date], list[tuple[Any, list[int]]]]:
    """How many had reached the milestones of ``BY_DAY`` by the end of each day in Bangkok, first to last."""
    days = {place: sorted(bangkok_day(at) for at in reached[place].values()) for place in BY_DAY}
    every = [day for of_one in days.values() for day in of_one]
    if not every:
        return [], []
    first = min(every)
    span = [first + timedelta(days=nth) for nth in range((max(every) - first).days + 1)]
    lines = []
    for place, of_one in days.items():
        values, done = [], 0
        for day in span:
            while done < len(of_one) and of_one[done] <= day:
                done += 1
            values.append(done)
        lines.append((MILESTONES[place][0], values))
    return span, lines


def amounts_asked(project_ids: Sequence[int]) -> dict[int, Decimal]:
    """What each project asks for: as it was submitted, or as it is being written."""
    submitted = {pk: of[Stage.PROPOSED] for pk, of in totals_by_stage(project_ids).items() if Stage.PROPOSED in of}
    return being_written(project_ids) | submitted


def sums_of(reached: Reached, amounts_baht: dict[int, Decimal]) -> list[Decimal]:
    """What the projects that reached each milestone ask for."""
    return [
        sum((amounts_baht.get(pk, Decimal(0)) for pk in reached[place]), Decimal(0)) for place in range(len(MILESTONES))
    ]


@dataclass(frozen=True)
class Waiting:
    """A queue before which projects wait: for what, how many, how many of them late, the longest since when."""

    who: str
    what: Any
    desk: str
    unit: str
    count: int
    late: int
    since: datetime


def open_turns(project_ids: Iterable[int]) -> QuerySet[Task]:
    """The open turns on these projects, due first."""
    return open_tasks().filter(
        process__subject_type=KIND, process__subject_id__in=list(project_ids), process__finished=None
    )


def who_waits(project_ids: Sequence[int], at: datetime) -> list[Waiting]:
    """For whom the projects wait, the latest queues first, in a fixed number of queries."""
    counted = (
        open_turns(project_ids)
        .order_by()
        .values("flow_task", "unit")
        .annotate(count=Count("pk"), late=Count("pk", filter=Q(due_at__lt=at)), since=Min("created"))
    )
    rows = list(counted)
    names = group_names({row["unit"] for row in rows})
    found = [
        Waiting(
            names.get(row["unit"], ""), row["flow_task"].label, row["flow_task"].name, row["unit"], row["count"],
            row["late"], row["since"],
        )
        for row in rows
    ]  # fmt: skip
    return sorted(found, key=lambda one: (-one.late, -one.count, one.who))


def late_turns(project_ids: Iterable[int], at: datetime) -> list[tuple[Task, IntegrationProject, str]]:
    """The first of the turns that are late, each with its project and whose it is."""
    late = list(open_turns(project_ids).filter(due_at__lt=at)[: LATE_SHOWN + 1])
    projects = IntegrationProject.objects.select_related("lead").in_bulk([task.process.subject_id for task in late])
    names = group_names({task.unit for task in late if task.owner is None})
    return [
        (task, projects[task.process.subject_id], str(task.owner) if task.owner else names[task.unit]) for task in late
    ]
