# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The content of a meeting pack: everything it prints, as plain data, taken at one moment."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.utils import translation

from budget_review.models import BudgetLine, Finding, IntegrationProject, Participation, Stage
from budget_review.queries import amounts_by_stage
from budget_review.queries.criteria import rule_of, working_of
from budget_review.queries.sections import frozen_sections
from budget_review.states import OpinionState
from committee.models import AgendaItem, Meeting, Resolution
from committee.pack_agenda import agenda_in_pack, held_in_pack, printed_items, reports_in_pack
from committee.pack_papers import annexes_in_pack
from committee.states import SEALED, Confidentiality, Verb
from committee.verbs import ON_PROJECTS
from committee.wording import draft_text
from papers.thai import excerpt
from workflows.anchors.queries import last_anchor
from workflows.records import head_hash

Amounts = dict[Stage, dict[int, Decimal]]
EXCERPT = 120  # letters of a section on the sheet, about one line; the whole proposal is read in the service


def snapshot_of(meeting: Meeting, issued: Mapping[str, dict[str, Any]] | None = None) -> dict[str, Any]:
    """Everything that the pack prints. Amounts are strings of baht, times ISO; wording is Thai, as on official papers.

    ``issued`` are the sheets of the pack before, by code: one on whose project no record followed stands as it was.
    The shape stands in ``docs/pack.md``; ``papers.pack.pieces`` prints it.
    """
    with translation.override("th"):
        items = printed_items(meeting)
        projects = [_issued_sheet(item, issued or {}) or sheet_of(meeting, item) for item in items if item.project]
        reports, annexes = reports_in_pack(items), annexes_in_pack(meeting, items)
        return {
            "committee": {"name": meeting.committee.name_th, "name_en": meeting.committee.name_en},
            "digits": str(meeting.rules.digits),
            "example": meeting.committee.is_example or any(sheet["example"] for sheet in projects),
            "meeting": held_in_pack(meeting),
            "seats": [
                {"title": entry.title, "role": entry.role, "name": str(entry.user)}
                for entry in meeting.roll.select_related("seat", "user")
            ],
            "agenda": agenda_in_pack(meeting, items),
            "anchor": last_anchor(),
            "projects": projects,
            **({"reports": reports} if reports else {}),
            **({"annexes": annexes} if annexes else {}),
            "totals": {
                "proposed_baht": _sum(sheet["total_proposed_baht"] for sheet in projects),
                "screened_baht": _sum(sheet["total_screened_baht"] for sheet in projects),
            },
        }


def _issued_sheet(item: AgendaItem, issued: Mapping[str, dict[str, Any]]) -> dict[str, Any] | None:
    project = item.project
    sheet = issued.get(project.code) if project else None
    stands = sheet is not None and (sheet["record_seq"], sheet["label"]) == (project.version, item.label)  # type: ignore[union-attr]
    return sheet if stands else None


def sheet_of(meeting: Meeting, item: AgendaItem) -> dict[str, Any]:
    """Everything on the sheet of one project, as plain data; words of choices are in the present language."""
    project = item.project
    assert project is not None
    stages = amounts_by_stage(project)
    parts = project.active_parts()
    lines = [line for part in parts for line in part.active_lines()]
    version = project.present_version
    return {
        "label": item.label,
        "code": project.code,
        "title": project.title,
        "objective": project.objective,
        "rationale": project.rationale,
        "sections": [
            {"label": str(one.section.label), "text": excerpt(one.words.replace("\n", " · "), EXCERPT)}
            for one in frozen_sections(version.content)
            if not one.section.on_project
        ],
        "lead": project.lead.name_th,
        "ministry": project.lead.ministry_th,
        "round": project.round.name_th,
        "workplan": project.round.workplan.name_th,
        "fiscal_year": project.round.workplan.fiscal_year,
        "content_version": version.number,
        "content_sha256": version.sha256,
        "record_seq": project.version,
        "record_hash": head_hash(project),
        "dga_takes_part": any(part.agency_id == project.round.workplan.host_id for part in parts),
        "example": project.is_example,
        "tier": project.get_tier_display(),
        "participants": [_participant(part, stages) for part in parts],
        "lines": [_line(part, line, stages) for part in parts for line in part.active_lines()],
        "by_category": _by_category(lines, stages),
        "total_proposed_baht": _total(lines, stages, Stage.PROPOSED),
        "total_screened_baht": _total(lines, stages, Stage.SCREENED),
        **_by_stage(lines, stages),
        "kpis": _kpis(project),
        "screening": _screening(project),
        "opinions": [
            {"field": opinion.get_field_display(), "text": opinion.text, "advice": opinion.get_advice_display()}
            for opinion in project.opinions.filter(state=OpinionState.GIVEN)
        ],
        "earlier": _earlier(project, meeting),
        "draft_resolution": {
            "text": draft_text(project, Verb.ENDORSE, Decimal(_total(lines, stages, Stage.SCREENED))),
            "options": [str(verb.label) for verb in ON_PROJECTS],
        },
    }


