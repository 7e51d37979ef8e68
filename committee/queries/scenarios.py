# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The lines before a meeting with what is proposed and screened, their totals by fiscal year, and the ceilings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from budget_review.models import BudgetLine, Stage
from budget_review.queries.money import standing_entries
from committee.models import AdoptedScenario, Meeting
from committee.states import ItemState

GONE = (ItemState.TAKEN_OFF,)


@dataclass(frozen=True)
class LineBefore:
    """A budget line of a project on the agenda."""

    pk: int
    item: str
    agency: str
    fiscal_year: int
    item_id: int  # of the agenda
    project_id: int
    workplan_id: int
    workplan_year: int
    ceiling_baht: Decimal | None
    proposed_baht: Decimal
    screened_baht: Decimal


def lines_of_meeting(meeting: Meeting) -> list[LineBefore]:
    """Every active line of the meeting's projects, in the order of the agenda; as many queries for one as for many."""
    of_item = dict(
        meeting.items.exclude(state__in=GONE)
        .filter(project__isnull=False)
        .order_by("section", "position", "pk")
        .values_list("project", "pk")
    )
    place = {project: nth for nth, project in enumerate(of_item)}
    lines = BudgetLine.objects.filter(participation__project__in=list(of_item), is_active=True).select_related(
        "participation__agency", "participation__project__round__workplan"
    )
    stages: dict[str, dict[int, Decimal]] = {}
    for entry in standing_entries(of_item):
        stages.setdefault(entry.stage, {})[entry.line_id] = entry.amount_baht
    found = [_before(line, of_item, stages) for line in lines if line.pk in stages.get(Stage.PROPOSED, {})]
    return sorted(found, key=lambda line: (place[line.project_id], line.pk))


def _before(line: BudgetLine, of_item: Mapping[int, int], stages: Mapping[str, Mapping[int, Decimal]]) -> LineBefore:
    project = line.participation.project
    workplan = project.round.workplan
    proposed = stages[Stage.PROPOSED][line.pk]
    return LineBefore(
        pk=line.pk,
        item=line.item,
        agency=line.participation.agency.name,
        fiscal_year=line.fiscal_year,
        item_id=of_item[project.pk],
        project_id=project.pk,
        workplan_id=workplan.pk,
        workplan_year=workplan.fiscal_year,
        ceiling_baht=workplan.ceiling_baht,
        proposed_baht=proposed,
        screened_baht=stages.get(Stage.SCREENED, {}).get(line.pk, proposed),
    )


def totals_of(lines: Iterable[LineBefore], amounts: Mapping[str, str]) -> dict[int, Decimal]:
    """The sum of a scenario in every fiscal year; a line it does not name stays as it was screened."""
    totals: dict[int, Decimal] = {}
    for line in lines:
        amount = Decimal(amounts[str(line.pk)]) if str(line.pk) in amounts else line.screened_baht
        totals[line.fiscal_year] = totals.get(line.fiscal_year, Decimal(0)) + amount
    return dict(sorted(totals.items()))


def ceilings_of(lines: Iterable[LineBefore]) -> dict[int, Decimal]:
    """The ceiling of each fiscal year: of the workplans whose projects are before the meeting, where they have one."""
    found = {(line.workplan_year, line.workplan_id): line.ceiling_baht for line in lines}
    ceilings: dict[int, Decimal] = {}
    for (year, _workplan), ceiling in found.items():
        if ceiling is not None:
            ceilings[year] = ceilings.get(year, Decimal(0)) + ceiling
    return ceilings


def standing_scenario(meeting: Meeting) -> AdoptedScenario | None:
    """The scenario that the meeting goes by."""
    return meeting.adopted_scenarios.order_by("-number").first()


def adopted_amounts(meeting: Meeting) -> dict[int, Decimal]:
    """The amounts of the scenario that the meeting goes by, by line; nothing before one is adopted."""
    adopted = standing_scenario(meeting)
    return {int(pk): Decimal(amount) for pk, amount in adopted.content["amounts"].items()} if adopted else {}
