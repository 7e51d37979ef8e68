# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Agencies' action plans: who does what when, what sending needs, revisions that stay, and who sees what."""

from typing import Any
from uuid import uuid4

import pytest
from django.http import Http404

from digital_plan.models import ActionPlan, ActionPlanRevision, EarlierPlanText, OwnDocument
from digital_plan.operations.action_plans import SectionText, attach_document, begin_plan, write_details, write_sections
from digital_plan.queries.action_plans import action_plan_for, changes_between, sections_of
from digital_plan.template_sections import SECTIONS
from papers.sections import share_of
from tests.action_plans import begun, linked, sent, whole, write
from tests.refusing import refused
from tests.standing import grounded
from tests.world import World, desks
from workflows.explaining import ahead
from workflows.lifecycle import Attempt
from workflows.refusals import GuardsUnmet, NotPermitted, VersionConflict, WrongState

pytestmark = pytest.mark.django_db
ground, world = grounded(World)
EVERYONE = ("officer", "head", "nora", "screener", "screening_head", "secretary", "auditor", "admin", "stranger")
STATES = {  # what starts where
    "being_written": {"send_plan", "end_plan"},
    "sent_to_dga": {"acknowledge_receipt", "return_plan"},
    "returned": {"send_plan", "end_plan"},
    "acknowledged": {"revise_plan", "end_plan"},
    "ended": set(),
}
WHO = {
    "send_plan": {"officer"},
    "acknowledge_receipt": {"screener"},
    "return_plan": {"screener"},
    "revise_plan": {"officer"},
    "end_plan": {"officer"},
}
RECEIPT = {"receipt_number": "สพร 12/2566"}


def attempt(world: World, who: str) -> Attempt:
    return Attempt(actor=world.people[who], at=world.at, request_id=uuid4())


def stood(world: World, state: str) -> ActionPlan:
    """The plan in a state."""
    if state == "being_written":
        return whole(world, begun(world))
    plan = sent(world)
    if state == "returned":
        world.act("return_plan", "screener", plan, note="ขาดตัวชี้วัด")
        write(world, plan, driving="แก้แล้ว")
    if state in ("acknowledged", "ended"):
        world.act("acknowledge_receipt", "screener", plan, facts=RECEIPT)
    if state == "ended":
        world.act("end_plan", "officer", plan, note="ครบกำหนด")
    return ActionPlan.objects.get(pk=plan.pk)


@pytest.mark.parametrize("state", STATES)
def test_each_step_starts_only_where_it_may_and_by_whom_it_may(world: World, state: str) -> None:
    plan = stood(world, state)
    for step, who in WHO.items():
        for name in EVERYONE:
            kind = WrongState if step not in STATES[state] else NotPermitted if name not in who else None
            if kind is not None:
                with refused(kind):
                    world.act(step, name, plan, note="เหตุผล", facts=RECEIPT if step == "acknowledge_receipt" else {})
    assert plan.state == state


def test_plan_goes_to_dga_and_is_acknowledged(world: World) -> None:
    plan = begun(world)
    assert desks(plan) == ["writing_plan"]
    whole(world, plan)
    world.act("send_plan", "officer", plan)
    assert desks(plan) == ["receiving_plan"]
    with refused(GuardsUnmet) as raised:
        world.act("acknowledge_receipt", "screener", plan)
    assert raised.value.reasons == ("The receipt number must be given.",)
    world.act("acknowledge_receipt", "screener", plan, facts=RECEIPT)
    plan = ActionPlan.objects.get(pk=plan.pk)
    assert (plan.state, plan.receipt_number, plan.received_number) == ("acknowledged", "สพร 12/2566", 1)
    assert desks(plan) == []


def test_empty_sections_are_named_and_a_document_stands_for_them(world: World) -> None:
    plan = begun(world)
    write(world, plan, background="ความเป็นมา")
    [gate] = ahead(plan, ["send_plan"], attempt(world, "officer"))
    assert len(gate.missing) == len(SECTIONS)  # the rule's sentence, and the seven that are empty
    with refused(GuardsUnmet):
        world.act("send_plan", "officer", plan)
    linked(world, plan)
    world.act("send_plan", "officer", plan)
    kept = ActionPlanRevision.objects.get(plan=plan)
    assert kept.content["document"] == {"link": "https://example.go.th/plan"}
    assert share_of(sections_of(plan)) == {"written": 1, "of": 8}


