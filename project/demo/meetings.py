# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A meeting from the plan to its end, as acts in time: agenda, roll, pack, session, resolutions."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from committee import operations
from committee.models import Committee, Meeting
from committee.states import MeetingState
from project.demo import acts, shapes
from project.demo.acts import Event, Run, make
from project.demo.fy2565.timetable import MeetingDays
from project.demo.shapes import Matter, Project, Resolution, Seat

SECRETARY = "secretary"
CHAIR = "chair"


def meeting(row: shapes.Meeting, days: MeetingDays, seats: Sequence[Seat], plans: Sequence[Project]) -> Iterator[Event]:
    """Plan, build the agenda, convene, answer, fix the agenda with its pack, gather and open."""
    yield _event(row, days.planned, "plan_meeting", SECRETARY, lambda run: plan(row, days.planned))
    listed = days.planned + timedelta(minutes=30)
    for nth, matter in enumerate(row.matters):
        yield _listing(row, listed + timedelta(minutes=nth), matter, None)
    for nth, of in enumerate(plans):
        yield _listing(row, listed + timedelta(minutes=10 + nth), None, of)
    yield _step(row, "convene", days.convened, SECRETARY)
    for nth, seat in enumerate(seats):
        yield _answer(row, seat, days.convened + timedelta(days=1, minutes=10 * nth))
    yield _step(row, "close_call", days.frozen - timedelta(hours=5), SECRETARY)
    yield _event(row, days.frozen, "freeze", SECRETARY, lambda run: fix_agenda(row, days.frozen))
    coming = [seat for seat in seats if seat.holder not in row.absent]
    for nth, seat in enumerate(coming):
        yield _arrival(row, seat, days.opened - timedelta(minutes=len(coming) - nth))
    yield _step(row, "open", days.opened, CHAIR)


def session(row: shapes.Meeting, days: MeetingDays, resolved: Sequence[tuple[Project, Resolution]]) -> Iterator[Event]:
    """Draft and certify each resolution, and end the meeting."""
    for nth, (of, resolution) in enumerate(resolved):
        yield drafting(row, days.resolved(nth), of, resolution)
        yield _certification(row, days.resolved(nth) + timedelta(minutes=8), of)
    yield _step(row, "end", days.ended, SECRETARY)


def plan(row: shapes.Meeting, at: datetime, **held: Any) -> None:
    """Plan the meeting as the committee's secretary; ``held`` says how, where it is not in one place."""
    operations.plan_meeting(
        committee=Committee.objects.get(code=row.committee),
        title=row.title_th,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        place=row.place_th,
        actor=acts.person(SECRETARY),
        at=at,
        request_id=acts.request_id("plan_meeting", row.called, SECRETARY, at),
        **held,
    )


def fix_agenda(row: shapes.Meeting, at: datetime) -> None:
    """Build the pack and fix the agenda with it; of many matters, too, since no worker is beside a replay."""
    meeting, secretary = planned(row), acts.person(SECRETARY)
    if meeting.state == MeetingState.COMPILING:
        operations.build_pack(meeting_id=meeting.pk, actor=secretary, at=at)
    operations.fix_agenda(
        meeting=meeting,
        actor=secretary,
        at=at,
        request_id=acts.request_id("freeze", row.called, SECRETARY, at),
    )


def planned(row: shapes.Meeting) -> Meeting:
    """Return the meeting as it stands now."""
    return Meeting.objects.get(committee__code=row.committee, starts_at=row.starts_at)


def drafting(row: shapes.Meeting, at: datetime, of: Project, resolution: Resolution) -> Event:
    """The secretary drafts what the meeting resolves on one project."""

    def do(run: Run) -> None:
        facts: dict[str, Any] = {"verb": resolution.verb, "text": _worded(resolution)}
        if resolution.verb.startswith("endorse"):
            facts["amounts"] = acts.amounts(of, resolution.endorsed_baht)
        if resolution.conditions:
            facts["conditions"] = [
                {
                    "text": condition.text_th,
                    "due_date": condition.due_date.isoformat(),
                    "before_forwarding": condition.before_forwarding,
                }
                for condition in resolution.conditions
            ]
        if resolution.assigned:
            facts["also"] = ["assign"]
            facts["actions"] = [
                {"text": one.text_th, "agency": one.agency, "due_date": one.due_date.isoformat()}
                for one in resolution.assigned
            ]
        make(planned(row).items.get(project__code=of.code), "draft", actor=SECRETARY, at=at, **facts)

    return _event(row, at, f"draft {of.code}", SECRETARY, do)


def _worded(resolution: Resolution) -> str:
    return f"{resolution.text_th} {resolution.reason_th}".strip()


def _certification(row: shapes.Meeting, at: datetime, of: Project) -> Event:
    def do(run: Run) -> None:
        make(planned(row).items.get(project__code=of.code).drafted, "certify", actor=CHAIR, at=at)

    return _event(row, at, f"certify {of.code}", CHAIR, do)


def made_known(row: shapes.Meeting, at: datetime, of: Project, why_no_letter: str) -> Event:
    """A resolution is made known in another way than by letters of this service."""

    def do(run: Run) -> None:
        resolution = planned(row).items.get(project__code=of.code).resolutions.get()
        make(resolution, "communicate", actor=SECRETARY, at=at, no_letter=why_no_letter)

    return _event(row, at, f"communicate {of.code}", SECRETARY, do)


def _listing(row: shapes.Meeting, at: datetime, matter: Matter | None, of: Project | None) -> Event:
    def do(run: Run) -> None:
        words = {"section": matter.section, "title": matter.title_th, "note": matter.note_th} if matter else {}
        operations.add_item(
            meeting=planned(row),
            project=acts.project(of.code) if of else None,
            actor=acts.person(SECRETARY),
            at=at,
            request_id=acts.request_id("list", row.called, SECRETARY, at),
            **words,  # type: ignore[arg-type]
        )

    return _event(row, at, f"list {of.code}" if of else "list", SECRETARY, do)


def _answer(row: shapes.Meeting, seat: Seat, at: datetime) -> Event:
    reason = row.absent.get(seat.holder, "")

    def do(run: Run) -> None:
        entry = planned(row).roll.get(user__username=seat.holder)
        make(entry, "send_regrets" if reason else "accept", actor=seat.holder, at=at, note=reason)

    return _event(row, at, f"answer {seat.holder}", seat.holder, do)


def _arrival(row: shapes.Meeting, seat: Seat, at: datetime) -> Event:
    def do(run: Run) -> None:
        make(planned(row).roll.get(user__username=seat.holder), "arrive", actor=SECRETARY, at=at)

    return _event(row, at, f"arrive {seat.holder}", SECRETARY, do)


def _step(row: shapes.Meeting, name: str, at: datetime, actor: str) -> Event:
    return _event(row, at, name, actor, lambda run: make(planned(row), name, actor=actor, at=at))


def _event(row: shapes.Meeting, at: datetime, name: str, actor: str, do: Any) -> Event:
    return Event(at=at, of=row.called, name=name, actor=actor, do=do)
