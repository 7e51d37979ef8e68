# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Proposals to change a plan: state by step, person by step, each rule, and the revision that lists what was taken."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from digital_plan.guards import revisions as g
from digital_plan.models import PlanRevision, RevisionProposal
from tests.project.conftest import visitor
from tests.refusing import english, refused
from tests.revisions import YEAR, listed, plan, proposed, taken
from tests.standing import check_deferred, grounded
from tests.world import PEOPLE, World, desks
from workflows.explaining import explain
from workflows.lifecycle import Attempt, steps_of
from workflows.records import canonical_json, digest
from workflows.refusals import GuardsUnmet, NotPermitted, RequestReused, WrongState
from workflows.verification import faults

pytestmark = pytest.mark.django_db
STATES: dict[str, set[str]] = {
    "change_proposed": {"take_change", "leave_change", "withdraw_change"},
    "change_taken": set(),
    "change_not_taken": set(),
    "change_withdrawn": set(),
}
WHO = {
    "take_change": {"screening_head"},
    "leave_change": {"screening_head"},
    "withdraw_change": {"nora"},
}

ground, world = grounded(World)


def test_steps_start_where_the_table_says() -> None:
    starts: dict[str, set[str]] = {state: set() for state in STATES}
    for name, step in steps_of(RevisionProposal).items():
        for source in step._django_fsm.transitions:  # type: ignore[attr-defined]
            starts[source].add(name)
    assert starts == STATES


def test_steps_are_made_by_those_whom_the_table_names(world: World) -> None:
    allowed: dict[str, set[str]] = {name: set() for name in WHO}
    found = proposed(world)
    for name in PEOPLE:
        for answer in explain(found, Attempt(actor=world.people[name], at=world.at, request_id=uuid4())):
            if answer.permitted:
                allowed[answer.name].add(name)
    assert allowed == WHO
    assert desks(found) == ["deciding_change"]


@pytest.mark.parametrize(("who", "agency"), [("officer", "north"), ("auditor", "lead"), ("head", "lead")])
def test_nobody_proposes_for_an_agency_that_is_not_theirs(world: World, who: str, agency: str) -> None:
    with refused(NotPermitted):
        proposed(world, who, agency)


def test_dga_proposes_by_its_screening_officer(world: World) -> None:
    assert proposed(world, "screener", "dga").state == "change_proposed"


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"what": " "}, g.says_what_and_why.sentence),
        ({"why": ""}, g.says_what_and_why.sentence),
        ({"item_code": ""}, g.names_what_is_there.sentence),
        ({"item_code": "63-65/9"}, g.names_what_is_there.sentence),
        ({"item_code": "66-70/1"}, g.names_what_is_there.sentence),
        ({"change_kind": "drop", "item_code": ""}, g.names_what_is_there.sentence),
    ],
)
def test_proposal_says_what_is_there_to_change_and_why(world: World, said: dict[str, Any], sentence: Any) -> None:
    with refused(GuardsUnmet) as raised:
        proposed(world, **said)
    assert raised.value.reasons == (english(sentence),)


@pytest.mark.parametrize("said", [{"fiscal_year": 2562}, {"fiscal_year": 2576}, {"change_kind": "x"}, {"plan": 0}])
def test_proposal_is_for_a_plan_and_year_that_can_be_meant(world: World, said: dict[str, Any]) -> None:
    with refused(GuardsUnmet):
        proposed(world, **said)


def test_what_is_new_needs_no_place_in_the_plan(world: World) -> None:
    assert proposed(world, change_kind="add", item_code="").item() is None


def test_who_proposed_does_not_decide(world: World) -> None:
    found = proposed(world)
    RevisionProposal.objects.filter(pk=found.pk).update(proposed_by=world.screening_head)
    with refused(GuardsUnmet) as raised:
        world.act("take_change", "screening_head", found, note="เห็นควร")
    assert raised.value.reasons == (english(g.another_proposed.sentence),)


def test_decision_has_its_reason_and_stands(world: World) -> None:
    found = proposed(world)
    with refused(GuardsUnmet):
        world.act("leave_change", "screening_head", found)
    world.act("leave_change", "screening_head", found, note="ซ้ำกับยุทธศาสตร์ที่ 2")
    assert RevisionProposal.objects.get().decision == "ซ้ำกับยุทธศาสตร์ที่ 2"
    with refused(WrongState):
        world.act("take_change", "screening_head", found, note="เปลี่ยนใจ")
    with refused(WrongState):
        world.act("withdraw_change", "nora", found, note="ขอถอน")


