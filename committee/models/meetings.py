# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Meetings: when, where, and by what number."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.roles import day_of
from committee.lifecycle import MeetingLifecycle
from committee.models.committees import Committee, Seat
from committee.states import ItemState, RollState

if TYPE_CHECKING:
    from committee.models.items import AgendaItem


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
