# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What each subject went through, read from its records: its moves, its stays in states, its path."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby, pairwise
from typing import Any

from django.db.models import QuerySet

from workflows.clocks.days import Calendar, day_of
from workflows.lifecycle import Subject
from workflows.models import TransitionRecord

COLUMNS = ("subject_id", "transition", "source", "target", "at")


@dataclass(frozen=True)
class Move:
    """One record, without its words."""

    step: str
    source: str
    target: str
    at: datetime


@dataclass(frozen=True)
class Stay:
    """A time in one state; ``until`` is None for the state in which the subject still is."""

    state: str
    since: datetime
    until: datetime | None

    def length(self, at: datetime) -> timedelta:
        """How long it took, or has taken at a moment; a clock that was set back makes no time negative."""
        return max((self.until or at) - self.since, timedelta())

    def working_days(self, at: datetime, calendar: Calendar) -> int:
        """How many working days it took, or has taken at a moment; as due dates, not counting its first day."""
        return worked(self.since, self.until or at, calendar)


@dataclass(frozen=True)
class Walk:
    """All moves of one subject, in the order of its records."""

    subject_id: int
    moves: tuple[Move, ...]

    def arrivals(self) -> list[Move]:
        """The beginning, and each move that led to another state: an act that stays in its state is no arrival."""
        first, *rest = self.moves
        return [first, *(move for move in rest if move.source != move.target)]

    def stays(self) -> list[Stay]:
        """The states it was in, one after the other."""
        found = self.arrivals()
        ends = [Stay(move.target, move.at, leaving.at) for move, leaving in pairwise(found)]
        return [*ends, Stay(found[-1].target, found[-1].at, None)]

    def path(self) -> tuple[str, ...]:
        """The names of the states it was in."""
        return tuple(move.target for move in self.arrivals())


def worked(since: datetime, until: datetime, calendar: Calendar) -> int:
    """How many working days lie between two moments, not counting the day of the first."""
    return max(calendar.between(day_of(since), day_of(until)), 0)


def walks(model: type[Subject], subjects: QuerySet[Any] | None = None) -> Iterator[Walk]:
    """The walk of every subject of a kind, or of these, in one query however many there are."""
    rows = TransitionRecord.objects.filter(subject_type=model._meta.label_lower).order_by("subject_id", "seq")
    if subjects is not None:
        rows = rows.filter(subject_id__in=subjects.order_by().values("pk"))
    read = rows.values_list(*COLUMNS).iterator(chunk_size=2000)
    for subject_id, held in groupby(read, key=lambda row: row[0]):
        yield Walk(subject_id, tuple(Move(*row[1:]) for row in held))