def _participant(part: Participation, stages: Amounts) -> dict[str, Any]:
    lines = part.active_lines()
    return {
        "agency": part.agency.name_th,
        "ministry": part.agency.ministry_th,
        "role": "lead" if part.is_lead else "contributor",
        "consent": part.state,
        "contribution": part.contribution,
        "proposed_baht": _total(lines, stages, Stage.PROPOSED),
        "screened_baht": _total(lines, stages, Stage.SCREENED),
    }


def _line(part: Participation, line: BudgetLine, stages: Amounts) -> dict[str, Any]:
    return {
        "agency": part.agency.name_th,
        "item": line.item,
        "category": line.get_category_display(),
        "subcategory": line.subcategory,
        "fiscal_year": line.fiscal_year,
        "proposed_baht": _total([line], stages, Stage.PROPOSED),
        "screened_baht": _total([line], stages, Stage.SCREENED),
        "source": line.source,
    }


def _by_stage(lines: list[BudgetLine], stages: Amounts) -> dict[str, Any]:
    """What it has at each stage, where there is more than was asked for and what passed the screening."""
    reached = [stage for stage in Stage if any(line.pk in stages.get(stage, {}) for line in lines)]
    if set(reached) <= {Stage.PROPOSED, Stage.SCREENED}:
        return {}
    first = Decimal(_total(lines, stages, Stage.PROPOSED))
    rows = [{"stage": str(stage.label), "baht": _total(lines, stages, stage)} for stage in reached]
    return {"by_stage": [row | {"percent": _percent(Decimal(row["baht"]), first)} for row in rows]}


def _percent(part: Decimal, whole: Decimal) -> str:
    return f"{part / whole * 100:.1f}" if whole else "–"


def _by_category(lines: list[BudgetLine], stages: Amounts) -> list[dict[str, str]]:
    by_category: dict[str, list[BudgetLine]] = {}
    for line in lines:
        by_category.setdefault(line.get_category_display(), []).append(line)
    return [
        {
            "category": category,
            "proposed_baht": _total(of_it, stages, Stage.PROPOSED),
            "screened_baht": _total(of_it, stages, Stage.SCREENED),
        }
        for category, of_it in by_category.items()
    ]


def _kpis(project: IntegrationProject) -> list[dict[str, Any]]:
    return [
        {
            "name": kpi.name,
            "unit": kpi.unit,
            "baseline": kpi.baseline,
            "target": kpi.target,
            "owners": [
                {
                    "agency": share.participation.agency.name_th,
                    "weight_percent": f"{share.weight_percent.normalize():f}",
                }
                for share in kpi.shares.select_related("participation__agency")
            ],
        }
        for kpi in project.kpis.all()
    ]


def _screening(project: IntegrationProject) -> dict[str, Any]:
    screening = project.screening
    if screening is None:
        return {"score": "0", "out_of": "100", "opinion": "", "findings": [], "officer_unit": ""}
    officer = screening.officer.memberships.exclude(unit=None).select_related("unit").first()
    return {
        "score": f"{screening.score().normalize():f}",
        "out_of": "100",
        "opinion": screening.opinion,
        "findings": [
            {"criterion": finding.criterion.name_th, "verdict": finding.verdict, "note": _found_words(finding)}
            for finding in screening.findings.select_related("criterion")
        ],
        "officer_unit": officer.unit.name_th if officer and officer.unit else "",
    }


def _found_words(finding: Finding) -> str:
    """The officer's note; of what the service found, the rule and its working."""
    return finding.note or " ".join([rule_of(finding.criterion), *working_of(finding, names_projects=True)]).strip()


def _earlier(project: IntegrationProject, meeting: Meeting) -> list[dict[str, str]]:
    """What committees have resolved on the project before, on matters open to all: who reads the sheet is not known."""
    before = Resolution.objects.filter(item__project=project, state__in=SEALED).exclude(meeting=meeting)
    before = before.filter(item__confidentiality=Confidentiality.OPEN)
    return [
        {
            "meeting": f"ครั้งที่ {resolution.meeting.called}",
            "verb": resolution.get_verb_display(),
            "text": resolution.text,
        }
        for resolution in before.select_related("meeting").order_by("pk")
    ]


def _total(lines: Iterable[BudgetLine], stages: Amounts, stage: Stage) -> str:
    return f"{sum((stages.get(stage, {}).get(line.pk, Decimal(0)) for line in lines), Decimal(0)):.2f}"


def _sum(amounts: Iterable[str]) -> str:
    return f"{sum(map(Decimal, amounts), Decimal(0)):.2f}"
