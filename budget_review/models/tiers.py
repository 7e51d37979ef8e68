# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The bands by which projects are screened lightly or thoroughly: each version from its day on, none ever changed."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from budget_review.states import Tier


class TierBands(models.Model):
    """One version of the bands.

    ``risks`` say which tier each risk of ``budget_review.tiers.RISKS`` calls for, ``{"many_agencies": "standard"}``;
    light, or not named, raises nothing. ``opinions`` are the fields in which experts are asked, by tier:
    ``{"full": ["architecture", "budget"]}``. Nobody made the one that the service came with.
    """

    rows_are_kept: ClassVar[bool] = True  # the database refuses any change of a row

    number = models.PositiveIntegerField(_("version"), unique=True)
    from_date = models.DateField(_("from"))
    standard_from_baht = models.DecimalField(_("standard review from (baht)"), max_digits=15, decimal_places=2)
    full_from_baht = models.DecimalField(_("full review from (baht)"), max_digits=15, decimal_places=2)
    many_agencies_from = models.PositiveIntegerField(_("many agencies are, from"), default=5)
    risks = models.JSONField(default=dict)
    opinions = models.JSONField(default=dict)
    reason = models.TextField(_("reason"), blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("bands of review")
        verbose_name_plural = _("bands of review")
        ordering = ("-number",)
        constraints = (
            models.CheckConstraint(
                condition=Q(standard_from_baht__gte=0, full_from_baht__gte=F("standard_from_baht")),
                name="bands_follow_each_other",
            ),
        )

    def __str__(self) -> str:
        return f"{self.number}"

    def opinions_of(self, tier: str) -> list[str]:
        """The fields in which experts are asked about a project of this tier."""
        return list(self.opinions.get(tier, ()))

    @property
    def amounts(self) -> list[tuple[Tier, object]]:
        """Where each tier begins, in baht."""
        return [(Tier.LIGHT, 0), (Tier.STANDARD, self.standard_from_baht), (Tier.FULL, self.full_from_baht)]
