# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Taking a task and giving it back."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from agencies.models import Membership
from agencies.roles import Role
from tests.refusing import refused
from tests.world import AT, World, everything
from workflows.models import Task, TransitionRecord
from workflows.queries import my_tasks, our_queue
from workflows.refusals import NotPermitted, WrongState
from workflows.tasks import claim, release
from workflows.verification import faults

pytestmark = pytest.mark.django_db


def open_task(world: World) -> Task:
    return Task.objects.get(process__subject_id=world.project_id, finished=None, flow_task_type="HUMAN")


def test_task_claimed_leaves_the_queue_for_the_person() -> None:
    world = World()
    task, later = open_task(world), AT + timedelta(hours=1)
    queue = [f"agency_officer@{world.agencies['lead'].pk}"]
    assert list(our_queue(queue)) == [task]
    claim(task.pk, actor=world.officer, at=later)
    assert (list(our_queue(queue)), list(my_tasks(world.officer))) == ([], [task])
    task = open_task(world)
    assert (task.owner, task.status, task.assigned) == (world.officer, "ASSIGNED", later)
    assert TransitionRecord.objects.filter(subject_type=world.project.kind).count() == 1  # a claim moves no state
    assert list(faults()) == []


def test_task_claimed_twice_by_the_same_person_stays_theirs() -> None:
    world = World()
    claim(open_task(world).pk, actor=world.officer, at=AT)
    before = everything()
    claim(open_task(world).pk, actor=world.officer, at=AT + timedelta(days=1))
    assert everything() == before


def test_task_taken_by_another_is_refused_with_the_name() -> None:
    world = World().to("submitted")
    claim(open_task(world).pk, actor=world.screener, at=AT)
    with refused(WrongState) as raised:
        claim(open_task(world).pk, actor=world.other_screener, at=AT)
    assert str(raised.value) == "ผู้ทดสอบ screener has already taken this task."


def test_task_claimed_by_one_who_may_not_act_there_is_refused() -> None:
    world = World().to("submitted")
    for who in set(world.people) - {"screener", "other_screener"}:
        with refused(NotPermitted):
            claim(open_task(world).pk, actor=world.people[who], at=AT)


def test_task_of_a_part_is_claimed_by_its_own_agency_alone() -> None:
    world = World().to("confirming")
    task = Task.objects.get(subject_id=world.part("north").pk, finished=None, subject_type__endswith="participation")
    with refused(NotPermitted):
        claim(task.pk, actor=world.somsak, at=AT)
    assert claim(task.pk, actor=world.nora, at=AT).owner == world.nora
    assert list(faults()) == []


def test_task_closed_meanwhile_is_refused() -> None:
    world = World()
    task = open_task(world)
    world.act("propose", "officer")
    for take in (claim, release):
        with refused(WrongState) as raised:
            take(task.pk, actor=world.officer, at=AT)
        assert str(raised.value) == (
            "This task is closed. ผู้ทดสอบ officer made “Submit to partners” meanwhile, on 2 November "
            "2020, 10:00. Look again before you act."
        )


def test_task_cancelled_meanwhile_is_refused() -> None:
    world = World().to("confirming")
    task = Task.objects.filter(finished=None, flow_task_type="HUMAN")[0]
    world.act("withdraw", "head", note="ถอน")
    with refused(WrongState) as raised:
        claim(task.pk, actor=world.nora, at=AT)
    assert str(raised.value) == (
        "This task is closed. ผู้ทดสอบ head made “Withdraw” meanwhile, on 2 November "
        "2020, 10:00. Look again before you act."
    )


@pytest.mark.parametrize("take", [claim, release])
def test_task_unknown_or_a_gateway_raises_does_not_exist(take: Callable[..., Task]) -> None:
    world = World()
    gateway = Task.objects.exclude(flow_task_type="HUMAN")[0]
    for task_id in (gateway.pk, 10**9):
        with pytest.raises(Task.DoesNotExist):
            take(task_id, actor=world.officer, at=AT)


def test_task_released_is_back_in_the_queue() -> None:
    world = World()
    claim(open_task(world).pk, actor=world.officer, at=AT)
    release(open_task(world).pk, actor=world.officer, at=AT)
    task = open_task(world)
    assert (task.owner, task.status, task.assigned) == (None, "NEW", None)
    assert list(faults()) == []
    assert claim(task.pk, actor=world.officer, at=AT).owner == world.officer


def test_task_released_by_another_is_refused() -> None:
    world = World().to("submitted")
    claim(open_task(world).pk, actor=world.screener, at=AT)
    with refused(NotPermitted) as raised:
        release(open_task(world).pk, actor=world.other_screener, at=AT)
    assert str(raised.value) == "Only the person who took the task can give it back."


def test_task_never_taken_is_released_without_change() -> None:
    world = World()
    before = everything()
    release(open_task(world).pk, actor=world.officer, at=AT)
    assert everything() == before


def test_act_at_a_claimed_desk_closes_it_with_the_one_who_acted() -> None:
    world = World().to("submitted")
    task = claim(open_task(world).pk, actor=world.screener, at=AT)
    world.act("take_up", "other_screener")
    task = Task.objects.get(pk=task.pk)
    assert (task.status, task.owner, task.finished) == ("DONE", world.other_screener, AT)
    assert list(faults()) == []


def test_claim_outlives_its_owners_role_but_the_act_does_not() -> None:
    world = World()
    claim(open_task(world).pk, actor=world.officer, at=AT)
    Membership.objects.filter(user=world.officer, role=Role.AGENCY_OFFICER).update(to_date=AT.date() - timedelta(1))
    world.people["officer"] = type(world.officer).objects.get(pk=world.officer.pk)
    with refused(NotPermitted):
        world.act("propose", "officer")
