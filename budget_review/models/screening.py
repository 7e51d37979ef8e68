# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""DGA's screening: criteria, findings, the officer's opinion, and the amount screened for each line."""

from collections.abc import Iterable
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.models import Named
from budget_review.automatic import AUTOMATIC
from budget_review.models.money import BudgetLine
from budget_review.models.projects import IntegrationProject
from budget_review.models.tiers import TierBands
from budget_review.states import Tier


class Criterion(Named):
    """One thing that screening looks at. Automatic ones are found by the service, the others by the officer."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    position = models.PositiveIntegerField(_("position"))
    weight = models.PositiveIntegerField(_("weight"))
    is_automatic = models.BooleanField(_("found by the service"), default=False)
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        ordering = ("position",)

    def __str__(self) -> str:
        return f"{self.code}"


class Recommendation(models.TextChoices):
    """What the screening officer recommends."""

    PASS = "pass", _("Pass to the committee")
    NOT_ELIGIBLE = "not_eligible", _("Not eligible")


class Verdict(models.TextChoices):
    """What was found."""

    MET = "met", _("Met")
    PARTLY = "partly", _("Partly met")
    NOT_MET = "not_met", _("Not met")


class Screening(models.Model):
    """The screening of a project, from taking up to the recommendation.

    ``bands`` are those of the day of taking up; ``tier_reasons`` every band and risk that spoke for the tier.
    """

    project = models.ForeignKey(IntegrationProject, models.PROTECT, related_name="screenings")
    content_version = models.PositiveIntegerField(_("content version"))
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("officer"))
    opinion = models.TextField(_("opinion"), blank=True)
    recommendation = models.CharField(_("recommendation"), max_length=20, choices=Recommendation.choices, blank=True)
    recommended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    bands = models.ForeignKey(TierBands, models.PROTECT, null=True, related_name="+")
    tier = models.CharField(_("review"), max_length=10, choices=Tier.choices, blank=True)
    tier_reasons = models.JSONField(default=list)  # [budget_review.tiers.Reason]
    writers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", verbose_name=_("written by"))
    revision = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("screening")
        verbose_name_plural = _("screenings")
        ordering = ("project_id", "id")

    def __str__(self) -> str:
        return f"{self.project_id} #{self.pk}"

    def score(self) -> Decimal:
        """The weighted score of the findings, 0 to 100."""
        return score_of(self.findings.select_related("criterion"))


class Finding(models.Model):
    """What the screening found on one criterion."""

    screening = models.ForeignKey(Screening, models.PROTECT, related_name="findings")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    verdict = models.CharField(_("finding"), max_length=20, choices=Verdict.choices, blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("finding")
        ordering = ("screening_id", "criterion__position")
        constraints = (models.UniqueConstraint(fields=["screening", "criterion"], name="one_finding_per_criterion"),)

    def __str__(self) -> str:
        return f"{self.screening_id}/{self.criterion_id}"

    @property
    def words(self) -> str:
        """The officer's note; for what the service found, the rule in the reader's language."""
        rule = AUTOMATIC.get(self.criterion.code) if self.criterion.is_automatic else None
        return self.note or (str(rule.sentence) if rule else "")


def score_of(findings: "Iterable[Finding]") -> Decimal:
    """The weighted score of findings, 0 to 100: met counts whole, partly half."""
    worth = {Verdict.MET: Decimal(1), Verdict.PARTLY: Decimal("0.5")}
    held = list(findings)
    total = sum(finding.criterion.weight for finding in held)
    won = sum((worth.get(Verdict(f.verdict), Decimal(0)) * f.criterion.weight for f in held if f.verdict), Decimal(0))
    return (won * 100 / total).quantize(Decimal("0.1")) if total else Decimal(0)


class ScreenedLine(models.Model):
    """The amount that the officer would let stand for a line; without a row, what was proposed."""

    screening = models.ForeignKey(Screening, models.PROTECT, related_name="lines")
    line = models.ForeignKey(BudgetLine, models.PROTECT, related_name="+")
    amount_baht = models.DecimalField(_("screened amount (baht)"), max_digits=15, decimal_places=2)
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("screened amount")
        constraints = (
            models.UniqueConstraint(fields=["screening", "line"], name="one_screened_amount_per_line"),
            models.CheckConstraint(condition=models.Q(amount_baht__gte=0), name="screened_amount_is_not_negative"),
        )

    def __str__(self) -> str:
        return f"{self.screening_id}/{self.line_id}"
