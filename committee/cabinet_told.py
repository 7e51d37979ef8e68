# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a committee has told the cabinet already: the resolutions of the reports that its meetings took note of."""

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from committee.states import TAKEN_NOTE_OF, ItemKind

if TYPE_CHECKING:
    from committee.models import CabinetReport, CabinetReportVersion


@dataclass
class Told:
    """Each resolution that was told last, by its number, and the periods that were told of."""

    rows: dict[str, dict[str, Any]] = field(default_factory=dict)
    periods: list[tuple[date, date]] = field(default_factory=list)


def told_before(report: "CabinetReport", own: "CabinetReportVersion | None") -> Told:
    """By every other report of the committee that was taken note of, the earliest first; what one corrected is told.

    Of a report that stands as ``own``, only what was fixed before it.
    """
    told = Told()
    noted = report.item.committee.items.filter(item_kind=ItemKind.REPORT, state__in=TAKEN_NOTE_OF)
    others = noted.exclude(pk=report.item_id).filter(cabinet_report__isnull=False)
    kept = [item.cabinet_report.versions.all() for item in others.prefetch_related("cabinet_report__versions")]
    last = [max(versions, key=lambda one: one.number) for versions in kept if versions]
    for version in sorted(last, key=lambda one: one.pk):
        if own is None or version.pk < own.pk:
            _add(told, version.snapshot)
    return told


def _add(told: Told, said: dict[str, Any]) -> None:
    told.periods.append((date.fromisoformat(said["from_date"]), date.fromisoformat(said["to_date"])))
    where = {"reported_in": said["meeting"]["called"]}
    for row in said["resolutions"]:
        told.rows[row["number"]] = row | where
    for one in said["corrections"]:
        told.rows.pop(one["number"], None)
        if one["by"]:
            shown = {name: one[name] for name in ("code", "title")}
            told.rows[one["by"]] = shown | where | {"number": one["by"], "endorsed_baht": one["is_baht"]}
