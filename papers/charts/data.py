# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a chart shows, before it is drawn."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

Number = Decimal | int


@dataclass(frozen=True)
class Row:
    """One thing with its values in the order of the series; None where there is none."""

    label: Any
    values: Sequence[Number | None]
    href: str = ""
    note: Any = ""


@dataclass(frozen=True)
class Bars:
    """Things compared in one or more series, such as ministries by stage. ``is_money`` shows millions of baht."""

    caption: Any
    heading: Any
    series: Sequence[Any]
    rows: Sequence[Row]
    is_money: bool = False
    total: Row | None = None

    @property
    def whole(self) -> Number:
        """What the longest bar stands for."""
        return max((value for row in self.rows for value in row.values if value), default=1)

    @property
    def legend(self) -> list[tuple[int, Any]]:
        """Each series with the number of its colour; none is needed for one."""
        return list(enumerate(self.series, 1)) if len(self.series) > 1 else []


@dataclass(frozen=True)
class FunnelStep:
    """How many have come so far."""

    label: Any
    count: int
    href: str = ""
    amount_baht: Decimal | None = None


@dataclass(frozen=True)
class Funnel:
    """How many of all have come how far; each step holds those of the steps behind it."""

    caption: Any
    steps: Sequence[FunnelStep]

    @property
    def drawn(self) -> list[tuple[FunnelStep, float, float, int | None]]:
        """Each step with the share of the whole before it and at it, in per cent, and of the step before, rounded."""
        whole = max((step.count for step in self.steps), default=0) or 1
        found: list[tuple[FunnelStep, float, float, int | None]] = []
        before: FunnelStep | None = None
        for step in self.steps:
            share = step.count * 100 / whole
            of_before = round(step.count * 100 / before.count) if before and before.count else None
            found.append((step, before.count * 100 / whole if before else share, share, of_before))
            before = step
        return found

    @property
    def is_money(self) -> bool:
        """Whether the steps have amounts."""
        return any(step.amount_baht is not None for step in self.steps)


@dataclass(frozen=True)
class Series:
    """One line: a value for each day."""

    label: Any
    values: Sequence[int]


@dataclass(frozen=True)
class Lines:
    """Lines over the same days."""

    caption: Any
    days: Sequence[date]
    series: Sequence[Series] = field(default_factory=list)

    @property
    def top(self) -> int:
        """The highest value, at least one."""
        return max((value for line in self.series for value in line.values), default=0) or 1

    @property
    def legend(self) -> list[tuple[int, Any, int]]:
        """Each line with the number of its colour and its last value."""
        return [(place, line.label, line.values[-1] if line.values else 0) for place, line in enumerate(self.series, 1)]

    @property
    def table(self) -> list[tuple[date, list[int]]]:
        """The days on which anything changed, the last first, with what each line says."""
        kept: list[tuple[date, list[int]]] = []
        before: list[int] | None = None
        for place, day in enumerate(self.days):
            values = [line.values[place] for line in self.series]
            if values != before:
                kept.append((day, values))
            before = values
        return kept[::-1]
