# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Agencies, their units, who works where, in which role, from when to when, and who is away."""

from datetime import date

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from agencies.roles import Role


class Named(models.Model):
    """Something with a Thai name and, where there is one, an English name."""

    name_th = models.CharField(_("Thai name"), max_length=255)
    name_en = models.CharField(_("English name"), max_length=255, blank=True)

    class Meta:
        abstract = True

    @property
    def name(self) -> str:
        """The name in the reader's language; Thai where no other is known."""
        return self.name_th if get_language() == "th" else self.name_en or self.name_th


class Agency(Named):
    """A government agency, or another organisation that takes part without budget."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    abbreviation = models.CharField(_("abbreviation"), max_length=40, blank=True)
    ministry_th = models.CharField(_("ministry, Thai"), max_length=255, blank=True)
    ministry_en = models.CharField(_("ministry, English"), max_length=255, blank=True)

    class Meta:
        verbose_name = _("agency")
        verbose_name_plural = _("agencies")
        ordering = ("name_th",)
        constraints = (models.UniqueConstraint(fields=["name_th"], name="one_agency_per_thai_name"),)

    def __str__(self) -> str:
        return self.name

    @property
    def ministry(self) -> str:
        """The ministry's name in the reader's language."""
        return self.ministry_th if get_language() == "th" else self.ministry_en or self.ministry_th


class Unit(Named):
    """A part of an agency, down to which screening and recusal look."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="units", verbose_name=_("agency"))

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ("agency_id", "name_th")
        constraints = (models.UniqueConstraint(fields=["agency", "name_th"], name="one_unit_per_name"),)

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A role that a person holds in an agency from one day and perhaps to another."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="memberships")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="memberships")
    role = models.CharField(_("role"), max_length=30, choices=Role.choices)
    from_date = models.DateField(_("from"))
    to_date = models.DateField(_("to"), null=True, blank=True)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ("user_id", "role", "from_date")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(to_date__isnull=True) | models.Q(to_date__gte=models.F("from_date")),
                name="membership_ends_after_it_begins",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.agency_id} {self.from_date}"

    def holds_on(self, day: date) -> bool:
        """Whether the role is held on this day."""
        return self.from_date <= day and (self.to_date is None or day <= self.to_date)


class Absence(models.Model):
    """The days on which a person is away, and who stands in meanwhile. What they have taken, others may take over."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="absences")
    substitute = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("substitute")
    )
    from_date = models.DateField(_("from"))
    to_date = models.DateField(_("to"))
    note = models.CharField(_("reason"), max_length=300, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(_("entered"))
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(_("ended"), null=True)

    class Meta:
        verbose_name = _("absence")
        verbose_name_plural = _("absences")
        ordering = ("person_id", "from_date", "id")
        indexes = (models.Index(fields=["to_date", "person"], name="absences_by_end"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(to_date__gte=models.F("from_date")), name="absence_ends_after_it_begins"
            ),
        )

    def __str__(self) -> str:
        return f"{self.person_id} {self.from_date}–{self.to_date} #{self.pk}"
