# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Rounds on the status of plans in the tests' world: written by one officer, opened by the head, told by agencies."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from digital_plan.models import Plan, StatusResult, StatusResultPaper, StatusReturn, StatusRound
from digital_plan.operations.status_rounds import RoundText, begin_status_round
from papers.models import Document
from tests.world import World

LAST_DAY = date(2020, 11, 16)  # a Monday
OFFICERS = {"lead": "officer", "north": "nora", "south": "somsak"}
DONE: dict[str, Any] = {"plan_status": "done", "plan_kind": "action_plan", "first_year": 2563, "last_year": 2565}
MAKING = {"plan_status": "making"}
NONE = {"plan_status": "none"}


def text(**said: Any) -> RoundText:
    given: dict[str, Any] = {
        "plan": Plan.objects.get(code="63-65").pk, "opens_on": date(2020, 11, 2), "due_date": LAST_DAY,
    }  # fmt: skip
    return RoundText(**given | said)


def drafted(world: World, by: str = "screener", **said: Any) -> StatusRound:
    record = begin_status_round(text(**said), actor=world.people[by], at=world.at, request_id=uuid4())
    return StatusRound.objects.get(pk=record.subject_id)


def opened_round(world: World, draft: StatusRound | None = None, **said: Any) -> StatusRound:
    """Open, with a return of every agency."""
    found = draft or drafted(world, **said)
    world.act("open_round", "screening_head", found)
    return StatusRound.objects.get(pk=found.pk)


def return_of(world: World, agency: str, round_: StatusRound | None = None) -> StatusReturn:
    found = StatusReturn.objects.filter(agency=world.agencies[agency])
    return found.get(round=round_) if round_ else found.latest("pk")


def tell(world: World, agency: str, facts: dict[str, Any] = DONE) -> StatusReturn:
    """The agency tells its status in the latest round."""
    world.act("tell_status", OFFICERS[agency], return_of(world, agency), facts=facts)
    return return_of(world, agency)


def for_caller(world: World, agency: str, facts: dict[str, Any] = DONE) -> StatusReturn:
    """An officer of DGA enters what the agency told by telephone."""
    given = facts | {"caller": "ผู้อำนวยการกองแผนงาน", "came_by": "phone"}
    world.act("enter_for_caller", "screener", return_of(world, agency), facts=given)
    return return_of(world, agency)


def closed(world: World, round_: StatusRound) -> StatusRound:
    """Closed on a day after its last."""
    world.act("close_round", "screener", round_, at=world.at + timedelta(days=30))
    return StatusRound.objects.get(pk=round_.pk)


def reported(world: World, round_: StatusRound) -> StatusRound:
    """Closed and reported: its result is frozen."""
    world.act("report_round", "screening_head", closed(world, round_), at=world.at + timedelta(days=31))
    return StatusRound.objects.get(pk=round_.pk)


def every_row_of_status_rounds(world: World, document: Document) -> None:
    """A row in each of their tables."""
    result = StatusResult.objects.get(round=reported(world, opened_round(world)))
    StatusResultPaper.objects.create(result=result, document=document)
