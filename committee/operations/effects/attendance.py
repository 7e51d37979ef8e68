# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What happens when a member comes, goes, or is found to have come or gone otherwise: a kept mark for each.

Facts of coming and going: ``{"moment": "2021-01-25T02:03:00+00:00"}`` when it was noted later than it happened, and
``{"channel": "online", "identified_by": "vouched", "consents": true}``: who signed in for the meeting themselves is
identified, and has consented, by that. Of a correction: ``{"corrects": 7, "kind": "left", "moment": …}``,
``kind`` ``"struck"`` to take the mark away.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from committee.lifecycle import RollEntryLifecycle
from committee.models import AttendanceMark, Guest, Meeting, RollEntry
from committee.models.attendance import Channel, Identified
from committee.rules.presence import Interval, Mark, MarkKind, intervals_of
from committee.states import RollState
from workflows.lifecycle import Attempt, effect
from workflows.records import moment as written
from workflows.refusals import GuardsUnmet

EARLIEST = timedelta(hours=6)  # before the meeting is to begin: who comes earlier is noted at the door


@effect(RollEntryLifecycle.arrive)
def mark_arrival(entry: RollEntry, attempt: Attempt) -> dict[str, Any]:
    """Keep the coming. Returns ``{"mark": 12, "at": "…Z", "channel": "in_person"}``."""
    return _keep(entry, attempt, MarkKind.CAME)


@effect(RollEntryLifecycle.depart)
def mark_departure(entry: RollEntry, attempt: Attempt) -> dict[str, Any]:
    """Keep the going. Returns ``{"mark": 13, "at": "…Z"}``."""
    return _keep(entry, attempt, MarkKind.LEFT)


@effect(RollEntryLifecycle.correct_to_present)
def correct_to_present(entry: RollEntry, attempt: Attempt) -> dict[str, Any]:
    """Correct a mark, after which the member is present."""
    return _corrected(entry, attempt, RollState.PRESENT)


@effect(RollEntryLifecycle.correct_to_away)
def correct_to_away(entry: RollEntry, attempt: Attempt) -> dict[str, Any]:
    """Correct a mark, after which the member has left."""
    return _corrected(entry, attempt, RollState.AWAY)


@effect(RollEntryLifecycle.correct_to_absent)
def correct_to_absent(entry: RollEntry, attempt: Attempt) -> dict[str, Any]:
    """Correct a mark, after which the member never came."""
    return _corrected(entry, attempt, RollState.NOT_COMING)


def mark_guest(guest: Guest, kind: MarkKind, attempt: Attempt) -> AttendanceMark:
    """Keep a guest's coming or going; nothing else about a guest moves."""
    channel, identified_by, consents = _way(guest.meeting, None, attempt, kind)
    return AttendanceMark.objects.create(
        meeting=guest.meeting,
        guest=guest,
        kind=kind,
        at=moment_of(guest.meeting, attempt),
        channel=channel,
        identified_by=identified_by,
        consents=consents,
        noted_by=attempt.actor,
        noted_at=attempt.at,
        request_id=attempt.request_id,
    )


def moment_of(meeting: Meeting, attempt: Attempt) -> datetime:
    """The moment that is noted: now, or an earlier one of the meeting's day that the facts name."""
    said = attempt.facts.get("moment")
    if not said:
        return attempt.at
    try:
        moment = datetime.fromisoformat(str(said))
    except ValueError as error:
        raise GuardsUnmet(_("The time must be a time of day.")) from error
    if moment.tzinfo is None:
        raise GuardsUnmet(_("The time must be a time of day."))
    if moment > attempt.at:
        raise GuardsUnmet(_("What has not happened yet is not noted."))
    if moment < min(meeting.starts_at - EARLIEST, attempt.at):
        raise GuardsUnmet(_("The time lies before the meeting."))
    return moment


def stays_of(entry: RollEntry) -> list[Interval]:
    """A member's intervals as the marks now stand."""
    marks = [mark_as_read(mark) for mark in entry.marks.all()]
    return intervals_of(marks).get(entry.pk, [])


def mark_as_read(mark: AttendanceMark) -> Mark:
    """A row as the pure rules read it; guests by their negative ids."""
    who = mark.entry_id if mark.entry_id is not None else -(mark.guest_id or 0)
    return Mark(pk=mark.pk, who=who, kind=mark.kind, at=mark.at, noted_at=mark.noted_at, corrects=mark.corrects_id)


def state_by(stays: Sequence[Interval]) -> RollState:
    """Where a member stands by intervals."""
    if not stays:
        return RollState.NOT_COMING
    return RollState.PRESENT if stays[-1].left_at is None else RollState.AWAY


