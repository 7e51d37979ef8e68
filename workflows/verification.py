# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Proving that nothing was changed behind the engine's back: chains, states and open desks."""

from collections.abc import Generator, Iterator
from contextlib import closing
from itertools import groupby, islice, pairwise
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Max
from django.utils.translation import gettext_noop as _

from workflows import triggers
from workflows.clocks.proving import faults_of_clocks
from workflows.definitions import files
from workflows.desk_faults import faults_of_desks
from workflows.engine import MOVED
from workflows.faults import CHECKS, Fault
from workflows.flawless import is_flawless, moves_by_definition
from workflows.lifecycle import Start, Subject, initial_state
from workflows.models import OutboxMessage, Task, TransitionRecord
from workflows.own_steps import MIGRATE, OF_CLOCKS
from workflows.records import FIRST, canonical, digest
from workflows.tasks import proving

TOGETHER = 5000  # so many subjects are looked at together: memory stays the same for any number of them
HUGE = 2**63 - 1


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
    for kind in _kinds_with_records():
        if kind not in bound:
            yield Fault(_("There are records of an unknown kind: %(kind)s."), kind=kind)
    for model in models:
        yield from _faults_of_chains(model)
    for model in models:
        if model.flow:
            yield from faults_of_desks(model, [part for part in models if _is_part_of(part, model)])
    yield from faults_of_clocks()
    yield from proving.faults()
    silent = TransitionRecord.objects.filter(message=None).count()
    if silent:
        yield Fault(_("%(number)s records have no message in the outbox."), number=silent)
    for check in CHECKS:
        yield from check()


def _kinds_with_records() -> Iterator[str]:
    """Each kind once, by leaping from one to the next in the index: DISTINCT would read every record."""
    kinds = TransitionRecord.objects.order_by("subject_type").values_list("subject_type", flat=True)
    kind = kinds.first()
    while kind is not None:
        yield kind
        kind = kinds.filter(subject_type__gt=kind).first()


def _faults_of_chains(model: type[Subject]) -> Iterator[Fault]:
    """Yield the faults of every chain of a kind; what is proved at once is not read record by record."""
    moves = moves_by_definition(model)
    most = model._default_manager.aggregate(most=Max("pk"))["most"] or 0
    bounds = [-HUGE, *range(TOGETHER, most + 1, TOGETHER), HUGE]
    for low, high in pairwise(bounds):
        if not is_flawless(model, moves, low, high):
            yield from _faults_of_chains_between(model, low, high)


def _faults_of_chains_between(model: type[Subject], low: int, high: int) -> Iterator[Fault]:
    kind = model._meta.label_lower
    subjects = model._default_manager.filter(pk__gte=low, pk__lt=high)
    left: dict[int, list[Any]] = {pk: end for pk, *end in subjects.values_list("pk", *MOVED, "definition")}
    rows = TransitionRecord.objects.filter(subject_type=kind, subject_id__gte=low, subject_id__lt=high)
    rows = rows.order_by("subject_id", "seq")
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
    if record.transition in OF_CLOCKS:
        return record.source == record.target
    if record.transition == MIGRATE:
        to = _named(record, "to", number)
        return _named(record, "from", 0) == number < to and record.target in files.table(model, to).states
    return files.moves_under(model, number).get(record.transition, {}).get(record.source) == record.target


def _number_after(record: TransitionRecord, number: int) -> int:
    """The definition under which the next record is made."""
    if record.transition == Start.name:
        return _named(record, "definition", 1)
    return _named(record, "to", number) if record.transition == MIGRATE else number


def _named(record: TransitionRecord, fact: str, otherwise: int) -> int:
    """A definition that a record names; facts that were tampered with may hold anything."""
    found = record.facts.get(fact)
    return found if isinstance(found, int) else otherwise


def _is_part_of(part: type[Subject], whole: type[Subject]) -> bool:
    return bool(part.part_of) and part._meta.get_field(part.part_of).related_model is whole


def counts() -> dict[str, int]:
    """What ``faults`` looked at."""
    return {
        "records": TransitionRecord.objects.count(),
        "open_tasks": Task.objects.filter(finished__isnull=True, flow_task_type="HUMAN").count(),
        "messages": OutboxMessage.objects.count(),
    }
