# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The year-end summary of a plan as it was frozen: what the revision for the next year is judged by."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from digital_plan.models.frozen import Frozen, FrozenPaper
from digital_plan.models.plans import Plan


class YearSummary(Frozen):
    """What became of a plan in a fiscal year; ``content`` is ``queries.rolling.summary_of``."""

    rows_are_kept: ClassVar[bool] = True  # the database refuses any change of a row

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="summaries", verbose_name=_("plan"))
    fiscal_year = models.PositiveIntegerField(_("fiscal year (B.E.)"))
    number = models.PositiveIntegerField(_("number"))
    request_id = models.UUIDField(unique=True)

    class Meta:
        verbose_name = _("year-end summary of a plan")
        verbose_name_plural = _("year-end summaries of plans")
        ordering = ("plan_id", "-fiscal_year", "-number")
        constraints = (
            models.UniqueConstraint(fields=["plan", "fiscal_year", "number"], name="one_year_summary_per_number"),
        )

    def __str__(self) -> str:
        return f"{self.plan_id} {self.fiscal_year} no. {self.number}"


class YearSummaryPaper(FrozenPaper):
    """The paper of a year-end summary."""

    rows_are_kept: ClassVar[bool] = True

    summary = models.OneToOneField(YearSummary, models.PROTECT, related_name="paper")

    class Meta:
        verbose_name = _("paper of a year-end summary")
        verbose_name_plural = _("papers of year-end summaries")

    def __str__(self) -> str:
        return f"paper of {self.summary_id}"
