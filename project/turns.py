# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whose turn it is, told to one person: what waits for me, in our queue, and what I wait for and from whom."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Count, Min, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from agencies.absences import away
from agencies.models import Absence
from agencies.queries import agencies_of
from budget_review.models import IntegrationProject
from budget_review.queries.likeness import Likeness, likeness_of, reads_duplicates
from project.queues import groups_of, queue_names
from project.subjects import DESCRIBED, WHOLES, About, Key, about
from project.tasks.finding import acted_for, stood_in_for
from workflows import queries
from workflows.models import Process, Task, TaskEvent, TransitionRecord

LATELY = 1000  # so many of one's last acts of a kind tell what one waits for
NAMED = 3  # so many people are named in one line before they are counted


@dataclass(frozen=True)
class Card:
    """One turn as ``components/task_card.html`` and the lists show it; ``person`` is whose turn it is."""

    task_id: int
    act: Any
    title: str
    href: str
    meta: str
    due_at: datetime | None
    person: str
    waits: bool
    queue: str = ""
    owner: Any = None
    absence: Absence | None = None  # of its owner
    comments: int = 0
    for_another: bool = False  # this person stands in for its owner
    by_order: str = ""  # this person acts for its owner: by which order, in words
    stopped_at: datetime | None = None
    stopped_for: str = ""
    days_left: int | None = None
    likeness: Likeness | None = None  # how many projects are like the one that it is about, for the offices


@dataclass(frozen=True)
class Shelf:
    """One page of a list of turns; ``next`` is the id to go on after, when there is more."""

    cards: list[Card]
    next: int | None


def at_others(user: User, at: datetime) -> QuerySet[Task]:
    """The open turns of others in what this person's agency leads, or this person has acted on lately.

    The open desks are gathered first, each through its index: their number does not grow with what is over.
    """
    standing = Process.objects.filter(finished=None).order_by()
    led = IntegrationProject.objects.filter(lead__in=agencies_of(user, at)).order_by().values("pk")
    concerned = [standing.filter(subject_type=IntegrationProject._meta.label_lower, subject_id__in=led).values("pk")]
    for kind in WHOLES:
        acted = TransitionRecord.objects.filter(actor=user, subject_type=kind).order_by("-pk").values("subject_id")
        concerned.append(standing.filter(subject_type=kind, subject_id__in=acted[:LATELY]).values("pk"))
    return _of_others(user, at).filter(process__in=concerned[0].union(*concerned[1:]))


def _of_others(user: User, at: datetime) -> QuerySet[Task]:
    return queries.open_tasks().exclude(Q(owner=user) | Q(owner=None, unit__in=groups_of(user, at)))


def others(user: User, at: datetime, *, after: int | None = None, size: int = 25) -> Shelf:
    """What this person waits for: turns of several people at the same act on the same subject are one line."""
    waiting = at_others(user, at)
    first = waiting.order_by().values("process_id", "flow_task").annotate(first=Min("pk")).values("first")
    found = list(behind(queries.open_tasks().filter(pk__in=first), after)[: size + 1])
    shown = found[:size]
    beside = _of_others(user, at).filter(process__in=[task.process_id for task in shown])
    turns: dict[tuple[int, str], list[Task]] = {}
    for task in beside:
        turns.setdefault((task.process_id, task.flow_task.name), []).append(task)
    names = queue_names({task.unit for task in beside})
    folded = [
        replace(card, person=_together(turns[task.process_id, task.flow_task.name], names))
        for task, card in zip(shown, cards(shown, user, at, waits=False), strict=True)
    ]
    return Shelf(folded, shown[-1].pk if len(found) > size else None)


def _together(tasks: Sequence[Task], names: dict[str, str]) -> str:
    """Whose turn it is: by name when they are few, as a number when they are many."""
    people = [str(task.owner) if task.owner else names.get(task.unit, "") for task in tasks]
    if len(people) <= NAMED:
        return " · ".join(people)
    if all(task.unit.startswith("person@") for task in tasks):
        return ngettext("%(count)s person", "%(count)s people", len(people)) % {"count": len(people)}
    more = len(people) - NAMED
    return _("%(people)s and %(count)s more") % {"people": " · ".join(people[:NAMED]), "count": more}


