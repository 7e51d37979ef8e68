# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Campaigns and responses: state by step, person by step, each rule at its boundary, and what each act leaves."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from agencies.models import Agency
from digital_plan.guards import campaigns as g
from digital_plan.models import AlignmentCampaign, AlignmentResponse
from digital_plan.operations.campaigns import (
    edit_campaign,
)
from tests.campaigns import (
    LAST_DAY,
    after_the_last_day,
    carried,
    fill,
    opened,
    response_of,
    text,
    written,
)
from tests.refusing import english, refused
from tests.standing import check_deferred, grounded
from tests.world import PEOPLE, World, desks
from workflows.clocks.days import end_of
from workflows.clocks.ladder import sweep
from workflows.explaining import explain
from workflows.lifecycle import Attempt, steps_of
from workflows.models import Fired, Process, Task, TransitionRecord
from workflows.refusals import GuardsUnmet, NotPermitted, VersionConflict, WrongState
from workflows.verification import faults

pytestmark = pytest.mark.django_db

CAMPAIGN = {
    "draft": {"open_campaign", "drop_campaign"},
    "open": {"close_campaign", "move_last_day"},
    "closed": {"declare_reported"},
    "results_reported": set(),
    "withdrawn": set(),
}
RESPONSE = {
    "awaited": {"hand_over", "lapse"},
    "handed_over": {"take_up_check", "record_finding"},
    "checking": {"ask_to_clarify", "record_finding"},
    "clarifying": {"clarify", "go_on_without"},
    "checked": {"check_again", "send_result"},
    "result_sent": {"open_result"},
    "acknowledged": set(),
    "not_received": set(),
}
OFFICERS, HEADS = {"screener", "other_screener"}, {"screening_head"}
WHO = {
    "open_campaign": HEADS,
    "drop_campaign": OFFICERS,
    "close_campaign": OFFICERS,
    "move_last_day": HEADS,
    "hand_over": {"officer"},
    "take_up_check": OFFICERS,
    "record_finding": OFFICERS,
    "ask_to_clarify": OFFICERS,
    "clarify": {"officer"},
    "go_on_without": OFFICERS,
    "check_again": HEADS,
    "send_result": HEADS,
    "open_result": {"officer"},
    "declare_reported": HEADS,
}

ground, world = grounded(World)


@pytest.mark.parametrize(("model", "states"), [(AlignmentCampaign, CAMPAIGN), (AlignmentResponse, RESPONSE)])
def test_steps_start_where_the_table_says(model: Any, states: dict[str, set[str]]) -> None:
    starts: dict[str, set[str]] = {state: set() for state in states}
    for name, step in steps_of(model).items():
        for source in step._django_fsm.transitions:  # type: ignore[attr-defined]
            starts[source].add(name)
    assert starts == states


def test_steps_are_made_by_those_whom_the_table_names(world: World) -> None:
    allowed: dict[str, set[str]] = {name: set() for name in WHO}

    def look(subject: Any) -> None:
        for name in PEOPLE:
            for answer in explain(subject, Attempt(actor=world.people[name], at=world.at, request_id=uuid4())):
                if answer.permitted:
                    allowed[answer.name].add(name)

    look(written(world, name="อีกรอบ"))
    campaign = opened(world, agencies=("lead",))
    look(campaign)
    look(response_of(world, "lead"))
    look(carried(world, "lead", "officer", "handed_over"))
    world.act("take_up_check", "screener", response_of(world, "lead"))
    look(response_of(world, "lead"))
    world.act("ask_to_clarify", "screener", response_of(world, "lead"), facts={"text": "โครงการใด"})
    look(response_of(world, "lead"))
    world.act("clarify", "officer", response_of(world, "lead"), facts={"text": "โครงการที่หนึ่ง"})
    world.act("record_finding", "screener", response_of(world, "lead"), facts={"alignment": "aligned"})
    look(response_of(world, "lead"))
    world.act("send_result", "screening_head", response_of(world, "lead"))
    look(response_of(world, "lead"))
    after_the_last_day(world)
    world.act("close_campaign", "screener", campaign)
    look(AlignmentCampaign.objects.get(pk=campaign.pk))
    assert allowed == WHO


def test_opening_asks_each_agency_once_with_the_variant_it_has_then(world: World) -> None:
    campaign = opened(world)
    variants = dict(campaign.responses.values_list("agency__code", "variant"))
    lead, north, dga = (world.agencies[name].code for name in ("lead", "north", "dga"))
    assert variants == {lead: "three_parts", north: "two_parts", dga: "two_parts"}
    assert [desks(one) for one in campaign.responses.all()] == [["responding"]] * 3
    due = Task.objects.filter(subject_type=response_of(world, "lead").kind).values_list("due_at", flat=True).distinct()
    assert list(due) == [end_of(LAST_DAY)]
    record = TransitionRecord.objects.get(
        subject_type=campaign.kind, subject_id=campaign.pk, transition="open_campaign"
    )
    assert record.facts == {"agencies_asked": 3, "owners_asked": 1}
    check_deferred()
    assert list(faults()) == []


def test_opening_for_all_asks_every_registered_agency(world: World) -> None:
    campaign = written(world)
    world.act("open_campaign", "screening_head", campaign)
    assert campaign.responses.count() == Agency.objects.count()


def test_who_wrote_a_campaign_does_not_open_it(world: World) -> None:
    world.people["screener"].memberships.update(role="screening_officer")
    campaign = written(world)
    AlignmentCampaign.objects.filter(pk=campaign.pk).update(written_by=world.screening_head)
    with refused(GuardsUnmet) as raised:
        world.act("open_campaign", "screening_head", campaign)
    assert raised.value.reasons == (english(g.another_wrote_the_campaign.sentence),)


