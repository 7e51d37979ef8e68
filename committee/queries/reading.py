# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A member's papers, matter by matter: how much there is to read, their own notes, the questions."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from accounts.models import User
from committee.models import AgendaItem, ItemPaper, Meeting, Pack, PrivateNote, Question
from committee.queries.confidential import seen_of
from committee.queries.packs import packs_for

LETTERS_A_MINUTE = 1000  # of Thai text, read with care; our decision
LETTERS_A_PAGE = 1800  # a page of an annex takes a minute


@dataclass(frozen=True)
class Paper:
    """One matter as its reader has it: ``sheet`` is the project's sheet as it was issued."""

    item: AgendaItem
    sheet: dict[str, Any] | None
    pages: int
    minutes: int
    note: PrivateNote | None = None
    questions: list[Question] = field(default_factory=list)
    annexes: list[ItemPaper] = field(default_factory=list)

    @property
    def unanswered(self) -> int:
        """How many questions wait for the secretariat's answer."""
        return sum(question.answered_at is None for question in self.questions)


@dataclass(frozen=True)
class Papers:
    """A meeting's papers: the pack that was issued last, each matter, and the reading load in all.

    ``has_pack``: whether the pack is handed to this reader; else the matters shown here are what is for them.
    """

    pack: Pack | None
    has_pack: bool
    papers: list[Paper]

    @property
    def minutes(self) -> int:
        """Minutes of reading."""
        return sum(paper.minutes for paper in self.papers)

    @property
    def pages(self) -> int:
        """Pages of the issued pack, or what they would be about."""
        known = self.pack.document.page_count if self.pack and self.has_pack else None
        return known or sum(paper.pages for paper in self.papers)


def papers_of(user: User, meeting: Meeting, at: datetime) -> Papers:
    """What a person reads for a meeting, in a fixed number of queries."""
    items = seen_of(meeting.standing_items(), user, meeting, at)
    issued = [issue for issue in packs_for(user, meeting, at) if issue.issued_at is not None]
    pack = Pack.objects.select_related("document").get(pk=issued[0].pack.pk) if issued else None
    sheets = {sheet["code"]: sheet for sheet in pack.snapshot["projects"]} if pack else {}
    notes = {note.item_id: note for note in PrivateNote.objects.filter(user=user, item__in=items)}
    questions: dict[int, list[Question]] = {}
    for question in Question.objects.filter(item__in=items).select_related("asked_by", "answered_by"):
        questions.setdefault(question.item_id, []).append(question)
    papers, annexes = [], ItemPaper.by_item(items)
    for item in items:
        item.meeting = meeting
        sheet = sheets.get(item.project.code) if item.project else None
        letters = len(item.title) + len(item.note) + (_letters(sheet) if sheet else 0)
        own = annexes.get(item.pk, [])
        bound = sum(paper.verdict.pages for paper in own)
        pages, minutes = -(-letters // LETTERS_A_PAGE), -(-letters // LETTERS_A_MINUTE)
        papers.append(
            Paper(item, sheet, pages + bound, minutes + bound, notes.get(item.pk), questions.get(item.pk, []), own)
        )
    return Papers(pack, bool(issued) and issued[0].is_handed, papers)


def unanswered_of(meeting: Meeting) -> int:
    """How many of a meeting's questions wait for an answer."""
    return Question.objects.filter(item__meeting=meeting, answered_at=None).count()


def _letters(value: Any) -> int:
    """How much text a sheet holds."""
    if isinstance(value, str):
        return len(value)
    if isinstance(value, dict):
        return sum(map(_letters, value.values()))
    return sum(map(_letters, value)) if isinstance(value, list) else 0
