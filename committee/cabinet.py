# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a report to the cabinet for information says: what was written, what the committee resolved meanwhile, and what
became of the resolutions that an earlier report told.

Reads relations alone, so that the agenda's hash holds it too.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils import translation

from agencies.roles import day_of
from committee.cabinet_told import Told, told_before
from committee.states import SEALED, STANDING, TAKEN_NOTE_OF, Confidentiality, ItemKind
from committee.verbs import MEANINGS
from papers.thai import midnight
from workflows.records import canonical_json, digest

if TYPE_CHECKING:
    from committee.models import AgendaItem, CabinetReport, CabinetReportVersion, Resolution

ADDRESSEE = "เลขาธิการคณะรัฐมนตรี"
Row = dict[str, Any]


def report_of(item: "AgendaItem") -> "CabinetReport | None":
    """What is written on an item that is a report to the cabinet; nothing is on another."""
    return getattr(item, "cabinet_report", None) if item.item_kind == ItemKind.REPORT else None


def says_now(report: "CabinetReport") -> dict[str, Any]:
    """What the report says: as it was fixed while it lies before a meeting and ever after, else as it would now."""
    version = standing_version(report)
    return version.snapshot if version is not None else snapshot_of(report)


def standing_version(report: "CabinetReport") -> "CabinetReportVersion | None":
    """The version that lies before the meeting or that it took note of; None while the report may be written."""
    item = report.item
    stands = item.meeting.state in STANDING or item.state in TAKEN_NOTE_OF
    return report.fixed if stands else None


def never_lay(item: "AgendaItem") -> bool:
    """Whether a report came onto the agenda late, and no addendum brought it before the meeting."""
    if item.item_kind != ItemKind.REPORT:
        return False
    report = report_of(item)
    return report is None or report.fixed is None


def sha256_of(snapshot: dict[str, Any]) -> str:
    """By which a report is known."""
    return digest(canonical_json(snapshot))


def snapshot_of(report: "CabinetReport") -> dict[str, Any]:
    """Everything that it says now: amounts are strings of baht, days ISO, wording Thai; no key of a row in it.

    ``{"addressee", "digits", "committee", "legal_basis", "meeting": {"called", "date"}, "label", "subject",
    "from_date", "to_date", "background", "substance", "resolutions": [{"number", "meeting", "date", "code", "title",
    "lead", "fiscal_year", "verbs", "endorsed_baht", "is_late"}], "corrections": [{"number", "reported_in", "by",
    "code", "title", "was_baht", "is_baht"}], "years": [{"fiscal_year", "projects", "endorsed_baht"}], "total_baht",
    "example"}``; ``is_late`` marks what belongs to the period of an earlier report, which was fixed before it.
    """
    item: AgendaItem = report.item
    meeting = item.meeting
    with translation.override("th"):
        told = told_before(report, standing_version(report))
        corrections = _corrections(item, told)
        resolutions = _resolutions(report, told, {row["by"] for row in corrections})
        rows = [_row(one, is_late=not _is_in(one, report.from_date, report.to_date)) for one in resolutions]
        years = sorted({row["fiscal_year"] for row in rows if row["endorsed_baht"]})
        return {
            "addressee": ADDRESSEE,
            "digits": str(meeting.rules.digits),
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
            "corrections": corrections,
            "years": [_year(year, rows) for year in years],
            "total_baht": _sum(row["endorsed_baht"] for row in rows),
            "example": meeting.committee.is_example
            or any(one.item.project.is_example for one in resolutions if one.item.project),
        }


def letter_of(version: "CabinetReportVersion", letter_number: str, day: date) -> dict[str, Any]:
    """What the letter says: the fixed report, its hash, and the number and day under which it is laid."""
    given = {"letter_number": letter_number, "date": day.isoformat(), "report_sha256": version.sha256}
    said: dict[str, Any] = version.snapshot
    return said | given


def draft_of(report: "CabinetReport") -> dict[str, Any]:
    """The same while it has neither number nor day."""
    said = says_now(report)
    return said | {"letter_number": "", "date": "", "report_sha256": sha256_of(said)}


def changed_since(report: "CabinetReport") -> list[str]:
    """Which resolutions of the register the fixed version tells otherwise, by their numbers; what it says stays."""
    version = standing_version(report)
    if version is None:
        return []
    was, now = version.snapshot, snapshot_of(report)
    return sorted(
        {
            row["number"]
            for name in ("resolutions", "corrections")
            for one, other in ((was, now), (now, was))
            for row in one[name]
            if row not in other[name]
        }
    )


def _resolutions(report: "CabinetReport", told: Told, instead: set[str]) -> list["Resolution"]:
    """What was certified in the period, the earliest first, and in an earlier one after its report was fixed.

    What takes the place of a resolution that was told for another period stands among the corrections, and is not
    counted twice.
    """
    first, last = report.from_date, report.to_date
    certified = _register(report.item).filter(state__in=SEALED)
    found = []
    for one in certified.filter(_certified_in([(first, last), *told.periods])):
        before = [each for each in one.item.resolutions.all() if each.number and each.pk != one.pk]
        is_new_here = _is_in(one, first, last) or one.called not in told.rows
        is_correction = one.called in instead and not any(_is_in(each, first, last) for each in before)
        if is_new_here and not is_correction:
            found.append(one)
    return found


def _corrections(item: "AgendaItem", told: Told) -> list[Row]:
    """What became of resolutions that were told: corrected, or set aside and perhaps resolved anew."""
    if not told.rows:
        return []
    found = []
    for one in _register(item).exclude(number=None).exclude(state__in=SEALED):
        row = told.rows.get(one.called)
        if row is None:
            continue
        instead = next((each for each in one.item.resolutions.all() if each.state in SEALED), None)
        found.append(
            {
                "number": one.called,
                "reported_in": row["reported_in"],
                "by": instead.called if instead else "",
                "code": row["code"],
                "title": row["title"],
                "was_baht": row["endorsed_baht"],
                "is_baht": _amount(instead) if instead else "",
            }
        )
    return found


def _register(item: "AgendaItem") -> Any:
    """The committee's resolutions on projects, of open matters alone, in the order of their numbers."""
    mine = item.committee.resolutions.filter(
        item__project__isnull=False, item__confidentiality=Confidentiality.OPEN, number__isnull=False
    )
    related = mine.select_related("meeting", "item__project__lead", "item__project__round__workplan")
    return related.prefetch_related("item__resolutions").order_by("be_year", "number")


def _certified_in(periods: Iterable[tuple[date, date]]) -> Q:
    found = Q(pk__in=[])
    for first, last in periods:
        found |= Q(certified_at__gte=midnight(first), certified_at__lt=midnight(last + timedelta(days=1)))
    return found


def _is_in(one: "Resolution", first: date, last: date) -> bool:
    return one.certified_at is not None and first <= day_of(one.certified_at) <= last


def _row(one: "Resolution", *, is_late: bool) -> Row:
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
        "endorsed_baht": _amount(one),
        "is_late": is_late,
    }


def _amount(one: "Resolution") -> str:
    return _sum(one.amounts.values()) if one.amounts else ""


def _year(year: int, rows: list[Row]) -> dict[str, Any]:
    mine = [row for row in rows if row["fiscal_year"] == year and row["endorsed_baht"]]
    return {
        "fiscal_year": year,
        "projects": len({row["code"] for row in mine}),
        "endorsed_baht": _sum(row["endorsed_baht"] for row in mine),
    }


def _sum(amounts: Iterable[str]) -> str:
    return f"{sum((Decimal(amount) for amount in amounts if amount), Decimal(0)):.2f}"