def _corrected(entry: RollEntry, attempt: Attempt, target: RollState) -> dict[str, Any]:
    """Put another mark in the place of a wrong one. Returns ``{"mark": 14, "at": "…Z", "kind": "left"}``."""
    wrong = entry.marks.filter(pk=_number(attempt.facts.get("corrects")), corrected_by=None).first()
    if wrong is None or wrong.kind == MarkKind.STRUCK:
        raise GuardsUnmet(_("This mark is not of this member, or another has taken its place already."))
    kind = attempt.facts.get("kind") or wrong.kind
    if kind not in MarkKind.values:
        raise GuardsUnmet(_("A mark says that somebody came or left, or it is struck out."))
    told = _keep(entry, attempt, MarkKind(kind), corrects=wrong) | {"kind": kind}
    if state_by(stays_of(entry)) != target:
        raise GuardsUnmet(_("With this correction the member stands otherwise. Look again before you correct."))
    return told


def _keep(
    entry: RollEntry, attempt: Attempt, kind: MarkKind, *, corrects: AttendanceMark | None = None
) -> dict[str, Any]:
    at = moment_of(entry.meeting, attempt)
    if corrects is None:
        _refuse_out_of_order(entry, at)
    channel, identified_by, consents = _way(entry.meeting, entry, attempt, kind, corrects)
    mark = AttendanceMark.objects.create(
        meeting=entry.meeting,
        entry=entry,
        kind=kind,
        at=at if corrects is None or attempt.facts.get("moment") else corrects.at,
        channel=channel,
        identified_by=identified_by,
        consents=consents,
        reason=attempt.note,
        corrects=corrects,
        noted_by=attempt.actor,
        noted_at=attempt.at,
        request_id=attempt.following_id(entry, "mark"),
    )
    told = {"mark": mark.pk, "at": written(mark.at)}
    if kind != MarkKind.CAME:
        return told
    more = {"identified_by": identified_by, "consents": consents}
    return told | {"channel": channel} | {name: said for name, said in more.items() if said not in ("", None)}


def _refuse_out_of_order(entry: RollEntry, at: datetime) -> None:
    """One comes after one left, and leaves after one came; otherwise it is a correction."""
    stays = stays_of(entry)
    last = stays[-1].left_at or stays[-1].came_at if stays else None
    if last is not None and at < last:
        raise GuardsUnmet(_("A later coming or going is noted already: correct that one."))


def _way(
    meeting: Meeting,
    entry: RollEntry | None,
    attempt: Attempt,
    kind: MarkKind,
    corrects: AttendanceMark | None = None,
) -> tuple[str, str, bool | None]:
    """How somebody takes part, how they were identified when online, and whether they consent to the recording.

    Nobody joins online unidentified, nor without consent where the meeting is recorded. That somebody signed in is not
    the secretary's to say: it is theirs.
    """
    admitted = entry.admissions.order_by("-pk").first() if entry is not None else None
    if corrects is not None:
        before = (corrects.channel, corrects.identified_by, corrects.consents)
    elif admitted is not None:
        before = (Channel.ONLINE.value, Identified.LOGIN.value, admitted.consents)
    else:
        before = (Channel.IN_PERSON.value, "", None)
    channel = str(attempt.facts.get("channel") or before[0])
    identified_by = str(attempt.facts.get("identified_by") or before[1])
    consents = attempt.facts.get("consents", before[2])
    if channel not in Channel.values or identified_by not in ("", *Identified.values):
        raise GuardsUnmet(_("A member takes part in the room or online."))
    if kind == MarkKind.CAME and channel == Channel.ONLINE:
        _refuse_unidentified(identified_by, is_own=admitted is not None or before[1] == Identified.LOGIN)
        if meeting.is_recorded and consents is not True:
            raise GuardsUnmet(_("The meeting is recorded: who takes part online must have consented to it."))
    noted = bool(consents) if meeting.is_recorded and kind == MarkKind.CAME and consents is not None else None
    return channel, identified_by if channel == Channel.ONLINE else "", noted


def _refuse_unidentified(identified_by: str, *, is_own: bool) -> None:
    if not identified_by:
        raise GuardsUnmet(_("Who takes part online must be identified before the meeting, and it is noted how."))
    if identified_by == Identified.LOGIN and not is_own:
        raise GuardsUnmet(_("They have not signed in for this meeting themselves: say how else they were identified."))


def _number(said: Any) -> int:
    return int(said) if str(said).isdecimal() and len(str(said)) < 19 else 0
