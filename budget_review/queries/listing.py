# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Lists of projects: what was asked for, a page of it with whose turn it is and the money, and the totals."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, IntegerField, Max, Min, OuterRef, Q, QuerySet, Subquery, Sum, Window

from agencies.models import Agency
from budget_review.models import BudgetLine, IntegrationProject, Round, Stage
from budget_review.queries.money import round_totals, totals_by_stage
from budget_review.queries.turns import Turn, turns_of
from budget_review.search_index import holding
from budget_review.states import Consent, State
from papers.search import terms_of

PAGE = 25
SUMMED = 1000
COUNTED = 10_000
COLUMNS = (Stage.PROPOSED, Stage.ENDORSED, Stage.ACT)


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What a list was asked for; empty is everything."""

    text: str = ""
    state: str = ""
    tier: str = ""
    year: int | None = None
    round_id: int | None = None
    lead_id: int | None = None


@dataclass(frozen=True)
class Offered:
    """What a person can choose from, as (value, label)."""

    years: list[tuple[Any, Any]]
    rounds: list[tuple[Any, Any]]
    leads: list[tuple[Any, Any]]


@dataclass(frozen=True)
class Listed:
    """One row; the amounts stand in the order of ``COLUMNS``, None where there is none yet."""

    project: IntegrationProject
    turns: list[Turn]
    amounts: list[Decimal | None]

    @property
    def choice(self) -> str:
        """The project as it is ticked in the list."""
        return choice_of(self.project)

    @property
    def labelled(self) -> list[tuple[Any, Decimal | None]]:
        """Each amount with the name of its stage."""
        return labelled(self.amounts)


def choice_of(project: IntegrationProject) -> str:
    """``"7:3"``: a project and the version of it that is before the person."""
    return f"{project.pk}:{project.version}"


def offered_from(projects: QuerySet[IntegrationProject]) -> Offered:
    """The years, rounds and lead agencies of the projects that a person may see, in two queries.

    Each asks whether there is one such project, which an index answers; a GROUP BY would read them all.
    """
    rounds = Round.objects.select_related("workplan").filter(Exists(projects.filter(round=OuterRef("pk"))))
    leads = Agency.objects.filter(Exists(projects.filter(lead=OuterRef("pk")))).order_by("name_th")
    found = list(rounds.order_by("-workplan__fiscal_year", "pk"))
    years = dict.fromkeys(held.workplan.fiscal_year for held in found)
    return Offered(
        [(year, year) for year in years],
        [(held.pk, f"{held.name_th} · {held.workplan.fiscal_year}") for held in found],
        [
            (lead.pk, f"{lead.name_th} ({lead.abbreviation})" if lead.abbreviation else lead.name_th)
            for lead in leads.only("name_th", "abbreviation")
        ],
    )


def matching(projects: QuerySet[IntegrationProject], filters: Filters) -> QuerySet[IntegrationProject]:
    """Those that answer to the filters; every word of the text occurs in name or code."""
    if terms := terms_of(filters.text):
        projects = holding(projects, terms)
    if filters.year:
        projects = _of_year(projects, filters.year)
    by_column = {
        "state": filters.state, "tier": filters.tier,
        "round": filters.round_id, "lead": filters.lead_id,
    }  # fmt: skip
    return projects.filter(**{column: value for column, value in by_column.items() if value})


def _of_year(projects: QuerySet[IntegrationProject], year: int) -> QuerySet[IntegrationProject]:
    """Those of a fiscal year's rounds, and where its codes begin and end.

    The rounds alone would have the database go through all years before in the order of the codes, or sort the year.
    """
    codes = IntegrationProject.objects.filter(round=OuterRef("pk")).values("code")
    rounds = Round.objects.filter(
        workplan__fiscal_year=year
    ).annotate(  # compared by the database, whose order it is
        first=Window(Min(Subquery(codes.order_by("code")[:1]))), last=Window(Max(Subquery(codes.order_by("-code")[:1])))
    )
    held = list(rounds.values_list("pk", "first", "last"))
    if not held or held[0][1] is None:
        return projects.none()
    _pk, first, last = held[0]
    return projects.filter(round__in=[pk for pk, *_codes in held], code__gte=first, code__lte=last)


def listed(projects: Sequence[IntegrationProject]) -> list[Listed]:
    """The rows of a page, in a fixed number of queries for any number of projects."""
    ids = [project.pk for project in projects]
    turns, totals, drafted = turns_of(ids), totals_by_stage(ids), being_written(ids)
    rows = []
    for project in projects:
        of_project = totals.get(project.pk, {})
        amounts: list[Decimal | None] = [of_project.get(stage) for stage in COLUMNS]
        if amounts[0] is None:
            amounts[0] = drafted.get(project.pk)
        rows.append(Listed(project, turns.get(project.pk, []), amounts))
    return rows


def totals_of(projects: QuerySet[IntegrationProject]) -> tuple[int, list[Decimal | None]] | None:
    """How many projects, and the sums of the columns over all of them, not only over the page that is shown.

    None when there are more than ``SUMMED``: a list must not take longer the more there is that nobody reads.
    """
    ids = list(projects.order_by().values_list("pk", flat=True)[: SUMMED + 1])
    if len(ids) > SUMMED:
        return None
    by_stage = round_totals(ids)
    drafted = sum(being_written(ids).values(), Decimal(0))
    proposed = by_stage.get(Stage.PROPOSED)
    sums: list[Decimal | None] = [by_stage.get(stage) for stage in COLUMNS]
    sums[0] = (proposed or Decimal(0)) + drafted if proposed is not None or drafted else None
    return len(ids), sums


def being_written(project_ids: Iterable[int]) -> dict[int, Decimal]:
    """What those ask for that were never submitted: the sum of their lines as they are now."""
    lines = BudgetLine.objects.filter(
        participation__project__in=list(project_ids), participation__project__content_version=None, is_active=True
    ).exclude(participation__state=Consent.LEFT)
    sums = lines.order_by().values("participation__project").annotate(total=Sum("amount_baht"))
    return {row["participation__project"]: row["total"] for row in sums}


def labelled(amounts: list[Decimal | None]) -> list[tuple[Any, Decimal | None]]:
    """Amounts in the order of ``COLUMNS``, each with the name of its stage."""
    return [(stage.label, amount) for stage, amount in zip(COLUMNS, amounts, strict=True)]


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
