# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A committee's report to the cabinet for information: as written, as fixed with the agenda, as laid, as issued."""

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
    # the letter that waits for its release: the step on the item names it
    laid = models.ForeignKey("CabinetReportLetter", models.PROTECT, null=True, editable=False, related_name="+")

    class Meta:
        verbose_name = _("report to cabinet for information")
        verbose_name_plural = _("reports to cabinet for information")
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(condition=Q(to_date__gte=F("from_date")), name="cabinet_report_covers_a_period"),
        )

    def __str__(self) -> str:
        return f"{self.item_id} #{self.pk}"

    @property
    def fixed(self) -> "CabinetReportVersion | None":
        """The version that the agenda was fixed with last: what the meeting has before it, and takes note of."""
        return self.versions.order_by("-number").first()

    @property
    def writers(self) -> set[int]:
        """Who wrote any of it or laid its letter for release, and for whom they did."""
        people: set[int | None] = {self.written_by_id}
        for one in self.writings.all():
            people |= {one.written_by_id, one.written_for_id}
        for letter in self.letters.all():
            people |= {letter.laid_by_id, letter.laid_for_id}
        return {pk for pk in people if pk is not None}


class CabinetReportWriting(models.Model):
    """That somebody wrote a revision of the report, and for whom: they do not release it."""

    rows_are_kept: ClassVar[bool] = True  # the database refuses any change of a row

    report = models.ForeignKey(CabinetReport, models.PROTECT, related_name="writings")
    revision = models.PositiveIntegerField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_for = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        verbose_name = _("writing of a report to cabinet")
        verbose_name_plural = _("writings of reports to cabinet")
        ordering = ("report_id", "revision")
        constraints = (models.UniqueConstraint(fields=["report", "revision"], name="one_writing_per_revision"),)

    def __str__(self) -> str:
        return f"{self.report_id} r{self.revision}"


class CabinetReportVersion(models.Model):
    """What the report said when its agenda was fixed: the meeting takes note of this, and this is issued."""

    rows_are_kept: ClassVar[bool] = True  # the database refuses any change of a row

    report = models.ForeignKey(CabinetReport, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    revision = models.PositiveIntegerField()
    pack_number = models.PositiveIntegerField(_("pack number"))  # of the meeting: with which it was issued
    snapshot: Any = models.JSONField()  # committee.cabinet.snapshot_of
    sha256 = models.CharField(max_length=64)
    fixed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("version of a report to cabinet")
        verbose_name_plural = _("versions of reports to cabinet")
        ordering = ("report_id", "number")
        constraints = (models.UniqueConstraint(fields=["report", "number"], name="one_report_version_per_number"),)

    def __str__(self) -> str:
        return f"{self.report_id} v{self.number}"


class CabinetReportLetter(models.Model):
    """The fixed report printed under a number, as it is laid before the chair: these very bytes are released."""

    rows_are_kept: ClassVar[bool] = True  # the database refuses any change of a row

    report = models.ForeignKey(CabinetReport, models.PROTECT, related_name="letters")
    version = models.ForeignKey(CabinetReportVersion, models.PROTECT, related_name="+")
    letter_number = models.CharField(_("letter number"), max_length=80)
    snapshot: Any = models.JSONField()  # of the version, with the letter's number and day: committee.cabinet.letter_of
    sha256 = models.CharField(max_length=64)
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    laid_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    laid_for = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    laid_at = models.DateTimeField()

    class Meta:
        verbose_name = _("letter of a report to cabinet")
        verbose_name_plural = _("letters of reports to cabinet")
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.letter_number} #{self.pk}"


class CabinetReportPaper(models.Model):
    """The report as it left the house, under its number: never changed."""

    rows_are_kept: ClassVar[bool] = True  # the database refuses any change of a row

    report = models.OneToOneField(CabinetReport, models.PROTECT, related_name="paper")
    letter_number = models.CharField(_("letter number"), max_length=80)
    snapshot: Any = models.JSONField()  # committee.cabinet.snapshot_of
    sha256 = models.CharField(max_length=64)
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    # as laid and released; those that were issued before letters were laid have none
    letter = models.OneToOneField(CabinetReportLetter, models.PROTECT, null=True, related_name="paper")
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    issued_at = models.DateTimeField(_("issued"))

    class Meta:
        verbose_name = _("issued report to cabinet")
        verbose_name_plural = _("issued reports to cabinet")
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.letter_number} #{self.pk}"
