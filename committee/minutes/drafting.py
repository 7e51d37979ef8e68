# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Drafting the minutes from what the meeting has left: agenda, roll, records, resolutions. A few queries, however long.

What is drafted depends on those facts alone, so that the same facts give the same text and another text means that
something has changed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from committee.agenda import headings_of
from committee.minutes import wording
from committee.minutes.attendance import Room, how_held, people_of
from committee.minutes.session_facts import assigned_by, said_on_items
from committee.minutes.states import Kind
from committee.states import STANDS, Confidentiality, ItemState
from papers.thai import clock_time, long_date
from workflows.models import TransitionRecord
from workflows.records import digest

if TYPE_CHECKING:
    from committee.models import AgendaItem, Meeting, Resolution, RollEntry


@dataclass(frozen=True, kw_only=True)
class Drafted:
    """One section as the facts give it. ``key`` tells it from its siblings, whatever the order."""

    key: str
    kind: str
    title: str
    text: str
    label: str = ""
    item: int | None = None
    is_confidential: bool = False

    @property
    def sha256(self) -> str:
        """The hash of the drafted text."""
        return digest(self.text)


def drafted(meeting: "Meeting") -> list[Drafted]:
    """Every section of the minutes in order, from the facts as they are now."""
    records = _records_of(meeting)
    roll = list(meeting.roll.select_related("user").order_by("seat__position", "pk"))
    begun, over = (records[name].at if name in records else None for name in ("open", "end"))
    room = Room(meeting, begun, over)
    present, absent, guests = people_of(meeting, roll, room)
    return [
        _part(Kind.PRESENT, wording.numbered(present)),
        _part(Kind.ABSENT, wording.numbered(absent) or wording.NOTHING),
        _part(Kind.ATTENDING, wording.numbered(guests)),
        _opening(records, how_held(meeting, roll, room)),
        *_agenda(meeting),
        _ending(records),
        _signatures(roll),
    ]


def _records_of(meeting: "Meeting") -> dict[str, TransitionRecord]:
    """The first opening and the last end among the meeting's records."""
    found = TransitionRecord.objects.filter(
        subject_type=meeting.kind, subject_id=meeting.pk, transition__in=("open", "end")
    )
    told: dict[str, TransitionRecord] = {}
    for record in found.order_by("seq"):
        if record.transition == "end" or "open" not in told:
            told[record.transition] = record
    return told


def _opening(records: Mapping[str, TransitionRecord], held: list[str]) -> Drafted:
    begun = records.get("open")
    return _part(Kind.OPENING, wording.opened(clock_time(begun.at), begun.facts, held) if begun else "")


def _ending(records: Mapping[str, TransitionRecord]) -> Drafted:
    over = records.get("end")
    return _part(Kind.CLOSING, wording.ended(clock_time(over.at)) if over else "")


def _agenda(meeting: "Meeting") -> list[Drafted]:
    items = meeting.standing_items()
    resolutions = _resolutions_of(meeting)
    assigned = assigned_by(meeting, list(resolutions.values()))
    before, after = said_on_items(meeting)
    found = []
    for heading in headings_of(meeting):
        under = [item for item in items if item.section == heading.number]
        text = "" if under else wording.NOTHING_UNDER[heading.kind]
        key, label = f"heading-{heading.number}", str(heading.number)
        found.append(Drafted(key=key, kind=Kind.HEADING, label=label, title=heading.th, text=text))
        for item in under:
            told = [*_resolved(item, resolutions.get(item.pk)), *assigned.get(item.pk, [])]
            said = [*before.get(item.pk, []), *told, *after.get(item.pk, [])]
            found.append(_item(item, said))
    return found


def _resolutions_of(meeting: "Meeting") -> "dict[int, Resolution]":
    """What stands resolved on each item: never a draft, nor what another has taken the place of."""
    return {one.item_id: one for one in meeting.resolutions.filter(state__in=STANDS).order_by("pk")}


def _item(item: "AgendaItem", said: list[str]) -> Drafted:
    lines = []
    if item.project:
        lines.append(wording.presented(item.project.title, item.project.code, item.project.lead.name_th))
    if item.is_late:
        lines.append(wording.LATE.format(reason=item.late_reason))
    if item.note:
        lines.append(item.note)
    lines += said
    return Drafted(
        key=f"item-{item.pk}",
        kind=Kind.ITEM,
        label=item.label,
        title=item.title,
        text="\n".join(lines),
        item=item.pk,
        is_confidential=item.confidentiality != Confidentiality.OPEN,
    )


def _resolved(item: "AgendaItem", resolution: "Resolution | None") -> list[str]:
    if resolution is not None:
        return [wording.resolution(resolution.text, [_condition(one) for one in resolution.conditions])]
    minutes = getattr(item, "minutes_to_adopt", None) if item.project_id is None else None
    if item.state == ItemState.RESOLVED and minutes is not None:
        adopted = wording.ADOPTED_AMENDED if minutes.amendments else wording.ADOPTED
        return [f"{wording.RESOLVED} {adopted}"]
    if item.state == ItemState.NOTED:
        return [f"{wording.RESOLVED} {wording.NOTED}"]
    if item.state == ItemState.NOT_REACHED:
        return [wording.NOT_REACHED]
    return []


def _condition(condition: Mapping[str, Any]) -> str:
    words = str(condition["text"])
    if due := condition.get("due_date"):
        words += f" ภายในวันที่ {long_date(date.fromisoformat(due))}"
    return f"{words} ก่อนส่งต่อ" if condition.get("before_forwarding") else words


def _signatures(roll: "Iterable[RollEntry]") -> Drafted:
    """Who records and who checks: the assistant secretary, else the secretary; and the secretary."""
    seated = {entry.role: entry for entry in roll}
    checker = seated.get("secretary")
    recorder = seated.get("assistant_secretary") or checker
    lines = [
        wording.row(title, str(entry.user), entry.post or entry.title)
        for title, entry in (("ผู้จดรายงานการประชุม", recorder), ("ผู้ตรวจรายงานการประชุม", checker))
        if entry is not None
    ]
    return _part(Kind.SIGNATURES, "\n".join(lines))


def _part(kind: Kind, text: str) -> Drafted:
    return Drafted(key=str(kind), kind=kind, title=wording.TITLES[kind], text=text)
