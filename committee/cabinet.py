# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a report to the cabinet for information says: what was written, and what the committee resolved meanwhile."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import translation

from agencies.roles import day_of
from committee.models import AgendaItem, CabinetReport, Committee, Resolution
from committee.states import SEALED, Confidentiality
from committee.verbs import MEANINGS
from papers.thai import midnight

ADDRESSEE = "เลขาธิการคณะรัฐมนตรี"


def resolved_in(committee: Committee, first: date, last: date) -> list[Resolution]:
    """The resolutions on projects that stand, certified in the period, the earliest first; of open matters only."""
    found = Resolution.objects.filter(
        committee=committee,
        state__in=SEALED,
        item__project__isnull=False,
        item__confidentiality=Confidentiality.OPEN,
        certified_at__gte=midnight(first),
        certified_at__lt=midnight(last + timedelta(days=1)),
    )
    return list(
        found.select_related("meeting", "item__project__lead", "item__project__round__workplan").order_by(
            "be_year", "number"
        )
    )


def snapshot_of(report: CabinetReport, *, letter_number: str = "", day: date | None = None) -> dict[str, Any]:
    """Everything that its paper says: amounts are strings of baht, days ISO, wording Thai.

    ``{"letter_number", "date", "digits", "committee", "meeting": {"called", "date"} , "from_date", "to_date",
    "background", "substance", "resolutions": [{"number", "meeting", "date", "code", "title", "lead", "verbs",
    "endorsed_baht"}], "years": [{"fiscal_year", "projects", "endorsed_baht"}], "total_baht", "example"}``
    """
    item: AgendaItem = report.item
    meeting = item.meeting
    with translation.override("th"):
        resolutions = resolved_in(meeting.committee, report.from_date, report.to_date)
        rows = [_row(one) for one in resolutions]
        projects = [one.item.project for one in resolutions]
        years = sorted({row["fiscal_year"] for row in rows if row["endorsed_baht"]})
        return {
            "letter_number": letter_number,
            "date": day.isoformat() if day else "",
            "digits": str(meeting.rules.digits),
            "addressee": ADDRESSEE,
            "committee": meeting.committee.name_th,
            "legal_basis": meeting.committee.legal_basis,
            "meeting": {"called": meeting.called, "date": day_of(meeting.starts_at).isoformat()},
            "label": item.label,
            "subject": item.title,
            "from_date": report.from_date.isoformat(),
            "to_date": report.to_date.isoformat(),
            "background": report.background,
            "substance": report.substance,
            "resolutions": rows,
            "years": [_year(year, rows) for year in years],
            "total_baht": _sum(row["endorsed_baht"] for row in rows),
            "example": meeting.committee.is_example or any(one.is_example for one in projects if one),
        }


def _row(one: Resolution) -> dict[str, Any]:
    project = one.item.project
    assert project is not None
    return {
        "number": one.called,
        "meeting": one.meeting.called,
        "date": day_of(one.meeting.starts_at).isoformat(),
        "code": project.code,
        "title": project.title,
        "lead": project.lead.name_th,
        "fiscal_year": project.round.workplan.fiscal_year,
        "verbs": [MEANINGS[verb].thai for verb in one.verbs],
        "endorsed_baht": _sum(one.amounts.values()) if one.amounts else "",
    }


def _year(year: int, rows: list[dict[str, Any]]) -> dict[str, Any]:
    mine = [row for row in rows if row["fiscal_year"] == year and row["endorsed_baht"]]
    return {
        "fiscal_year": year,
        "projects": len({row["code"] for row in mine}),
        "endorsed_baht": _sum(row["endorsed_baht"] for row in mine),
    }


def _sum(amounts: Iterable[str]) -> str:
    return f"{sum((Decimal(amount) for amount in amounts if amount), Decimal(0)):.2f}"
