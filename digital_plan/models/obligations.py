# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Obligations of agencies as reference data, what each agency reports on them, and its evidence."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency, Named
from digital_plan.lifecycle.obligations import AgencyObligationLifecycle, ObligationLifecycle
from digital_plan.states.obligations import Basis, Scope
from papers.models import Document
from workflows.clocks.days import end_of

SAID = (
    "name_th", "name_en", "basis", "section", "source", "number", "issued_on", "due_date", "asked", "evidence_asked",
    "lacks", "scope", "scope_of",
)  # fmt: skip


class Obligation(ObligationLifecycle, Named):
    """What agencies are obliged to, by a section of a law or by a circular; without a last day it stands for good.

    ``scope_of`` holds the ministries' Thai names or the agencies' codes where ``scope`` is not all. How it read before
    each change stands in its records.
    """

    name_th = models.CharField(_("Thai name"), max_length=400)
    name_en = models.CharField(_("English name"), max_length=400, blank=True)
    basis = models.CharField(_("what obliges"), max_length=10, choices=Basis.choices)
    section = models.CharField(_("section of the law"), max_length=20, blank=True)
    source = models.CharField(_("law, or office that issued the circular"), max_length=400)
    number = models.CharField(_("number of the circular"), max_length=100, blank=True)
    issued_on = models.DateField(_("date of the circular"), null=True, blank=True)
    due_date = models.DateField(_("last day"), null=True, blank=True)
    asked = models.TextField(_("what is asked"), max_length=4000)
    evidence_asked = models.TextField(_("evidence asked for"), max_length=4000, blank=True)
    lacks = models.CharField(_("what is not known"), max_length=400, blank=True)
    scope = models.CharField(_("whom it concerns"), max_length=12, choices=Scope.choices, default=Scope.ALL)
    scope_of = models.JSONField(_("ministries or agencies"), default=list, blank=True)
    is_example = models.BooleanField(_("example data"), default=False)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("obligation")
        verbose_name_plural = _("obligations")
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.name_th} #{self.pk}"

    @property
    def due_at(self) -> datetime | None:
        """The last moment that is in time; none for a standing obligation."""
        return end_of(self.due_date) if self.due_date else None

    def concerns(self) -> QuerySet[Agency]:
        """The agencies that it concerns as they are registered now."""
        found = Agency.objects.order_by("pk")
        if self.scope == Scope.MINISTRIES:
            return found.filter(ministry_th__in=self.scope_of)
        return found.filter(code__in=self.scope_of) if self.scope == Scope.CHOSEN else found

    def not_asked(self) -> QuerySet[Agency]:
        """Those of them that were not asked yet."""
        return self.concerns().exclude(pk__in=self.duties.values("agency"))

    def content(self) -> dict[str, Any]:
        """What it says, as records keep it: days ISO, ``{"name_th": "…", "due_date": "2021-07-29", …}``."""
        held = {name: getattr(self, name) for name in SAID}
        return held | {name: held[name].isoformat() if held[name] else "" for name in ("issued_on", "due_date")}


class AgencyObligation(AgencyObligationLifecycle):
    """One agency's own obligation: what it reports, whether late, and who settled it when.

    ``is_late`` is decided by the first report that was not taken back: an answer to a question does not make it late.
    """

    obligation = models.ForeignKey(Obligation, models.PROTECT, related_name="duties", verbose_name=_("obligation"))
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="obligations", verbose_name=_("agency"))
    done_on = models.DateField(_("done on"), null=True, editable=False)
    report = models.TextField(_("what the agency says"), blank=True, editable=False)
    reported_at = models.DateTimeField(_("first reported"), null=True, editable=False)
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    is_late = models.BooleanField(_("late"), default=False, editable=False)
    settled_at = models.DateTimeField(_("confirmed by DGA"), null=True, editable=False)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("obligation of an agency")
        verbose_name_plural = _("obligations of agencies")
        ordering = ("obligation_id", "id")
        constraints = (models.UniqueConstraint(fields=["obligation", "agency"], name="one_obligation_per_agency"),)
        indexes = (models.Index(fields=["obligation", "state"], name="duty_by_state"),)

    def __str__(self) -> str:
        return f"{self.obligation_id} → {self.agency_id}"

    def evidence_that_stands(self) -> "QuerySet[DutyEvidence]":
        """What was given as evidence and not taken out again, the first first."""
        return self.evidence.filter(removed_at=None).order_by("pk")

    def references(self) -> set[str]:
        """Itself and the obligation."""
        return super().references() | {f"{Obligation._meta.label_lower}/{self.obligation_id}"}


class DutyEvidence(models.Model):
    """A file, or the address of a page; the service never fetches it. What is taken out stays, marked so."""

    duty = models.ForeignKey(AgencyObligation, models.PROTECT, related_name="evidence")
    title = models.CharField(_("what it shows"), max_length=200)
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    filename = models.CharField(_("file name"), max_length=200, blank=True)
    link = models.URLField(_("link"), max_length=500, blank=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(_("sent"))
    request_id = models.UUIDField(unique=True)
    removed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    removed_at = models.DateTimeField(_("taken out"), null=True)

    class Meta:
        verbose_name = _("evidence of an obligation")
        verbose_name_plural = _("evidence of obligations")
        ordering = ("duty_id", "id")

    def __str__(self) -> str:
        return f"{self.duty_id} {self.filename or self.link}"

    @property
    def told(self) -> str:
        """As a record names it: the address, or the file with its hash."""
        return f"{self.filename} (SHA-256 {self.document.sha256})" if self.document else self.link
