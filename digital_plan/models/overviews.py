# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The overview of a campaign as it was frozen: what a committee is shown, with its paper."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from digital_plan.models.campaigns import AlignmentCampaign
from papers.models import Document


class OverviewSnapshot(models.Model):
    """An overview as it was at a moment; ``content`` is ``queries.overview.overview_of``, and ``sha256`` its hash."""

    rows_are_kept: ClassVar[bool] = True  # the database refuses any change of a row

    campaign = models.ForeignKey(AlignmentCampaign, models.PROTECT, related_name="snapshots")
    number = models.PositiveIntegerField(_("number"))
    content: Any = models.JSONField()
    sha256 = models.CharField(max_length=64)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("person"))
    taken_at = models.DateTimeField(_("frozen"))
    request_id = models.UUIDField(unique=True)

    class Meta:
        verbose_name = _("overview that was frozen")
        verbose_name_plural = _("overviews that were frozen")
        ordering = ("campaign_id", "-number")
        constraints = (models.UniqueConstraint(fields=["campaign", "number"], name="one_overview_per_number"),)

    def __str__(self) -> str:
        return f"{self.campaign_id} overview {self.number}"


class OverviewPaper(models.Model):
    """A frozen overview as it was first printed: whoever asks later gets these bytes."""

    rows_are_kept: ClassVar[bool] = True

    snapshot = models.OneToOneField(OverviewSnapshot, models.PROTECT, related_name="paper")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("paper of an overview")
        verbose_name_plural = _("papers of overviews")

    def __str__(self) -> str:
        return f"paper of {self.snapshot_id}"