def test_revision_lists_what_was_taken_for_its_year_once(world: World) -> None:
    one = taken(world)
    proposed(world)
    other_year = taken(world, fiscal_year=YEAR + 1)
    revision = listed(world)
    assert revision.sha256 == digest(canonical_json(revision.content))
    assert (revision.number, revision.content["reason"]) == (1, "ทบทวนประจำปี")
    [change] = revision.content["changes"]
    assert change == {
        "proposal": one.pk, "kind": "change", "item": "63-65/1", "item_th": one.item().name_th, "what": one.what,  # type: ignore[union-attr]
        "why": one.why, "agency": world.agencies["north"].code, "agency_th": world.agencies["north"].name_th,
        "decided_on": "2020-11-02", "decision": "เห็นควรปรับ",
    }  # fmt: skip
    with refused(GuardsUnmet):
        listed(world)
    assert listed(world, fiscal_year=YEAR + 1).number == 2
    other_year.refresh_from_db(fields=["listed_in"])
    assert other_year.listed_in is not None
    check_deferred()
    assert list(faults()) == []


def test_same_request_lists_the_same_revision(world: World) -> None:
    taken(world)
    first = listed(world, request_id=UUID(int=3))
    assert listed(world, request_id=UUID(int=3)) == first
    with refused(RequestReused):
        listed(world, request_id=UUID(int=3), fiscal_year=YEAR + 1)


@pytest.mark.parametrize("who", ["screener", "admin", "officer", "secretary"])
def test_only_a_head_of_screening_lists_a_revision(world: World, who: str) -> None:
    taken(world)
    with refused(NotPermitted):
        listed(world, who)


def test_revision_needs_its_reason(world: World) -> None:
    taken(world)
    with refused(GuardsUnmet):
        listed(world, reason=" ")


@pytest.mark.parametrize(("who", "status"), [("nora", 200), ("screener", 200), ("auditor", 200), ("officer", 404)])
def test_proposal_is_read_by_its_agency_and_the_offices(world: World, who: str, status: int) -> None:
    found = proposed(world)
    client = visitor(world.people[who])
    for path in (f"/rolling-plan/proposals/{found.pk}/", f"/api/v1/plan-proposals/{found.pk}"):
        assert client.get(path).status_code == status
    assert len(client.get("/api/v1/plan-proposals").json()) == (status == 200)


def test_it_is_proposed_taken_and_listed_on_pages(world: World) -> None:
    given = {
        "request_id": uuid4(), "plan": plan().pk, "fiscal_year": YEAR, "change_kind": "change", "item_code": "63-65/1",
        "what": "เพิ่มตัวชี้วัด", "why": "วัดไม่ได้", "agency": world.agencies["north"].pk,
    }  # fmt: skip
    answer = visitor(world.nora).post("/rolling-plan/proposals/new/", given)
    found = RevisionProposal.objects.get()
    assert answer.headers["Location"] == f"/rolling-plan/proposals/{found.pk}/"
    world.act("take_change", "screening_head", found, note="เห็นควร")
    head = visitor(world.screening_head)
    assert "/rolling-plan/plans/63-65/revise/" in head.get("/rolling-plan/proposals/").content.decode()
    body = {"request_id": uuid4(), "fiscal_year": YEAR, "reason": "ทบทวน"}
    assert head.post("/rolling-plan/plans/63-65/revise/", body).status_code == 302
    page = visitor(world.officer).get("/plan/63-65/").content.decode()
    assert "เพิ่มตัวชี้วัด" in page
    assert PlanRevision.objects.count() == 1


def test_programs_propose_take_and_list(world: World) -> None:
    def post(who: str, path: str, body: dict[str, Any]) -> Any:
        headers = {"Idempotency-Key": str(uuid4())}
        return visitor(world.people[who]).post(
            f"/api/v1/{path}", body, content_type="application/json", headers=headers
        )

    body = {
        "plan": "63-65", "fiscal_year": YEAR, "change_kind": "add", "what": "ยุทธศาสตร์ใหม่", "why": "ยังขาด",
        "agency": world.agencies["north"].code,
    }  # fmt: skip
    assert post("officer", "plan-proposals", body).status_code == 403
    assert post("nora", "plan-proposals", body).status_code == 200
    pk = RevisionProposal.objects.get().pk
    assert post("screening_head", f"plan-proposals/{pk}/transitions/take_change", {"note": "เห็นควร"}).status_code == 200
    made = post("screening_head", "plans/63-65/revisions", {"fiscal_year": YEAR, "reason": "ทบทวน"})
    assert made.status_code == 200, made.content
    assert visitor(world.officer).get("/api/v1/plans/63-65/revisions").json() == [made.json()]
