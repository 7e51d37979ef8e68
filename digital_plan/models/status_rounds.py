# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Rounds on the status of agencies' plans, each agency's return, and the result of a round as it was frozen."""

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from digital_plan.lifecycle.status_rounds import StatusReturnLifecycle, StatusRoundLifecycle
from digital_plan.models.frozen import Frozen, FrozenPaper
from digital_plan.models.plans import Plan
from digital_plan.states.action_plans import ActionPlanKind
from digital_plan.states.clinic import Channel
from digital_plan.states.status_rounds import PlanStanding, RoundState
from workflows.clocks.days import end_of


class StatusRound(StatusRoundLifecycle):
    """One round: every agency is asked where its own plan under ``plan`` stands, until the end of the last day.

    It gets its number when it is opened; numbers begin anew with each calendar year (Buddhist era), as meetings' do.
    ``previous`` is the round opened before it, with which its result is compared.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="status_rounds", verbose_name=_("plan"))
    opens_on = models.DateField(_("opens on"))
    due_date = models.DateField(_("last day"))
    guidance = models.TextField(_("what agencies are told"), blank=True)
    number = models.PositiveIntegerField(_("number"), null=True, editable=False)
    be_year = models.PositiveIntegerField(_("year (B.E.)"), null=True, editable=False)
    previous = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", editable=False)
    is_example = models.BooleanField(_("example data"), default=False)
    revision = models.PositiveIntegerField(default=0)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("round on the status of plans")
        verbose_name_plural = _("rounds on the status of plans")
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(due_date__gte=models.F("opens_on")), name="status_round_is_due_after_it_opens"
            ),
            models.UniqueConstraint(fields=["be_year", "number"], name="one_status_round_per_number"),
        )

    def __str__(self) -> str:
        return f"{self.called or '–'} #{self.pk}"

    @property
    def called(self) -> str:
        """``"1/2564"``, or nothing before it is opened."""
        return f"{self.number}/{self.be_year}" if self.number else ""

    @property
    def due_at(self) -> datetime:
        """The last moment that is in time."""
        return end_of(self.due_date)

    def others_open(self) -> bool:
        """Whether another round is open."""
        return StatusRound.objects.filter(state=RoundState.OPEN).exclude(pk=self.pk).exists()


class StatusReturn(StatusReturnLifecycle):
    """What one agency tells of its plan. Of who told it the post is kept where DGA entered it, no person's name."""

    round = models.ForeignKey(StatusRound, models.PROTECT, related_name="returns")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="status_returns")
    plan_status = models.CharField(
        _("where the agency's plan stands"), max_length=20, choices=PlanStanding.choices, blank=True, editable=False
    )
    plan_kind = models.CharField(
        _("kind of plan"), max_length=12, choices=ActionPlanKind.choices, blank=True, editable=False
    )
    first_year = models.PositiveIntegerField(_("first fiscal year (B.E.)"), null=True, editable=False)
    last_year = models.PositiveIntegerField(_("last fiscal year (B.E.)"), null=True, editable=False)
    remark = models.TextField(_("what changed, or is in the way"), blank=True, editable=False)
    told_at = models.DateTimeField(_("told"), null=True, editable=False)
    is_late = models.BooleanField(_("late"), default=False, editable=False)
    is_for_caller = models.BooleanField(_("entered by DGA for a caller"), default=False, editable=False)
    caller = models.CharField(_("who told it, by post"), max_length=200, blank=True, editable=False)
    came_by = models.CharField(_("how it came"), max_length=10, choices=Channel.choices, blank=True, editable=False)

    class Meta:
        verbose_name = _("return on the status of a plan")
        verbose_name_plural = _("returns on the status of plans")
        ordering = ("round_id", "id")
        constraints = (models.UniqueConstraint(fields=["round", "agency"], name="one_status_return_per_agency"),)
        indexes = (models.Index(fields=["round", "state"], name="status_return_by_state"),)

    def __str__(self) -> str:
        return f"{self.round_id} ← {self.agency_id}"

    @property
    def years(self) -> str:
        """``"2563–2565"``, one year alone, or nothing."""
        if not self.first_year:
            return ""
        return str(self.first_year) if self.first_year == self.last_year else f"{self.first_year}–{self.last_year}"

    def references(self) -> set[str]:
        """Itself and its round."""
        return super().references() | {f"{StatusRound._meta.label_lower}/{self.round_id}"}


class StatusResult(Frozen):
    """The result of a round as it was reported; ``content`` is ``queries.status_results.result_of``."""

    rows_are_kept: ClassVar[bool] = True  # the database refuses any change of a row

    round = models.OneToOneField(StatusRound, models.PROTECT, related_name="result")

    class Meta:
        verbose_name = _("result of a round on the status of plans")
        verbose_name_plural = _("results of rounds on the status of plans")

    def __str__(self) -> str:
        return f"result of {self.round_id}"


class StatusResultPaper(FrozenPaper):
    """The paper of a round's result."""

    rows_are_kept: ClassVar[bool] = True

    result = models.OneToOneField(StatusResult, models.PROTECT, related_name="paper")

    class Meta:
        verbose_name = _("paper of a round's result")
        verbose_name_plural = _("papers of rounds' results")

    def __str__(self) -> str:
        return f"paper of {self.result_id}"
