# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The agenda: its six official headings, its labels, and the hash by which a pack is known to be of this agenda.

Source of the headings: รายงานการประชุม and ระเบียบวาระ as taught in the guides to the Saraban Rule 2526.
"""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from workflows.records import canonical_json, digest

if TYPE_CHECKING:
    from committee.models import AgendaItem, Meeting

HEADINGS = {
    1: _("Matters for the chair to announce"),
    2: _("Adoption of the minutes"),
    3: _("Matters arising"),
    4: _("Matters for information"),
    5: _("Matters for consideration"),
    6: _("Other matters"),
}
FOR_CONSIDERATION = 5
# the official wording, printed on papers whatever the reader's language
HEADINGS_TH = {
    1: "เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ",
    2: "เรื่องรับรองรายงานการประชุม",
    3: "เรื่องสืบเนื่อง",
    4: "เรื่องเสนอเพื่อทราบ",
    5: "เรื่องเสนอเพื่อพิจารณา",
    6: "เรื่องอื่น ๆ (ถ้ามี)",
}


def sections(meeting: "Meeting") -> "list[tuple[int, object, list[AgendaItem]]]":
    """The six headings with their items, in order: ``(5, heading, [items])``."""
    items = meeting.standing_items()
    return [(number, title, [item for item in items if item.section == number]) for number, title in HEADINGS.items()]


def agenda_sha256(meeting: "Meeting") -> str:
    """The hash of what a pack is made from: the items in order, and each project at its last record."""
    return digest(
        canonical_json(
            {
                "meeting": [meeting.number, meeting.be_year, meeting.starts_at.isoformat(), meeting.place],
                "items": [
                    [
                        item.pk,
                        item.label,
                        item.title,
                        item.note,
                        item.project and [item.project_id, item.project.version],
                    ]
                    for item in meeting.standing_items()
                ],
            }
        )
    )
