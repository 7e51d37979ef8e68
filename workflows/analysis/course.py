# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The course that many subjects took: where they are, how long they stay, which steps, loops and paths they take."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from workflows.analysis.spread import Spread
from workflows.analysis.walks import Walk, worked
from workflows.clocks.days import Calendar
from workflows.definitions.files import kept, label_of
from workflows.lifecycle import Subject, rules_of, sources_of, steps_of
from workflows.own_steps import LABELS

Place = tuple[str, str, str]  # step, source, target


@dataclass(frozen=True)
class StateTime:
    """One state: who is there now, since when the longest, how long finished stays took, how often one came back.

    Times are told by the calendar, and beside it in working days by the holiday table.
    """

    state: str
    here: int
    oldest: timedelta | None
    oldest_worked: int | None
    stays: Spread[timedelta] | None
    stays_worked: Spread[int] | None
    again: int


@dataclass(frozen=True)
class StepCount:
    """How often a step led from one state to another; ``declared`` is whether the lifecycle knows it."""

    name: str
    label: Any
    source: str
    target: str
    count: int
    declared: bool


@dataclass(frozen=True)
class Path:
    """A way that several subjects went, state by state."""

    states: tuple[str, ...]
    count: int


@dataclass(frozen=True)
class Course:
    """The whole account. ``looped`` subjects came back to a state.

    ``conforming`` ones made only moves that the lifecycle or an older definition of it declares, each from where the
    one before had led. ``newest_only``: more subjects are there, and those begun first were left out.
    """

    subjects: int
    ended: int
    conforming: int
    looped: int
    cycle: Spread[timedelta] | None  # from the beginning to an end, of those that have ended
    cycle_worked: Spread[int] | None
    states: list[StateTime]
    steps: list[StepCount]
    paths: list[Path]  # the most frequent first
    newest_only: bool = False


@dataclass
class _Tally:
    """What is counted while the walks go by, one after the other."""

    subjects: int = 0
    ended: int = 0
    conforming: int = 0
    looped: int = 0
    cycles: list[timedelta] = field(default_factory=list)
    cycles_worked: list[int] = field(default_factory=list)
    here: Counter[str] = field(default_factory=Counter)
    again: Counter[str] = field(default_factory=Counter)
    open: dict[str, timedelta] = field(default_factory=dict)
    open_worked: dict[str, int] = field(default_factory=dict)
    lengths: dict[str, list[timedelta]] = field(default_factory=dict)
    lengths_worked: dict[str, list[int]] = field(default_factory=dict)
    taken: Counter[Place] = field(default_factory=Counter)
    paths: Counter[tuple[str, ...]] = field(default_factory=Counter)


def course_of(
    model: type[Subject], found: Iterable[Walk], at: datetime, calendar: Calendar, *, most_paths: int = 5
) -> Course:
    """Account for these walks as they stand at a moment. Steps that nobody took are told too, with a count of 0."""
    declared = _declared(model)
    last = set(map(str, model.ends)) or set(_state_names(model)) - {source for _name, source, _target in declared}
    tally = _Tally()
    for walk in found:
        _count(tally, walk, at, calendar, declared.keys(), last)
    return Course(
        subjects=tally.subjects,
        ended=tally.ended,
        conforming=tally.conforming,
        looped=tally.looped,
        cycle=Spread.of(tally.cycles),
        cycle_worked=Spread.of(tally.cycles_worked),
        states=[_state_time(tally, state) for state in _state_names(model)],
        steps=_step_counts(model, tally, declared),
        paths=[Path(states, count) for states, count in tally.paths.most_common(most_paths)],
    )


def _count(
    tally: _Tally, walk: Walk, at: datetime, calendar: Calendar, declared: Collection[Place], last: set[str]
) -> None:
    path, stays = walk.path(), walk.stays()
    tally.subjects += 1
    tally.paths[path] += 1
    tally.taken.update((move.step, move.source, move.target) for move in walk.moves[1:])
    tally.conforming += all(
        move.source == before.target and (move.step in LABELS or (move.step, move.source, move.target) in declared)
        for before, move in pairwise(walk.moves)
    )
    tally.looped += len(set(path)) < len(path)
    seen: set[str] = set()
    for stay in stays:
        tally.again[stay.state] += stay.state in seen
        seen.add(stay.state)
        if stay.until is not None:
            tally.lengths.setdefault(stay.state, []).append(stay.length(at))
            tally.lengths_worked.setdefault(stay.state, []).append(stay.working_days(at, calendar))
    now = stays[-1]
    tally.here[now.state] += 1
    if now.state in last:
        tally.ended += 1
        tally.cycles.append(max(now.since - walk.moves[0].at, timedelta()))
        tally.cycles_worked.append(worked(walk.moves[0].at, now.since, calendar))
    else:
        tally.open[now.state] = max(tally.open.get(now.state, timedelta()), now.length(at))
        tally.open_worked[now.state] = max(tally.open_worked.get(now.state, 0), now.working_days(at, calendar))


def _declared(model: type[Subject]) -> dict[Place, Any]:
    """Each move that the lifecycle knows, with its label: those of the code, and those of older definitions."""
    older = {
        (name, source, target): label_of(model, name)
        for table in kept(model).values()
        for name, leads in table.moves.items()
        for source, target in leads.items()
    }
    return older | {
        (name, str(source), str(target)): rules_of(step).label
        for name, step in steps_of(model).items()
        for source, target in sources_of(step).items()
    }


def _state_names(model: Any) -> list[str]:
    return [str(value) for value, _label in model._meta.get_field("state").choices]


def _state_time(tally: _Tally, state: str) -> StateTime:
    return StateTime(
        state=state,
        here=tally.here[state],
        oldest=tally.open.get(state),
        oldest_worked=tally.open_worked.get(state),
        stays=Spread.of(tally.lengths.get(state, [])),
        stays_worked=Spread.of(tally.lengths_worked.get(state, [])),
        again=tally.again[state],
    )


def _step_counts(model: type[Subject], tally: _Tally, declared: dict[Place, Any]) -> list[StepCount]:
    known = [
        StepCount(name, label, source, target, tally.taken[name, source, target], declared=True)
        for (name, source, target), label in declared.items()
    ]
    unknown = [
        StepCount(name, label_of(model, name) if by_engine else name, source, target, count, declared=by_engine)
        for (name, source, target), count in sorted(tally.taken.items())
        if (name, source, target) not in declared
        for by_engine in [name in LABELS]
    ]
    return unknown + known
