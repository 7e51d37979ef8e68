# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The plan clinic: seasons by a weekly rule, the slots that follow from it, bookings, and what was said."""

from datetime import date, datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency, Named
from agencies.roles import day_of
from digital_plan.lifecycle.clinic import BookingLifecycle
from digital_plan.states.clinic import OPEN_BOOKING, Channel, Topic


class ClinicSeason(Named):
    """A season as it was opened: on one weekday, in these hours, from day to day. The database keeps it.

    What happens to it later (a day that is not held) stands in rows of its own.
    """

    rows_are_kept: ClassVar[bool] = True  # the database refuses any change of a row

    weekday = models.PositiveSmallIntegerField(_("weekday"))  # Monday is 0
    starts = models.TimeField(_("from"))
    ends = models.TimeField(_("until"))
    slot_minutes = models.PositiveSmallIntegerField(_("minutes for each agency"))
    desks = models.PositiveSmallIntegerField(_("desks"))
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    registration_opens_at = models.DateTimeField(_("registration opens"))
    place = models.CharField(_("place"), max_length=255, blank=True)
    source = models.CharField(_("source"), max_length=255, blank=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("person"))
    opened_at = models.DateTimeField(_("when"))
    request_id = models.UUIDField(unique=True)

    class Meta:
        verbose_name = _("season of the clinic")
        verbose_name_plural = _("seasons of the clinic")
        ordering = ("-first_day", "-id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day"), ends__gt=models.F("starts"), desks__gte=1)
                & models.Q(slot_minutes__gte=1, weekday__lte=6),
                name="clinic_season_is_sound",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name_th} #{self.pk}"

    @property
    def weekday_name(self) -> str:
        """The weekday in the reader's language."""
        return str(WEEKDAYS[self.weekday])

    def is_over(self, at: datetime) -> bool:
        """Whether its last day is past."""
        return day_of(at) > self.last_day

    def has_day(self, day: date, at: datetime) -> bool:
        """Whether the clinic is held on a day that is not past."""
        is_of_the_rule = self.first_day <= day <= self.last_day and day.weekday() == self.weekday
        return is_of_the_rule and day >= day_of(at) and not self.days_off.filter(day=day).exists()


class ClinicDayOff(models.Model):
    """A day of a season's rule on which the clinic is not held, with the reason. The database keeps it."""

    rows_are_kept: ClassVar[bool] = True

    season = models.ForeignKey(ClinicSeason, models.PROTECT, related_name="days_off", verbose_name=_("season"))
    day = models.DateField(_("day"))
    reason = models.CharField(_("reason"), max_length=500)
    is_holiday = models.BooleanField(_("by the table of holidays"), default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("person"))
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("day without the clinic")
        verbose_name_plural = _("days without the clinic")
        ordering = ("season_id", "day")
        constraints = (models.UniqueConstraint(fields=["season", "day"], name="one_clinic_day_off"),)

    def __str__(self) -> str:
        return f"{self.season_id} {self.day}"


class ClinicSlot(models.Model):
    """One place: a time at a desk. As many as the rule makes; the database keeps them."""

    rows_are_kept: ClassVar[bool] = True

    season = models.ForeignKey(ClinicSeason, models.PROTECT, related_name="slots", verbose_name=_("season"))
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"))
    desk = models.PositiveSmallIntegerField(_("desk"))

    class Meta:
        verbose_name = _("place at the clinic")
        verbose_name_plural = _("places at the clinic")
        ordering = ("starts_at", "desk")
        constraints = (models.UniqueConstraint(fields=["season", "starts_at", "desk"], name="one_slot_per_desk"),)

    def __str__(self) -> str:
        return f"{self.season_id} {self.starts_at:%Y-%m-%dT%H:%M}Z {self.desk}"

    @property
    def day(self) -> date:
        """Its day in Bangkok."""
        return day_of(self.starts_at)


class ClinicBooking(BookingLifecycle):
    """An agency's wish for a place, and the place that it has.

    ``slot`` is taken by one booking at most, whatever its state: who gives a place back has none. ``wanted`` is the
    slot that was asked for; without one the booking waits, for any day or for ``wanted_day``. ``about`` names what the
    note goes to besides the agency's plan, ``"app.model/id"``, opaque here.
    """

    season = models.ForeignKey(ClinicSeason, models.PROTECT, related_name="bookings", verbose_name=_("season"))
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("agency"))
    topic = models.CharField(_("topic"), max_length=12, choices=Topic.choices)
    question = models.TextField(_("what the agency wants to ask"), blank=True)
    about = models.CharField(_("project"), max_length=80, blank=True)
    channel = models.CharField(_("how it came in"), max_length=8, choices=Channel.choices, default=Channel.WEB)
    caller = models.CharField(_("who asked, by post"), max_length=255, blank=True)
    wanted = models.ForeignKey(
        ClinicSlot, models.PROTECT, null=True, related_name="+", verbose_name=_("time asked for")
    )
    wanted_day = models.DateField(_("day waited for"), null=True)
    slot = models.OneToOneField(ClinicSlot, models.PROTECT, null=True, related_name="booking", verbose_name=_("time"))
    queued_at = models.DateTimeField(_("waits since"))

    class Meta:
        verbose_name = _("booking at the clinic")
        verbose_name_plural = _("bookings at the clinic")
        ordering = ("queued_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["agency", "topic"],
                name="one_open_clinic_booking",
                condition=models.Q(state__in=[str(state) for state in OPEN_BOOKING]),
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["came", "missed"]) | models.Q(slot__isnull=False),
                name="clinic_was_at_a_place",
            ),
        )
        indexes = (models.Index(fields=["season", "state", "queued_at"], name="clinic_waiting_list"),)

    def __str__(self) -> str:
        return f"{self.agency_id} {self.topic} #{self.pk}"

    @property
    def day(self) -> date:
        """The day of its place; without one, the season's last."""
        return self.slot.day if self.slot else self.season.last_day

    def has_another_open(self) -> bool:
        """Whether the agency has another open booking on the topic, in any season."""
        others = ClinicBooking.objects.filter(agency=self.agency_id, topic=self.topic, state__in=OPEN_BOOKING)
        return others.exclude(pk=self.pk).exists()

    def is_free(self, at: datetime) -> bool:
        """Whether the time that was asked for is free."""
        return self.wanted is not None and is_free(self.wanted, at)


def is_free(slot: ClinicSlot, at: datetime) -> bool:
    """Whether a place is still to come, on a day on which the clinic is held, and nobody's."""
    is_off = ClinicDayOff.objects.filter(season=slot.season_id, day=slot.day).exists()
    return slot.starts_at > at and not is_off and not ClinicBooking.objects.filter(slot=slot).exists()


class ConsultationNote(models.Model):
    """What was said at a consultation: it goes to the agency's plan, and to the project that it was about."""

    rows_are_kept: ClassVar[bool] = True

    booking = models.OneToOneField(ClinicBooking, models.PROTECT, related_name="note", verbose_name=_("booking"))
    about = models.CharField(_("project"), max_length=80, blank=True, db_index=True)
    problem = models.TextField(_("what the agency came with"))
    advice = models.TextField(_("advice"))
    next_step = models.TextField(_("next step"), blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("person"))
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("note of a consultation")
        verbose_name_plural = _("notes of consultations")
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.booking_id} {self.at:%Y-%m-%d}"
