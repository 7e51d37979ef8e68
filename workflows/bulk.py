# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""One step on many subjects: what each would answer, then one record each, written together.

The same checks, effects and routing as ``engine.perform`` makes; only the engine's own rows wait until all of a chunk
can be written at once. A chunk in which anything fails is undone and made again item by item, so nothing is ever half
done within an item, and one item's failure is its own.
"""

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import islice
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from workflows import engine, records, statements
from workflows.batches import Batch, Failed, Item, Outcome
from workflows.held_still import held_together
from workflows.holding import Act, key, one_act
from workflows.judging import meanwhile_since, refuse
from workflows.lifecycle import Attempt, Subject
from workflows.models import TransitionRecord
from workflows.refusals import Refused, VersionConflict, WrongState
from workflows.repeating import said_before

CHUNK = 200
log = logging.getLogger(__name__)


def perform_many(
    model: type[Subject],
    items: Iterable[Item | int],
    name: str,
    *,
    actor: Any,
    at: datetime,
    request_id: UUID,
    on_behalf_of: Any = None,
    delegation: int | None = None,
    note: str = "",
    facts: Mapping[str, Any] | None = None,
) -> list[Outcome]:
    """Move many subjects along the step ``name``, each by its own record, and say what became of each, in their order.

    The same batch again gives the same records again. Raises nothing for an item: see ``Outcome.refused``.
    """
    attempt = Attempt(
        actor=actor,
        at=at,
        request_id=request_id,
        on_behalf_of=on_behalf_of,
        delegation=delegation,
        note=note,
        facts=facts or {},
    )
    batch, asked = Batch(model, name, attempt), _items(items)
    made: dict[int, Outcome] = {}
    for chunk in _chunks(model, asked):
        for outcome in _made(batch, chunk):
            made[outcome.item.subject_id] = outcome
    return [made[item.subject_id] for item in asked]


def preview_many(
    model: type[Subject],
    items: Iterable[Item | int],
    name: str,
    *,
    actor: Any,
    at: datetime,
    on_behalf_of: Any = None,
    delegation: int | None = None,
    note: str = "",
    facts: Mapping[str, Any] | None = None,
) -> list[Outcome]:
    """Say for each item whether it would be made now, or why not. Nothing is locked and nothing changes.

    What the rules ask is read for a whole chunk at once.
    """
    attempt = Attempt(
        actor=actor,
        at=at,
        request_id=PREVIEW,
        on_behalf_of=on_behalf_of,
        delegation=delegation,
        note=note,
        facts=facts or {},
        read={},
    )
    batch, asked = Batch(model, name, attempt), _items(items)
    chunks = [asked[start : start + CHUNK] for start in range(0, len(asked), CHUNK)]
    return [outcome for chunk in chunks for outcome in _looked_at(batch, chunk)]


PREVIEW = UUID(int=0)


def _looked_at(batch: Batch, chunk: Sequence[Item]) -> list[Outcome]:
    related = [batch.model.part_of] if batch.model.part_of else []
    rows = batch.model._default_manager.select_related(*related)
    found = rows.in_bulk([item.subject_id for item in chunk])
    with _held_with_wholes(batch.model, list(found.values())):
        return [_judged(batch, item, found.get(item.subject_id))[0] for item in chunk]


@contextmanager
def _held_with_wholes(model: type[Subject], subjects: Sequence[Subject]) -> Iterator[None]:
    """Hold subjects together, and the wholes that their rules look at."""
    wholes = [getattr(subject, model.part_of) for subject in subjects] if model.part_of else []
    with held_together(subjects), held_together(wholes):
        yield


def _items(items: Iterable[Item | int]) -> list[Item]:
    """Each subject once, as and where it is named first."""
    first: dict[int, Item] = {}
    for item in items:
        one = item if isinstance(item, Item) else Item(item)
        first.setdefault(one.subject_id, one)
    return list(first.values())


def _judged(
    batch: Batch, item: Item, subject: Subject | None, *, holding: bool = False
) -> tuple[Outcome, Attempt | None]:
    """Whether the rules let an item pass, and as what. The engine asks the same, in the same order."""
    try:
        if subject is None:
            raise WrongState(_("It is not there."))
        if item.expected_version not in (None, subject.version):
            raise VersionConflict.after(meanwhile_since(subject, item.expected_version or 0))
        return Outcome(item, subject), refuse(subject, batch.name, batch.of(item), holding=holding)
    except Refused as refused:
        return Outcome(item, subject, refused=refused), None


def _chunks(model: type[Subject], items: Sequence[Item]) -> Iterator[list[Item]]:
    """The items by id, so that every batch locks in one order; two parts of one whole never in the same chunk.

    An act on the one may change what the other's rules, the whole's automatic steps and its desks see.
    """
    wholes = {item.subject_id: item.subject_id for item in items}
    if model.part_of:
        rows = model._default_manager.filter(pk__in=wholes)
        wholes.update(rows.values_list("pk", f"{model.part_of}_id"))
    waiting = sorted(items, key=lambda item: (wholes[item.subject_id], item.subject_id))
    while waiting:
        first = {wholes[item.subject_id]: item for item in reversed(waiting)}
        chunk = list(islice(reversed(first.values()), CHUNK))
        chosen = {item.subject_id for item in chunk}
        waiting = [item for item in waiting if item.subject_id not in chosen]
        yield chunk


def _made(batch: Batch, chunk: Sequence[Item]) -> Iterable[Outcome]:
    if len(chunk) > 1:
        try:
            return _together(batch, chunk)
        except Exception:  # undone, whatever it was; whose fault it was shows when each is made by itself
            log.info("A chunk of %d is made item by item.", len(chunk), exc_info=True)
    return [_alone(batch, item) for item in chunk]


def _alone(batch: Batch, item: Item) -> Outcome:
    attempt = batch.of(item)
    try:
        record = engine.perform(
            batch.model,
            item.subject_id,
            batch.name,
            actor=attempt.actor,
            at=attempt.at,
            request_id=attempt.request_id,
            expected_version=item.expected_version,
            on_behalf_of=attempt.on_behalf_of,
            delegation=attempt.delegation,
            note=attempt.note,
            facts=attempt.facts,
        )
    except Refused as refused:
        return Outcome(item, _present(batch, item), refused=refused)
    except batch.model.DoesNotExist:
        return Outcome(item, None, refused=WrongState(_("It is not there.")))
    except Exception:
        log.exception("%s of %s %s failed", batch.name, batch.model._meta.label_lower, item.subject_id)
        return Outcome(item, _present(batch, item), refused=Failed(_("An error was noted. Nothing changed here.")))
    return Outcome(item, _present(batch, item), record=record)


def _present(batch: Batch, item: Item) -> Subject | None:
    return batch.model._default_manager.filter(pk=item.subject_id).first()


def _together(batch: Batch, chunk: Sequence[Item]) -> list[Outcome]:
    """Make a chunk in one transaction: look at all under their locks, run the effects, then write."""
    with one_act(batch.attempt) as act:
        held = _locked(batch, chunk, act)
        replayed = _replayed(batch, chunk, [subject for _whole, subject in held.values()], act)
        with _held_with_wholes(batch.model, [subject for _whole, subject in held.values()]):
            judged = [
                _judged(batch, item, held.get(item.subject_id, (None, None))[1], holding=True)
                for item in chunk
                if item.subject_id not in replayed
            ]
        outcomes = [
            Outcome(item, held[pk][1], record=replayed[pk]) for item in chunk if (pk := item.subject_id) in replayed
        ]
        moves = []
        for outcome, attempt in judged:
            item = outcome.item
            whole, subject = held.get(item.subject_id, (None, None))
            if whole is not None and subject is not None and attempt is not None:
                move = engine.decided(whole, subject, batch.name, act.made_as(whole, attempt))
                moves.append(move)
                outcome = Outcome(item, subject, record=move.record)
            outcomes.append(outcome)
        engine.keep(moves)
        engine.settle()
    return outcomes


def _locked(batch: Batch, chunk: Sequence[Item], act: Act) -> dict[int, tuple[Subject, Subject]]:
    """Each item's whole, locked in the order of the ids, and the subject itself as it is under the lock."""
    model = batch.model
    attempts = {item.subject_id: batch.of(item) for item in chunk}
    if not model.part_of:
        for whole in statements.lock(model, list(attempts)):
            act.wholes[key(whole)] = whole, attempts[whole.pk]
        return {pk: (whole, whole) for (_kind, pk), (whole, _) in act.wholes.items()}
    of: Any = model._meta.get_field(model.part_of)
    owners = dict(model._default_manager.filter(pk__in=attempts).values_list("pk", of.attname))
    wholes = {whole.pk: whole for whole in statements.lock(of.related_model, sorted(owners.values()))}
    parts = model._default_manager.in_bulk(list(owners))  # read under the locks
    for pk, part in parts.items():
        whole = wholes[owners[pk]]
        setattr(part, model.part_of, whole)
        act.wholes[key(whole)] = whole, attempts[pk]
    return {pk: (getattr(part, model.part_of), part) for pk, part in parts.items()}


def _replayed(
    batch: Batch, chunk: Sequence[Item], subjects: Sequence[Subject], act: Act
) -> dict[int, TransitionRecord]:
    """The records that this very batch wrote before, by subject; and each subject's last hash is known after it."""
    kind = batch.model._meta.label_lower
    for pk, last in records.hashes_of(kind, subjects).items():
        act.hashes[kind, pk] = last
    ids = {batch.of(item).request_id: item for item in chunk}
    found = {}
    for same in TransitionRecord.objects.filter(request_id__in=ids):
        item = ids[same.request_id]
        found[item.subject_id] = said_before(same, kind, item.subject_id, batch.name, batch.of(item))
    return found
