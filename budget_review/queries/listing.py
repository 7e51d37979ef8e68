# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Lists of projects: what was asked for, a page of it with whose turn it is and the money, and the totals."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum

from agencies.models import Agency
from budget_review.models import BudgetLine, IntegrationProject, Round, Stage
from budget_review.queries.likeness import Likeness
from budget_review.queries.matching import Filters as Filters
from budget_review.queries.matching import matching as matching
from budget_review.queries.money import round_totals, totals_by_stage
from budget_review.queries.scores import scores_of
from budget_review.queries.turns import Turn, turns_of
from budget_review.states import Consent, State
from workflows.models import Task

PAGE = 25
SUMMED = 1000
COUNTED = 10_000
MOST_LEADS = 100  # to choose from; beyond, one is asked for by its name
COLUMNS = (Stage.PROPOSED, Stage.ENDORSED, Stage.ACT)


@dataclass(frozen=True)
class Offered:
    """What a person can choose from, as (value, label); no leads where they are too many to choose from."""

    years: list[tuple[Any, Any]]
    rounds: list[tuple[Any, Any]]
    leads: list[tuple[Any, Any]] | None


@dataclass(frozen=True)
class Listed:
    """One row; each amount with its stage, None where there is none yet."""

    project: IntegrationProject
    turns: list[Turn]
    amounts: list[tuple[Stage, Decimal | None]]
    score: Decimal | None = None
    likeness: Likeness | None = None

    @property
    def choice(self) -> str:
        """The project as it is ticked in the list."""
        return choice_of(self.project)

    @property
    def labelled(self) -> list[tuple[Any, Decimal | None]]:
        """Each amount with the name of its stage."""
        return [(stage.label, amount) for stage, amount in self.amounts]

    @property
    def due(self) -> Task | None:
        """The task that is due first, with its clock."""
        return self.turns[0].task if self.turns else None


def choice_of(project: IntegrationProject) -> str:
    """``"7:3"``: a project and the version of it that is before the person."""
    return f"{project.pk}:{project.version}"


def offered_from(projects: QuerySet[IntegrationProject]) -> Offered:
    """The years, rounds and lead agencies of the projects that a person may see, in two queries.

    Each asks whether there is one such project, which an index answers; a GROUP BY would read them all.
    """
    rounds = Round.objects.select_related("workplan").filter(Exists(projects.filter(round=OuterRef("pk"))))
    found = list(rounds.order_by("-workplan__fiscal_year", "pk"))
    years = dict.fromkeys(held.workplan.fiscal_year for held in found)
    return Offered(
        [(year, year) for year in years],
        [(held.pk, f"{held.name_th} · {held.workplan.fiscal_year}") for held in found],
        leads_of(projects),
    )


def leads_of(projects: QuerySet[IntegrationProject]) -> list[tuple[Any, Any]] | None:
    """The lead agencies to choose from, in one query; None where there are more than anybody would look through."""
    leads = Agency.objects.filter(Exists(projects.filter(lead=OuterRef("pk")))).order_by("name_th")
    found = list(leads.only("name_th", "abbreviation")[: MOST_LEADS + 1])
    if len(found) > MOST_LEADS:
        return None
    return [(lead.pk, f"{lead.name_th} ({lead.abbreviation})" if lead.abbreviation else lead.name_th) for lead in found]


def listed(
    projects: Sequence[IntegrationProject], stages: Sequence[Stage] = COLUMNS, *, with_scores: bool = False,
    likenesses: Mapping[int, Likeness] | None = None,
) -> list[Listed]:  # fmt: skip
    """The rows of a page, in a fixed number of queries for any number of projects."""
    ids = [project.pk for project in projects]
    turns, totals, drafted = turns_of(ids), totals_by_stage(ids), being_written(ids)
    scores = scores_of(ids) if with_scores else {}
    rows = []
    for project in projects:
        of_project = totals.get(project.pk, {})
        if Stage.PROPOSED not in of_project and project.pk in drafted:
            of_project = of_project | {Stage.PROPOSED: drafted[project.pk]}
        amounts = [(stage, of_project.get(stage)) for stage in stages]
        likeness = (likenesses or {}).get(project.pk)
        rows.append(Listed(project, turns.get(project.pk, []), amounts, scores.get(project.pk), likeness))
    return rows


def totals_of(
    projects: QuerySet[IntegrationProject], stages: Sequence[Stage] = COLUMNS
) -> tuple[int, list[tuple[Stage, Decimal | None]]] | None:
    """How many projects, and the sums of the stages over all of them, not only over the page that is shown.

    None when there are more than ``SUMMED``: a list must not take longer the more there is that nobody reads.
    """
    ids = list(projects.order_by().values_list("pk", flat=True)[: SUMMED + 1])
    if len(ids) > SUMMED:
        return None
    sums = round_totals(ids)
    if drafted := sum(being_written(ids).values(), Decimal(0)):
        sums[Stage.PROPOSED] = sums.get(Stage.PROPOSED, Decimal(0)) + drafted
    return len(ids), [(stage, sums.get(stage)) for stage in stages]


def being_written(project_ids: Iterable[int]) -> dict[int, Decimal]:
    """What those ask for that were never submitted: the sum of their lines as they are now."""
    lines = BudgetLine.objects.filter(
        participation__project__in=list(project_ids), participation__project__content_version=None, is_active=True
    ).exclude(participation__state=Consent.LEFT)
    sums = lines.order_by().values("participation__project").annotate(total=Sum("amount_baht"))
    return {row["participation__project"]: row["total"] for row in sums}


def by_state(projects: QuerySet[IntegrationProject]) -> list[tuple[State, int]]:
    """How many projects stand where, in the order of a project's life; states without any are left out.

    Nothing when there are more than ``COUNTED``.
    """
    standing = projects.order_by().values("state")[: COUNTED + 1]  # no more than an index holds, and only so many
    counts = standing.aggregate(**{state: Count("state", filter=Q(state=state)) for state in State})
    if sum(counts.values()) > COUNTED:
        return []
    return [(state, counts[state]) for state in State if counts[state]]


class _CountOf(Subquery):
    template = "(SELECT count(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()


def by_round(projects: QuerySet[IntegrationProject]) -> dict[int, int]:
    """How many projects each round has, by its id: all of them or, where there are many, up to ``SUMMED`` of each."""
    rounds = list(projects.order_by().values_list("round", flat=True)[: COUNTED + 1])
    if len(rounds) <= COUNTED:
        return Counter(rounds)
    of_round = projects.order_by().filter(round=OuterRef("pk")).values("pk")[:SUMMED]
    return dict(Round.objects.order_by().values_list("pk", _CountOf(of_round)))
