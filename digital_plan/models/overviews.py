# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The overview of a campaign as it was frozen: what a committee is shown, with its paper."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from digital_plan.models.campaigns import AlignmentCampaign
from digital_plan.models.frozen import Frozen, FrozenPaper


class OverviewSnapshot(Frozen):
    """An overview as it was at a moment; ``content`` is ``queries.overview.overview_of``."""

    rows_are_kept: ClassVar[bool] = True  # the database refuses any change of a row

    campaign = models.ForeignKey(AlignmentCampaign, models.PROTECT, related_name="snapshots")
    number = models.PositiveIntegerField(_("number"))
    request_id = models.UUIDField(unique=True)

    class Meta:
        verbose_name = _("overview that was frozen")
        verbose_name_plural = _("overviews that were frozen")
        ordering = ("campaign_id", "-number")
        constraints = (models.UniqueConstraint(fields=["campaign", "number"], name="one_overview_per_number"),)

    def __str__(self) -> str:
        return f"{self.campaign_id} overview {self.number}"


class OverviewPaper(FrozenPaper):
    """The paper of a frozen overview."""

    rows_are_kept: ClassVar[bool] = True

    snapshot = models.OneToOneField(OverviewSnapshot, models.PROTECT, related_name="paper")

    class Meta:
        verbose_name = _("paper of an overview")
        verbose_name_plural = _("papers of overviews")

    def __str__(self) -> str:
        return f"paper of {self.snapshot_id}"
