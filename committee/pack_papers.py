# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The annexes that a pack prints: of each matter those that are to be bound, in the order of handing in."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from committee.models import AgendaItem, ItemPaper, Meeting


def annexes_in_pack(meeting: "Meeting", items: Sequence["AgendaItem"]) -> list[dict[str, Any]]:
    """``[{"label": "5.1", "title", "project": code or null, "papers": [{"number": 1, "title", "filename", "sha256",
    "pages_sha256", "outcome": "cleaned", "pages": 3, "taken_out": {"scripts": 1}, "notes": {"blank": [2]}}]}]``.
    """
    papers = meeting.papers_of(items)
    bound = {item: [paper for paper in papers.get(item.pk, ()) if paper.in_pack] for item in items}
    return [
        {
            "label": item.label,
            "title": item.title,
            "project": item.project.code if item.project else None,
            "papers": [_printed(number, paper) for number, paper in enumerate(own, start=1)],
        }
        for item, own in bound.items()
        if own
    ]


def _printed(number: int, paper: "ItemPaper") -> dict[str, Any]:
    return {
        "number": number,
        "title": paper.title,
        "filename": paper.filename,
        "sha256": paper.document.sha256,
        "pages_sha256": paper.judged.pages_sha256,
        **paper.judged.verdict,
    }
