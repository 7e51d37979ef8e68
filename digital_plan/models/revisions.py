# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Proposals to change a plan, and the revisions in which those that were taken are listed."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from digital_plan.lifecycle.revisions import RevisionProposalLifecycle
from digital_plan.models.frozen import Frozen
from digital_plan.models.plans import Plan, PlanItem
from digital_plan.states.revisions import ChangeKind


class PlanRevision(Frozen):
    """The revision log of a plan: one revision for a fiscal year, with the changes that were taken and the reason.

    ``content``: ``{"plan": "66-70", "number": 1, "fiscal_year": 2567, "reason": "…", "changes": [{"proposal": 3,
    "kind": "change", "item": "66-70/1", "item_th": "…", "what": "…", "why": "…", "agency": "dga", "agency_th": "…",
    "decided_on": "2023-09-01", "decision": "…"}]}``.
    """

    rows_are_kept: ClassVar[bool] = True  # the database refuses any change of a row

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="revisions", verbose_name=_("plan"))
    number = models.PositiveIntegerField(_("number"))
    fiscal_year = models.PositiveIntegerField(_("fiscal year (B.E.)"))
    request_id = models.UUIDField(unique=True)

    class Meta:
        verbose_name = _("revision of a plan")
        verbose_name_plural = _("revisions of plans")
        ordering = ("plan_id", "-number")
        constraints = (models.UniqueConstraint(fields=["plan", "number"], name="one_revision_of_plan_per_number"),)

    def __str__(self) -> str:
        return f"{self.plan_id} revision {self.number}"


class RevisionProposal(RevisionProposalLifecycle):
    """What is to change in a plan for a fiscal year, and why. ``item_code`` names the strategy, key project, measure.

    ``listed_in`` is the revision that lists it, once it was taken.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="proposals", verbose_name=_("plan"))
    fiscal_year = models.PositiveIntegerField(_("for the fiscal year (B.E.)"))
    change_kind = models.CharField(_("kind of change"), max_length=10, choices=ChangeKind.choices)
    item_code = models.CharField(_("item of a plan"), max_length=20, blank=True)
    what = models.TextField(_("what is to change"))
    why = models.TextField(_("why"))
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("agency"))
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(_("proposed"))
    decision = models.TextField(_("reason of the decision"), blank=True, editable=False)
    decided_at = models.DateTimeField(_("decided"), null=True, editable=False)
    listed_in = models.ForeignKey(PlanRevision, models.PROTECT, null=True, related_name="proposals", editable=False)

    class Meta:
        verbose_name = _("proposal to change a plan")
        verbose_name_plural = _("proposals to change plans")
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.plan_id} #{self.pk}"

    def item(self) -> PlanItem | None:
        """What of the plan it names, as it reads now."""
        return PlanItem.objects.filter(plan=self.plan_id, code=self.item_code, retired_by=None).first()
