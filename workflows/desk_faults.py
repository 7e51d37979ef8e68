# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Comparing the open desks with what the states call for: which should be open, which closed, and each task's row."""

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_noop as _

from workflows.desks import desks_of, expected_desks, flow_of, served_states
from workflows.faults import Fault
from workflows.lifecycle import Subject
from workflows.models import Process, Task

Place = tuple[str, str, int | None]  # desk, kind and id of its subject
TOGETHER = 5000  # so many wholes are looked at together


def faults_of_desks(model: type[Subject], parts: list[type[Subject]]) -> Iterator[Fault]:
    """Yield what is wrong with the desks of wholes of this kind and of their parts, so many at a time."""
    kind, flow = model._meta.label_lower, flow_of(model)  # type: ignore[arg-type]
    known = {desk.name for desk in desks_of(flow)}
    tasks, processes = _open_tasks(kind), Process.objects.filter(subject_type=kind, finished__isnull=True)
    wholes = model._default_manager.filter(
        Q(state__in=served_states(flow))  # in any other state nothing should be open
        | Q(pk__in=tasks.values("process__subject_id"))
        | Q(pk__in=processes.values("subject_id"))
    )
    rows = wholes.order_by("pk").iterator(chunk_size=TOGETHER)
    while together := list(islice(rows, TOGETHER)):
        yield from _faults_of(together, flow, known, parts)
    gone = ~Exists(model._default_manager.filter(pk=OuterRef("process__subject_id")))
    yield from (
        Fault(_("%(name)s: tasks are open for a subject that is not there."), name=f"{kind}/{pk}")
        for pk in tasks.filter(gone).values_list("process__subject_id", flat=True).distinct()
    )
    gone = ~Exists(model._default_manager.filter(pk=OuterRef("subject_id")))
    yield from (
        Fault(_("%(name)s: a process is open for a subject that is not there."), name=f"{kind}/{pk}")
        for pk in processes.filter(gone).values_list("subject_id", flat=True).order_by("subject_id")
    )


def _faults_of(wholes: list[Any], flow: Any, known: set[str], parts: list[type[Subject]]) -> Iterator[Fault]:
    kind, ids = wholes[0].kind, [whole.pk for whole in wholes]
    parts_of, tasks = _parts_by_whole(parts, ids), _open_tasks_by_whole(kind, ids)
    processes = Counter(
        Process.objects.filter(subject_type=kind, finished__isnull=True, subject_id__in=ids).values_list(
            "subject_id", flat=True
        )
    )
    for whole in wholes:
        name = f"{kind}/{whole.pk}"
        own = parts_of.get(whole.pk, [])
        for part in own:
            setattr(part, part.part_of, whole)
        expected = expected_desks(flow, whole, own)
        units = {
            (desk.name, subject.kind, subject.pk): desk.unit(subject)
            for desk in desks_of(flow)
            for subject in (whole, *own)
            if (desk.name, subject.kind, subject.pk) in expected
        }
        found = tasks.get(whole.pk, [])
        for task in found:
            yield from _faults_of_task(name, task, known, units)
        places = [_place_of(task) for task in found if _place_of(task)[0] in known]
        yield from (
            Fault(_("%(name)s: the desk %(desk)s for %(of)s should be open."), name=name, desk=desk, of=f"{of}/{pk}")
            for desk, of, pk in sorted(expected - set(places))
        )
        yield from (
            Fault(_("%(name)s: the desk %(desk)s for %(of)s should be closed."), name=name, desk=desk, of=f"{of}/{pk}")
            for desk, of, pk in sorted(set(places) - expected)
        )
        if len(places) != len(set(places)):
            yield Fault(_("%(name)s: a desk is open twice."), name=name)
        if (opened := processes[whole.pk]) != bool(expected):
            yield Fault(
                _("%(name)s: %(opened)s processes are open, not %(expected)s."),
                name=name,
                opened=opened,
                expected=int(bool(expected)),
            )


def _place_of(task: Task) -> Place:
    """Where a task stands; at "" when its flow has no such desk any more."""
    return (task.flow_task.name if task.flow_task else "", task.subject_type, task.subject_id)


def _faults_of_task(name: str, task: Task, known: set[str], units: dict[Place, str]) -> Iterator[Fault]:
    place = _place_of(task)
    if place[0] not in known:
        yield Fault(_("%(name)s: task %(task)s stands at a desk that the flow does not know."), name=name, task=task.pk)
    if task.unit != units.get(place, task.unit):
        yield Fault(
            _("%(name)s: task %(task)s waits in the queue %(unit)s, not %(expected)s."),
            name=name,
            task=task.pk,
            unit=task.unit,
            expected=units[place],
        )
    if (task.owner_id is None) != (task.status == "NEW"):
        yield Fault(
            _("%(name)s: task %(task)s has the status %(status)s and the owner %(owner)s."),
            name=name,
            task=task.pk,
            status=task.status,
            owner=task.owner_id,
        )
    elif task.status not in ("NEW", "ASSIGNED"):
        yield Fault(
            _("%(name)s: task %(task)s is open with the status %(status)s."),
            name=name,
            task=task.pk,
            status=task.status,
        )


def _parts_by_whole(parts: list[type[Subject]], ids: list[int]) -> dict[int, list[Subject]]:
    found: dict[int, list[Subject]] = {}
    for model in parts:
        for part in model._default_manager.filter(**{f"{model.part_of}__in": ids}).order_by("pk"):
            found.setdefault(getattr(part, f"{model.part_of}_id"), []).append(part)
    return found


def _open_tasks(kind: str) -> QuerySet[Task]:
    open_now = Task.objects.filter(process__subject_type=kind, finished__isnull=True, flow_task_type="HUMAN")
    return open_now.order_by("process__subject_id")


def _open_tasks_by_whole(kind: str, ids: list[int]) -> dict[int, list[Task]]:
    found: dict[int, list[Task]] = {}
    rows = _open_tasks(kind).filter(process__subject_id__in=ids).select_related("process")
    for task in rows.order_by("pk"):
        found.setdefault(task.process.subject_id, []).append(task)
    return found
