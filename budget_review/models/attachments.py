# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is attached to a proposal, and every file that ever stood there."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from budget_review.attachment_kinds import Kind, kind_named
from budget_review.models.money import BudgetLine
from budget_review.models.parts import Participation
from budget_review.models.projects import IntegrationProject
from papers.models import Document


class Attachment(models.Model):
    """One paper of a proposal: of the whole, a section, an agency's part or a budget line. Its files follow each other.

    A line that is removed leaves its papers to the agency's part. A paper that was taken out stays to be read in the
    versions that were frozen with it.
    """

    project = models.ForeignKey(IntegrationProject, models.PROTECT, related_name="attachments")
    participation = models.ForeignKey(Participation, models.PROTECT, null=True, related_name="attachments")
    line = models.ForeignKey(BudgetLine, models.SET_NULL, null=True, related_name="attachments")
    section = models.CharField(_("section"), max_length=40, blank=True)
    kind = models.CharField(_("kind"), max_length=30)  # budget_review.attachment_kinds
    title = models.CharField(_("title"), max_length=200)
    is_confidential = models.BooleanField(_("confidential"), default=False)
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ("project_id", "id")

    def __str__(self) -> str:
        return f"{self.title} #{self.pk}"

    @property
    def kind_is(self) -> Kind:
        """Its kind as declared."""
        return kind_named(self.kind)


class AttachmentFile(models.Model):
    """One file of an attachment; the last stands, those before it are kept."""

    rows_are_kept: ClassVar[bool] = True  # the database refuses any change of a row

    attachment = models.ForeignKey(Attachment, models.PROTECT, related_name="files")
    number = models.PositiveIntegerField()
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    filename = models.CharField(_("file name"), max_length=200)
    sent_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(_("sent"))
    request_id = models.UUIDField(unique=True)

    class Meta:
        verbose_name = _("file of an attachment")
        verbose_name_plural = _("files of attachments")
        ordering = ("attachment_id", "number")
        constraints = (models.UniqueConstraint(fields=["attachment", "number"], name="one_file_per_number"),)

    def __str__(self) -> str:
        return f"{self.filename} v{self.number} #{self.pk}"
