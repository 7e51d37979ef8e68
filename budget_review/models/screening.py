# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""DGA's screening: criteria, findings, the officer's opinion, and the amount screened for each line."""

from collections.abc import Iterable
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from budget_review.models.criteria import WORTH, CriteriaSet, Criterion, Verdict
from budget_review.models.money import BudgetLine
from budget_review.models.projects import IntegrationProject
from budget_review.models.tiers import TierBands
from budget_review.states import Tier


class Recommendation(models.TextChoices):
    """What the screening officer recommends."""

    PASS = "pass", _("Pass to the committee")
    NOT_ELIGIBLE = "not_eligible", _("Not eligible")


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
    criteria_set = models.ForeignKey(CriteriaSet, models.PROTECT, null=True, related_name="+")
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
    """What the screening found on one criterion.

    ``score`` is the officer's on the criterion's scale; ``working`` is how the service came to its verdict, as
    ``budget_review.automatic`` reads it; ``evidence`` says where what was found stands.
    """

    screening = models.ForeignKey(Screening, models.PROTECT, related_name="findings")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    verdict = models.CharField(_("finding"), max_length=20, choices=Verdict.choices, blank=True)
    score = models.PositiveIntegerField(_("score"), null=True)
    note = models.TextField(_("note"), blank=True)
    evidence = models.TextField(_("evidence"), blank=True)
    working = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("finding")
        ordering = ("screening_id", "criterion__position")
        constraints = (models.UniqueConstraint(fields=["screening", "criterion"], name="one_finding_per_criterion"),)

    def __str__(self) -> str:
        return f"{self.screening_id}/{self.criterion_id}"

    @property
    def answer(self) -> str:
        """What the officer chose: a score, or a verdict; empty while nothing was found."""
        return self.verdict if self.score is None else str(self.score)

    @property
    def worth(self) -> Decimal:
        """What it is worth, 0 to 1: a score's share of its scale, otherwise met whole and partly half."""
        if self.score is not None:
            return Decimal(self.score) / self.criterion.top_score
        return WORTH[Verdict(self.verdict)] if self.verdict else Decimal(0)

    @property
    def points(self) -> Decimal:
        """What it brings of its weight."""
        return (self.worth * self.criterion.weight).quantize(Decimal("0.01"))


def score_of(findings: "Iterable[Finding]") -> Decimal:
    """The weighted score of findings, 0 to 100: of each its share of its weight."""
    held = list(findings)
    total = sum(finding.criterion.weight for finding in held)
    won = sum((finding.points for finding in held), Decimal(0))
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
