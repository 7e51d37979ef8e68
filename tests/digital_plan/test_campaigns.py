# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Campaigns and responses: state by step, person by step, each rule at its boundary, and what each act leaves."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from agencies.models import Agency
from digital_plan.guards import campaigns as g
from digital_plan.models import AlignmentCampaign, AlignmentResponse, ResponseVersion
from digital_plan.operations.campaigns import (
    ProjectText,
    edit_campaign,
    remove_own_project,
    save_own_project,
    save_part_one,
)
from tests.campaigns import (
    FILLED,
    KEY_PROJECT,
    LAST_DAY,
    STRATEGY,
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
from workflows.bulk import perform_many, preview_many
from workflows.clocks.days import BANGKOK, end_of
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


def test_handing_in_names_what_is_missing(world: World) -> None:
    opened(world)
    response = response_of(world, "lead")
    by: dict[str, Any] = {"response_id": response.pk, "actor": world.officer, "at": world.at}
    save_part_one(given=FILLED | {"plan_url": "", "respondent_role": ""}, expected_revision=0, **by)
    save_own_project(text=ProjectText(title="ยังไม่ระบุ", fiscal_year=2565), **by)
    with refused(GuardsUnmet) as raised:
        world.act("hand_over", "officer", response)
    assert raised.value.reasons == (
        english(g.part_one_is_filled_in.sentence),
        "post of who answers",
        "address of the plan on the web",
        english(g.projects_serve_something.sentence),
        "ยังไม่ระบุ",
    )


def test_plan_that_is_not_made_needs_no_title(world: World) -> None:
    opened(world)
    response = response_of(world, "north")
    given = FILLED | {"plan_status": "making", "plan_title": "", "plan_url": "", "plan_kind": "", "has_none": True,
                      "plan_first_year": None, "plan_last_year": None}  # fmt: skip
    save_part_one(response_id=response.pk, given=given, expected_revision=0, actor=world.nora, at=world.at)
    world.act("hand_over", "nora", response)
    assert response_of(world, "north").state == "handed_over"


def test_agency_with_projects_does_not_say_that_it_has_none(world: World) -> None:
    opened(world)
    fill(world, "north", "nora")
    response = response_of(world, "north")
    save_part_one(
        response_id=response.pk, given=FILLED | {"has_none": True}, expected_revision=1, actor=world.nora, at=world.at
    )
    with refused(GuardsUnmet) as raised:
        world.act("hand_over", "nora", response)
    assert raised.value.reasons == (english(g.projects_are_named_or_none.sentence),)


@pytest.mark.parametrize(
    "given",
    [
        {"plan_url": "javascript:alert(1)"},
        {"plan_url": "แผน"},
        {"respondent_mailbox": "somchai@gmail.com"},
        {"respondent_mailbox": "somchai"},
        {"plan_first_year": 2566},
        {"plan_status": "x"},
    ],
    ids=["a script", "no address", "a person's", "no mailbox", "ends before it begins", "no status"],
)
def test_part_one_refuses_what_cannot_be_meant(world: World, given: dict[str, Any]) -> None:
    opened(world)
    response = response_of(world, "lead")
    with refused(GuardsUnmet):
        save_part_one(
            response_id=response.pk, given=FILLED | given, expected_revision=0, actor=world.officer, at=world.at
        )


def test_two_parts_do_not_ask_about_key_projects(world: World) -> None:
    opened(world)
    response = response_of(world, "north")
    wanted = ProjectText(title="ระบบ", fiscal_year=2565, items=[KEY_PROJECT])
    with refused(GuardsUnmet):
        save_own_project(response_id=response.pk, text=wanted, actor=world.nora, at=world.at)
    fill(world, "lead", "officer", items=(KEY_PROJECT, STRATEGY))


def test_nobody_writes_over_a_colleague_unread(world: World) -> None:
    opened(world)
    project = fill(world, "lead", "officer")
    response = response_of(world, "lead")
    by: dict[str, Any] = {"response_id": response.pk, "actor": world.officer, "at": world.at}
    with refused(VersionConflict):
        save_part_one(given=FILLED, expected_revision=0, **by)
    again = ProjectText(title="ชื่อใหม่", fiscal_year=2565)
    save_own_project(text=again, project_id=project.pk, expected_revision=1, **by)
    with refused(VersionConflict):
        save_own_project(text=again, project_id=project.pk, expected_revision=1, **by)


def test_only_the_agency_writes_and_only_while_it_has_the_response(world: World) -> None:
    opened(world)
    project = fill(world, "lead", "officer")
    response = response_of(world, "lead")
    for who in ("nora", "head", "screener", "admin"):
        with refused(NotPermitted):
            remove_own_project(response_id=response.pk, project_id=project.pk, actor=world.people[who], at=world.at)
    world.act("hand_over", "officer", response)
    with refused(WrongState):
        remove_own_project(response_id=response.pk, project_id=project.pk, actor=world.officer, at=world.at)


@pytest.mark.parametrize(
    ("due_time", "at", "is_late"),
    [
        (None, end_of(LAST_DAY), False),
        (None, end_of(LAST_DAY) + timedelta(seconds=1), True),
        ("16:30", datetime(2020, 11, 16, 16, 30, tzinfo=BANGKOK), False),
        ("16:30", datetime(2020, 11, 16, 16, 31, tzinfo=BANGKOK), True),
    ],
)
def test_what_comes_after_the_last_moment_is_taken_and_marked_late(
    world: World, due_time: str | None, at: datetime, is_late: bool
) -> None:
    given: dict[str, Any] = {"due_time": datetime.strptime(due_time, "%H:%M").time()} if due_time else {}  # noqa: DTZ007
    opened(world, **given)
    fill(world, "lead", "officer")
    world.act("hand_over", "officer", response_of(world, "lead"), at=at)
    found = response_of(world, "lead")
    assert (found.state, found.is_late, found.submitted_at) == ("handed_over", is_late, at)


def test_what_is_handed_in_is_kept_as_it_was(world: World) -> None:
    opened(world)
    carried(world, "lead", "officer", "checking")
    world.act("ask_to_clarify", "screener", response_of(world, "lead"), facts={"text": "โครงการใด"})
    response = response_of(world, "lead")
    save_own_project(
        response_id=response.pk, text=ProjectText(title="เพิ่ม", fiscal_year=2565, items=[STRATEGY]),
        actor=world.officer, at=world.at,
    )  # fmt: skip
    world.act("clarify", "officer", response, facts={"text": "เพิ่มแล้ว"})
    versions = ResponseVersion.objects.filter(response=response).order_by("number")
    assert [[one["title"] for one in version.content["projects"]] for version in versions] == [
        ["ระบบบริการกลาง"],
        ["ระบบบริการกลาง", "เพิ่ม"],
    ]
    record = TransitionRecord.objects.get(subject_type=response.kind, subject_id=response.pk, transition="clarify")
    assert record.facts["content_sha256"] == versions[1].sha256


# ── checking ──


def test_clock_of_the_check_stands_still_while_the_agency_owes(world: World) -> None:
    opened(world)
    carried(world, "lead", "officer", "checking")
    response = response_of(world, "lead")
    world.at += timedelta(days=7)  # five of its ten working days
    world.act("ask_to_clarify", "screener", response, facts={"text": "โครงการใด"})
    assert desks(response) == ["clarifying"]
    world.at += timedelta(days=28)
    world.act("clarify", "officer", response, facts={"text": "นี้"})
    [task] = Task.objects.filter(subject_type=response.kind, subject_id=response.pk, finished=None,
                                 flow_task_type="HUMAN")  # fmt: skip
    assert task.flow_task.name == "checking_response"
    assert 0 < (task.days_left or 0) < 10


@pytest.mark.parametrize(
    ("facts", "passes"),
    [
        ({"alignment": "aligned"}, True),
        ({"alignment": "partly", "text": "บางโครงการ"}, True),
        ({"alignment": "partly"}, False),
        ({"alignment": "not_aligned", "text": "  "}, False),
        ({"alignment": "x", "text": "เหตุผล"}, False),
        ({}, False),
    ],
)
def test_finding_that_is_not_full_alignment_says_why(world: World, facts: dict[str, str], passes: bool) -> None:
    opened(world)
    response = carried(world, "lead", "officer", "checking")
    if passes:
        world.act("record_finding", "screener", response, facts=facts)
        assert response_of(world, "lead").finding == facts["alignment"]
        return
    with refused(GuardsUnmet):
        world.act("record_finding", "screener", response, facts=facts)


def test_who_handed_in_does_not_check_and_who_checked_does_not_send(world: World) -> None:
    opened(world)
    response = carried(world, "lead", "officer", "handed_over")
    AlignmentResponse.objects.filter(pk=response.pk).update(submitted_by=world.screener)
    with refused(GuardsUnmet) as raised:
        world.act("take_up_check", "screener", response)
    assert raised.value.reasons == (english(g.another_handed_it_in.sentence),)
    world.act("take_up_check", "other_screener", response)
    world.act("record_finding", "other_screener", response, facts={"alignment": "aligned"})
    AlignmentResponse.objects.filter(pk=response.pk).update(checked_by=world.screening_head)
    with refused(GuardsUnmet) as raised:
        world.act("send_result", "screening_head", response)
    assert raised.value.reasons == (english(g.another_checked_it.sentence),)


def test_clearly_aligned_are_found_together_as_each_would_be_alone(world: World) -> None:
    opened(world)
    pks = [carried(world, agency, who, "handed_over").pk for agency, who in (("lead", "officer"), ("north", "nora"))]
    pks.append(response_of(world, "dga").pk)
    by: dict[str, Any] = {"actor": world.screener, "at": world.at, "facts": {"alignment": "aligned"}}
    looked = [one.refused is None for one in preview_many(AlignmentResponse, pks, "record_finding", **by)]
    assert looked == [True, True, False]
    made = perform_many(AlignmentResponse, pks, "record_finding", request_id=uuid4(), **by)
    assert [one.refused is None for one in made] == looked
    assert [response_of(world, name).state for name in ("lead", "north", "dga")] == ["checked", "checked", "awaited"]
    made = perform_many(AlignmentResponse, pks[:2], "send_result", actor=world.screening_head, at=world.at,
                        request_id=uuid4())  # fmt: skip
    numbers = [response_of(world, name).letter.letter_number for name in ("lead", "north")]
    assert sorted(numbers) == ["สพร ๐๒/๑", "สพร ๐๒/๒"]
    assert list(faults()) == []


# ── the end ──


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


def test_opening_the_letter_is_the_receipt(world: World) -> None:
    opened(world)
    response = carried(world, "lead", "officer", "result_sent")
    assert desks(response) == ["opening_result"]
    world.act("open_result", "officer", response)
    [record] = TransitionRecord.objects.filter(
        subject_type=response.kind, subject_id=response.pk, transition="open_result"
    )
    assert (record.actor_id, response_of(world, "lead").state) == (world.officer.pk, "acknowledged")


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
