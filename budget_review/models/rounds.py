# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Workplans, one for each fiscal year, and the rounds in which projects are called for."""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency, Named


class Workplan(Named):
    """An integrated budget workplan of one fiscal year (Buddhist era), not to be mixed up with a policy plan."""

    fiscal_year = models.PositiveIntegerField(_("fiscal year (B.E.)"))
    host = models.ForeignKey(Agency, models.PROTECT, related_name="hosted_workplans", verbose_name=_("host agency"))

    class Meta:
        verbose_name = _("workplan")
        verbose_name_plural = _("workplans")
        ordering = ("-fiscal_year", "id")
        constraints = (models.UniqueConstraint(fields=["fiscal_year", "name_th"], name="one_workplan_per_year"),)

    def __str__(self) -> str:
        return f"{self.name} {self.fiscal_year}"


class Round(Named):
    """A call for projects with its opening and closing."""

    workplan = models.ForeignKey(Workplan, models.PROTECT, related_name="rounds", verbose_name=_("workplan"))
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"))

    class Meta:
        verbose_name = _("round")
        verbose_name_plural = _("rounds")
        ordering = ("-opens_at",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(closes_at__gt=models.F("opens_at")), name="round_closes_after_it_opens"
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} #{self.pk}"

    def is_open_at(self, at: datetime) -> bool:
        """Whether proposals are taken at this moment."""
        return self.opens_at <= at < self.closes_at
