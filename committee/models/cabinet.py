# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A committee's report to the cabinet for information: what is written for it, and the paper that was issued."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from committee.models.items import AgendaItem
from papers.models import Document


class CabinetReport(models.Model):
    """What the secretary writes on an item of that kind; the resolutions of its period come from the register.

    Source: DGA slides 2564 (the committee reports to the cabinet for information, เสนอคณะรัฐมนตรีเพื่อทราบ).
    """

    item = models.OneToOneField(AgendaItem, models.PROTECT, related_name="cabinet_report")
    from_date = models.DateField(_("period: from"))
    to_date = models.DateField(_("period: until"))
    background = models.TextField(_("background"))
    substance = models.TextField(_("substance"))
    revision = models.PositiveIntegerField(default=0, editable=False)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        verbose_name = _("report to cabinet for information")
        verbose_name_plural = _("reports to cabinet for information")
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(condition=Q(to_date__gte=F("from_date")), name="cabinet_report_covers_a_period"),
        )

    def __str__(self) -> str:
        return f"{self.item_id} #{self.pk}"


class CabinetReportPaper(models.Model):
    """The report as it left the house, under its number: never changed."""

    rows_are_kept: ClassVar[bool] = True  # the database refuses any change of a row

    report = models.OneToOneField(CabinetReport, models.PROTECT, related_name="paper")
    letter_number = models.CharField(_("letter number"), max_length=80)
    snapshot: Any = models.JSONField()  # committee.cabinet.snapshot_of
    sha256 = models.CharField(max_length=64)
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    issued_at = models.DateTimeField(_("issued"))

    class Meta:
        verbose_name = _("issued report to cabinet")
        verbose_name_plural = _("issued reports to cabinet")
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.letter_number} #{self.pk}"
