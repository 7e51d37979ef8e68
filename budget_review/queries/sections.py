# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The sections of a proposal as they are written now, and how much of them is there."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from budget_review.models import IntegrationProject, ProposalSection
from budget_review.sections import BY_KEY, SECTIONS, Section, named, words_of


@dataclass(frozen=True)
class Written:
    """One section with what stands in it; ``held`` is None while nobody has written it."""

    section: Section
    text: str
    held: ProposalSection | None

    @property
    def rows(self) -> list[dict[str, str]]:
        """The rows of its table."""
        return self.held.rows if self.held else []

    @property
    def revision(self) -> int:
        """The project's revision at which it last changed."""
        return self.held.revision if self.held else 0

    @property
    def is_written(self) -> bool:
        """Whether it says anything; a table also by the reason why there is none."""
        return bool(self.text.strip() or self.rows)

    @property
    def words(self) -> str:
        """All of it as text."""
        return words_of(self.section, self.text, self.rows)

    @property
    def table(self) -> list[list[str]]:
        """Its rows in the order of the columns, as they are read."""
        return [[column.words(row.get(column.key, "")) for column in self.section.columns] for row in self.rows]


def sections_of(project: IntegrationProject) -> list[Written]:
    """Every section in the order of the declaration; one query, whatever is written."""
    held = {row.key: row for row in project.sections.select_related("written_by")}
    return [_written(project, section, held.get(section.key)) for section in SECTIONS]


def section_of(project: IntegrationProject, section: Section) -> Written:
    """One section."""
    return _written(project, section, project.sections.select_related("written_by").filter(key=section.key).first())


def frozen_sections(content: dict[str, Any]) -> list[Written]:
    """The sections of a frozen content in the order of the declaration; then those that are declared no longer."""
    said: dict[str, Any] = content.get("sections", {})
    return [
        Written(named(key, said[key]["rows"]), said[key]["text"], ProposalSection(key=key, **said[key]))
        for key in dict.fromkeys([*BY_KEY, *said])
        if key in said
    ]


def share_of(sections: Sequence[Written]) -> dict[str, Any]:
    """How much is there: ``{"written": 9, "of": 12}``."""
    return {"written": sum(one.is_written for one in sections), "of": len(sections)}


def _written(project: IntegrationProject, section: Section, held: ProposalSection | None) -> Written:
    text = getattr(project, section.key) if section.on_project else held.text if held else ""
    return Written(section, text, held)