def _by_order(task: Task, user: User, at: datetime) -> str:
    """``"acting for Somchai (Head of agency, DOPA) by order no. 12/2564"``, where that is so."""
    order = acted_for(user, at).get(task.owner_id or 0) if task.owner_id != user.pk else None
    return order.sentence if order else ""


def shelf(
    tasks: QuerySet[Task], user: User, at: datetime, *, after: int | None = None, size: int = 25,
    names: dict[str, str] | None = None, units: Sequence[str] = (),
) -> Shelf:  # fmt: skip
    """A page of turns that wait for a person, due first, behind the task ``after``; a later page costs no more.

    ``units``: the queues in which all of them wait, when there are several; the first of each are read, not all.
    """
    said = TaskEvent.objects.filter(task=OuterRef("pk"), kind=TaskEvent.Kind.COMMENT).order_by().values("task")
    counted = tasks.annotate(comments=Subquery(said.annotate(Count("pk")).values("pk__count")))
    found = list(_first(counted, after, size + 1, units))
    shown = found[:size]
    alike = _alike(shown, user, at)
    absent = away({task.owner_id for task in shown if task.owner_id not in (None, user.pk)}, at)
    made = [
        replace(
            card,
            absence=absent.get(task.owner_id),
            comments=getattr(task, "comments", None) or 0,
            for_another=task.owner_id not in (None, user.pk) and task.owner_id in stood_in_for(user, at),
            by_order=_by_order(task, user, at),
            likeness=alike.get(task.process.subject_id) if _is_of_project(task) else None,
        )
        for task, card in zip(shown, cards(shown, user, at, waits=True, names=names), strict=True)
    ]
    return Shelf(made, shown[-1].pk if len(found) > size else None)


def _alike(tasks: Sequence[Task], user: User, at: datetime) -> dict[int, Likeness]:
    """What was found of the projects that turns are about; in a list of tasks it is for those who screen to see."""
    if not reads_duplicates(user, at):
        return {}
    return likeness_of(user, at, {task.process.subject_id for task in tasks if _is_of_project(task)})


def _is_of_project(task: Task) -> bool:
    return bool(task.process.subject_type == IntegrationProject._meta.label_lower)


def cards(
    tasks: Sequence[Task], reader: User, at: datetime, *, waits: bool, names: dict[str, str] | None = None
) -> list[Card]:
    """The turns with their subjects as the reader sees them, and queues; as many queries for one turn as for many."""
    subjects = about({shown_as(task) for task in tasks}, reader, at)
    known = queue_names({task.unit for task in tasks}) if names is None else names
    return [_card(task, subjects[shown_as(task)], known.get(task.unit, ""), waits) for task in tasks]


def shown_as(task: Task) -> Key:
    """The subject that a turn is shown as: its own when that has a page, else the whole's."""
    if task.subject_type in DESCRIBED and task.subject_id is not None:
        return task.subject_type, task.subject_id
    return task.process.subject_type, task.process.subject_id


def _card(task: Task, subject: About, queue: str, waits: bool) -> Card:
    return Card(
        task_id=task.pk,
        act=task.flow_task.label,
        title=subject.title,
        href=subject.href,
        meta=subject.note,
        due_at=task.due_at,
        person=str(task.owner) if task.owner else queue,
        waits=waits,
        queue=queue,
        owner=task.owner,
        stopped_at=task.stopped_at,
        stopped_for=task.stopped_for,
        days_left=task.days_left,
    )


def _first(tasks: QuerySet[Task], after: int | None, count: int, units: Sequence[str]) -> QuerySet[Task]:
    """The first tasks behind ``after``: of several queues the first of each, which their index has in order."""
    rest = behind(tasks, after)
    if len(units) > 1:
        of_each = [Task.objects.filter(pk__in=rest.filter(unit=unit).values("pk")[:count]) for unit in units]
        first, *more = (of_one.order_by().values("pk") for of_one in of_each)
        rest = tasks.filter(pk__in=first.union(*more))
    return rest[:count]


def behind(tasks: QuerySet[Task], after: int | None) -> QuerySet[Task]:
    """Go on behind a task in the order "due first, without a date last"; its row stays even when it is closed."""
    last = Task.objects.filter(pk=after).values_list("due_at", flat=True).first() if after else None
    if after is None:
        return tasks
    if last is None:
        return tasks.filter(due_at=None, pk__gt=after)
    return tasks.filter(Q(due_at__gt=last) | Q(due_at=last, pk__gt=after) | Q(due_at=None))
