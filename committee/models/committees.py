# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Committees as data, and who sits on them from when to when."""

from datetime import date

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.models import Named


class Committee(Named):
    """A body that resolves, with its own quorum and its own series of meeting numbers."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    quorum_percent = models.PositiveIntegerField(
        _("quorum (percent of those entitled to vote)"),
        default=50,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    legal_basis = models.TextField(_("legal basis"), blank=True)
    is_example = models.BooleanField(_("example data"), default=False)

    class Meta:
        verbose_name = _("committee")
        verbose_name_plural = _("committees")
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name


class SeatRole(models.TextChoices):
    """What a seat is for."""

    CHAIR = "chair", _("Chair")
    VICE_CHAIR = "vice_chair", _("Vice-chair")
    MEMBER = "member", _("Member")
    SECRETARY = "secretary", _("Member and secretary")
    ASSISTANT_SECRETARY = "assistant_secretary", _("Assistant secretary")


class Seat(models.Model):
    """A person's seat on a committee."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="seats")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="seats")
    title = models.CharField(_("title"), max_length=200)
    role = models.CharField(_("seat"), max_length=30, choices=SeatRole.choices, default=SeatRole.MEMBER)
    is_voting = models.BooleanField(_("entitled to vote"), default=True)
    position = models.PositiveIntegerField(_("order"), default=0)
    from_date = models.DateField(_("from"))
    to_date = models.DateField(_("to"), null=True, blank=True)

    class Meta:
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        ordering = ("committee_id", "position", "id")

    def __str__(self) -> str:
        return f"{self.committee_id} {self.title} #{self.pk}"

    def holds_on(self, day: date) -> bool:
        """Whether the seat is held on this day."""
        return self.from_date <= day and (self.to_date is None or day <= self.to_date)
