# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The agenda as a pack prints it: every heading with its matters, and of a late one why it came and who let it on."""

from collections.abc import Sequence
from typing import Any

from committee.agenda import headings_of
from committee.models import AgendaItem, Meeting


def agenda_in_pack(meeting: Meeting, items: Sequence[AgendaItem]) -> list[dict[str, Any]]:
    """``[{"number": 5, "title": "…", "items": [{"label": "5.4", "title": "…", "late": {…}}]}]``."""
    titles = dict(meeting.roll.values_list("user", "title"))
    return [
        {
            "number": heading.number,
            "title": heading.th,
            "items": [_row(item, titles) for item in items if item.section == heading.number],
        }
        for heading in headings_of(meeting)
    ]


def _row(item: AgendaItem, titles: dict[int, str]) -> dict[str, Any]:
    return {
        "label": item.label,
        "title": item.title,
        "note": item.note,
        "project": item.project.code if item.project else None,
        "kind": str(item.item_kind),
        "late": _late(item, titles) if item.is_late else None,
    }


def _late(item: AgendaItem, titles: dict[int, str]) -> dict[str, str]:
    """Why it came late, who asked for it, who approved it, in which seat, and when.

    ``{"reason": "…", "asked_by": "…", "approved_by": "…", "seat": "ประธานกรรมการ", "at": "2021-01-22T…"}``; a seat is
    empty of one who approved it by a mandate.
    """
    by, at = item.late_approved_by, item.late_approved_at
    assert by is not None, "late means approved late: the database holds it"
    assert at is not None
    return {
        "reason": item.late_reason,
        "asked_by": item.agency.name_th if item.agency else str(item.proposed_by or ""),
        "approved_by": str(by),
        "seat": titles.get(by.pk, ""),
        "at": at.isoformat(),
    }
