# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What was written into the sections of a proposal, by whom and when."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from budget_review.models.projects import IntegrationProject
from budget_review.sections import BY_KEY, words_of


class ProposalSection(models.Model):
    """One section of one project, of ``budget_review.sections``.

    ``revision`` is the project's revision at which it last changed: whoever read an earlier one has not seen this.
    The text of a section that the project keeps itself stands there, and here only its revision, writer and time.
    """

    project = models.ForeignKey(IntegrationProject, models.PROTECT, related_name="sections")
    key = models.CharField(_("section"), max_length=40)
    text = models.TextField(_("text"), blank=True)
    rows = models.JSONField(default=list, blank=True)  # [{column: cell}]
    revision = models.PositiveIntegerField(default=0, editable=False)
    written_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("section of a proposal")
        verbose_name_plural = _("sections of proposals")
        ordering = ("project_id", "id")
        constraints = (models.UniqueConstraint(fields=["project", "key"], name="one_section_per_key"),)

    def __str__(self) -> str:
        return f"{self.project_id} {self.key}"


class EarlierText(models.Model):
    """What stood in a section before another person wrote over it."""

    section = models.ForeignKey(ProposalSection, models.PROTECT, related_name="earlier")
    text = models.TextField(blank=True)
    rows = models.JSONField(default=list, blank=True)
    written_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("earlier text of a section")
        ordering = ("section_id", "-id")

    def __str__(self) -> str:
        return f"{self.section_id} #{self.pk}"

    @property
    def words(self) -> str:
        """All of it as text."""
        return words_of(BY_KEY[self.section.key], self.text, self.rows)
