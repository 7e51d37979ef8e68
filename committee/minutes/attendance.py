# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who attended a meeting, from when to when, in the words of minutes: from the intervals, never from a present state.

A time stands only where it says something: who came after the opening, left before the end, or came back. Source: form
11 of the Saraban Rule 2526 names those who came, substitutes as such, and those who did not, with the reason.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from committee.minutes import wording
from committee.rules.presence import Interval, Mark, intervals_of
from papers.thai import clock_time
from workflows.models import TransitionRecord

if TYPE_CHECKING:
    from committee.models import Meeting, RollEntry

ABSENT = ("send_regrets", "note_absent")  # a member's own word, or the secretary's note


class Room:
    """The intervals of everybody who came, within the meeting as it lasted, and how each took part."""

    def __init__(self, meeting: "Meeting", begun: datetime | None, over: datetime | None) -> None:
        self.begun, self.over = begun, over
        marks = list(meeting.marks.order_by("at", "pk"))
        self._stays = intervals_of(
            Mark(
                pk=one.pk, who=one.entry_id or -(one.guest_id or 0), kind=one.kind, at=one.at, noted_at=one.noted_at,
                corrects=one.corrects_id,
            )
            for one in marks
        )  # fmt: skip
        corrected = {one.corrects_id for one in marks}
        self._online = {
            one.entry_id or -(one.guest_id or 0): one.identified_by
            for one in marks
            if one.kind == "came" and one.channel == "online" and one.pk not in corrected
        }

    def stays(self, who: int) -> list[Interval]:
        """When somebody was in the meeting; who left before it began, or came when it was over, was not."""
        return [
            stay
            for stay in self._stays.get(who, [])
            if (self.over is None or stay.came_at <= self.over)
            and (stay.left_at is None or self.begun is None or stay.left_at > self.begun)
        ]

    def note(self, who: int) -> str:
        """Times that say something, and how somebody who took part online was identified; "" for neither."""
        said = _times(self.stays(who), self.begun, self.over)
        if who in self._online:
            said.append(wording.online(self._online[who]))
        return f"({' '.join(said)})" if said else ""


def _times(stays: Sequence[Interval], begun: datetime | None, over: datetime | None) -> list[str]:
    said = []
    for place, stay in enumerate(stays):
        if place:
            said.append(wording.CAME_BACK.format(time=clock_time(stay.came_at)))
        elif begun is not None and stay.came_at > begun:
            said.append(wording.CAME_AT.format(time=clock_time(stay.came_at)))
        if stay.left_at is not None and (over is None or stay.left_at < over):
            said.append(wording.LEFT_AT.format(time=clock_time(stay.left_at)))
    return said


def people_of(meeting: "Meeting", roll: "Iterable[RollEntry]", room: Room) -> tuple[list[str], list[str], list[str]]:
    """The lines of those who came, of those who did not, and of the others in attendance."""
    roll = list(roll)
    holders = {entry.pk: str(entry.user) for entry in roll}
    came = [entry for entry in roll if room.stays(entry.pk)]
    seated = {entry.seat_id for entry in came}
    away = [entry for entry in roll if entry.alternate_for_id is None and entry.seat_id not in seated]
    reasons = _reasons_of(away)
    present = [
        _line(
            entry, wording.ROLES.get(entry.role, ""), room.note(entry.pk),
            for_whom=holders.get(entry.alternate_for_id or 0, ""),
        )
        for entry in came
    ]  # fmt: skip
    absent = [_line(entry, reasons.get(entry.pk, wording.NO_REASON)) for entry in away]
    guests = [
        wording.row(guest.name, guest.post, room.note(-guest.pk))
        for guest in meeting.guests.order_by("pk")
        if room.stays(-guest.pk)
    ]
    return present, absent, guests


def _line(entry: "RollEntry", last: str, note: str = "", *, for_whom: str = "") -> str:
    """Who, in which position, as what, from when to when; in whose place."""
    position = entry.post or entry.title
    name = wording.substituted(str(entry.user), for_whom)
    return wording.row(name, "" if position == last else position, f"{last} {note}".strip())


def _reasons_of(entries: "Iterable[RollEntry]") -> Mapping[int, str]:
    """Why those who did not come were absent, as was said last, by their places on the roll."""
    ids = [entry.pk for entry in entries]
    said = TransitionRecord.objects.filter(
        subject_type="committee.rollentry", subject_id__in=ids, transition__in=ABSENT
    )
    return dict(said.order_by("seq").values_list("subject_id", "note"))


def how_held(meeting: "Meeting", roll: "Iterable[RollEntry]", room: Room) -> list[str]:
    """What the opening says of a meeting by electronic means and of its recording; nothing of another."""
    said = [] if meeting.mode == "in_person" else [wording.ONLINE_MEETING]
    if not meeting.is_recorded:
        return said
    consents = dict(
        meeting.marks.filter(kind="came", entry__isnull=False).order_by("pk").values_list("entry", "consents")
    )
    unsaid = [str(entry.user) for entry in roll if room.stays(entry.pk) and not consents.get(entry.pk)]
    return [*said, wording.recorded(unsaid)]
