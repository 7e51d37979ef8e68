# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Rounds for programs: their windows, how far each has come, its ranking against the ceiling, projects side by side."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Query, Router, Schema
from pydantic import AfterValidator, StringConstraints

from accounts.api import READING, Moment, asker, storable
from budget_review.forms.board import MOVES
from budget_review.models import Round
from budget_review.queries import projects_for
from budget_review.queries.criteria import set_of
from budget_review.queries.listing import SUMMED, by_round
from budget_review.queries.progress import (
    MILESTONES,
    amounts_asked,
    by_day,
    reached_by,
    sums_of,
    who_waits,
)
from budget_review.queries.ranking import Ranked, Scenario, board_of, may_rank
from budget_review.queries.side_by_side import FEWEST, MOST, Line, side_by_side
from budget_review.schemas import Baht, baht
from budget_review.states import State
from workflows.records import moment

router = Router(tags=["rounds"])

Code = Annotated[str, StringConstraints(max_length=100), AfterValidator(storable)]
NONE: list[str] = []  # the default of a list in an address, never changed
Move = Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]{0,17}:[1-9][0-9]{0,3}$")]
Tried = Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]{0,17}:[0-9]{1,13}(\.[0-9]{1,2})?$")]


class RoundOut(Schema):
    """A call for projects."""

    id: int
    name: str
    workplan: str
    fiscal_year: int
    opens_at: Moment
    closes_at: Moment
    is_open: bool
    ceiling_baht: Baht | None
    criteria_version: int
    projects: int = Field(description="How many of it you may see, at most 1,000.")


class MilestoneOut(Schema):
    """How many projects came so far at any time, with what they ask for."""

    label: str
    steps: list[str] = Field(description="The acts any of which reaches it.")
    count: int
    amount_baht: Baht


class SeriesOut(Schema):
    """How many had come so far by the end of each day."""

    label: str
    counts: list[int]


class WaitingOut(Schema):
    """A queue before which projects wait."""

    who: str
    what: str
    count: int
    late: int
    since: Moment


class ProgressOut(Schema):
    """How far a round has come."""

    counted: int
    is_whole: bool = Field(description="Whether all projects are counted; of many the first 1,000 by code are.")
    milestones: list[MilestoneOut]
    days: list[str] = Field(description="Days in Bangkok, ISO 8601, of the series.")
    by_day: list[SeriesOut]
    waiting: list[WaitingOut]


class RankedOut(Schema):
    """A project at its place."""

    place: int
    id: int = Field(description="By which ``to`` and ``baht`` name it.")
    code: str
    title: str
    lead: str
    state: State
    score: str | None
    amount_baht: Baht
    tried_baht: Baht | None = Field(description="Another amount that is tried instead.")
    running_baht: Baht
    is_above: bool = Field(description="Whether the ceiling carries it.")
    fits: bool = Field(description="Below the line, but no more than what the line leaves.")


class RankingOut(Schema):
    """The projects in their order, with the line where the ceiling is reached."""

    ceiling_baht: Baht | None
    above: int
    above_baht: Baht
    below: int
    below_baht: Baht
    left_baht: Baht | None
    is_whole: bool
    projects: list[RankedOut]


class LineOut(Schema):
    """One thing that is compared; a cell of each project, null where there is nothing."""

    label: str
    kind: str = Field(examples=["money"])
    differs: bool
    cells: list[str | None]


class GroupOut(Schema):
    """Lines under one title."""

    title: str
    lines: list[LineOut]


class SideBySideOut(Schema):
    """Projects side by side."""

    codes: list[str]
    groups: list[GroupOut]


@router.get("/rounds", response={200: list[RoundOut]} | READING, summary="Read the rounds")
def list_rounds(
    request: HttpRequest,
    fiscal_year: Annotated[int | None, Query(ge=2500, le=2700, description="Buddhist era.")] = None,
) -> list[RoundOut]:
    """The calls for projects, the latest first."""
    user, now = asker(request), timezone.now()
    counts = by_round(projects_for(user, now))
    found = Round.objects.select_related("workplan", "criteria_set")
    rounds = found.filter(workplan__fiscal_year=fiscal_year) if fiscal_year else found
    return [_round(held, now, counts.get(held.pk, 0)) for held in rounds]


@router.get("/rounds/{int:pk}/progress", response={200: ProgressOut} | READING, summary="Read how far a round has come")
def read_progress(request: HttpRequest, pk: int) -> ProgressOut:
    """What the projects that you may see have reached, day by day, and for whom they wait."""
    user, now = asker(request), timezone.now()
    held = get_object_or_404(Round, pk=pk)
    found = list(projects_for(user, now).filter(round=held).order_by("code").values_list("pk", flat=True)[: SUMMED + 1])
    ids = found[:SUMMED]
    reached = reached_by(ids)
    sums = sums_of(reached, amounts_asked(ids))
    days, lines = by_day(reached)
    return ProgressOut(
        counted=len(ids),
        is_whole=len(found) <= SUMMED,
        milestones=[
            MilestoneOut(label=str(label), steps=list(steps), count=len(reached[place]), amount_baht=baht(sums[place]))
            for place, (label, steps) in enumerate(MILESTONES)
        ],
        days=[day.isoformat() for day in days],
        by_day=[SeriesOut(label=str(label), counts=counts) for label, counts in lines],
        waiting=[
            WaitingOut(who=one.who, what=str(one.what), count=one.count, late=one.late, since=moment(one.since))
            for one in who_waits(ids, now)
        ],
    )


