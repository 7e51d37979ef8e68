# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writing one section of a proposal."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from budget_review.models import IntegrationProject
from budget_review.operations.sections import write_section
from budget_review.queries.sections import Written, section_of
from budget_review.sections import BY_KEY, SECTIONS
from budget_review.views.reading import Asked, ask
from budget_review.views.writing import not_open_for_sections, refused_page
from papers.section_page import SectionPage
from papers.sections import Row, Section
from workflows.refusals import Refused


def section(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Write a section. The page's own script posts it in the background too, and is answered with one line."""
    asked = ask(request, code)
    if key not in BY_KEY:
        raise Http404
    return OfProposal(asked, section_of(asked.project, BY_KEY[key])).answer()


class OfProposal(SectionPage):
    """A section of a proposal."""

    template = "budget_review/edit/section.html"
    sections = SECTIONS

    def __init__(self, asked: Asked, written: Written) -> None:
        super().__init__(asked.request, asked.at, written)
        self.asked = asked

    def closed(self) -> Refused | None:
        return not_open_for_sections(self.asked)

    def closed_page(self, refused: Refused) -> HttpResponse:
        return refused_page(self.asked, refused)

    def write(self, *, expected_revision: int, text: str, rows: Sequence[Row]) -> int:
        project = write_section(
            project_id=self.asked.project.pk, key=self.written.section.key, actor=self.asked.user, at=self.at,
            delegation=self.asked.delegation, expected_revision=expected_revision, text=text, rows=rows,
        )  # fmt: skip
        return project.revision

    @property
    def revision(self) -> int:
        return self.asked.project.revision

    def now(self) -> tuple[int, Written]:
        project = IntegrationProject.objects.get(pk=self.asked.project.pk)
        return project.revision, section_of(project, self.written.section)

    def context(self) -> dict[str, Any]:
        return {"project": self.asked.project, "back": reverse("project_edit", args=[self.asked.project.code])}

    def address_of(self, section: Section) -> str:
        return reverse("edit_section", args=[self.asked.project.code, section.key])
