# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The rounds 1/64 and 2/64 of the slides on the status of agencies' plans, reported, with what changed between them.

That there were two is in the DGA slides 2564; their days and what agencies told are example data.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from agencies.roles import BANGKOK
from digital_plan.models import Plan, StatusReturn, StatusRound
from digital_plan.operations.status_rounds import RoundText, begin_status_round
from project.demo.acts import Event, Run, make, person, request_id
from project.demo.fy2565.people import officer_of

PLAN = "63-65"
WRITER, OPENER = "screener2", "screening_head"
NONE, MAKING = {"plan_status": "none"}, {"plan_status": "making"}
DONE = {"plan_status": "done", "plan_kind": "action_plan", "first_year": 2563, "last_year": 2565}
REVISING = DONE | {"plan_status": "revising"}


@dataclass(frozen=True)
class Told:
    """A round by its days, and what each agency told; those of ``by_telephone`` had it entered by DGA."""

    opens_on: date
    due_date: date
    told: dict[str, dict[str, Any]]
    by_telephone: tuple[str, ...] = ()
    asked_back: tuple[str, ...] = ()


ROUNDS = (
    Told(
        date(2021, 5, 3), date(2021, 5, 31),
        {"dga": DONE, "hii": MAKING, "nia": NONE, "gistda": DONE, "treasury": MAKING},
        by_telephone=("treasury",),
    ),
    Told(
        date(2021, 9, 1), date(2021, 9, 30),
        {"dga": REVISING, "hii": DONE, "nia": MAKING, "gistda": DONE},
        asked_back=("nia",),
    ),
)  # fmt: skip


def events() -> Iterator[Event]:
    """Every act of both rounds."""
    for number, told in enumerate(ROUNDS, 1):
        yield from _round(f"ติดตามสถานะแผน ครั้งที่ {number}/64", told)


def _round(name: str, told: Told) -> Iterator[Event]:
    def event(act: str, actor: str, at: datetime, do: Any) -> Event:
        return Event(at=at, of=name, name=act, actor=actor, do=do)

    def of_round(act: str, actor: str, at: datetime) -> Event:
        return event(act, actor, at, lambda _run: make(_latest(), act, actor=actor, at=at))

    def of_agency(key: str, act: str, actor: str, at: datetime, **facts: Any) -> Event:
        return event(act, actor, at, lambda _run: make(_return(key), act, actor=actor, at=at, **facts))

    def write(_run: Run) -> None:
        text = RoundText(plan=Plan.objects.get(code=PLAN).pk, opens_on=told.opens_on, due_date=told.due_date)
        begin_status_round(
            text, actor=person(WRITER), at=first, request_id=request_id("round", name, WRITER, first), is_example=True
        )

    first = _at(told.opens_on, "09:00")
    yield event("write a round", WRITER, first, write)
    yield of_round("open_round", OPENER, _at(told.opens_on, "10:30"))
    for place, (key, facts) in enumerate(told.told.items(), 1):
        at = _at(told.opens_on + timedelta(days=place), "13:30")
        if key in told.by_telephone:
            yield of_agency(key, "enter_for_caller", WRITER, at, caller="กองแผนงาน", came_by="phone", **facts)
        else:
            yield of_agency(key, "tell_status", officer_of(key), at, **facts)
    for key in told.asked_back:
        asked, answered = _at(told.due_date, "09:00"), _at(told.due_date, "15:00")
        yield of_agency(key, "ask_back", WRITER, asked, text="คาดว่าจะแล้วเสร็จเมื่อใด")
        facts = told.told[key] | {"text": "ภายในปีงบประมาณ พ.ศ. 2565"}
        yield of_agency(key, "answer_back", officer_of(key), answered, **facts)
    yield of_round("close_round", WRITER, _at(told.due_date + timedelta(days=1), "09:00"))
    yield of_round("report_round", OPENER, _at(told.due_date + timedelta(days=4), "14:00"))


def _latest() -> StatusRound:
    return StatusRound.objects.latest("pk")


def _return(key: str) -> StatusReturn:
    return StatusReturn.objects.get(round=_latest(), agency__code=key)


def _at(day: date, clock: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), tzinfo=BANGKOK)
