# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files of existing workplans that were brought in, and which of their rows became which line."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from budget_review.models.money import BudgetLine
from budget_review.models.projects import IntegrationProject


class ImportStatus(models.TextChoices):
    """How far a file has come."""

    PREVIEWED = "previewed", _("Waiting to be confirmed")
    QUEUED = "queued", _("Waiting for a worker")
    RUNNING = "running", _("Being brought in")
    DONE = "done", _("Brought in")
    REFUSED = "refused", _("Refused: nothing was brought in")


class WorkplanImport(models.Model):
    """One file, as it was sent, with what was answered about it and what came of it.

    ``answers`` are ``{"host_id": 3, "closes_at": "…", "confirm_agencies": true, "same_as": {"name": "name"}, …}``,
    ``outcome`` then ``{"codes": ["DG65-008"], "lines": 3, "agencies": ["name"], "amount_baht": "…"}``.
    """

    filename = models.CharField(_("file"), max_length=200)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="workplan_imports")
    sent_at = models.DateTimeField(_("sent"))
    request_id = models.UUIDField(unique=True)
    answers = models.JSONField(default=dict)
    status = models.CharField(_("status"), max_length=20, choices=ImportStatus, default=ImportStatus.PREVIEWED)
    row_count = models.PositiveIntegerField(_("rows"), default=0)
    done_count = models.PositiveIntegerField(_("rows dealt with"), default=0)
    outcome = models.JSONField(default=dict)
    ended_at = models.DateTimeField(_("ended"), null=True)

    class Meta:
        verbose_name = _("imported workplan")
        verbose_name_plural = _("imported workplans")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.filename} #{self.pk}"


class ImportedRow(models.Model):
    """One row that was brought in, by what it said: the same row is never brought in twice, whatever became of it."""

    brought_by = models.ForeignKey(WorkplanImport, models.PROTECT, related_name="rows")
    number = models.PositiveIntegerField()
    key = models.CharField(max_length=64, unique=True)
    project_key = models.CharField(max_length=64, db_index=True)
    project = models.ForeignKey(IntegrationProject, models.PROTECT, related_name="imported_rows")
    line = models.ForeignKey(BudgetLine, models.SET_NULL, null=True, related_name="+")  # a line may leave the draft
    cells = models.JSONField()

    class Meta:
        verbose_name = _("imported row")
        verbose_name_plural = _("imported rows")
        ordering = ("brought_by_id", "number")

    def __str__(self) -> str:
        return f"{self.brought_by_id}/{self.number}"
