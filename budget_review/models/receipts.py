# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The receipt for each proposal that was handed in: one series for each fiscal year, without a gap."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from budget_review.models.projects import IntegrationProject


class ReceiptSeries(models.Model):
    """The last number that was given in a fiscal year. Its row is locked until the hand-in that takes a number ends."""

    fiscal_year = models.PositiveIntegerField(_("fiscal year (B.E.)"), unique=True)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("series of receipts")

    def __str__(self) -> str:
        return f"{self.fiscal_year}: {self.last}"


class Receipt(models.Model):
    """One receipt; a project that is handed in anew gets another. ``project_seq`` is the record of the hand-in."""

    rows_are_kept: ClassVar[bool] = True  # the database refuses any change of a row

    project = models.ForeignKey(IntegrationProject, models.PROTECT, related_name="receipts")
    fiscal_year = models.PositiveIntegerField(_("fiscal year (B.E.)"))
    number = models.PositiveIntegerField(_("receipt number"))
    content_version = models.PositiveIntegerField(_("content version"))
    letter_number = models.CharField(_("letter number"), max_length=80)
    project_seq = models.PositiveIntegerField()
    at = models.DateTimeField(_("received"))

    class Meta:
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")
        ordering = ("project_id", "id")
        constraints = (models.UniqueConstraint(fields=["fiscal_year", "number"], name="one_receipt_per_number"),)

    def __str__(self) -> str:
        return f"{self.number:04d}/{self.fiscal_year}"
