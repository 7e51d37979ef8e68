# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A task changes hands: taken over, handed over, taken back, assigned; and what is said about it. All of it is kept."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from agencies.models import Membership
from agencies.roles import Role
from tests.refusing import refused
from tests.standing import grounded
from tests.world import AT, World, everything
from workflows.models import Task, TaskEvent
from workflows.refusals import GuardsUnmet, NotPermitted, RequestReused, WrongState
from workflows.tasks import claim, comment, hand_over, reassign, reassign_all, release, take_back, take_over
from workflows.verification import faults

pytestmark = pytest.mark.django_db

LATER = AT + timedelta(hours=1)


def made() -> World:
    """A project that waits to be taken up, which both screeners may."""
    return World().to("submitted")


ground, world = grounded(made)


@pytest.fixture
def task(world: World) -> Task:
    """The task, taken by the first screener."""
    return claim(open_task(world).pk, actor=world.screener, at=AT)


def open_task(world: World) -> Task:
    return Task.objects.get(process__subject_id=world.project_id, finished=None, flow_task_type="HUMAN")


def story(task: Task) -> list[tuple[str, Any, Any, Any, str]]:
    return [(event.kind, event.actor, event.former, event.to, event.note) for event in task.events.order_by("pk")]


# ── what is kept ──


def test_every_change_of_hands_is_kept_with_its_reason(world: World, task: Task) -> None:
    one, two = world.screener, world.other_screener
    hand_over(task.pk, actor=one, to=two, note=" ช่วยตรวจตัวเลข ", at=LATER)
    take_back(task.pk, actor=one, at=LATER)
    take_over(task.pk, actor=two, note="ด่วน", at=LATER)
    reassign(task.pk, actor=world.admin, to=one, note="ตามคำสั่ง", at=LATER)
    release(task.pk, actor=one, at=LATER)
    assert story(task) == [
        ("claim", one, None, one, ""),
        ("hand_over", one, one, two, "ช่วยตรวจตัวเลข"),
        ("take_back", one, two, one, ""),
        ("take_over", two, one, two, "ด่วน"),
        ("reassign", world.admin, two, one, "ตามคำสั่ง"),
        ("release", one, one, None, ""),
    ]
    assert list(faults()) == []


def test_change_of_hands_moves_owner_and_the_moment_since_when(world: World, task: Task) -> None:
    hand_over(task.pk, actor=world.screener, to=world.other_screener, note="ฝาก", at=LATER)
    now = open_task(world)
    assert (now.owner, now.status, now.assigned) == (world.other_screener, "ASSIGNED", LATER)


# ── taking over ──


def test_task_is_not_taken_over_without_a_reason(world: World, task: Task) -> None:
    with refused(GuardsUnmet) as raised:
        take_over(task.pk, actor=world.other_screener, note="  ", at=LATER)
    assert str(raised.value) == "Say why you take the task over."


def test_task_is_not_taken_over_by_one_who_may_not_act_there(world: World, task: Task) -> None:
    for who in set(world.people) - {"screener", "other_screener"}:
        with refused(NotPermitted):
            take_over(task.pk, actor=world.people[who], note="ด่วน", at=LATER)


def test_own_task_is_taken_over_without_change(world: World, task: Task) -> None:
    before = everything()
    take_over(task.pk, actor=world.screener, note="", at=LATER)
    assert everything() == before


def test_task_that_waits_is_taken_over_as_a_claim(world: World) -> None:
    take_over(open_task(world).pk, actor=world.screener, note="", at=AT)
    assert story(open_task(world)) == [("claim", world.screener, None, world.screener, "")]


def test_task_of_a_closed_account_is_free_to_take(world: World, task: Task) -> None:
    type(world.screener).objects.filter(pk=world.screener.pk).update(is_active=False)
    claim(task.pk, actor=world.other_screener, at=LATER)
    assert story(task)[-1] == ("take_over", world.other_screener, world.screener, world.other_screener, "")


def test_task_of_one_who_lost_the_role_is_free_to_take(world: World, task: Task) -> None:
    gone = Membership.objects.filter(user=world.screener, role=Role.SCREENING_OFFICER)
    gone.update(to_date=AT.date() - timedelta(days=1))
    claim(task.pk, actor=world.other_screener, at=LATER)
    assert open_task(world).owner == world.other_screener


# ── handing over, and taking back ──


def test_task_is_handed_over_by_its_owner_alone(world: World, task: Task) -> None:
    with refused(NotPermitted) as raised:
        hand_over(task.pk, actor=world.other_screener, to=world.other_screener, note="ฝาก", at=LATER)
    assert str(raised.value) == "Only the person who took the task can hand it over."


def test_task_handed_over_without_a_word_is_refused(world: World, task: Task) -> None:
    with refused(GuardsUnmet) as raised:
        hand_over(task.pk, actor=world.screener, to=world.other_screener, note="", at=LATER)
    assert str(raised.value) == "Say what the other person should know."


