# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Workplans, one for each fiscal year, and the rounds in which projects are called for."""

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency, Named
from budget_review.models.criteria import CriteriaSet


class Workplan(Named):
    """An integrated budget workplan of one fiscal year (Buddhist era), not to be mixed up with a policy plan."""

    fiscal_year = models.PositiveIntegerField(_("fiscal year (B.E.)"))
    host = models.ForeignKey(Agency, models.PROTECT, related_name="hosted_workplans", verbose_name=_("host agency"))
    ceiling_baht = models.DecimalField(
        _("ceiling (baht)"), max_digits=15, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    revision = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("workplan")
        verbose_name_plural = _("workplans")
        ordering = ("-fiscal_year", "id")
        constraints = (models.UniqueConstraint(fields=["fiscal_year", "name_th"], name="one_workplan_per_year"),)

    def __str__(self) -> str:
        return f"{self.name} {self.fiscal_year}"


class WorkplanTarget(models.Model):
    """A target of a workplan with its indicator and its approaches, as the Budget Bureau's form has them.

    ``approaches`` are lines of text, one approach each.
    """

    workplan = models.ForeignKey(Workplan, models.CASCADE, related_name="targets")
    position = models.PositiveIntegerField()
    text = models.CharField(_("target"), max_length=500)
    indicator = models.CharField(_("indicator"), max_length=500, blank=True)
    approaches = models.TextField(_("approaches"), blank=True)

    class Meta:
        verbose_name = _("target of a workplan")
        verbose_name_plural = _("targets of a workplan")
        ordering = ("workplan_id", "position", "id")

    def __str__(self) -> str:
        return f"{self.workplan_id}/{self.position}"

    @property
    def approach_list(self) -> list[str]:
        """The approaches, one by one."""
        return [line.strip() for line in self.approaches.splitlines() if line.strip()]


class Round(Named):
    """A call for projects with its opening and closing, and the criteria that it began with."""

    workplan = models.ForeignKey(Workplan, models.PROTECT, related_name="rounds", verbose_name=_("workplan"))
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"))
    criteria_set = models.ForeignKey(
        CriteriaSet, models.PROTECT, null=True, blank=True, related_name="rounds", verbose_name=_("criteria")
    )
    revision = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("round")
        verbose_name_plural = _("rounds")
        ordering = ("-opens_at",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(closes_at__gt=models.F("opens_at")), name="round_closes_after_it_opens"
            ),
            models.UniqueConstraint(fields=["workplan", "name_th"], name="one_round_of_a_name_per_workplan"),
        )

    def __str__(self) -> str:
        return f"{self.name} #{self.pk}"

    def is_open_at(self, at: datetime) -> bool:
        """Whether proposals are taken at this moment."""
        return self.opens_at <= at < self.closes_at

    def is_open_for(self, agency_id: int, at: datetime) -> bool:
        """Whether proposals of this agency are taken: in the window, or late by permission."""
        return self.is_open_at(at) or self.late_permissions.filter(agency=agency_id, until__gt=at).exists()


class RoundChange(models.Model):
    """A change of a round's window: what it was, what it became, who changed it, when and why."""

    rows_are_kept: ClassVar[bool] = True  # the database refuses any change of a row

    round = models.ForeignKey(Round, models.PROTECT, related_name="changes")
    opened_at = models.DateTimeField(_("opened before"))
    closed_at = models.DateTimeField(_("closed before"))
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"))
    reason = models.TextField(_("reason"))
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(_("changed"))

    class Meta:
        verbose_name = _("change of a round's window")
        verbose_name_plural = _("changes of rounds' windows")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.round_id} #{self.pk}"


class LatePermission(models.Model):
    """Leave for one agency to hand in after the round closed: until when, why, and who gave it."""

    rows_are_kept: ClassVar[bool] = True  # the database refuses any change of a row

    round = models.ForeignKey(Round, models.PROTECT, related_name="late_permissions")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("agency"))
    until = models.DateTimeField(_("until"))
    reason = models.TextField(_("reason"))
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    given_at = models.DateTimeField(_("given"))

    class Meta:
        verbose_name = _("permission to be late")
        verbose_name_plural = _("permissions to be late")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.round_id}/{self.agency_id} #{self.pk}"