def test_revised_plan_is_a_new_revision_and_the_one_before_stays(world: World) -> None:
    plan = stood(world, "acknowledged")
    world.act("revise_plan", "officer", plan, note="ปรับตามแผน 66–70")
    with refused(GuardsUnmet) as raised:
        world.act("send_plan", "officer", plan)
    assert raised.value.reasons == ("Something must have changed since the revision that was sent last.",)
    write(world, plan, background="ความเป็นมาใหม่")
    world.act("send_plan", "officer", plan)
    first, second = plan.revisions.order_by("number")
    assert first.content["sections"]["background"]["text"] == "เนื้อหา background"
    [change] = changes_between(first, second)
    assert (change.name, change.before, change.after) == ("background", "เนื้อหา background", "ความเป็นมาใหม่")


def test_two_writers_of_one_section_lose_nothing(world: World) -> None:
    plan = begun(world)
    write(world, plan, background="ของคนแรก", driving="ของคนแรก")
    ActionPlan.objects.get(pk=plan.pk).sections.update(written_by=world.head)
    with refused(VersionConflict):
        write_sections(
            plan_id=plan.pk, sections=[SectionText("background", "ของคนที่สอง")], expected_revision=0,
            actor=world.officer, at=world.at,
        )  # fmt: skip
    write_sections(  # another section does not meet it
        plan_id=plan.pk, sections=[SectionText("strategies_together", "ใหม่")], expected_revision=0,
        actor=world.officer, at=world.at,
    )  # fmt: skip
    write(world, plan, background="ของคนที่สอง")
    assert EarlierPlanText.objects.get().text == "ของคนแรก"


def test_several_sections_are_written_together_or_none(world: World) -> None:
    plan = begun(world)
    with refused(GuardsUnmet):
        write(world, plan, background="ก", driving="ย" * 20_001)


def test_what_is_sent_is_written_no_more(world: World) -> None:
    plan = sent(world)
    with refused(WrongState):
        write(world, plan, background="ใหม่")
    with refused(WrongState):
        linked(world, plan)
    with refused(WrongState):
        write_details(
            plan_id=plan.pk, plan_kind="work_plan", first_year=2566, last_year=2567, expected_revision=9,
            actor=world.officer, at=world.at,
        )  # fmt: skip


@pytest.mark.parametrize("who", ["head", "nora", "screener", "admin"])
def test_only_the_agencys_officers_write(world: World, who: str) -> None:
    plan = begun(world)
    with refused(NotPermitted):
        write(world, plan, who, background="ใหม่")
    with refused(NotPermitted):
        linked(world, plan, who)


@pytest.mark.parametrize(("first", "last", "passes"), [(2566, 2566, True), (2566, 2575, True), (2566, 2576, False),
                                                       (2567, 2566, False)])  # fmt: skip
def test_years_of_a_plan(world: World, first: int, last: int, passes: bool) -> None:
    given: dict[str, Any] = {
        "agency": world.agencies["lead"], "plan_kind": "work_plan", "first_year": first, "last_year": last,
        "actor": world.officer, "at": world.at, "request_id": uuid4(),
    }  # fmt: skip
    if passes:
        assert begin_plan(**given).years.startswith("2566")
        return
    with refused(GuardsUnmet):
        begin_plan(**given)


def test_agency_has_one_plan_until_it_ends(world: World) -> None:
    plan = begun(world)
    with refused(GuardsUnmet) as raised:
        begun(world)
    assert raised.value.reasons == ("An agency has one plan that has not ended; go on with the one that is there.",)
    world.act("end_plan", "officer", plan, note="ยุบรวมหน่วยงาน")
    assert begun(world).pk != plan.pk


def test_dga_sees_a_plan_from_the_day_it_is_sent(world: World) -> None:
    plan = begun(world)
    for who in ("officer", "head"):
        assert action_plan_for(world.people[who], plan.pk, world.at) == plan
    for who in ("nora", "screener", "auditor", "stranger", "budget"):
        with pytest.raises(Http404):
            action_plan_for(world.people[who], plan.pk, world.at)
    whole(world, plan)
    world.act("send_plan", "officer", plan)
    for who in ("screener", "screening_head", "secretary", "auditor", "admin"):
        assert action_plan_for(world.people[who], plan.pk, world.at) == plan
    for who in ("nora", "stranger", "budget"):
        with pytest.raises(Http404):
            action_plan_for(world.people[who], plan.pk, world.at)


@pytest.mark.parametrize("link", ["javascript:alert(1)", "ftp://x.go.th/", "ไม่ใช่ที่อยู่", ""])
def test_address_of_a_document_is_one(world: World, link: str) -> None:
    plan = begun(world)
    with refused(GuardsUnmet):
        attach_document(plan_id=plan.pk, link=link, actor=world.officer, at=world.at, request_id=uuid4())


def test_same_request_attaches_once(world: World) -> None:
    plan, request_id = begun(world), uuid4()
    for _again in range(2):
        attach_document(
            plan_id=plan.pk, link="https://a.go.th/", actor=world.officer, at=world.at, request_id=request_id
        )
    assert OwnDocument.objects.count() == 1
