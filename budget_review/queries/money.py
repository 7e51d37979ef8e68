# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The ledger read: each line's last amount at each stage, and the totals."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Max, QuerySet, Sum

from budget_review.models import AmountEntry, BudgetLine, IntegrationProject, Stage
from budget_review.states import Consent
from workflows.models import TransitionRecord

Projects = Iterable[int] | QuerySet[Any, Any]  # their ids, or a query of them, which the database then sums over
ORDER = {stage: place for place, stage in enumerate(Stage.values)}


@dataclass(frozen=True)
class Row:
    """One budget line with its amounts in the order of the table's stages; None where a stage has none yet."""

    line: BudgetLine
    amounts: list[Decimal | None]


@dataclass(frozen=True)
class MoneyTable:
    """A project's money: the stages reached, a row for each line, and the totals of each stage."""

    stages: list[Stage]
    rows: list[Row]
    totals: list[Decimal]


def standing_entries(project_ids: Projects) -> "list[AmountEntry]":
    """The entry that stands for each line and stage: the last one written."""
    return list(standing(project_ids).select_related("line__participation"))


def standing(project_ids: Projects) -> QuerySet[AmountEntry]:
    """The same as a query, to be summed where it is kept.

    Of lines that the proposal still has: what an agency that left, or a line that was taken out, once asked for stays
    in the series and counts in no sum.
    """
    of = project_ids if isinstance(project_ids, QuerySet) else list(project_ids)
    entries = AmountEntry.objects.filter(line__participation__project__in=of, line__is_active=True)
    entries = entries.exclude(line__participation__state=Consent.LEFT)
    return AmountEntry.objects.filter(
        pk__in=entries.order_by().values("line", "stage").annotate(last=Max("pk")).values("last")
    )


def amounts_by_stage(project: IntegrationProject) -> dict[Stage, dict[int, Decimal]]:
    """``{stage: {line id: amount}}`` of the amounts that stand."""
    found: dict[Stage, dict[int, Decimal]] = {}
    for entry in standing_entries([project.pk]):
        found.setdefault(Stage(entry.stage), {})[entry.line_id] = entry.amount_baht
    return found


def latest_amounts(project: IntegrationProject, stage: Stage) -> dict[int, Decimal]:
    """The amounts that stand at one stage, by line."""
    return amounts_by_stage(project).get(stage, {})


def money_table(project: IntegrationProject) -> MoneyTable:
    """The table of a project's lines by stage; before the first stage, the amounts as they are being written."""
    by_stage = amounts_by_stage(project)
    stages = sorted(by_stage, key=lambda stage: ORDER[stage]) or [Stage.PROPOSED]
    lines = project.active_lines()
    draft = not by_stage
    rows = [
        Row(line, [line.amount_baht if draft else by_stage[stage].get(line.pk) for stage in stages]) for line in lines
    ]
    totals = [sum((row.amounts[place] or Decimal(0) for row in rows), Decimal(0)) for place in range(len(stages))]
    return MoneyTable(stages, rows, totals)


def totals_by_stage(project_ids: Projects) -> dict[int, dict[Stage, Decimal]]:
    """``{project id: {stage: total}}`` of the amounts that stand, in one query for any number of projects."""
    found: dict[int, dict[Stage, Decimal]] = {}
    sums = standing(project_ids).order_by().values_list("line__participation__project", "stage")
    for project, stage, total in sums.annotate(Sum("amount_baht")):
        found.setdefault(project, {})[Stage(stage)] = total
    return found


def round_totals(project_ids: Projects) -> dict[Stage, Decimal]:
    """The sum of each stage over projects."""
    sums = standing(project_ids).order_by().values("stage").annotate(total=Sum("amount_baht"))
    found = {Stage(row["stage"]): row["total"] for row in sums}
    return dict(sorted(found.items(), key=lambda item: ORDER[item[0]]))


@dataclass(frozen=True)
class Written:
    """One amount as it was written: ``before_baht`` is what stood for the line at that stage until then."""

    entry: AmountEntry
    record: TransitionRecord
    before_baht: Decimal | None
    stands: bool


def series_of(project: IntegrationProject) -> list[Written]:
    """Every amount that was ever written for a project, in the order of writing, each with its record."""
    entries = AmountEntry.objects.filter(line__participation__project=project).order_by("pk")
    found = list(entries.select_related("line__participation__agency"))
    seqs = {entry.project_seq for entry in found}
    kept = TransitionRecord.objects.filter(subject_type=project.kind, subject_id=project.pk, seq__in=seqs)
    records = {record.seq: record for record in kept.select_related("actor")}
    last: dict[tuple[int, str], AmountEntry] = {(entry.line_id, entry.stage): entry for entry in found}
    before: dict[tuple[int, str], Decimal] = {}
    series = []
    for entry in found:
        key = (entry.line_id, entry.stage)
        series.append(Written(entry, records[entry.project_seq], before.get(key), last[key] is entry))
        before[key] = entry.amount_baht
    return series


def stages_reached(totals: Iterable[dict[Stage, Decimal]]) -> list[Stage]:
    """The stages that any of these projects has reached, in the order of the budget year."""
    return sorted({stage for of_project in totals for stage in of_project}, key=lambda stage: ORDER[stage])
