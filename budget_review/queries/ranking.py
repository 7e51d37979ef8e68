# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The projects of a round in an order, and the line where the ceiling is reached. What is tried changes nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from agencies.queries import roles_of
from budget_review.models import IntegrationProject, Stage
from budget_review.queries.money import totals_by_stage
from budget_review.queries.scores import scores_of
from budget_review.queries.visibility import SEES_SCREENING
from budget_review.states import HANDED_IN, State

MOST = 1000  # projects on one board
FAILED = (State.NOT_ELIGIBLE, State.NOT_ENDORSED, State.NOT_FUNDED)
IN_SCREENING = (State.SUBMITTED, State.SCREENING, State.RECOMMENDED, State.RETURNED)
PASSED = tuple(state for state in HANDED_IN if state not in (*FAILED, *IN_SCREENING))
STANDING = tuple(state for state in HANDED_IN if state not in FAILED)
ORDERS = {"score": _("Highest score first"), "small": _("Smallest amount first"), "large": _("Largest amount first")}
BASES = {"screened": _("After screening, else proposed"), "proposed": _("As proposed")}
SCOPES = {"passed": _("Passed the screening"), "all": _("All that were handed in")}


def may_rank(user: User, at: datetime) -> bool:
    """Whether a person sees the board: the offices that read scores; agencies do not see one another's."""
    return bool(roles_of(user, at) & SEES_SCREENING)


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """What is tried: nothing of it is kept but in an address, or under a name as a person's own.

    ``moves`` put projects at places, one after another, ``[(project id, place from 1)]``; ``amounts_baht`` stand for
    the projects' own.
    """

    order: str = "score"
    basis: str = "screened"
    scope: str = "passed"
    ceiling_baht: Decimal | None = None
    moves: Sequence[tuple[int, int]] = ()
    amounts_baht: Mapping[int, Decimal] = field(default_factory=dict)


@dataclass(frozen=True)
class Ranked:
    """A project at its place; ``own_baht`` is the truth where another amount is tried."""

    place: int
    project: IntegrationProject
    score: Decimal | None
    amount_baht: Decimal
    running_baht: Decimal
    is_above: bool
    fits: bool  # below the line, but no more than what the line leaves
    is_moved: bool
    own_baht: Decimal | None = None


@dataclass(frozen=True)
class Board:
    """The projects in their order, and what stands above the line and below it."""

    rows: list[Ranked]
    ceiling_baht: Decimal | None
    is_cut_short: bool = False

    @property
    def above(self) -> list[Ranked]:
        """Those that the ceiling carries."""
        return [row for row in self.rows if row.is_above]

    @property
    def below(self) -> list[Ranked]:
        """Those from the line on."""
        return [row for row in self.rows if not row.is_above]

    @property
    def above_baht(self) -> Decimal:
        """What those above come to."""
        return sum((row.amount_baht for row in self.above), Decimal(0))

    @property
    def below_baht(self) -> Decimal:
        """What those below come to."""
        return sum((row.amount_baht for row in self.below), Decimal(0))

    @property
    def left_baht(self) -> Decimal | None:
        """What the ceiling leaves above the line."""
        return None if self.ceiling_baht is None else self.ceiling_baht - self.above_baht


def board_of(projects: QuerySet[IntegrationProject], scenario: Scenario, ceiling_baht: Decimal | None) -> Board:
    """Rank projects that a person sees; the scenario's ceiling goes before the workplan's own."""
    states = PASSED if scenario.scope == "passed" else STANDING
    found = list(projects.filter(state__in=states).select_related("lead").order_by("code")[: MOST + 1])
    held = found[:MOST]
    ids = [project.pk for project in held]
    scores, own = scores_of(ids), _amounts(ids, scenario.basis)
    tried = {pk: amount for pk, amount in scenario.amounts_baht.items() if pk in own and amount != own[pk]}
    amounts = own | tried
    order = _moved([project.pk for project in _ordered(held, scenario.order, scores, amounts)], scenario.moves)
    by_id = {project.pk: project for project in held}
    ceiling = scenario.ceiling_baht if scenario.ceiling_baht is not None else ceiling_baht
    moved = {pk for pk, _place in scenario.moves}
    rows: list[Ranked] = []
    running, carried, is_above = Decimal(0), Decimal(0), True
    for place, pk in enumerate(order, 1):
        running += amounts[pk]
        is_above = is_above and (ceiling is None or running <= ceiling)
        carried = running if is_above else carried
        rows.append(Ranked(
            place, by_id[pk], scores.get(pk), amounts[pk], running, is_above,
            not is_above and ceiling is not None and carried + amounts[pk] <= ceiling,
            pk in moved, own[pk] if pk in tried else None,
        ))  # fmt: skip
    return Board(rows, ceiling, len(found) > MOST)


def moved_to(order: Sequence[int], moves: Iterable[tuple[int, int]], pk: int, by: int) -> list[tuple[int, int]]:
    """The moves with one more: this project goes so many places down, or up where ``by`` is negative."""
    place = min(max(order.index(pk) + 1 + by, 1), len(order))
    kept = list(moves)
    if kept and kept[-1][0] == pk:  # only the last is replaced: any other would shift those that came after it
        kept.pop()
    return [*kept, (pk, place)]


def _moved(order: list[int], moves: Iterable[tuple[int, int]]) -> list[int]:
    for pk, place in moves:
        if pk in order:
            order.remove(pk)
            order.insert(min(max(place, 1), len(order) + 1) - 1, pk)
    return order


def _ordered(
    projects: Sequence[IntegrationProject], order: str, scores: Mapping[int, Decimal], amounts: Mapping[int, Decimal]
) -> list[IntegrationProject]:
    """By what was chosen; who has no score stands last, and the code decides between equals."""
    keys: dict[str, Any] = {
        "score": lambda project: (-scores.get(project.pk, Decimal(-1)), project.code),
        "small": lambda project: (amounts[project.pk], project.code),
        "large": lambda project: (-amounts[project.pk], project.code),
    }
    return sorted(projects, key=keys[order])


def _amounts(ids: Sequence[int], basis: str) -> dict[int, Decimal]:
    """What each project comes to: as screened where it was, or as it was proposed."""
    totals = totals_by_stage(ids)
    stages = (Stage.SCREENED, Stage.PROPOSED) if basis == "screened" else (Stage.PROPOSED,)
    return {pk: next((totals[pk][stage] for stage in stages if stage in totals.get(pk, {})), Decimal(0)) for pk in ids}
