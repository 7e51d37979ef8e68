# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Meetings with their agenda, roll and resolutions."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.roles import day_of
from budget_review.models import IntegrationProject
from committee.lifecycle import AgendaItemLifecycle, MeetingLifecycle, ResolutionLifecycle, RollEntryLifecycle
from committee.models.committees import Committee, Seat
from committee.states import OPEN_ITEM, ItemState, RollState, Verb


@dataclass(frozen=True)
class Quorum:
    """The quorum with its arithmetic: ``present`` of ``entitled``, ``needed`` at least."""

    entitled: int
    present: int
    needed: int

    @classmethod
    def of(cls, states: Sequence[str], percent: int) -> "Quorum":
        """The quorum over those entitled, by their states on the roll: at least ``percent``, rounded up."""
        return cls(len(states), list(states).count(RollState.PRESENT), -(-len(states) * percent // 100))

    @property
    def is_met(self) -> bool:
        """Whether enough are present."""
        return self.entitled > 0 and self.present >= self.needed


class Meeting(MeetingLifecycle):
    """A committee's meeting. ``number`` is given when it is convened, by calendar year, and never again."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="meetings", verbose_name=_("committee"))
    title = models.CharField(_("subject"), max_length=300)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    place = models.CharField(_("place"), max_length=300)
    number = models.PositiveIntegerField(_("meeting number"), null=True, editable=False)
    be_year = models.PositiveIntegerField(_("year (B.E.)"), null=True, editable=False)
    revision = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ("-starts_at", "-id")
        constraints = (
            models.UniqueConstraint(fields=["committee", "be_year", "number"], name="one_meeting_per_number"),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="meeting_ends_after_it_begins"
            ),
        )

    def __str__(self) -> str:
        return f"{self.committee_id} {self.called or self.pk}"

    @property
    def called(self) -> str:
        """``"1/2564"``, or nothing before it is convened."""
        return f"{self.number}/{self.be_year}" if self.number else ""

    def standing_items(self) -> "list[AgendaItem]":
        """The items that are on the agenda, in order."""
        gone = (ItemState.TAKEN_OFF,)
        return list(
            self.items.exclude(state__in=gone)
            .select_related("project__lead", "project__round__workplan")
            .order_by("section", "position", "id")
        )

    def seats_on_the_day(self) -> list[Seat]:
        """The seats held on the day of the meeting."""
        day = day_of(self.starts_at)
        return [seat for seat in self.committee.seats.select_related("user") if seat.holds_on(day)]

    def quorum(self) -> Quorum:
        """The quorum now, over the roll of the day."""
        voting = list(self.roll.filter(is_voting=True).values_list("state", flat=True))
        return Quorum.of(voting, self.committee.quorum_percent)


class AgendaItem(AgendaItemLifecycle):
    """A matter on the agenda: a project to be decided on, or something to be told."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items")
    section = models.PositiveIntegerField(_("agenda heading"))
    position = models.PositiveIntegerField(_("order"))
    title = models.CharField(_("matter"), max_length=400)
    note = models.TextField(_("details"), blank=True)
    project = models.ForeignKey(
        IntegrationProject,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="agenda_items",
        verbose_name=_("project"),
    )

    class Meta:
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")
        ordering = ("meeting_id", "section", "position", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["project"], name="one_open_item_per_project", condition=models.Q(state__in=OPEN_ITEM)
            ),
            models.CheckConstraint(condition=models.Q(section__gte=1, section__lte=6), name="one_of_six_headings"),
        )

    def __str__(self) -> str:
        return f"{self.label} {self.title} #{self.pk}"

    def references(self) -> set[str]:
        """Itself, its meeting and its project, whose round or workplan an order may name."""
        return super().references() | (self.project.references() if self.project else set())

    @property
    def label(self) -> str:
        """``"5.1"``."""
        return f"{self.section}.{self.position}"

    @property
    def drafted(self) -> "Resolution":
        """The resolution on this item that was drafted last."""
        return self.resolutions.order_by("-pk")[0]


class RollEntry(RollEntryLifecycle):
    """A seat on the roll of one meeting, as it was when the meeting was convened."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="roll")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="roll_entries")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="roll_entries")
    title = models.CharField(_("title"), max_length=200)
    is_voting = models.BooleanField(_("entitled to vote"))

    class Meta:
        verbose_name = _("member on the roll")
        verbose_name_plural = _("roll")
        ordering = ("meeting_id", "seat__position", "id")
        constraints = (models.UniqueConstraint(fields=["meeting", "seat"], name="one_entry_per_seat"),)

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.title}"


class Resolution(ResolutionLifecycle):
    """What is resolved on an item. Amounts are strings of baht by budget line, as they go into the records."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="resolutions")
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="resolutions")
    number = models.PositiveIntegerField(_("resolution number"), null=True, editable=False)
    be_year = models.PositiveIntegerField(_("year (B.E.)"), null=True, editable=False)
    verb = models.CharField(_("resolution"), max_length=40, choices=Verb.choices)
    text = models.TextField(_("text"))
    amounts = models.JSONField(default=dict)  # {"7": "68500000.00"}
    conditions = models.JSONField(default=list)  # [{"text": …, "due_date": …, "before_forwarding": true}]

    class Meta:
        verbose_name = _("resolution")
        verbose_name_plural = _("resolutions")
        ordering = ("meeting_id", "item__section", "item__position", "id")

    def __str__(self) -> str:
        return f"{self.item_id} {self.called or self.pk}"

    @property
    def called(self) -> str:
        """``"3/2564"``, or nothing before it is certified."""
        return f"{self.number}/{self.be_year}" if self.number else ""