@router.get("/rounds/{int:pk}/ranking", response={200: RankingOut} | READING, summary="Rank a round's projects")
def rank_round(
    request: HttpRequest,
    pk: int,
    order: Annotated[Literal["score", "small", "large"], Query()] = "score",
    basis: Annotated[Literal["screened", "proposed"], Query()] = "screened",
    scope: Annotated[Literal["passed", "all"], Query()] = "passed",
    ceiling: Annotated[Baht | None, Query(description="Tried in the place of the workplan's own.")] = None,
    to: Annotated[list[Move], Query(max_length=MOVES, description="Put a project at a place, ``id:place``.")] = NONE,
    tried: Annotated[list[Tried], Query(alias="baht", max_length=MOVES, description="``id:amount``.")] = NONE,
) -> RankingOut:
    """The order against the ceiling, as it is or as it would be. For the offices that read scores; nothing is kept."""
    user, now = asker(request), timezone.now()
    held = get_object_or_404(Round.objects.select_related("workplan"), pk=pk)
    if not may_rank(user, now):
        raise Http404
    scenario = Scenario(
        order=order, basis=basis, scope=scope, ceiling_baht=None if ceiling is None else Decimal(ceiling),
        moves=[(int(project), int(place)) for project, place in (one.split(":") for one in to)],
        amounts_baht={int(project): Decimal(amount) for project, amount in (one.split(":") for one in tried)},
    )  # fmt: skip
    board = board_of(projects_for(user, now).filter(round=held), scenario, held.workplan.ceiling_baht)
    return RankingOut(
        ceiling_baht=_baht(board.ceiling_baht), above=len(board.above), above_baht=baht(board.above_baht),
        below=len(board.below), below_baht=baht(board.below_baht), left_baht=_baht(board.left_baht),
        is_whole=not board.is_cut_short, projects=[_ranked(row) for row in board.rows],
    )  # fmt: skip


@router.get("/comparison", response={200: SideBySideOut} | READING, summary="Set projects side by side")
def set_side_by_side(
    request: HttpRequest, code: Annotated[list[Code], Query(min_length=FEWEST, max_length=MOST)]
) -> SideBySideOut:
    """Two to four projects, line by line, with where they differ; 404 when you may not see one of them."""
    user, now = asker(request), timezone.now()
    by_code = {project.code: project for project in projects_for(user, now).filter(code__in=code)}
    codes = list(dict.fromkeys(code))
    if len(codes) < FEWEST or set(codes) - by_code.keys():
        raise Http404
    groups = side_by_side([by_code[one] for one in codes], user, now)
    return SideBySideOut(
        codes=codes,
        groups=[
            GroupOut(title=str(group.title), lines=[_line(line) for line in group.lines])
            for group in groups
            if group.lines
        ],
    )


def _round(held: Round, now: datetime, projects: int) -> RoundOut:
    return RoundOut(
        id=held.pk, name=held.name, workplan=held.workplan.name, fiscal_year=held.workplan.fiscal_year,
        opens_at=moment(held.opens_at), closes_at=moment(held.closes_at), is_open=held.is_open_at(now),
        ceiling_baht=_baht(held.workplan.ceiling_baht), criteria_version=set_of(held).number, projects=projects,
    )  # fmt: skip


def _ranked(row: Ranked) -> RankedOut:
    project = row.project
    return RankedOut(
        place=row.place, id=project.pk, code=project.code, title=project.title, lead=project.lead.name,
        state=State(project.state), score=None if row.score is None else str(row.score),
        amount_baht=baht(row.amount_baht if row.own_baht is None else row.own_baht),
        tried_baht=None if row.own_baht is None else baht(row.amount_baht), running_baht=baht(row.running_baht),
        is_above=row.is_above, fits=row.fits,
    )  # fmt: skip


def _line(line: Line) -> LineOut:
    return LineOut(
        label=str(line.label),
        kind=line.kind,
        differs=line.differs,
        cells=[_cell(line.kind, cell) for cell in line.cells],
    )


def _cell(kind: str, cell: Any) -> str | None:
    """A cell as text; the parts of a row between dots, rows on lines of their own."""
    if cell is None or cell == "":
        return None
    if kind == "money":
        return baht(cell)
    if kind == "agencies":
        return "\n".join(f"{name} · {baht(Decimal(amount))}" for name, _leads, amount in cell)
    if kind == "kpis":
        return "\n".join(" · ".join(filter(None, parts)) for parts in cell)
    if kind == "finding":
        words, _verdict, note = cell
        return " · ".join(filter(None, (words, note)))
    return str(cell)


def _baht(amount: Decimal | None) -> str | None:
    return None if amount is None else baht(amount)
