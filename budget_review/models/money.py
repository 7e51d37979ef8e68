# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Budget lines, and the ledger of what each line was worth at each stage."""

from decimal import Decimal
from typing import ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from budget_review.later_years import committed
from budget_review.models.parts import Participation
from budget_review.prices import Price, price_of


class Category(models.TextChoices):
    """The five expense categories. Source: Budget Bureau, classification of expenditure (นร 0702/ว 45)."""

    PERSONNEL = "personnel", _("Personnel")
    OPERATIONS = "operations", _("Operations")
    INVESTMENT = "investment", _("Investment")
    SUBSIDY = "subsidy", _("Subsidy")
    OTHER = "other", _("Other expenditure")


class Stage(models.TextChoices):
    """The stages at which a line is given an amount, in the order of the budget year and of what follows it."""

    PROPOSED = "proposed", _("Proposed by the agency")
    SCREENED = "screened", _("After DGA screening")
    ENDORSED = "endorsed", _("Endorsed by the committee")
    REQUESTED = "requested", _("Budget request")
    BUREAU = "bureau", _("Budget Bureau")
    CABINET = "cabinet", _("Cabinet")
    BILL = "bill", _("Draft bill")
    HOUSE = "house", _("House of Representatives")
    ACT = "act", _("Budget Act")
    ALLOCATED = "allocated", _("Allocated")
    SPENT = "spent", _("Disbursed")


BUDGET_STAGES = (Stage.REQUESTED, Stage.BUREAU, Stage.CABINET, Stage.BILL, Stage.HOUSE, Stage.ACT)
DECIDING_STAGES = (Stage.BUREAU, Stage.CABINET, Stage.BILL, Stage.HOUSE, Stage.ACT)  # the last of these is "decided"


class BudgetLine(models.Model):
    """What one agency asks for: an item of a category in a fiscal year. ``amount_baht`` is the proposal's own.

    A line that the ledger knows is dropped by ``is_active``, never deleted. Zero stands only in a draft that was
    brought in from a file; nobody can submit it so. ``rolled_from`` is the line of an earlier year that it carries on.
    """

    participation = models.ForeignKey(Participation, models.PROTECT, related_name="lines")
    item = models.CharField(_("item"), max_length=500)
    category = models.CharField(_("category"), max_length=20, choices=Category.choices)
    subcategory = models.CharField(_("sub-category"), max_length=200, blank=True)
    fiscal_year = models.PositiveIntegerField(_("fiscal year (B.E.)"))
    amount_baht = models.DecimalField(
        _("amount (baht)"), max_digits=15, decimal_places=2, validators=[MinValueValidator(Decimal("0.01"))]
    )
    source = models.CharField(_("source"), max_length=200, blank=True)
    commitments = models.JSONField(_("committed for later years"), default=dict, blank=True)  # {"2566": "5.00"}
    is_ict = models.BooleanField(_("ICT item"), default=False)
    price = models.JSONField(_("price basis"), default=dict, blank=True)  # said_of(Price)
    rolled_from = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, editable=False, related_name="+")
    is_active = models.BooleanField(default=True, editable=False)

    class Meta:
        verbose_name = _("budget line")
        verbose_name_plural = _("budget lines")
        ordering = ("participation_id", "id")
        constraints = (models.CheckConstraint(condition=models.Q(amount_baht__gte=0), name="line_amount_not_negative"),)

    def __str__(self) -> str:
        return f"{self.item} #{self.pk}"

    @property
    def price_basis(self) -> Price:
        """Where its price comes from."""
        return price_of(self.price)

    @property
    def committed_baht(self) -> Decimal:
        """What it binds later years to."""
        return sum(committed(self).values(), Decimal(0))


class AmountEntry(models.Model):
    """What a line was worth at a stage. Never overwritten: a later entry for the stage stands in its place.

    ``project_seq`` names the project's record that brought the amount.
    """

    rows_are_kept: ClassVar[bool] = True  # the database refuses any change of a row

    line = models.ForeignKey(BudgetLine, models.PROTECT, related_name="entries")
    stage = models.CharField(_("stage"), max_length=20, choices=Stage.choices)
    amount_baht = models.DecimalField(_("amount (baht)"), max_digits=15, decimal_places=2)
    reason = models.TextField(_("reason"), blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)
    project_seq = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("amount")
        verbose_name_plural = _("amounts")
        ordering = ("line_id", "id")
        constraints = (
            models.CheckConstraint(condition=models.Q(amount_baht__gte=0), name="amount_is_not_negative"),
            models.UniqueConstraint(fields=["line", "stage", "project_seq"], name="one_amount_per_record"),
        )

    def __str__(self) -> str:
        return f"{self.line_id} {self.stage} #{self.pk}"
