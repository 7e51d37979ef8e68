# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who lives under which definition: how many, and in which states."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from workflows.definitions import files
from workflows.definitions.tables import Table, whole_of
from workflows.lifecycle import Subject


@dataclass(frozen=True)
class Living:
    """How many subjects live under a definition, and how many of them are in flight, by state."""

    number: int
    all: int
    in_flight: dict[str, int]


def in_flight(model: type[Subject], using: str | None = None) -> QuerySet[Any]:
    """The subjects whose life is not over; a part's is also over with its whole's."""
    rows = model._default_manager.using(using) if using else model._default_manager.all()
    over = _over(model, "") if model.ends else Q(pk__in=[])
    if model.part_of:
        over |= _over(whole_of(model), f"{model.part_of}__")
    return rows.exclude(over)


def living(model: type[Subject], using: str | None = None) -> list[Living]:
    """The subjects by their definition, oldest first, in two queries."""
    rows = model._default_manager.using(using) if using else model._default_manager.all()
    every = rows.order_by("definition").values_list("definition").annotate(Count("pk"))
    moving = in_flight(model, using).order_by("state").values_list("definition", "state").annotate(Count("pk"))
    states: dict[int, dict[str, int]] = {}
    for number, state, count in moving:
        states.setdefault(number, {})[state] = count
    return [Living(number, count, states.get(number, {})) for number, count in every]


def needing(table: Table, step: str, states: Iterable[str]) -> set[str]:
    """Those of the states from which a subject under the table may yet come to where the step starts."""
    return table.leading_to(table.moves[step]) & set(states)


def _over(model: type[Subject], path: str) -> Q:
    """Ended, by the ends of each one's own definition."""
    over = Q(pk__in=[])
    for number in sorted(files.kept(model)) or [1]:
        ends = files.table(model, number).ends
        over |= Q(**{f"{path}definition": number, f"{path}state__in": sorted(ends)})
    return over