@pytest.mark.parametrize(
    ("opens_on", "is_in_time"), [(date(2020, 11, 2), True), (date(2020, 11, 3), False)], ids=["today", "tomorrow"]
)
def test_campaign_opens_from_its_first_day(world: World, opens_on: date, is_in_time: bool) -> None:
    campaign = written(world, opens_on=opens_on)
    if is_in_time:
        world.act("open_campaign", "screening_head", campaign)
        return
    with refused(GuardsUnmet):
        world.act("open_campaign", "screening_head", campaign)


@pytest.mark.parametrize("due", [date(2020, 11, 14), date(2020, 11, 1)], ids=["a Saturday", "before it opens"])
def test_last_day_is_a_working_day_after_the_first(world: World, due: date) -> None:
    with refused(GuardsUnmet):
        written(world, due_date=due)


def test_campaign_that_was_opened_is_not_written_anew(world: World) -> None:
    campaign = opened(world)
    with refused(WrongState):
        edit_campaign(campaign_id=campaign.pk, text=text(), expected_revision=0, actor=world.screener, at=world.at)


def test_campaign_is_not_written_over_a_colleague(world: World) -> None:
    campaign = written(world)
    by: dict[str, Any] = {"campaign_id": campaign.pk, "expected_revision": 0, "at": world.at}
    edit_campaign(text=text(name="ใหม่"), actor=world.other_screener, **by)
    with refused(VersionConflict):
        edit_campaign(text=text(name="ใหม่กว่า"), actor=world.screener, **by)
    with refused(NotPermitted):
        edit_campaign(text=text(), actor=world.officer, **by | {"expected_revision": 1})


# ── answering ──


def test_campaign_is_not_reported_while_a_checked_response_has_no_letter(world: World) -> None:
    campaign = opened(world, agencies=("lead", "north"))
    carried(world, "lead", "officer", "checked")
    after_the_last_day(world)
    world.act("close_campaign", "screener", campaign)
    assert response_of(world, "north").state == "not_received"
    with refused(GuardsUnmet) as raised:
        world.act("declare_reported", "screening_head", campaign)
    name = world.agencies["lead"].name
    assert raised.value.reasons == (
        english(g.all_are_told.sentence), f"{name}: Checked, result not sent yet",
    )  # fmt: skip
    world.act("send_result", "screening_head", response_of(world, "lead"))
    world.act("declare_reported", "screening_head", campaign)
    assert AlignmentCampaign.objects.get(pk=campaign.pk).state == "results_reported"
    assert desks(campaign) == []
    assert list(faults()) == []


def test_campaign_closes_before_its_last_day_only_when_all_have_handed_in(world: World) -> None:
    campaign = opened(world, agencies=("lead", "north"))
    carried(world, "lead", "officer", "handed_over")
    with refused(GuardsUnmet):
        world.act("close_campaign", "screener", campaign)
    carried(world, "north", "nora", "handed_over")
    world.act("close_campaign", "screener", campaign)
    assert AlignmentCampaign.objects.get(pk=campaign.pk).state == "closed"


def test_nothing_is_handed_in_when_the_campaign_is_closed(world: World) -> None:
    campaign = opened(world)
    fill(world, "lead", "officer")
    after_the_last_day(world)
    world.act("close_campaign", "screener", campaign)
    assert not Process.objects.filter(subject_type=response_of(world, "lead").kind, finished=None).exists()
    with refused(WrongState):
        world.act("hand_over", "officer", response_of(world, "lead"))


def test_agencies_that_owe_are_reminded_by_the_ladder(world: World) -> None:
    opened(world)
    carried(world, "lead", "officer", "handed_over")
    Fired.objects.all().exists()
    sweep(end_of(LAST_DAY) - timedelta(days=1, hours=8))
    kind = response_of(world, "north").kind
    reminded = Fired.objects.filter(task__subject_type=kind, task__flow_task__endswith="responding")
    told = {pk for one in reminded for pk in one.told}
    assert world.nora.pk in told
    assert world.officer.pk not in told


def test_agencies_that_are_awaited_have_longer_when_the_last_day_is_moved(world: World) -> None:
    campaign = opened(world)
    carried(world, "lead", "officer", "handed_over")
    world.act("move_last_day", "screening_head", campaign, note="หน่วยงานขอ", facts={"due_date": "2020-12-01"})
    campaign = AlignmentCampaign.objects.get(pk=campaign.pk)
    assert (campaign.state, campaign.due_date) == ("open", date(2020, 12, 1))
    kind = response_of(world, "north").kind
    waiting = Task.objects.filter(subject_type=kind, finished=None, flow_task_type="HUMAN")
    due = {task.subject_id: task.due_at for task in waiting}
    assert due[response_of(world, "north").pk] == end_of(date(2020, 12, 1))
    assert due[response_of(world, "lead").pk] != end_of(date(2020, 12, 1))
    record = TransitionRecord.objects.get(subject_type=campaign.kind, subject_id=campaign.pk, seq=campaign.version)
    assert record.facts == {"due_date": "2020-12-01", "due_before": "2020-11-16"}


@pytest.mark.parametrize(
    "day", ["2020-11-16", "2020-11-13", "2020-11-29", "x"], ids=["same", "sooner", "Sunday", "no day"]
)
def test_last_day_is_moved_to_a_later_working_day_alone(world: World, day: str) -> None:
    campaign = opened(world)
    with refused(GuardsUnmet):
        world.act("move_last_day", "screening_head", campaign, note="หน่วยงานขอ", facts={"due_date": day})
