# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Responses to campaigns: what handing in needs, what is kept, the check, the finding, and the letter's receipt."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from digital_plan.guards import campaigns as g
from digital_plan.models import AlignmentResponse, ResponseVersion
from digital_plan.operations.campaigns import (
    ProjectText,
    remove_own_project,
    save_own_project,
    save_part_one,
)
from tests.campaigns import (
    FILLED,
    KEY_PROJECT,
    LAST_DAY,
    STRATEGY,
    carried,
    fill,
    opened,
    response_of,
)
from tests.refusing import english, refused
from tests.standing import grounded
from tests.world import World, desks
from workflows.bulk import perform_many, preview_many
from workflows.clocks.days import BANGKOK, end_of
from workflows.models import Task, TransitionRecord
from workflows.refusals import GuardsUnmet, NotPermitted, VersionConflict, WrongState
from workflows.verification import faults

pytestmark = pytest.mark.django_db
ground, world = grounded(World)


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


def test_opening_the_letter_is_the_receipt(world: World) -> None:
    opened(world)
    response = carried(world, "lead", "officer", "result_sent")
    assert desks(response) == ["opening_result"]
    world.act("open_result", "officer", response)
    [record] = TransitionRecord.objects.filter(
        subject_type=response.kind, subject_id=response.pk, transition="open_result"
    )
    assert (record.actor_id, response_of(world, "lead").state) == (world.officer.pk, "acknowledged")
