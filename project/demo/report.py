# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What became of a round: a row for each project, the totals, the packs; as data and as an aligned table."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from unicodedata import category

from django.utils.translation import gettext as _

from budget_review.models import IntegrationProject, Stage
from budget_review.queries import story_of, totals_by_stage
from committee.models import Pack
from project.demo.acts import Run

GAP = "  "


@dataclass(frozen=True)
class Row:
    """One project: amounts are None where it never reached the stage."""

    code: str
    title: str
    agencies: int
    lines: int
    lines_baht: Decimal
    proposed_baht: Decimal | None
    endorsed_baht: Decimal | None
    decided_baht: Decimal | None
    transitions: int
    state: str
    state_label: str
    outcome: str
    refused_at_propose: list[str]


@dataclass(frozen=True)
class Report:
    """The rows with the packs; ``agencies`` counts each agency once."""

    rows: list[Row]
    agencies: int
    packs: list[dict[str, Any]]

    def total_baht(self, stage: str) -> Decimal:
        """The sum of a column: ``"lines"``, ``"proposed"``, ``"endorsed"`` or ``"decided"``."""
        return sum((getattr(row, f"{stage}_baht") or Decimal(0) for row in self.rows), Decimal(0))


def report_of(fiscal_year: int, run: Run) -> Report:
    """Read what became of the projects of a fiscal year."""
    projects = list(IntegrationProject.objects.filter(round__workplan__fiscal_year=fiscal_year).order_by("code"))
    totals = totals_by_stage([project.pk for project in projects])
    taking_part = {part.agency_id for project in projects for part in project.active_parts()}
    return Report(
        rows=[_row(project, totals.get(project.pk, {}), run) for project in projects],
        agencies=len(taking_part),
        packs=[
            {
                "file": pack.document.filename,
                "pages": pack.document.page_count,
                "sha256": pack.document.sha256,
            }
            for pack in Pack.objects.select_related("document").order_by("pk")
        ],
    )


def as_data(report: Report) -> dict[str, Any]:
    """The report as plain data; amounts are strings of baht."""
    return {
        "projects": [
            {name: _plain(value) for name, value in vars(row).items() if name != "state_label"} for row in report.rows
        ],
        "totals": {
            "agencies": report.agencies,
            "lines": sum(row.lines for row in report.rows),
            "lines_baht": _plain(report.total_baht("lines")),
            "proposed_baht": _plain(report.total_baht("proposed")),
            "endorsed_baht": _plain(report.total_baht("endorsed")),
            "decided_baht": _plain(report.total_baht("decided")),
            "transitions": sum(row.transitions for row in report.rows),
        },
        "packs": report.packs,
    }


def as_text(report: Report) -> str:
    """The report as an aligned table, the reasons of refusals below it."""
    head = [
        _("Project"),
        _("Agencies"),
        _("Proposed (baht)"),
        _("Endorsed (baht)"),
        _("Decided (baht)"),
        _("Transitions"),
        _("State"),
    ]
    body = [
        [
            row.code,
            str(row.agencies),
            _baht(row.proposed_baht),
            _baht(row.endorsed_baht),
            _baht(row.decided_baht),
            str(row.transitions),
            row.state_label,
        ]
        for row in report.rows
    ]
    foot = [
        _("Total"),
        str(report.agencies),
        *(_baht(report.total_baht(stage)) for stage in ("proposed", "endorsed", "decided")),
        str(sum(row.transitions for row in report.rows)),
        "",
    ]
    parts = [table([head, *body, foot], right=range(1, 6), rules=(1, len(body) + 1))]
    parts += [
        _("%(code)s was refused when it was submitted (%(baht)s baht stay in the draft): %(reasons)s")
        % {"code": row.code, "baht": _baht(row.lines_baht), "reasons": " ".join(row.refused_at_propose)}
        for row in report.rows
        if row.refused_at_propose
    ]
    parts.append(
        _("%(projects)s projects, %(agencies)s agencies, %(lines)s lines, %(baht)s baht.")
        % {
            "projects": len(report.rows),
            "agencies": report.agencies,
            "lines": sum(row.lines for row in report.rows),
            "baht": _baht(report.total_baht("lines")),
        }
    )
    parts.append(_("What the sources don't give (leads, KPIs, scores, members, resolutions, days) is example data."))
    return "\n".join(parts)


def table(rows: Sequence[Sequence[str]], right: Sequence[int] = (), rules: Sequence[int] = ()) -> str:
    """Align columns by their width on screen, those in ``right`` to the right; a rule before each row in ``rules``."""
    widths = [max(_width(row[column]) for row in rows) for column in range(len(rows[0]))]
    rule = GAP.join("─" * width for width in widths)
    lines = []
    for place, row in enumerate(rows):
        if place in rules:
            lines.append(rule)
        lines.append(
            GAP.join(
                _padding(text, width) + text if column in right else text + _padding(text, width)
                for column, (text, width) in enumerate(zip(row, widths, strict=True))
            ).rstrip()
        )
    return "\n".join(lines)


def _row(project: IntegrationProject, totals: dict[Stage, Decimal], run: Run) -> Row:
    lines = project.active_lines()
    return Row(
        code=project.code,
        title=project.title,
        agencies=len(project.active_parts()),
        lines=len(lines),
        lines_baht=sum((line.amount_baht for line in lines), Decimal(0)),
        proposed_baht=totals.get(Stage.PROPOSED),
        endorsed_baht=totals.get(Stage.ENDORSED),
        decided_baht=totals.get(Stage.ACT),
        transitions=story_of(project).count(),
        state=str(project.state),
        state_label=str(project.get_state_display()),
        outcome=str(project.outcome),
        refused_at_propose=run.refused.get(project.code, []),
    )


def _baht(amount: Decimal | None) -> str:
    return "–" if amount is None else f"{amount:,.0f}"


def _plain(value: Any) -> Any:
    return f"{value:.2f}" if isinstance(value, Decimal) else value


def _width(text: str) -> int:
    """Columns on a terminal: Thai vowels and marks above and below take none."""
    return sum(category(letter) not in ("Mn", "Me", "Cf") for letter in text)


def _padding(text: str, width: int) -> str:
    return " " * (width - _width(text))
