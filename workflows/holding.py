# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The act that is at work: one transaction, the wholes whose rows it holds locked, and the moves made so far."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from workflows import statements
from workflows.lifecycle import Attempt, Subject
from workflows.models import TransitionRecord

Key = tuple[str, int]


@dataclass(frozen=True)
class Move:
    """One subject's step with the record that is drafted for it. ``whole`` is the one whose lock covers it."""

    whole: Subject
    subject: Subject
    name: str
    record: TransitionRecord


class Act:
    """One request at work, or many of a batch: the wholes whose rows it has locked, and the moves made so far."""

    def __init__(self, attempt: Attempt) -> None:
        self.attempt = attempt  # the request now at work; of each whole, the one that it was locked for
        self.wholes: dict[Key, tuple[Subject, Attempt]] = {}
        self.moves: dict[Key, list[Move]] = {}  # by whole
        self.hashes: dict[Key, str] = {}  # of each subject's last record, as far as it is known

    def made_as(self, whole: Subject, attempt: Attempt) -> Attempt:
        """Let all that follows from the act on this whole be by the attempt that the rules let pass."""
        self.attempt = attempt
        if whole.pk:
            self.wholes[key(whole)] = whole, attempt
        return attempt


_act: ContextVar[Act] = ContextVar("act")


@contextmanager
def one_act(attempt: Attempt) -> Iterator[Act]:
    """Open a transaction with an act of its own; an act never stands inside another."""
    with transaction.atomic():
        act = Act(attempt)
        token = _act.set(act)
        try:
            yield act
        finally:
            _act.reset(token)


def current() -> Act:
    """The act at work. Raises LookupError outside one."""
    return _act.get()


def locked(model: type[Subject], subject_id: int) -> tuple[Subject, Subject]:
    """The whole, row-locked, and the subject itself: one lock for a whole and all its parts."""
    if not model.part_of:
        whole = _lock(model, subject_id)
        return whole, whole
    whole_model: Any = model._meta.get_field(model.part_of).related_model
    part: Subject = model._default_manager.get(pk=subject_id)
    whole = _lock(whole_model, getattr(part, f"{model.part_of}_id"))
    part = model._default_manager.get(pk=subject_id)  # read again under the lock
    setattr(part, model.part_of, whole)
    return whole, part


def locked_whole_of(subject: Subject) -> Subject:
    """The whole that a new subject belongs to; a new whole is its own."""
    if not subject.part_of:
        return subject
    whole = getattr(subject, subject.part_of)
    held = _lock(type(whole), whole.pk)
    setattr(subject, subject.part_of, held)
    return held


def _lock(model: type[Subject], pk: int) -> Subject:
    act = current()
    place = (model._meta.label_lower, pk)
    if place not in act.wholes:
        found = statements.lock(model, [pk])
        if not found:
            raise model.DoesNotExist
        act.wholes[place] = found[0], act.attempt
    return act.wholes[place][0]


def key(subject: Subject) -> Key:
    """What tells a subject from every other."""
    return subject.kind, subject.pk
