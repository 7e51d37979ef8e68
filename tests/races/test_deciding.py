# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Many at once on one project: one wins, the others are told who, and the database is whole."""

from collections import Counter
from typing import Any
from uuid import UUID, uuid4

import pytest

from budget_review.models import IntegrationProject
from budget_review.operations import name_agency
from committee.models import AgendaItem, Meeting
from committee.operations import add_item, plan_meeting
from tests.databases import FreshDatabase
from tests.sizes import SIZES
from tests.together import at_once
from tests.world import AT, MEETING_AT, World
from workflows.models import TransitionRecord
from workflows.refusals import GuardsUnmet, RequestReused, VersionConflict, WrongState
from workflows.verification import faults

pytestmark = pytest.mark.postgresql


def outcomes(results: list[Any]) -> Counter[str]:
    return Counter(type(result).__name__ for result in results)


def test_many_deciding_at_once_leave_one_record_and_are_told_who_won(fresh_database: FreshDatabase) -> None:
    world = World().to("budgeting")
    facts = {"source": "พ.ร.บ.", "amounts": world.amounts()}
    results = at_once(SIZES.deciders, lambda number: world.act("decide", "budget", facts=facts))
    assert outcomes(results) == {"TransitionRecord": 1, "WrongState": SIZES.deciders - 1}
    assert TransitionRecord.objects.filter(transition="decide").count() == 1
    assert all("ผู้ทดสอบ budget" in str(lost) for lost in results if isinstance(lost, WrongState))
    assert list(faults()) == []


def test_many_who_read_the_same_version_are_told_of_the_conflict(fresh_database: FreshDatabase) -> None:
    world = World().to("budgeting")
    version = world.project.version
    facts = {"source": "พ.ร.บ.", "amounts": world.amounts(), "stage": "bureau"}
    stage: dict[str, Any] = {"facts": facts, "expected_version": version}
    results = at_once(SIZES.deciders, lambda number: world.act("record_stage", "budget", **stage))
    assert outcomes(results) == {"TransitionRecord": 1, VersionConflict.__name__: SIZES.deciders - 1}
    assert list(faults()) == []


def test_same_request_thirty_times_at_once_gives_all_the_one_record(fresh_database: FreshDatabase) -> None:
    world, request_id = World(), uuid4()
    results = at_once(30, lambda number: world.act("propose", "officer", request_id=request_id))
    assert outcomes(results) == {"TransitionRecord": 30}
    assert len({record.pk for record in results if isinstance(record, TransitionRecord)}) == 1
    assert list(faults()) == []


def test_same_request_on_two_projects_at_once_is_reused_on_one(fresh_database: FreshDatabase) -> None:
    world = World()
    ids = [world.project_id, world.draft().pk]
    for request_id in [uuid4() for _ in range(5)]:
        results = at_once(2, lambda number: propose_and_take_back(world, ids[number], request_id))  # noqa: B023
        assert outcomes(results) == {"TransitionRecord": 1, RequestReused.__name__: 1}
    assert list(faults()) == []


def propose_and_take_back(world: World, project_id: int, request_id: UUID) -> TransitionRecord:
    project = IntegrationProject.objects.get(pk=project_id)
    record: TransitionRecord = world.act("propose", "officer", project, request_id=request_id)
    world.act("take_back", "officer", project, note="อีกครั้ง")
    return record


def test_same_meeting_planned_many_times_at_once_is_one_meeting(fresh_database: FreshDatabase) -> None:
    world, request_id = World(), uuid4()

    def plan(number: int) -> int:
        return plan_meeting(
            committee=world.committee, title="ประชุม", starts_at=MEETING_AT, ends_at=MEETING_AT.replace(hour=5),
            place="ห้อง", actor=world.secretary, at=AT, request_id=request_id,
        ).pk  # fmt: skip

    results = at_once(12, plan)
    assert len(set(results)) == 1, results
    assert Meeting.objects.count() == 1
    assert list(faults()) == []


def test_agency_named_by_many_at_once_is_named_once(fresh_database: FreshDatabase) -> None:
    world = World()
    agency = world.agencies["audit"]

    def name(number: int) -> Any:
        return name_agency(project=world.project, agency=agency, actor=world.officer, at=AT, request_id=uuid4())

    assert outcomes(at_once(8, name)) == {"Participation": 1, GuardsUnmet.__name__: 7}
    assert list(faults()) == []


@pytest.mark.parametrize("other", ["consent", "decline", "withdraw", "take_back"])
def test_partner_answers_while_another_acts(fresh_database: FreshDatabase, other: str) -> None:
    """No deadlock, no lost answer: whichever comes first, the project stands where the two acts lead."""
    world = World()
    north, south = world.part("north"), world.part("south")

    def act(number: int) -> Any:
        if number == 0:
            return world.act("consent", "nora", north)
        if other in ("consent", "decline"):
            return world.act(other, "somsak", south, note="เหตุผล")
        return world.act(other, "head" if other == "withdraw" else "officer", note="เหตุผล")

    for _turn in range(4 if other == "take_back" else 1):
        world.to("confirming")
        results = at_once(2, act)
        assert {type(result) for result in results} <= {TransitionRecord, GuardsUnmet, WrongState}, results
        assert isinstance(results[1], TransitionRecord), results
        where = {"consent": "agency_approval", "decline": "draft", "withdraw": "withdrawn", "take_back": "draft"}
        assert world.project.state == where[other]
        assert list(faults()) == []


def test_two_meetings_convened_at_once_have_two_numbers(fresh_database: FreshDatabase) -> None:
    world = World()
    meetings = [world.plan_meeting() for _ in range(6)]
    results = at_once(6, lambda number: world.act("convene", "secretary", meetings[number]))
    assert outcomes(results) == {"TransitionRecord": 6}
    assert list(Meeting.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6]
    assert list(faults()) == []


def test_request_id_of_a_start_used_for_an_act_at_once_is_refused(fresh_database: FreshDatabase) -> None:
    world, request_id = World(), uuid4()

    def act(number: int) -> Any:
        if number:
            return world.act("withdraw", "head", note="ถอน", request_id=request_id)
        agency = world.agencies["audit"]
        return name_agency(project=world.project, agency=agency, actor=world.officer, at=AT, request_id=request_id)

    results = at_once(2, act)
    refused = [result for result in results if isinstance(result, Exception)]
    assert [type(one) for one in refused] == [RequestReused], results
    assert list(faults()) == []


def test_project_put_on_ten_agendas_at_once_is_on_one(fresh_database: FreshDatabase) -> None:
    world = World().to("screened")
    meetings = [world.plan_meeting() for _ in range(10)]

    def put(number: int) -> AgendaItem:
        return add_item(
            meeting=meetings[number], project=world.project, actor=world.secretary, at=AT, request_id=uuid4()
        )

    assert outcomes(at_once(10, put)) == {"AgendaItem": 1, GuardsUnmet.__name__: 9}
    assert list(faults()) == []
