# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The meeting itself, from the plan to its end, as acts in time: each by whoever does it on the console."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

from committee import operations
from committee.models import AgendaItem, Recusal, RollEntry, VoteRound
from committee.operations import session
from committee.queries.scenarios import adopted_amounts, lines_of_meeting
from project.demo import acts, meetings, shapes
from project.demo.acts import Event, make
from project.demo.meetings import CHAIR, SECRETARY, planned
from project.demo.session import people, script

MINUTE = timedelta(minutes=1)


def before(of: script.Script) -> Iterator[Event]:
    """Plan, list, convene, answer, close the call, admit the late item, fix the agenda, gather and open."""
    days, row = script.DAYS, script.FIRST
    yield event(days.planned, "plan", SECRETARY, lambda at: meetings.plan(row, at, **HYBRID))
    listed = days.planned + 10 * MINUTE
    for nth, matter in enumerate(of.told):
        yield event(listed + nth * MINUTE, "list", SECRETARY, _lists(row, matter=matter))
    *codes, late = of.projects
    for nth, code in enumerate(codes):
        yield event(listed + timedelta(minutes=30 + nth), f"list {code}", SECRETARY, _lists(row, code=code))
    yield step(row, "convene", days.convened, SECRETARY)
    for nth, name in enumerate(people.VOTING):
        if name not in people.MISSING:
            answered = days.convened + timedelta(days=1, minutes=7 * nth)
            reason = people.REGRETS.get(name, "")
            yield on_roll(row, "send_regrets" if reason else "accept", answered, name, of=name, note=reason)
    closed = days.frozen - timedelta(hours=5)
    yield step(row, "close_call", closed, SECRETARY)
    reason = "ผลการกลั่นกรองแล้วเสร็จหลังปิดรับเรื่อง"
    yield event(closed + 60 * MINUTE, f"list {late}", SECRETARY, _lists(row, code=late, late_reason=reason))
    yield event(
        closed + 90 * MINUTE, f"admit_late {late}", CHAIR, lambda at: on_item(row, late, "admit_late", CHAIR, at)
    )
    yield event(days.frozen, "freeze", SECRETARY, lambda at: meetings.fix_agenda(row, at))
    yield from gathering(row, days.opened, [name for name in people.THERE if name != people.LATE])


HYBRID = {"mode": "hybrid", "online_link": "https://meeting.mati.example/ibc65-1", "identification": "one_time_code"}


def gathering(row: shapes.Meeting, opened: datetime, coming: list[str]) -> Iterator[Event]:
    """They arrive one after the other, one of them online, and the chair opens."""
    for nth, name in enumerate(coming):
        way = {"channel": "online", "identified_by": "one_time_code"} if name == people.ONLINE else {}
        yield on_roll(row, "arrive", opened - (len(coming) - nth) * MINUTE, SECRETARY, of=name, **way)
    yield step(row, "open", opened, CHAIR)


