# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Meetings: when, where, and by what number."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from agencies.roles import day_of
from committee.lifecycle import MeetingLifecycle
from committee.models.committees import Committee
from committee.models.profiles import ProcedureProfile
from committee.models.seats import Seat, SeatTenure
from committee.rules.quorum import CalledAgain, Place, Quorum, is_recall, quorum_of
from committee.states import OFF_THE_AGENDA, Identification, MeetingState, Mode, RollState

if TYPE_CHECKING:
    from committee.models.items import AgendaItem
    from committee.models.papers import ItemPaper


class Meeting(MeetingLifecycle):
    """A committee's meeting. ``number`` is given when it is convened, by calendar year, and never again."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="meetings", verbose_name=_("committee"))
    title = models.CharField(_("subject"), max_length=300)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    place = models.CharField(_("place"), max_length=300)
    number = models.PositiveIntegerField(_("meeting number"), null=True, editable=False)
    be_year = models.PositiveIntegerField(_("year (B.E.)"), null=True, editable=False)
    profile = models.ForeignKey(
        ProcedureProfile, models.PROTECT, null=True, editable=False, related_name="meetings", verbose_name=_("rules")
    )  # given when it is convened, and the database refuses another: ask ``rules``
    vacant_seats = models.PositiveIntegerField(_("vacant voting seats"), default=0, editable=False)  # when convened
    recall_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="recalls", verbose_name=_("called again for")
    )  # the meeting that failed for want of a quorum
    invitation_says_recall = models.BooleanField(
        _("the invitation says that this meeting, called again, needs the lower quorum"), default=False
    )
    mode = models.CharField(_("how it is held"), max_length=20, choices=Mode.choices, default=Mode.IN_PERSON)
    online_link = models.URLField(_("link to join"), max_length=500, blank=True)
    identification = models.CharField(
        _("how people who join online show who they are"), max_length=20, choices=Identification.choices, blank=True
    )
    is_recorded = models.BooleanField(_("sound and picture are recorded"), default=False)
    letter_number = models.CharField(_("number of the invitation"), max_length=100, blank=True)
    is_urgent = models.BooleanField(_("called urgently by the chair"), default=False, editable=False)
    issued_pack = models.PositiveIntegerField(default=0, editable=False)  # the number of the pack that was issued last
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
            models.CheckConstraint(
                condition=models.Q(invitation_says_recall=False) | models.Q(recall_of__isnull=False),
                name="lower_quorum_of_a_meeting_called_again",
            ),
            models.CheckConstraint(
                condition=models.Q(mode=Mode.IN_PERSON) | (~models.Q(online_link="") & ~models.Q(identification="")),
                name="online_has_link_and_identification",
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
        return list(
            self.items.exclude(state__in=OFF_THE_AGENDA)
            .select_related("project__lead", "project__round__workplan", "successor", "minutes_to_adopt", "agency")
            .select_related("late_approved_by", "proposed_by")
            .order_by("section", "position", "id")
        )

    def papers_of(self, items: "Collection[AgendaItem]") -> "dict[int, list[ItemPaper]]":
        """The annexes of these of its matters, by the matter."""
        from committee.models.papers import ItemPaper  # it names a matter, which names its meeting

        return ItemPaper.by_item(items)

    @cached_property
    def draft_labels(self) -> dict[int, str]:
        """The label of every item on the agenda: as issued, or the next ones in the order of the agenda."""
        rows = self.items.order_by("section", "position", "pk").values_list("pk", "section", "issued_label", "state")
        last: dict[int, int] = {}
        for _pk, section, label, _state in rows:
            if label:
                last[section] = max(last.get(section, 0), int(label.split(".")[1]))
        labels = {}
        for pk, section, label, state in rows:
            if not label and state not in OFF_THE_AGENDA:
                last[section] = last.get(section, 0) + 1
                labels[pk] = f"{section}.{last[section]}"
            elif label:
                labels[pk] = label
        return labels

    @property
    def rules(self) -> ProcedureProfile:
        """The rules by which this meeting goes: those it was convened under, before that those in force on its day.

        A committee without rules of its own goes by the Act's (version 0, not kept; it cannot be convened).
        """
        if self.profile is not None:
            return self.profile
        day = day_of(self.starts_at)
        standing = self.committee.profile_on(day)
        return standing or ProcedureProfile(committee=self.committee, version=0, effective_from=day)

    def sitting(self) -> list[SeatTenure]:
        """Who holds a seat on the day of the meeting."""
        return self.committee.sitting_on(day_of(self.starts_at))

    def vacancies(self) -> list[Seat]:
        """The voting seats that nobody holds on the day of the meeting."""
        day, held = day_of(self.starts_at), {tenure.seat_id for tenure in self.sitting()}
        return [
            seat for seat in self.committee.seats.all() if seat.is_voting and seat.holds_on(day) and seat.pk not in held
        ]

    @property
    def is_recall(self) -> bool:
        """Whether this meeting is called again in time for one that had no quorum, and its own invitation says so."""
        first = self.recall_of
        if first is None or first.state != MeetingState.INQUORATE:
            return False
        again = CalledAgain(day_of(first.starts_at), day_of(self.starts_at), self.invitation_says_recall)
        return is_recall(self.rules.quorum_rule, again)

    def takes_up_again(self, item: "AgendaItem") -> bool:
        """Whether the meeting without a quorum was to take a matter up: the lower quorum is for such alone."""
        before = item.predecessor
        return before is not None and before.meeting_id == self.recall_of_id

    def voting_roll(self) -> list[tuple[int, int, str]]:
        """The lines of the roll that vote, each with its seat and where it stands: ``[(12, 3, "present")]``."""
        return self.read_once("voting roll", _voting_rolls)

    def quorum(
        self,
        *,
        present: Collection[int] | None = None,
        recused: Collection[int] = (),
        item: "AgendaItem | None" = None,
        roll: Sequence[tuple[int, int, str]] | None = None,
    ) -> Quorum:
        """The quorum over the roll of the day, by the roll's own states or with these entries present.

        ``present`` and ``recused`` are ids of entries; of alternates too, who count for their seat. With ``item`` it is
        that for one matter: what is new at a meeting called again needs the ordinary one. ``roll`` is the
        ``voting_roll`` where it is asked for often.
        """
        recalled = self.is_recall and (item is None or self.takes_up_again(item))
        places = [
            Place(
                seat=seat,
                is_present=state == RollState.PRESENT if present is None else entry in present,
                is_recused=entry in recused,
            )
            for entry, seat, state in (self.voting_roll() if roll is None else roll)
        ]
        return quorum_of(places, self.rules.quorum_rule, vacant=self.vacant_seats, recalled=recalled)


def _voting_rolls(meetings: Sequence[Meeting]) -> dict[int, list[tuple[int, int, str]]]:
    return {one.pk: list(one.roll.filter(is_voting=True).values_list("pk", "seat", "state")) for one in meetings}
