# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the giver of an order has taken stands among the receiver's tasks; who left a role leaves its tasks."""

from datetime import date, timedelta
from typing import Any

import pytest

from accounts.models import Notice, User
from accounts.system import system_account
from agencies.leaving import put_back_what_was_left
from agencies.lifecycle import Extent
from agencies.models import Membership
from project.tasks.finding import mine
from tests.api.asking import Program
from tests.orders import HAND_IN, order_in_force
from tests.project.conftest import visitor
from tests.standing import grounded
from tests.world import AT, World, everything
from workflows.models import Task, TaskEvent
from workflows.tasks import claim
from workflows.verification import faults

pytestmark = pytest.mark.django_db


def the_task() -> Task:
    of_project = Task.objects.filter(process__subject_type="budget_review.integrationproject")
    return of_project.get(finished=None, flow_task_type="HUMAN")


def made() -> World:
    """The head has taken the task of approving."""
    world = World().to("agency_approval")
    claim(the_task().pk, actor=world.head, at=AT)
    return world


ground, world = grounded(made)


@pytest.mark.parametrize(
    ("changed", "sees"),
    [
        ({}, True),
        ({"extent": Extent.DELEGATED, "acts": [HAND_IN]}, True),
        ({"extent": Extent.DELEGATED, "acts": ["budget_review.integrationproject.withdraw"]}, False),
        ({"subjects": ["budget_review.integrationproject/999999"]}, False),
        ({"valid_from": date(2020, 11, 3)}, False),
        ({"valid_to": date(2020, 11, 2)}, True),
    ],
)
def test_receiver_sees_what_the_order_lets_them_do(world: World, changed: dict[str, Any], sees: bool) -> None:
    order_in_force(world, "head", "officer", **changed)
    assert list(mine(User.objects.get(pk=world.officer.pk), AT)) == ([the_task()] if sees else [])
    assert list(mine(User.objects.get(pk=world.nora.pk), AT)) == []


def test_order_for_a_round_or_a_workplan_covers_the_tasks_of_its_projects(world: World) -> None:
    for number, kind in enumerate((f"round/{world.round.pk}", f"workplan/{world.round.workplan_id}", "round/999999")):
        order = order_in_force(
            world, "head", "officer", subjects=[f"budget_review.{kind}"], order_number=str(number),
            valid_from=date(2020, 11, 2) + timedelta(days=number), valid_to=date(2020, 11, 2) + timedelta(days=number),
        )  # fmt: skip
        at = AT + timedelta(days=number)
        found = list(mine(User.objects.get(pk=world.officer.pk), at))
        assert found == ([] if kind.endswith("999999") else [the_task()]), order


def test_list_marks_it_and_the_api_names_its_owner(world: World) -> None:
    order = order_in_force(world, "head", "officer", valid_to=date(2020, 12, 31))
    (task,) = Program(world, "officer").get("/tasks").json()["tasks"]
    assert task["owner"]["id"] == world.head.pk
    assert Program(world, "officer").get(f"/tasks/{task['id']}").status_code == 200
    assert Program(world, "nora").get(f"/tasks/{task['id']}").status_code == 404
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("project.views.tasks.timezone.now", lambda: AT)
        html = visitor(world.officer).get("/tasks/").content.decode()
    assert f"order no. {order.order_number}" in html


def test_who_left_the_role_leaves_its_tasks_to_the_queue_with_an_event(world: World) -> None:
    before = everything()
    put_back_what_was_left(AT)  # nobody left yet
    assert everything() == before
    Membership.objects.filter(user=world.head).update(to_date=date(2020, 11, 1))
    put_back_what_was_left(AT)
    task = the_task()
    assert (task.owner, task.assigned) == (None, None)
    event = TaskEvent.objects.latest("pk")
    assert (event.kind, event.actor, event.former, event.to) == ("left", system_account(), world.head, None)
    assert list(faults()) == []
    put_back_what_was_left(AT)
    assert TaskEvent.objects.latest("pk") == event


def test_those_of_the_queue_and_who_had_it_are_told(world: World) -> None:
    other = User.objects.create(username="other_head", display_name="หัวหน้าอีกคน")
    Membership.objects.create(user=other, agency=world.agencies["lead"], role="agency_head", from_date=date(2020, 1, 1))
    Membership.objects.filter(user=world.head).update(to_date=date(2020, 11, 1))
    Membership.objects.create(  # who went on in the agency hears of it too; who left it sees the project no more
        user=world.head, agency=world.agencies["lead"], role="agency_officer", from_date=date(2020, 11, 2)
    )
    put_back_what_was_left(AT)
    assert set(Notice.objects.filter(topic="workflows.task.put_back").values_list("person", flat=True)) == {
        other.pk, world.head.pk,
    }  # fmt: skip


def test_who_may_still_act_by_an_order_keeps_the_task(world: World) -> None:
    order = order_in_force(world, "head", "officer", valid_to=date(2020, 12, 31))
    task = the_task()
    Task.objects.filter(pk=task.pk).update(owner=world.officer)
    put_back_what_was_left(AT)
    assert the_task().owner == world.officer
    world.act("revoke", "head", order, note="กลับมาแล้ว")
    put_back_what_was_left(AT)
    assert the_task().owner is None


def test_closed_account_keeps_it_until_somebody_takes_it_over(world: World) -> None:
    User.objects.filter(pk=world.head.pk).update(is_active=False)
    put_back_what_was_left(AT)
    assert the_task().owner == world.head
