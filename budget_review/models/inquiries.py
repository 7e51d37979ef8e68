# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Questions put to the agencies of a project while it is screened."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.roles import Role, group
from budget_review.lifecycle_of_inquiries import InquiryLifecycle
from budget_review.models.parts import ExpertOpinion, Participation
from budget_review.models.projects import IntegrationProject
from budget_review.sections import MENDABLE

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class Inquiry(InquiryLifecycle):
    """A thread of question and answer with one agency. What was said stands in its records, which nobody rewrites."""

    project = models.ForeignKey(IntegrationProject, models.PROTECT, related_name="inquiries")
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="inquiries")
    opinion = models.ForeignKey(ExpertOpinion, models.PROTECT, null=True, related_name="inquiries")
    section = models.CharField(_("section"), max_length=40, blank=True)  # a key of ``sections.MENDABLE``
    days = models.PositiveSmallIntegerField(_("working days for the answer"), default=5)

    class Meta:
        verbose_name = _("question to an agency")
        verbose_name_plural = _("questions to agencies")
        ordering = ("project_id", "id")

    def __str__(self) -> str:
        return f"{self.project_id} ? {self.participation_id} #{self.pk}"

    @property
    def content_version(self) -> int | None:
        """The version that the question is about."""
        return self.project.content_version

    @property
    def queue(self) -> str:
        """The key of the queue that owes the answer."""
        return group(Role.AGENCY_OFFICER, self.participation.agency_id, self.participation.unit_id)

    @property
    def section_label(self) -> "_StrPromise | str":
        """What the section that it is about is called."""
        return MENDABLE.get(self.section, self.section)
