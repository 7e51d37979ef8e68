# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The sections of a proposal as they are written now, and how much of them is there."""

from typing import Any

from budget_review.models import IntegrationProject, ProposalSection
from budget_review.sections import BY_KEY, SECTIONS, named
from papers.sections import Section
from papers.sections import Written as Written
from papers.sections import share_of as share_of


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


def _written(project: IntegrationProject, section: Section, held: ProposalSection | None) -> Written:
    text = getattr(project, section.key) if section.on_project else held.text if held else ""
    return Written(section, text, held)