def test_word_that_no_database_can_keep_is_refused(world: World, task: Task) -> None:
    with refused(GuardsUnmet):
        hand_over(task.pk, actor=world.screener, to=world.other_screener, note="ฝาก\0", at=LATER)


def test_task_is_handed_only_to_one_who_may_act_there(world: World, task: Task) -> None:
    for who in set(world.people) - {"screener", "other_screener"}:
        with refused(GuardsUnmet) as raised:
            hand_over(task.pk, actor=world.screener, to=world.people[who], note="ฝาก", at=LATER)
        assert str(raised.value) == f"ผู้ทดสอบ {who} may not act here."


def test_task_is_not_handed_to_a_closed_account(world: World, task: Task) -> None:
    world.other_screener.is_active = False
    world.other_screener.save()
    with refused(GuardsUnmet) as raised:
        hand_over(task.pk, actor=world.screener, to=world.other_screener, note="ฝาก", at=LATER)
    assert str(raised.value) == "The account of ผู้ทดสอบ other_screener is closed."


def test_hand_over_sent_twice_is_done_once(world: World, task: Task) -> None:
    hand_over(task.pk, actor=world.screener, to=world.other_screener, note="ฝาก", at=LATER)
    before = everything()
    hand_over(task.pk, actor=world.screener, to=world.other_screener, note="ฝาก", at=LATER + timedelta(seconds=1))
    assert everything() == before


def test_task_is_taken_back_only_by_the_one_who_handed_it_over_last(world: World, task: Task) -> None:
    third = Membership.objects.create(
        user=world.stranger, agency=world.agencies["dga"], unit=world.units["one"], role=Role.SCREENING_OFFICER,
        from_date=AT.date() - timedelta(days=1),
    ).user  # fmt: skip
    hand_over(task.pk, actor=world.screener, to=world.other_screener, note="ฝาก", at=LATER)
    hand_over(task.pk, actor=world.other_screener, to=third, note="ฝากต่อ", at=LATER)
    with refused(NotPermitted) as raised:
        take_back(task.pk, actor=world.screener, at=LATER)
    assert str(raised.value) == "Only the person who handed the task over can take it back."
    assert take_back(task.pk, actor=world.other_screener, at=LATER).owner == world.other_screener


def test_task_handed_over_and_done_is_not_taken_back(world: World, task: Task) -> None:
    hand_over(task.pk, actor=world.screener, to=world.other_screener, note="ฝาก", at=LATER)
    world.act("take_up", "other_screener")
    with refused(WrongState):
        take_back(task.pk, actor=world.screener, at=LATER)


def test_comment_after_the_hand_over_does_not_bar_taking_back(world: World, task: Task) -> None:
    hand_over(task.pk, actor=world.screener, to=world.other_screener, note="ฝาก", at=LATER)
    comment(task.pk, actor=world.other_screener, text="รับทราบ", at=LATER, request_id=uuid4())
    assert take_back(task.pk, actor=world.screener, at=LATER).owner == world.screener


# ── assigning ──


def test_task_is_assigned_by_those_who_oversee_the_queue_alone(world: World, task: Task) -> None:
    for who in set(world.people) - {"screening_head", "admin"}:
        with refused(NotPermitted):
            reassign(task.pk, actor=world.people[who], to=world.other_screener, note="ตามคำสั่ง", at=LATER)
    for who, to in (("screening_head", world.other_screener), ("admin", world.screener)):
        assert reassign(task.pk, actor=world.people[who], to=to, note="ตามคำสั่ง", at=LATER).owner == to


def test_task_of_an_agency_is_assigned_by_its_own_head(world: World) -> None:
    world.draft()
    task = Task.objects.get(finished=None, flow_task_type="HUMAN", unit__startswith="agency_officer")
    with refused(NotPermitted):
        reassign(task.pk, actor=world.north_head, to=world.officer, note="ตามคำสั่ง", at=LATER)
    assert reassign(task.pk, actor=world.head, to=world.officer, note="ตามคำสั่ง", at=LATER).owner == world.officer


def test_task_is_not_assigned_without_a_reason(world: World, task: Task) -> None:
    with refused(GuardsUnmet) as raised:
        reassign(task.pk, actor=world.admin, to=world.other_screener, note="", at=LATER)
    assert str(raised.value) == "Say why the task moves."


def test_task_is_not_assigned_to_one_who_may_not_act_there(world: World, task: Task) -> None:
    with refused(GuardsUnmet) as raised:
        reassign(task.pk, actor=world.admin, to=world.admin, note="ตามคำสั่ง", at=LATER)
    assert str(raised.value) == "ผู้ทดสอบ admin may not act here."


def test_task_assigned_to_nobody_waits_in_its_queue(world: World, task: Task) -> None:
    assert reassign(task.pk, actor=world.admin, to=None, note="ย้ายหน่วยงาน", at=LATER).owner is None
    assert list(faults()) == []


