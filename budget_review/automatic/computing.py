# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the service finds by itself: a verdict, and the numbers and names that led to it, as plain data."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from budget_review.ict import STATE_COMMITTEE_ABOVE_BAHT, for_the_state_committee, ict_of
from digital_plan.in_force import items_by_code, plan_of_year

if TYPE_CHECKING:
    from agencies.models import Agency
    from budget_review.models import IntegrationProject, Participation
    from budget_review.models.similarity import Question

MET, PARTLY, NOT_MET, NOTED = "met", "partly", "not_met", "noted"  # as models.criteria.Verdict, which stands above
AGENCIES_NEEDED = 2
Named = dict[str, str]  # {"th": "กรมการปกครอง", "en": "DOPA"}


@dataclass(frozen=True)
class Worked:
    """What was found, and how."""

    verdict: str
    working: Mapping[str, Any]


def two_agencies(project: "IntegrationProject") -> Worked:
    """Source: DGA slides 2564, slide 2."""
    counted = [part for part in project.active_parts() if part.brings_budget]
    others = [part for part in project.active_parts() if not part.brings_budget]
    working = {"agencies": _names(counted), "others": _names(others), "needed": AGENCIES_NEEDED}
    return Worked(MET if len(counted) >= AGENCIES_NEEDED else NOT_MET, working)


def shared_kpi(project: "IntegrationProject") -> Worked:
    """Source: DGA slides 2564, slide 2 (shared KPI)."""
    counted = {part.pk: part for part in project.active_parts() if part.brings_budget}
    kpis = []
    for kpi in _kpis(project):
        owners = [counted[share.participation_id] for share in kpi.shares.all() if share.participation_id in counted]
        kpis.append({"kpi": kpi.name, "owners": _names(owners)})
    is_met = any(len(kpi["owners"]) >= AGENCIES_NEEDED for kpi in kpis)
    return Worked(MET if is_met else NOT_MET, {"kpis": kpis})


def weights_add_up(project: "IntegrationProject") -> Worked:
    """Source: our decision; a shared KPI divides one result among its owners."""
    active = {part.pk for part in project.active_parts()}
    kpis = []
    for kpi in _kpis(project):
        weights = [share.weight_percent for share in kpi.shares.all() if share.participation_id in active]
        kpis.append({"kpi": kpi.name, "weights": [f"{weight.normalize():f}" for weight in weights]})
    is_met = all(sum(map(Decimal, kpi["weights"])) == 100 for kpi in kpis)
    return Worked(MET if is_met else NOT_MET, {"kpis": kpis})


def lines_add_up(project: "IntegrationProject") -> Worked:
    """Source: Budget Procedures Act 2561; each unit answers for its own line."""
    parts = [
        {
            "agency": _name(part.agency),
            "count": len(part.active_lines()),
            "baht": _baht(sum((line.amount_baht for line in part.active_lines()), Decimal(0))),
        }
        for part in project.active_parts()
        if part.brings_budget
    ]
    empty = [line.item for line in project.active_lines() if line.amount_baht <= 0]
    is_met = not empty and all(part["count"] for part in parts)
    return Worked(MET if is_met else NOT_MET, {"parts": parts, "empty": empty})


def measurable(project: "IntegrationProject") -> Worked:
    """Source: Budget Procedures Act 2561, s.31: a clear time and measurable results."""
    kpis = _kpis(project)
    measured = [kpi for kpi in kpis if kpi.baseline.strip() and kpi.target.strip()]
    working = {
        "begins": project.starts_on and project.starts_on.isoformat(),
        "ends": project.ends_on and project.ends_on.isoformat(),
        "count": len(kpis),
        "measured": len(measured),
        "yearly": sum(bool(kpi.targets) for kpi in kpis),
        "lacking": [kpi.name for kpi in kpis if kpi not in measured],
    }
    has_time = bool(project.starts_on and project.ends_on)
    if kpis and len(measured) == len(kpis) and has_time:
        return Worked(MET, working)
    return Worked(PARTLY if measured or has_time else NOT_MET, working)


def plan_link(project: "IntegrationProject") -> Worked:
    """Source: the plan counts a workplan's projects as its own (plan 2566–2570, p. 91)."""
    year = project.round.workplan.fiscal_year
    plan = plan_of_year(year)
    section = next((held for held in project.sections.all() if held.key == "plan_relation"), None)
    rows: list[dict[str, str]] = section.rows if section else []
    held = items_by_code()
    known = [row["item"] for row in rows if row.get("item") in held]
    own = [code for code in known if plan is None or held[code].plan_id == plan.pk]
    working = {
        "year": year, "plan": plan.code if plan else "", "items": own,
        "elsewhere": [code for code in known if code not in own], "has_text": bool(section and section.text.strip()),
    }  # fmt: skip
    if own:
        return Worked(MET, working)
    return Worked(PARTLY if known or working["has_text"] else NOT_MET, working)


def state_committee(project: "IntegrationProject") -> Worked:
    """It only tells: a project above the threshold is no worse for it, but goes a longer way. Source: ``ict``."""
    parts = [
        {"agency": _name(part.agency), "baht": _baht(ict_of(part))} for part in project.active_parts() if ict_of(part)
    ]
    above = for_the_state_committee(project)
    working = {"parts": parts, "above": _names(list(above)), "threshold": _baht(STATE_COMMITTEE_ABOVE_BAHT)}
    return Worked(NOTED if above else MET, working)


def duplication(project: "IntegrationProject") -> Worked:
    """Source: criteria on duplication with other agencies (Digital Government Development Plan 2566-2570, p. 94)."""
    from budget_review.models.similarity import Question  # models stand above this file

    return _pairs(project, Question.DUPLICATE)


def could_connect(project: "IntegrationProject") -> Worked:
    """Source: asked apart from duplication, as in Korea's prior consultation (domain notes, 5)."""
    from budget_review.models.similarity import Question

    return _pairs(project, Question.CONNECT)


def _pairs(project: "IntegrationProject", question: "Question") -> Worked:
    from budget_review.models import IntegrationProject
    from budget_review.models.similarity import Question
    from budget_review.similarity.answers import standing

    found = standing(project)
    is_duplicate = question == Question.DUPLICATE
    pending = found.open_duplicates if is_duplicate else found.open_connections
    count, answered = found.counts(question)
    codes = IntegrationProject.objects.in_bulk([pair.other for pair in pending])
    working = {
        "question": question.value,
        "found": count,
        "answered": answered,
        "open": [{"code": codes[pair.other].code, "percent": pair.percent} for pair in pending if pair.other in codes],
    }
    return Worked(NOT_MET if pending else MET, working)


def _kpis(project: "IntegrationProject") -> list[Any]:
    return list(project.kpis.prefetch_related("shares"))


def _name(agency: "Agency") -> Named:
    return {"th": agency.abbreviation or agency.name_th, "en": agency.name_en or agency.abbreviation or agency.name_th}


def _names(parts: "list[Participation]") -> list[Named]:
    return [_name(part.agency) for part in parts]


def _baht(amount: Decimal) -> str:
    return f"{amount:.2f}"
