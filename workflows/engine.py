# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The one door: load, refuse, act, record, advance the desks - in one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.apps import apps
from django.db import IntegrityError

from workflows import desks, records, repeating, statements
from workflows.back_moves import STANDS, Back
from workflows.definitions import files
from workflows.holding import Move, current, key, locked, locked_whole_of, one_act
from workflows.judging import meanwhile_since, missing, refuse, refuse_consequence, refuse_rules, refuse_wrong_state
from workflows.lifecycle import (
    EFFECTS,
    Attempt,
    Start,
    Subject,
    performing,
    rules_of,
    sources_of,
    starts_in,
    steps_for,
)
from workflows.models import TransitionRecord
from workflows.own_steps import MIGRATE
from workflows.refusals import VersionConflict

MOVED = ("state", "version")  # the columns of a move


def perform(
    model: type[Subject],
    subject_id: int,
    name: str,
    *,
    actor: Any,
    at: datetime,
    request_id: UUID,
    expected_version: int | None = None,
    on_behalf_of: Any = None,
    delegation: int | None = None,
    note: str = "",
    facts: Mapping[str, Any] | None = None,
) -> TransitionRecord:
    """Move one subject along the step ``name`` and return its new record.

    The same ``request_id`` by the same person for the same act gives the same record again. ``delegation`` is the
    order by which the actor acts for another; it names its giver, so ``on_behalf_of`` may be left out.
    Raises WrongState, NotPermitted, GuardsUnmet, VersionConflict or RequestReused - and then nothing has changed.
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
    try:
        with one_act(attempt) as act:
            whole, subject = locked(model, subject_id)
            if same := _looked_up(subject, name, attempt):
                return same
            if expected_version not in (None, subject.version):
                raise VersionConflict.after(meanwhile_since(subject, expected_version or 0))
            attempt = act.made_as(whole, refuse(subject, name, attempt, holding=True))
            move = decided(whole, subject, name, attempt)
            keep([move])
            settle()
            return move.record
    except IntegrityError:
        # The same request at the same moment on another subject, stopped by its unique id alone, is refused as such.
        repeating.replayed(model._meta.label_lower, subject_id, name, attempt)
        raise


def create(
    subject: Subject,
    *,
    actor: Any,
    at: datetime,
    request_id: UUID,
    on_behalf_of: Any = None,
    delegation: int | None = None,
    note: str = "",
    facts: Mapping[str, Any] | None = None,
) -> TransitionRecord:
    """Insert a subject and write its first record, which leads from its initial state to the same.

    Raises NotPermitted, GuardsUnmet or RequestReused - and then nothing has changed.
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
    try:
        with one_act(attempt) as act:
            whole = locked_whole_of(subject)
            if same := repeating.replayed_beginning(subject, attempt):
                return same
            attempt = act.made_as(whole, refuse_rules(subject, Start.name, subject.begin, attempt, holding=True))
            record = _begin(whole, subject, attempt)
            settle()
            return record
    except IntegrityError:
        # A new whole has no row yet to lock: the same request at the same moment is stopped by its unique id.
        if same := repeating.replayed_beginning(subject, attempt):
            return same
        raise


def follow(subject: Subject, name: str, attempt: Attempt) -> Subject:
    """Move another subject as a consequence of an act, and return it as it is now. For effects.

    ``attempt`` is ``caused_by`` the act. The step must say that it is caused by such a subject; its guards hold
    here too. Another whole is locked first: effects that move several take them in the order of their ids.
    """
    whole, held = locked(type(subject), subject.pk)
    attempt = replace(attempt, request_id=attempt.following_id(held, name))
    refuse_wrong_state(held, name)
    refuse_consequence(held, rules_of(steps_for(held)[name]), attempt)
    keep([decided(whole, held, name, attempt)])
    return held


def begin(subject: Subject, attempt: Attempt, *, key: str) -> None:
    """Bring a subject into being as a consequence of an act. For effects; ``key`` tells it from its siblings."""
    whole = locked_whole_of(subject)
    attempt = replace(attempt, request_id=attempt.following_id(whole, f"{subject.kind}/{key}"))
    refuse_consequence(subject, subject.begin, attempt)
    _begin(whole, subject, attempt)


def begin_many(subjects: Sequence[Subject], attempt: Attempt, *, keys: Sequence[str]) -> None:
    """Bring many wholes of one kind into being as a consequence of an act, written together. For effects.

    They have no effect of their own beginning; ``keys`` tell them apart, as ``begin``'s does. All by one definition.
    """
    act, number = current(), files.current(type(subjects[0]))
    moves = []
    for subject in subjects:
        subject.definition = number
        refuse_consequence(subject, subject.begin, attempt)
    statements.insert(subjects)
    for subject, key_of_it in zip(subjects, keys, strict=True):
        own = replace(attempt, request_id=uuid5(attempt.request_id, f"{subject.kind}/{key_of_it}"))
        facts = dict(own.facts) | ({"definition": number} if number > 1 else {})
        record = records.drafted(
            subject, own, transition=Start.name, target=subject.state, facts=facts, prev_hash=records.FIRST
        )
        act.wholes[key(subject)] = subject, own
        moves.append(Move(subject, subject, Start.name, record))
    keep(moves)


