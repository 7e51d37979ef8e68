# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The parts of a project: who takes part, the KPIs they share, experts' opinions, the committee's conditions."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency, Unit
from agencies.roles import Role, group
from budget_review.expertise import judged
from budget_review.lifecycle import ConditionLifecycle, ParticipationLifecycle
from budget_review.lifecycle_of_opinions import OpinionLifecycle
from budget_review.models.projects import IntegrationProject
from budget_review.states import Consent

if TYPE_CHECKING:
    from budget_review.models.money import BudgetLine


class Sector(models.TextChoices):
    """Where a participant belongs; only government agencies bring budget."""

    AGENCY = "agency", _("Government agency")
    PRIVATE = "private", _("Private sector")
    ACADEMIC = "academic", _("Academic institution")
    CIVIL = "civil", _("Civil society")


class Participation(ParticipationLifecycle):
    """An agency's part in a project: its contribution, its budget lines, and its word about them."""

    project = models.ForeignKey(IntegrationProject, models.PROTECT, related_name="participations")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="participations", verbose_name=_("agency"))
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="participations", verbose_name=_("unit")
    )
    sector = models.CharField(_("sector"), max_length=20, choices=Sector.choices, default=Sector.AGENCY)
    contribution = models.TextField(_("contribution"), blank=True)
    is_invited = models.BooleanField(_("writes along"), default=False)  # while it is only listed, it sees no draft else
    revision = models.PositiveIntegerField(default=0, editable=False)  # the project's, at which this part last changed
    consented_version = models.PositiveIntegerField(null=True, editable=False)
    consented_sha256 = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        ordering = ("project_id", "id")
        constraints = (models.UniqueConstraint(fields=["project", "agency"], name="one_part_per_agency"),)

    def __str__(self) -> str:
        return f"{self.agency} ({self.project_id})"

    @property
    def content_version(self) -> int | None:
        """The version that this part stands in."""
        return self.project.content_version

    @property
    def is_lead(self) -> bool:
        """Whether this is the lead agency's own part."""
        return self.agency_id == self.project.lead_id

    @property
    def writes_along(self) -> bool:
        """Whether its officers see the draft and write its sections: once asked for consent, or invited before."""
        return self.state != Consent.LEFT and (self.state != Consent.LISTED or self.is_invited)

    @property
    def brings_budget(self) -> bool:
        """Only government agencies have budget lines."""
        return bool(self.sector == Sector.AGENCY)

    @property
    def has_officers(self) -> bool:
        """Whether it speaks for itself here: a government agency does, another organisation where it has an officer."""
        return self.brings_budget or self.agency.memberships.filter(role=Role.AGENCY_OFFICER).exists()

    def active_lines(self) -> "list[BudgetLine]":
        """The lines that the proposal now has, in the order of writing."""
        return [line for line in self.lines.all() if line.is_active]

    def consent_stands(self) -> bool:
        """Whether what the agency consented to is what its part says now."""
        from budget_review.content import part_sha256

        return self.consented_sha256 == part_sha256(self)


class Kpi(models.Model):
    """A target of the project; shared when two or more agencies own it."""

    project = models.ForeignKey(IntegrationProject, models.PROTECT, related_name="kpis")
    name = models.CharField(_("KPI"), max_length=400)
    unit = models.CharField(_("unit of measure"), max_length=80)
    baseline = models.CharField(_("baseline"), max_length=80, blank=True)
    target = models.CharField(_("target"), max_length=80)
    targets = models.JSONField(_("targets by year"), default=dict, blank=True)  # {"2565": "40"}, Buddhist fiscal years

    class Meta:
        verbose_name = _("KPI")
        verbose_name_plural = _("KPIs")
        ordering = ("project_id", "id")

    def __str__(self) -> str:
        return f"{self.name} #{self.pk}"


class KpiShare(models.Model):
    """An agency's share in a KPI."""

    kpi = models.ForeignKey(Kpi, models.CASCADE, related_name="shares")
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="kpi_shares")
    weight_percent = models.DecimalField(_("weight (percent)"), max_digits=5, decimal_places=2)

    class Meta:
        verbose_name = _("share in a KPI")
        ordering = ("kpi_id", "id")
        constraints = (
            models.UniqueConstraint(fields=["kpi", "participation"], name="one_share_per_owner"),
            models.CheckConstraint(
                condition=models.Q(weight_percent__gt=0, weight_percent__lte=100), name="weight_is_a_percentage"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kpi_id}/{self.participation_id}"


class Field(models.TextChoices):
    """What an expert looks at."""

    BUDGET = "budget", _("Budget and value")
    ARCHITECTURE = "architecture", _("Architecture and standards")
    GOVERNANCE = "governance", _("Data governance")
    SECURITY = "security", _("Security")


class Advice(models.TextChoices):
    """What an expert advises."""

    SUPPORT = "support", _("Support")
    REMARKS = "remarks", _("Support with remarks")
    AGAINST = "against", _("Do not support")


class ExpertOpinion(OpinionLifecycle):
    """An expert's opinion on one version of a large project."""

    project = models.ForeignKey(IntegrationProject, models.PROTECT, related_name="opinions")
    field = models.CharField(_("field"), max_length=20, choices=Field.choices)
    content_version = models.PositiveIntegerField(_("content version"))
    expert = models.ForeignKey(  # who was asked by name; nobody: whichever expert takes it
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("expert")
    )
    advice = models.CharField(_("advice"), max_length=20, choices=Advice.choices, blank=True)
    points = models.JSONField(_("points"), default=dict, blank=True)  # {"prices": "yes"}, of expertise.Judged
    text = models.TextField(_("opinion"), blank=True)

    class Meta:
        verbose_name = _("expert opinion")
        verbose_name_plural = _("expert opinions")
        ordering = ("project_id", "id")

    def __str__(self) -> str:
        return f"{self.project_id} {self.field} #{self.pk}"

    @property
    def queue(self) -> str:
        """The key of the queue in which it waits: every expert's, or that of the one who was named."""
        return f"person@{self.expert_id}" if self.expert_id else group(Role.EXPERT)

    @property
    def judged(self) -> list[tuple[Any, Any]]:
        """The points of the field with what was found on each, in words."""
        return judged(self.field, self.points)

    @property
    def is_outdated(self) -> bool:
        """Whether it is about another version than the one that is before everybody now."""
        return self.content_version != self.project.content_version


class Condition(ConditionLifecycle):
    """A condition of the committee, to be met before the project is sent on or later."""

    project = models.ForeignKey(IntegrationProject, models.PROTECT, related_name="conditions")
    text = models.TextField(_("condition"))
    due_date = models.DateField(_("due"), null=True, blank=True)
    before_forwarding = models.BooleanField(_("before it is sent on"), default=False)

    class Meta:
        verbose_name = _("condition")
        verbose_name_plural = _("conditions")
        ordering = ("project_id", "id")

    def __str__(self) -> str:
        return f"{self.project_id} #{self.pk}"
