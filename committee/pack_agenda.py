# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The agenda as a pack prints it: every heading with its matters, and of a late one why it came and who let it on.

Its hash is that by which a pack is known to be of this agenda.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from committee.agenda import headings_of
from committee.cabinet import report_of, says_now, sha256_of
from committee.pack_papers import annexes_in_pack
from committee.states import Confidentiality
from workflows.records import canonical_json, digest

if TYPE_CHECKING:
    from committee.models import AgendaItem, Meeting


def printed_items(meeting: "Meeting") -> list["AgendaItem"]:
    """The matters that a pack prints: it goes to all members; what the chair and the secretariat keep to themselves
    is handed out by hand.
    """
    return [item for item in meeting.standing_items() if item.confidentiality != Confidentiality.CHAIR]


def withheld_from(meeting: "Meeting") -> set[str]:
    """The issued labels of the matters that the chair and the secretariat keep to themselves by now."""
    closed = meeting.items.filter(confidentiality=Confidentiality.CHAIR).exclude(issued_label="")
    return set(closed.values_list("issued_label", flat=True))


def held_in_pack(meeting: "Meeting") -> dict[str, Any]:
    """Which meeting it is, when and where."""
    return {
        "number": meeting.number,
        "be_year": meeting.be_year,
        "title": meeting.title,
        "starts_at": meeting.starts_at.isoformat(),
        "ends_at": meeting.ends_at.isoformat(),
        "place": meeting.place,
    }


def agenda_sha256(meeting: "Meeting") -> str:
    """The hash of what a pack is made from: the meeting and its agenda as printed, each project at its last record,
    each report to the cabinet as it reads, each annex.

    A pack with this hash is of the present agenda; what another pack would say differs only where the hash does.
    """
    items = printed_items(meeting)
    projects = [[item.project.code, item.project.version] for item in items if item.project]
    printed = {"meeting": held_in_pack(meeting), "agenda": agenda_in_pack(meeting, items), "projects": projects}
    reports = [[report["label"], report["sha256"]] for report in reports_in_pack(items)]
    annexes = [
        [one["label"], [[paper["title"], paper["sha256"]] for paper in one["papers"]]]
        for one in annexes_in_pack(meeting, items)
    ]
    also = {name: told for name, told in (("reports", reports), ("annexes", annexes)) if told}
    return digest(canonical_json(printed | also))


def agenda_in_pack(meeting: "Meeting", items: Sequence["AgendaItem"]) -> list[dict[str, Any]]:
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


def reports_in_pack(items: Sequence["AgendaItem"]) -> list[dict[str, Any]]:
    """``[{"label": "4.1", "title", "sha256", "says": committee.cabinet.snapshot_of}]``: the reports to the cabinet.

    One that lies before the meeting reads as it was fixed.
    """
    found = []
    for item in items:
        if (report := report_of(item)) is not None:
            says = says_now(report)
            found.append({"label": item.label, "title": item.title, "sha256": sha256_of(says), "says": says})
    return found


def _row(item: "AgendaItem", titles: dict[int, str]) -> dict[str, Any]:
    return {
        "label": item.label,
        "title": item.title,
        "note": item.note,
        "project": item.project.code if item.project else None,
        "kind": str(item.item_kind),
        "late": _late(item, titles) if item.is_late else None,
    }


def _late(item: "AgendaItem", titles: dict[int, str]) -> dict[str, str]:
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
