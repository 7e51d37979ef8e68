# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Why a pair was found, in words: what both say, what both are about, who is in both, and what speaks against it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from budget_review.models import BudgetLine, IntegrationProject
from budget_review.similarity import places
from budget_review.similarity.lexicon import MATTERS, weight_of
from budget_review.similarity.searching import Match, Pair
from budget_review.similarity.stock import without_stock
from budget_review.similarity.thai_text import clusters, folded
from budget_review.similarity.works import DATASET, OBJECTIVE, TITLE, Work

LEAST = 4  # clusters that a shared phrase has; of Latin letters or digits one will do
PHRASES = 4
AGAINST: dict[str, Any] = {
    "other-place": gettext_lazy("They are for different places."),
    "other-phase": gettext_lazy("They are different phases of a work."),
    "other-matter": gettext_lazy("Each is also about something that the other is not."),
    "own-staff": gettext_lazy("Each agency asks for its own personnel."),
    "other-kind": gettext_lazy("They are different kinds of work."),
    "other-part": gettext_lazy("One buys things, the other makes the work."),
}
PARTS: dict[str, Any] = {
    TITLE: gettext_lazy("Project name"), OBJECTIVE: gettext_lazy("Objective"), "item": gettext_lazy("Budget line"),
    DATASET: gettext_lazy("Data set"),
}  # fmt: skip


@dataclass(frozen=True)
class Told:
    """One match in words: both texts with what they share marked, and the sentences."""

    part: Any
    mine: list[tuple[str, bool]]
    theirs: list[tuple[str, bool]]
    percent: int
    sentences: list[str]
    phrases: list[str]


def phrases(one: str, other: str) -> list[str]:
    """What both texts say beyond the stock words, the longest first: ``["ทะเบียนเกษตรกร"]``."""
    mine, theirs = (clusters(without_stock(places.strip(folded(text)).text)) for text in (one, other))
    blocks = SequenceMatcher(None, mine, theirs, autojunk=False).get_matching_blocks()
    found = ["".join(mine[block.a : block.a + block.size]) for block in blocks if _tells(mine[block.a :], block.size)]
    return sorted(dict.fromkeys(found), key=len, reverse=True)[:PHRASES]


def _tells(cut: list[str], size: int) -> bool:
    return size >= LEAST or (size == 1 and cut[0].isascii() and cut[0].isalpha() and len(cut[0]) > 2)


def marked(text: str, shared: Iterable[str]) -> list[tuple[str, bool]]:
    """The text in segments, each with whether both say it; spaces typed inside Thai words do no harm."""
    wanted = [r"\s*".join(map(re.escape, phrase.replace(" ", ""))) for phrase in shared]
    if not wanted:
        return [(text, False)]
    pieces = re.split(f"({'|'.join(wanted)})", text, flags=re.IGNORECASE)
    return [(piece, place % 2 == 1) for place, piece in enumerate(pieces) if piece]


def as_written(segments: Iterable[tuple[str, bool]]) -> list[str]:
    """What is marked in a text, each once, the longest first, with the spaces that the text has there."""
    found = dict.fromkeys(" ".join(text.split()) for text, is_shared in segments if is_shared)
    return sorted(found, key=len, reverse=True)


def matters_words(codes: Iterable[str]) -> str:
    """The matters by name, the most telling first."""
    known = sorted((code for code in codes if code in MATTERS), key=lambda code: (-weight_of(code), code))
    return ", ".join(str(MATTERS[code].name) for code in known)


class Texts:
    """The texts behind the works of some projects, read in one go."""

    def __init__(self, projects: Sequence[IntegrationProject], pairs: Iterable[Pair]) -> None:
        self.projects = {project.pk: project for project in projects}
        works = [work for pair in pairs for match in pair.matches for work in (match.mine, match.theirs)]
        lines = BudgetLine.objects.filter(pk__in={work.line for work in works if work.line})
        self.lines = {line.pk: line for line in lines.select_related("participation__agency")}

    def of(self, project: int, work: Work) -> str:
        """The text of one work; nothing when the line is gone meanwhile."""
        if work.line is not None:
            return self.lines[work.line].item if work.line in self.lines else ""
        if work.part == DATASET:
            return work.text
        held = self.projects[project]
        return held.title if work.part == TITLE else held.objective

    def told(self, project: int, pair: Pair, match: Match) -> Told:
        """One match in words."""
        mine, theirs = self.of(project, match.mine), self.of(pair.other, match.theirs)
        alike = phrases(mine, theirs)
        own = marked(mine, alike)
        shared = as_written(own) or alike
        sentences = [str(AGAINST[code]) for code in match.score.reasons if code in AGAINST]
        if "data" in match.score.reasons:
            sentences.append(_("Both name the same data set."))
        if "fits" in match.score.reasons:
            sentences.insert(0, _("What one makes, the other could use."))
        if match.score.matters:
            sentences.insert(0, _("Both are about: %(matters)s.") % {"matters": matters_words(match.score.matters)})
        if shared:
            sentences.insert(0, _("Both say: %(words)s.") % {"words": " · ".join(shared)})
        return Told(
            PARTS[match.mine.part], own, marked(theirs, alike), round(match.score.value * 100),
            sentences, shared,
        )  # fmt: skip


def common_agencies(one: IntegrationProject, other: IntegrationProject) -> list[str]:
    """The names of those who take part in both."""
    theirs = {part.agency_id for part in other.active_parts()}
    return [part.agency.name for part in one.active_parts() if part.agency_id in theirs]