def sitting(of: script.Script) -> Iterator[Event]:
    """Guests, recusals, the scenario, the vote, every outcome, who comes late and leaves early, and the end."""
    row, opened, codes = script.FIRST, script.DAYS.opened, of.projects
    for name, why in people.MISSING.items():
        yield on_roll(row, "note_absent", opened + MINUTE, SECRETARY, of=name, note=why)
    yield event(opened + 5 * MINUTE, "adopt_scenario", SECRETARY, _adopts)
    yield event(of.taken_up(0) - MINUTE, "guest", SECRETARY, lambda at: _guest(row, codes[0], at))
    yield on_roll(row, "arrive", opened + 40 * MINUTE, SECRETARY, of=people.LATE)
    for place, (name, ground) in script.RECUSED.items():
        yield from _recusal(row, codes[place], name, ground, of.taken_up(place))
    yield from _vote(row, codes[script.VOTED_ON], of.taken_up(script.VOTED_ON) - 2 * MINUTE)
    half = of.taken_up(len(codes) // 2)
    yield step(row, "suspend", half - 2 * MINUTE, CHAIR, note="พักการประชุม")
    yield step(row, "resume", half - MINUTE, CHAIR)
    for nth, name in enumerate(people.LEAVING):
        yield on_roll(row, "depart", of.taken_up(len(codes) - 2) - timedelta(seconds=60 - nth), SECRETARY, of=name)
    for place, code in enumerate(codes):
        is_sealed = place < len(codes) - script.WAIT_FOR_THE_SEAL
        yield from resolving(row, code, of.outcome(place), of.taken_up(place), is_sealed=is_sealed)
    yield step(row, "end", script.DAYS.ended, SECRETARY)


def resolving(
    row: shapes.Meeting, code: str, outcome: dict[str, Any], at: datetime, *, is_sealed: bool = True
) -> Iterator[Event]:
    """The secretary drafts what is resolved, and the chair certifies it; or it is recorded, and certified later."""

    def draft(moment: datetime) -> None:
        item, facts = item_of(row, code), dict(outcome)
        if facts["verb"].startswith("endorse"):
            of_project = {line.pk for line in lines_of_meeting(item.meeting) if line.item_id == item.pk}
            amounts = adopted_amounts(item.meeting) or {
                line.pk: line.screened_baht for line in lines_of_meeting(item.meeting)
            }
            facts["amounts"] = {str(pk): f"{amounts[pk]:.2f}" for pk in sorted(of_project)}
        make(item, "draft", actor=SECRETARY, at=moment, **facts)

    yield event(at, f"draft {code}", SECRETARY, draft)
    name, who = ("certify", CHAIR) if is_sealed else ("record", SECRETARY)
    yield event(at + 2 * MINUTE, f"{name} {code}", who, lambda moment: on_resolution(row, code, name, who, moment))


def _lists(row: shapes.Meeting, matter: shapes.Matter | None = None, code: str = "", **more: str) -> Any:
    words = {"section": matter.section, "title": matter.title_th, "note": matter.note_th} if matter else {}

    def do(at: datetime) -> None:
        operations.add_item(
            meeting=planned(row), project=acts.project(code) if code else None, actor=acts.person(SECRETARY), at=at,
            request_id=acts.request_id("list", row.called, SECRETARY, at), **words, **more,  # type: ignore[arg-type]
        )  # fmt: skip

    return do


def _adopts(at: datetime) -> None:
    """Everything as it was screened, but what the Department of Foreign Trade asks for is cut."""
    lines = lines_of_meeting(planned(script.FIRST))
    amounts = {str(line.pk): f"{line.screened_baht:.2f}" for line in lines}
    dearest = max((line for line in lines if line.project_id == acts.project(script.CONDITIONAL).pk),
                  key=lambda line: line.screened_baht)  # fmt: skip
    amounts[str(dearest.pk)] = "13500000.00"
    session.adopt_scenario(
        meeting=planned(script.FIRST), name="ตามที่กลั่นกรอง ปรับลดหนึ่งรายการ", amounts=amounts, **by(SECRETARY, at, "adopt"),
    )  # fmt: skip


def _guest(row: shapes.Meeting, code: str, at: datetime) -> None:
    session.welcome_guest(
        meeting=planned(row), item=item_of(row, code), name="ผู้แทนหน่วยงานเจ้าของโครงการ", post="ผู้ชี้แจง (ข้อมูลตัวอย่าง)",
        **by(SECRETARY, at, "guest"),
    )  # fmt: skip


def _recusal(row: shapes.Meeting, code: str, name: str, ground: str, at: datetime) -> Iterator[Event]:
    """A member declares an interest, leaves for the matter, and comes back."""

    def declare(moment: datetime) -> None:
        session.declare_recusal(
            item=item_of(row, code), entry=entry_of(row, name), ground=ground, **by(SECRETARY, moment, f"recuse {code}")
        )

    def move(step: str) -> Callable[[datetime], None]:
        return lambda moment: make(
            Recusal.objects.get(item=item_of(row, code), entry=entry_of(row, name)), step, actor=SECRETARY, at=moment
        )

    yield event(at - 2 * MINUTE, f"recuse {name}", SECRETARY, declare)
    yield event(at - MINUTE, f"leave_room {name}", SECRETARY, move("leave_room"))
    yield event(at + 3 * MINUTE, f"come_back {name}", SECRETARY, move("come_back"))


def _vote(row: shapes.Meeting, code: str, at: datetime) -> Iterator[Event]:
    """A vote by name that ends in a tie, which the chair decides; who was against says why."""
    question = "เห็นชอบโดยมีเงื่อนไขหรือไม่"

    def open_it(moment: datetime) -> None:
        session.open_vote(item=item_of(row, code), question=question, mode="named", **by(CHAIR, moment, "vote"))

    def say(name: str, choice: str) -> Callable[[datetime], None]:
        return lambda moment: _ballot(row, code, name, choice, moment)

    def count(moment: datetime) -> None:
        make(_round(row, code), "count", actor=SECRETARY, at=moment, casting=people.CASTING)

    def dissent(moment: datetime) -> None:
        session.note_dissent(
            item=item_of(row, code), entry=entry_of(row, people.DISSENTING), reason=people.DISSENT,
            **by(SECRETARY, moment, "dissent"),
        )  # fmt: skip

    yield event(at, "open_vote", CHAIR, open_it)
    said = [*((name, "for") for name in people.FOR), *((name, "against") for name in people.AGAINST)]
    for nth, (name, choice) in enumerate(said, 1):
        yield event(at + timedelta(seconds=5 * nth), f"vote {name}", SECRETARY, say(name, choice))
    yield event(at + timedelta(seconds=90), "count", SECRETARY, count)
    yield event(at + timedelta(seconds=100), f"dissent {people.DISSENTING}", SECRETARY, dissent)


def _ballot(row: shapes.Meeting, code: str, name: str, choice: str, at: datetime) -> None:
    session.cast_ballot(
        round_=_round(row, code), entry=entry_of(row, name), choice=choice, **by(SECRETARY, at, f"ballot {name}")
    )


def _round(row: shapes.Meeting, code: str) -> VoteRound:
    return VoteRound.objects.get(item=item_of(row, code))


def item_of(row: shapes.Meeting, code: str) -> AgendaItem:
    """The item of a project on a meeting's agenda, as it stands now."""
    return AgendaItem.objects.get(meeting=planned(row), project__code=code)


def entry_of(row: shapes.Meeting, name: str) -> RollEntry:
    """A member's place on the roll."""
    return planned(row).roll.get(user__username=name)


def on_item(row: shapes.Meeting, code: str, name: str, who: str, at: datetime) -> None:
    """A step of an item."""
    make(item_of(row, code), name, actor=who, at=at)


def on_resolution(row: shapes.Meeting, code: str, name: str, who: str, at: datetime, **facts: Any) -> None:
    """A step of the resolution on a project."""
    make(item_of(row, code).resolutions.latest("pk"), name, actor=who, at=at, **facts)


def on_roll(row: shapes.Meeting, name: str, at: datetime, who: str, *, of: str, note: str = "", **facts: Any) -> Event:
    """A step of a member's place on the roll."""
    return event(
        at, f"{name} {of}", who, lambda moment: make(entry_of(row, of), name, actor=who, at=moment, note=note, **facts)
    )


def step(row: shapes.Meeting, name: str, at: datetime, who: str, note: str = "") -> Event:
    """A step of the meeting."""
    return event(at, name, who, lambda moment: make(planned(row), name, actor=who, at=moment, note=note))


def by(who: str, at: datetime, name: str) -> dict[str, Any]:
    """Who acts, when, under an id that is the same whenever the story is told."""
    return {"actor": acts.person(who), "at": at, "request_id": acts.request_id(name, script.COMMITTEE.code, who, at)}


def event(at: datetime, name: str, who: str, do: Callable[[datetime], Any]) -> Event:
    """An act of the story; ``do`` takes its moment."""
    return Event(at=at, of=script.COMMITTEE.code, name=name, actor=who, do=lambda run: do(at))
