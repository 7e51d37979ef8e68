# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a committee has, its seats, apart from who sits in them: tenures, alternates, standing interests."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from budget_review.models import IntegrationProject
from committee.models.committees import Committee

ENDS_AFTER_IT_BEGINS = Q(to_date__isnull=True) | Q(to_date__gte=F("from_date"))


class SeatRole(models.TextChoices):
    """What a seat is for."""

    CHAIR = "chair", _("Chair")
    VICE_CHAIR = "vice_chair", _("Vice-chair")
    MEMBER = "member", _("Member")
    SECRETARY = "secretary", _("Member and secretary")
    ASSISTANT_SECRETARY = "assistant_secretary", _("Assistant secretary")


class Dated(models.Model):
    """Something that holds from one day and perhaps to another, both included."""

    from_date = models.DateField(_("from"))
    to_date = models.DateField(_("to"), null=True, blank=True)
    revision = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        abstract = True

    def holds_on(self, day: date) -> bool:
        """Whether it holds on this day."""
        return self.from_date <= day and (self.to_date is None or day <= self.to_date)


class Seat(Dated):
    """A seat that a committee has, whoever sits in it: by its title, or by the post that carries it."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="seats")
    title = models.CharField(_("title"), max_length=200)
    role = models.CharField(_("seat"), max_length=30, choices=SeatRole.choices, default=SeatRole.MEMBER)
    is_voting = models.BooleanField(_("entitled to vote"), default=True)
    represents = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="seats", verbose_name=_("represents the agency")
    )
    ex_officio_post = models.CharField(_("held by the post of"), max_length=200, blank=True)
    position = models.PositiveIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        ordering = ("committee_id", "position", "id")
        constraints = (models.CheckConstraint(condition=ENDS_AFTER_IT_BEGINS, name="seat_ends_after_it_begins"),)

    def __str__(self) -> str:
        return f"{self.committee_id} {self.title} #{self.pk}"


class TenureManager(models.Manager["SeatTenure"]):
    """Tenures come with their seat: whoever reads one asks what it is."""

    def get_queryset(self) -> "models.QuerySet[SeatTenure]":
        return super().get_queryset().select_related("seat")


class SeatTenure(Dated):
    """A person in a seat. The database refuses two at once: in one seat, and of one person in one committee."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="tenures")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="tenures")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="tenures", verbose_name=_("person"))
    post = models.CharField(_("position held"), max_length=200, blank=True)
    appointment_order = models.CharField(_("appointed by order"), max_length=200, blank=True)
    ended_reason = models.CharField(_("why it ended"), max_length=300, blank=True)

    objects = TenureManager()

    class Meta:
        verbose_name = _("tenure of a seat")
        verbose_name_plural = _("tenures of seats")
        ordering = ("seat__position", "seat_id", "from_date", "id")
        constraints = (models.CheckConstraint(condition=ENDS_AFTER_IT_BEGINS, name="tenure_ends_after_it_begins"),)

    def __str__(self) -> str:
        return f"{self.seat_id} {self.user_id} {self.from_date}"


class Alternate(Dated):
    """A person who attends in place of a seat's holder, by the holder's letter. Beside the holder they do not count."""

    tenure = models.ForeignKey(SeatTenure, models.PROTECT, related_name="alternates")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="alternates", verbose_name=_("person")
    )
    post = models.CharField(_("position held"), max_length=200, blank=True)
    letter = models.CharField(_("letter"), max_length=200)
    ended_reason = models.CharField(_("why it ended"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("alternate")
        verbose_name_plural = _("alternates")
        ordering = ("tenure_id", "from_date", "id")
        constraints = (models.CheckConstraint(condition=ENDS_AFTER_IT_BEGINS, name="alternate_ends_after_it_begins"),)

    def __str__(self) -> str:
        return f"{self.tenure_id} {self.user_id} {self.from_date}"


class StandingInterest(Dated):
    """An agency or a project that a member of a committee is tied to, declared once for every item about it.

    Source: Administrative Procedure Act 2539, s.13 and s.16: who has an interest takes no part; here it is suggested,
    item by item, and declared there.
    """

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="interests")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="standing_interests", verbose_name=_("person")
    )
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("agency")
    )
    project = models.ForeignKey(
        IntegrationProject, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("project")
    )
    ground = models.CharField(_("ground"), max_length=300)
    ended_reason = models.CharField(_("why it ended"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("standing interest")
        verbose_name_plural = _("standing interests")
        ordering = ("user_id", "from_date", "id")
        constraints = (
            models.CheckConstraint(condition=ENDS_AFTER_IT_BEGINS, name="interest_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(agency=None, project__isnull=False) | Q(agency__isnull=False, project=None),
                name="interest_in_an_agency_or_a_project",
            ),
        )

    def __str__(self) -> str:
        return f"{self.committee_id} {self.user_id} #{self.pk}"