def follow_many(model: type[Subject], pks: Sequence[int], name: str, attempt: Attempt) -> list[Subject]:
    """Move many other wholes of one kind as a consequence of an act, and return them as they are now. For effects.

    As ``follow`` for each, with one lock, one reading of hashes and one writing for all; those that left the step's
    sources meanwhile are passed over.
    """
    act = current()
    held = [one for one in statements.lock(model, sorted(pks)) if starts_in(steps_for(one)[name], one.state)]
    hashes = records.hashes_of(model._meta.label_lower, held)
    moves = []
    for one in held:
        own = replace(attempt, request_id=attempt.following_id(one, name))
        refuse_consequence(one, rules_of(steps_for(one)[name]), own)
        act.wholes[key(one)] = one, own
        act.hashes[key(one)] = hashes[one.pk]
        moves.append(decided(one, one, name, own))
    keep(moves)
    return held


def bring_under(moving: Sequence[tuple[Subject, str]], number: int, attempt: Attempt) -> list[TransitionRecord]:
    """Write the engine's own step by which subjects of one kind come under another definition, each in its state there.

    ``moving`` names at least one. For ``definitions.migrating``, which holds the wholes' row locks, has judged the
    subjects, and reads them again to mend their desks. Its queries are as many for one as for many: those of a chunk
    stand in a few statements.
    """
    hashes = records.hashes_of(moving[0][0].kind, [subject for subject, _state in moving])
    drafts = []
    reached: dict[tuple[str, int], list[int]] = {}
    for subject, state in moving:
        facts = {"from": subject.definition, "to": number}
        own = replace(attempt, request_id=attempt.following_id(subject, f"{MIGRATE}/{number}"))
        drafts.append(
            records.drafted(subject, own, transition=MIGRATE, target=state, facts=facts, prev_hash=hashes[subject.pk])
        )
        reached.setdefault((state, subject.version + 1), []).append(subject.pk)
    records.keep(drafts)
    for (state, version), pks in reached.items():
        statements.update(type(moving[0][0]), pks, state=state, version=version, definition=number).send()
    return drafts


def settle() -> None:
    """Make every automatic step that has become possible, then bring the desks of each whole into step."""
    act = current()
    while follows := [move for whole, attempt in [*act.wholes.values()] if (move := _automatic(whole, attempt))]:
        keep(follows)
    desks.advance(
        [
            (whole, [(move.subject, move.name) for move in act.moves[place]], attempt)
            for place, (whole, attempt) in act.wholes.items()
            if whole.flow and place in act.moves
        ]
    )


def _automatic(whole: Subject, attempt: Attempt) -> Move | None:
    """The automatic step that this request's moves have made possible."""
    moves = current().moves.get(key(whole))
    if not moves:
        return None
    last = moves[-1].record
    cause = f"{last.subject_type}/{last.subject_id}/{last.seq}"
    follows = replace(attempt, cause=cause, note="", facts={})
    for name, step in steps_for(whole).items():
        rules = rules_of(step)
        if rules.automatic and starts_in(step, whole.state) and not missing(whole, rules, follows):
            # the seq tells two passes of the same step in one request apart
            request_id = follows.following_id(whole, f"{name}/{whole.version + 1}")
            return decided(whole, whole, name, replace(follows, request_id=request_id))
    return None


def _looked_up(subject: Subject, name: str, attempt: Attempt) -> TransitionRecord | None:
    """The record that this very request wrote before; else the subject's last hash is known from the same query."""
    same, last = records.same_or_head(subject, attempt.request_id)
    if same is not None:
        return repeating.replayed(subject.kind, subject.pk, name, attempt)
    current().hashes[key(subject)] = last
    return None


def decided(whole: Subject, subject: Subject, name: str, attempt: Attempt) -> Move:
    """Run the effect of a step that may be made, and draft its record."""
    step = steps_for(subject)[name]
    facts = dict(attempt.facts) | _effect(step, subject, attempt)
    target = sources_of(step)[subject.state]
    prev_hash = current().hashes.get(key(subject)) or records.head_hash(subject)
    record = records.drafted(subject, attempt, transition=name, target=target, facts=facts, prev_hash=prev_hash)
    return Move(whole, subject, name, record)


def keep(moves: Sequence[Move]) -> None:
    """Move the subjects, at most once each, and write their records and where they stand."""
    act = current()
    for move in moves:
        subject = move.subject
        if move.name != Start.name:
            with performing(subject):
                getattr(subject, move.name)()
        subject.version += 1
        act.moves.setdefault(key(move.whole), []).append(move)
        act.hashes[key(subject)] = move.record.hash
    records.keep_moved([(move.subject, move.record) for move in moves])


def _begin(whole: Subject, subject: Subject, attempt: Attempt) -> TransitionRecord:
    subject.definition = files.current(type(subject))
    subject.save(force_insert=True)
    if whole is subject:
        current().wholes[key(whole)] = whole, current().attempt
    facts = dict(attempt.facts) | _effect(subject.begin, subject, attempt)
    if subject.definition > 1:  # a record that names none was made under the first
        facts["definition"] = subject.definition
    record = records.drafted(
        subject, attempt, transition=Start.name, target=subject.state, facts=facts, prev_hash=records.FIRST
    )
    keep([Move(whole, subject, Start.name, record)])
    return record


def _effect(of: Any, subject: Subject, attempt: Attempt) -> dict[str, Any]:
    if back := rules_of(of).back:
        _move_parts(subject, back, attempt)
    run = EFFECTS.get(type(subject).begin if isinstance(of, Start) else of)
    return run(subject, attempt) if run else {}


def _move_parts(whole: Subject, back: Back, attempt: Attempt) -> None:
    """Do to the parts what a step that leads back declares."""
    follows = attempt.caused_by(whole, whole.version + 1)
    for kind, name in back.parts.items():
        if name == STANDS:
            continue
        model: Any = apps.get_model(kind)
        for part in model._default_manager.filter(**{model.part_of: whole.pk}).order_by("pk"):
            if starts_in(steps_for(part)[name], part.state):
                follow(part, name, follows)