def test_all_tasks_of_a_person_move_and_those_that_cannot_say_why(world: World, task: Task) -> None:
    world.draft()
    (draft,) = Task.objects.filter(finished=None, flow_task_type="HUMAN", unit__startswith="agency_officer")
    Membership.objects.create(
        user=world.screener, agency=world.agencies["lead"], role=Role.AGENCY_OFFICER, from_date=AT.date()
    )
    world.screener.__dict__.pop("_prefetched_objects_cache", None)
    claim(draft.pk, actor=world.screener, at=LATER)
    moved = reassign_all(world.screener, actor=world.admin, to=world.other_screener, note="ลาออก", at=LATER)
    found = {one.task.pk: one.refused and one.refused.code for one in moved}
    assert found == {task.pk: None, draft.pk: "guards_unmet"}
    assert list(faults()) == []


# ── commenting ──


def test_comment_is_kept_as_it_was_written(world: World, task: Task) -> None:
    event = comment(task.pk, actor=world.other_screener, text=" <b>ตัวเลข</b> ไม่ตรง\n", at=LATER, request_id=uuid4())
    assert (event.kind, event.note, event.at, event.former, event.to) == (
        "comment", "<b>ตัวเลข</b> ไม่ตรง", LATER, None, None,
    )  # fmt: skip
    assert open_task(world).owner == world.screener
    assert list(faults()) == []


def test_comment_sent_twice_is_kept_once(world: World, task: Task) -> None:
    request_id = uuid4()
    first = comment(task.pk, actor=world.screener, text="ก", at=LATER, request_id=request_id)
    before = everything()
    assert comment(task.pk, actor=world.screener, text="ก", at=LATER, request_id=request_id) == first
    assert everything() == before
    with refused(RequestReused):
        comment(task.pk, actor=world.screener, text="ข", at=LATER, request_id=request_id)


def test_comment_is_for_those_who_may_act_or_oversee(world: World, task: Task) -> None:
    may = {"screener", "other_screener", "screening_head", "admin"}
    for who in set(world.people) - may:
        with refused(NotPermitted):
            comment(task.pk, actor=world.people[who], text="ก", at=LATER, request_id=uuid4())
    for who in may:
        comment(task.pk, actor=world.people[who], text="ก", at=LATER, request_id=uuid4())
    assert TaskEvent.objects.filter(kind="comment").count() == len(may)


@pytest.mark.parametrize("text", ["", "  \n", "ก" * 4001, "ก\0", "\ud800"])
def test_comment_that_says_nothing_or_cannot_be_kept_is_refused(world: World, task: Task, text: str) -> None:
    with refused(GuardsUnmet):
        comment(task.pk, actor=world.screener, text=text, at=LATER, request_id=uuid4())


def test_everything_about_a_closed_task_is_refused_with_what_happened(world: World, task: Task) -> None:
    world.act("take_up", "other_screener")
    for act in (
        lambda: take_over(task.pk, actor=world.other_screener, note="ก", at=LATER),
        lambda: hand_over(task.pk, actor=world.screener, to=world.other_screener, note="ก", at=LATER),
        lambda: reassign(task.pk, actor=world.admin, to=None, note="ก", at=LATER),
        lambda: comment(task.pk, actor=world.screener, text="ก", at=LATER, request_id=uuid4()),
    ):
        with refused(WrongState) as raised:
            act()
        assert "ผู้ทดสอบ other_screener made “Take up for screening” meanwhile" in str(raised.value)


# ── verify ──


def test_owner_changed_behind_the_events_is_named(world: World, task: Task) -> None:
    Task.objects.filter(pk=task.pk).update(owner=world.other_screener)
    assert list(map(str, faults())) == [f"Task {task.pk}: its owner is not the one to whom its events lead."]


def test_owner_without_an_event_is_named(world: World) -> None:
    task = open_task(world)
    Task.objects.filter(pk=task.pk).update(owner=world.screener, status="ASSIGNED")
    assert list(map(str, faults())) == [f"Task {task.pk}: it has an owner, but nobody took it."]


def test_task_given_up_behind_the_events_is_named(world: World, task: Task) -> None:
    Task.objects.filter(pk=task.pk).update(owner=None, status="NEW")
    assert list(map(str, faults())) == [f"Task {task.pk}: its owner is not the one to whom its events lead."]


def test_event_that_does_not_follow_is_named(world: World, task: Task) -> None:
    TaskEvent.objects.create(
        task=task, kind="take_over", actor=world.screener, former=world.other_screener, to=world.screener, at=LATER
    )
    assert list(map(str, faults())) == [
        f"Task {task.pk}: an event takes it from {world.other_screener.pk}, but {world.screener.pk} had it."
    ]


def test_claim_bars_nobody_from_the_act(world: World, task: Task) -> None:
    """Who may act the lifecycle says, and it alone; the record names who did."""
    record = world.act("take_up", "other_screener")
    assert record.actor == world.other_screener
    assert list(faults()) == []
