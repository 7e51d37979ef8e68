# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The plans with their strategies, focus areas, key projects, measures and mechanisms, and each change of them.

A plan is the policy of several years; it is no workplan, which is a budget of one.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency, Named
from digital_plan.kinds import ItemKind
from workflows.kept_change import KeptChange


class PlanChange(KeptChange):
    """One change of a plan, with its reason and what was said before. The database keeps it.

    ``facts``: ``{"plan": "66-70", "added": ["66-70/m1"], "retired": [], "details": {"gazette": ["before", "after"]},
    "owners": {"66-70/1.2": [["before"], ["after"]]}}``, agencies by their codes.
    """

    class Meta(KeptChange.Meta):
        verbose_name = _("change of a plan")
        verbose_name_plural = _("changes of plans")


class Plan(Named):
    """A plan with its fiscal years (Buddhist era), where it stands, and what of it is not known here."""

    code = models.SlugField(_("code"), max_length=10, unique=True)
    first_year = models.PositiveIntegerField(_("first fiscal year (B.E.)"))
    last_year = models.PositiveIntegerField(_("last fiscal year (B.E.)"))
    cabinet_on = models.DateField(_("approved by the cabinet"), null=True, blank=True)
    gazette = models.CharField(_("Royal Gazette"), max_length=255, blank=True)
    in_force_from = models.DateField(_("in force from"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=500)
    lacks = models.CharField(_("what is not known"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        ordering = ("first_year", "id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(last_year__gte=models.F("first_year")), name="plan_ends_after_it_begins"
            ),
        )

    def __str__(self) -> str:
        return self.name

    def covers(self, fiscal_year: int) -> bool:
        """Whether the plan counts in a fiscal year."""
        return self.first_year <= fiscal_year <= self.last_year


class PlanItem(Named):
    """One item as it reads since a change. It is never removed: a later change retires it, and may add it anew.

    ``code`` names it in every proposal, ``"66-70/1.2"``, and stays when its words are corrected. ``under`` is the code
    of its strategy, where that is known. ``lead_th`` stands as the plan prints it. ``promised`` is of a strategy: how
    many key projects the plan says it has.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="items", verbose_name=_("plan"))
    code = models.CharField(_("code"), max_length=20)
    kind = models.CharField(_("kind"), max_length=12, choices=ItemKind.choices)
    number = models.CharField(_("number"), max_length=10, blank=True)
    position = models.PositiveIntegerField()
    under = models.CharField(_("strategy"), max_length=20, blank=True)
    name_th = models.CharField(_("Thai name"), max_length=500)
    name_en = models.CharField(_("English name"), max_length=500, blank=True)
    lead_th = models.CharField(_("lead as printed"), max_length=255, blank=True)
    promised = models.PositiveIntegerField(_("key projects that the plan says it has"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=500, blank=True)
    added_by = models.ForeignKey(PlanChange, models.PROTECT, related_name="added", verbose_name=_("added by"))
    retired_by = models.ForeignKey(
        PlanChange, models.PROTECT, null=True, related_name="retired", verbose_name=_("retired by")
    )

    class Meta:
        verbose_name = _("item of a plan")
        verbose_name_plural = _("items of plans")
        ordering = ("plan_id", "position", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["code"], name="one_plan_item_per_code", condition=models.Q(retired_by__isnull=True)
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.name_th}"

    @property
    def label(self) -> str:
        """Plan, number and Thai name, as a list offers it."""
        plan, _slash, _number = self.code.partition("/")
        return " ".join(filter(None, [plan.replace("-", "–"), self.number and f"· {self.number}", self.name_th]))


class ItemOwner(models.Model):
    """An agency that is responsible for an item of a plan. Who owns a key project answers for it in campaigns."""

    item_code = models.CharField(_("item of a plan"), max_length=20)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="plan_items", verbose_name=_("agency"))
    added_by = models.ForeignKey(PlanChange, models.PROTECT, related_name="+", verbose_name=_("added by"))
    retired_by = models.ForeignKey(
        PlanChange, models.PROTECT, null=True, related_name="+", verbose_name=_("retired by")
    )

    class Meta:
        verbose_name = _("agency responsible for an item of a plan")
        verbose_name_plural = _("agencies responsible for items of plans")
        ordering = ("item_code", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["item_code", "agency"], name="one_owner_per_item", condition=models.Q(retired_by__isnull=True)
            ),
        )

    def __str__(self) -> str:
        return f"{self.item_code} {self.agency_id}"
