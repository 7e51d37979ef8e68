# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Proving that nothing was changed behind the engine's back: chains, states and open desks."""

from collections import Counter
from collections.abc import Generator, Iterator
from contextlib import closing
from itertools import groupby, islice
from typing import Any

from django.apps import apps
from django.db import connection
from django.utils.translation import gettext_noop as _

from workflows import triggers
from workflows.clocks.proving import faults_of_clocks
from workflows.definitions import files
from workflows.desks import desks_of, expected_desks, flow_of
from workflows.engine import MOVED
from workflows.faults import CHECKS, Fault
from workflows.lifecycle import Start, Subject, initial_state
from workflows.models import OutboxMessage, Process, Task, TransitionRecord
from workflows.records import FIRST, canonical, digest

Place = tuple[str, str, int | None]  # desk, kind and id of its subject


def first_faults(most: int) -> list[Fault]:
    """The first faults, at most so many; the rest is not looked for."""
    with closing(faults()) as found:  # stopped early, it still has cursors open
        return list(islice(found, most))


def faults() -> Generator[Fault, None, None]:
    """Say, one sentence each, what is wrong; nothing at all when everything is as the engine left it."""
    yield from (
        Fault(_("The database lacks the trigger %(name)s."), name=name) for name in sorted(triggers.missing(connection))
    )
    models: list[type[Subject]] = [model for model in apps.get_models() if issubclass(model, Subject)]
    bound = {model._meta.label_lower for model in models}
    unknown = TransitionRecord.objects.order_by().exclude(subject_type__in=bound)
    for kind in unknown.values_list("subject_type", flat=True).distinct():
        yield Fault(_("There are records of an unknown kind: %(kind)s."), kind=kind)
    for model in models:
        yield from _faults_of_chains(model)
    for model in models:
        if model.flow:
            yield from _faults_of_desks(model, [part for part in models if _is_part_of(part, model)])
    yield from faults_of_clocks()
    silent = TransitionRecord.objects.filter(message=None).count()
    if silent:
        yield Fault(_("%(number)s records have no message in the outbox."), number=silent)
    for check in CHECKS:
        yield from check()


def _faults_of_chains(model: type[Subject]) -> Iterator[Fault]:
    kind = model._meta.label_lower
    left: dict[int, list[Any]] = {
        pk: end for pk, *end in model._default_manager.values_list("pk", *MOVED, "definition")
    }
    rows = TransitionRecord.objects.filter(subject_type=kind).order_by("subject_id", "seq")
    for subject_id, chain in groupby(rows.iterator(chunk_size=2000), key=lambda record: record.subject_id):
        end = yield from _faults_of_chain(model, f"{kind}/{subject_id}", chain)
        if subject_id not in left:
            yield Fault(_("%(name)s has records but no row."), name=f"{kind}/{subject_id}")
        elif (stands := left.pop(subject_id))[:2] != end[:2]:
            yield Fault(_("%(name)s is not where its last record left it."), name=f"{kind}/{subject_id}")
        elif stands != end:
            yield Fault(
                _("%(name)s lives under the definition %(stands)s, its records under %(end)s."),
                name=f"{kind}/{subject_id}",
                stands=stands[2],
                end=end[2],
            )
    yield from (Fault(_("%(name)s has no record."), name=f"{kind}/{subject_id}") for subject_id in sorted(left))


def _faults_of_chain(model: type[Subject], name: str, chain: Any) -> Any:
    """Yield the faults of one chain; return the state, the seq and the definition where it ends."""
    state, seq, prev, number = initial_state(model), 0, FIRST, 1
    for record in chain:
        if (record.seq, record.prev_hash, record.source) != (seq + 1, prev, state):
            yield Fault(_("%(name)s: record %(seq)s does not continue the one before."), name=name, seq=record.seq)
        if record.canonical != canonical(record) or record.hash != digest(record.canonical):
            yield Fault(_("%(name)s: record %(seq)s was changed."), name=name, seq=record.seq)
        if not _is_declared(model, number, record, first=seq == 0):
            yield Fault(
                _("%(name)s: record %(seq)s makes a move that the lifecycle does not know."), name=name, seq=record.seq
            )
        number = _number_after(record, number)
        state, seq, prev = record.target, record.seq, record.hash
    return [state, seq, number]


def _is_declared(model: type[Subject], number: int, record: TransitionRecord, *, first: bool) -> bool:
    """Whether the table that the record was made under, as it was then, has such a move."""
    if first:
        return record.transition == Start.name and record.source == record.target
    if record.transition == files.MIGRATE:
        to = _named(record, "to", number)
        return _named(record, "from", 0) == number < to and record.target in files.table(model, to).states
    return files.moves_under(model, number).get(record.transition, {}).get(record.source) == record.target


def _number_after(record: TransitionRecord, number: int) -> int:
    """The definition under which the next record is made."""
    if record.transition == Start.name:
        return _named(record, "definition", 1)
    return _named(record, "to", number) if record.transition == files.MIGRATE else number


def _named(record: TransitionRecord, fact: str, otherwise: int) -> int:
    """A definition that a record names; facts that were tampered with may hold anything."""
    found = record.facts.get(fact)
    return found if isinstance(found, int) else otherwise


def _is_part_of(part: type[Subject], whole: type[Subject]) -> bool:
    return bool(part.part_of) and part._meta.get_field(part.part_of).related_model is whole


def _faults_of_desks(model: type[Subject], parts: list[type[Subject]]) -> Iterator[Fault]:
    kind, flow = model._meta.label_lower, flow_of(model)  # type: ignore[arg-type]
    known = {desk.name for desk in desks_of(flow)}
    parts_of = _parts_by_whole(parts)
    tasks = _open_tasks_by_whole(kind)
    processes = Counter(
        Process.objects.filter(subject_type=kind, finished__isnull=True).values_list("subject_id", flat=True)
    )
    for whole in model._default_manager.order_by("pk").iterator(chunk_size=2000):
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
        found = tasks.pop(whole.pk, [])
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
        if (opened := processes.pop(whole.pk, 0)) != bool(expected):
            yield Fault(
                _("%(name)s: %(opened)s processes are open, not %(expected)s."),
                name=name,
                opened=opened,
                expected=int(bool(expected)),
            )
    yield from (
        Fault(_("%(name)s: tasks are open for a subject that is not there."), name=f"{kind}/{pk}") for pk in tasks
    )
    yield from (
        Fault(_("%(name)s: a process is open for a subject that is not there."), name=f"{kind}/{pk}")
        for pk in processes
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


def _parts_by_whole(parts: list[type[Subject]]) -> dict[int, list[Subject]]:
    found: dict[int, list[Subject]] = {}
    for model in parts:
        for part in model._default_manager.order_by("pk"):
            found.setdefault(getattr(part, f"{model.part_of}_id"), []).append(part)
    return found


def _open_tasks_by_whole(kind: str) -> dict[int, list[Task]]:
    found: dict[int, list[Task]] = {}
    rows = Task.objects.filter(process__subject_type=kind, finished__isnull=True, flow_task_type="HUMAN")
    for task in rows.select_related("process").order_by("pk"):
        found.setdefault(task.process.subject_id, []).append(task)
    return found


def counts() -> dict[str, int]:
    """What ``faults`` looked at."""
    return {
        "records": TransitionRecord.objects.count(),
        "open_tasks": Task.objects.filter(finished__isnull=True, flow_task_type="HUMAN").count(),
        "messages": OutboxMessage.objects.count(),
    }
