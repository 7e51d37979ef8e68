# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Tasks: mine, our queue, taking one and giving it back."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from tests.api.asking import ROOT, Program, at, told
from tests.world import AT, World, everything
from workflows.clocks.halting import stop_clock
from workflows.clocks.running import reason
from workflows.models import Task
from workflows.tasks import claim

pytestmark = pytest.mark.django_db


def test_queue_shows_what_waits_where_one_works() -> None:
    world = World()
    (task,) = Program(world, "officer").get("/queue").json()["tasks"]
    assert (task["desk"], task["acts"]) == ("writing", ["propose", "resubmit"])
    assert task["title"] == world.project.title
    assert task["queue"] == f"agency_officer@{world.agencies['lead'].pk}"
    assert Program(world, "stranger").get("/queue").json() == {"tasks": [], "next": None}


def test_queue_is_narrowed_to_a_desk_of_any_flow() -> None:
    world = World().to("screened")
    world.plan_meeting()
    secretary = Program(world, "secretary")
    everywhere = {task["desk"] for task in secretary.get("/queue").json()["tasks"]}
    assert {"listing", "planning"} <= everywhere
    for desk in everywhere:
        assert {task["desk"] for task in secretary.get(f"/queue?desk={desk}").json()["tasks"]} == {desk}
    assert secretary.get("/queue?desk=MinutesFlow.confirming").json()["tasks"] == []  # one of two of that name
    assert told(secretary.get("/queue?desk=confirming"))[0] == 422
    assert told(secretary.get("/queue?desk=x"))[0] == 422


def test_task_tells_how_long_there_is() -> None:
    world = World().to("submitted")
    screener = Program(world, "screener")

    def clock(day: datetime) -> Any:
        with at(day):
            (task,) = screener.client.get(ROOT + "/queue", headers=screener.headers).json()["tasks"]
        return task["days_left"], task["is_late"], task["stopped_at"], task["stopped_for"]

    assert clock(AT) == (3, False, None, "")  # Monday; three working days
    assert clock(AT + timedelta(days=3)) == (0, False, None, "")
    assert clock(AT + timedelta(days=7)) == (-2, True, None, "")
    task = Task.objects.get(finished=None, flow_task_type="HUMAN")
    stop_clock(
        task.pk, why=reason("asked_for_papers", "papers are asked for"), owes=f"agency_officer@{world.project.lead_id}",
        actor=world.screener, at=AT, note="ขอเอกสาร", request_id=uuid4(),
    )  # fmt: skip
    assert clock(AT + timedelta(days=7)) == (3, False, "2020-11-02T03:00:00Z", "papers are asked for")
    told = screener.get(f"/tasks/{task.pk}").json()
    assert told["owed_by_name"] == f"Agency officer, {world.agencies['lead'].name}"
    world.act("take_up", "screener")
    assert screener.get(f"/tasks/{task.pk}").json()["days_left"] is None  # it is done


def test_task_is_taken_and_given_back() -> None:
    world = World()
    officer = Program(world, "officer")
    (task,) = officer.get("/queue").json()["tasks"]
    taken = officer.post(f"/tasks/{task['id']}/claim")
    assert taken.json()["owner"] == {"id": world.officer.pk, "name": "ผู้ทดสอบ officer"}
    assert officer.post(f"/tasks/{task['id']}/claim").json() == taken.json()
    assert [mine["id"] for mine in officer.get("/tasks").json()["tasks"]] == [task["id"]]
    assert officer.get("/queue").json()["tasks"] == []
    assert officer.post(f"/tasks/{task['id']}/release").json()["owner"] is None
    assert officer.get("/tasks").json()["tasks"] == []


def test_task_that_another_has_taken_is_refused() -> None:
    world = World().to("submitted")
    screener, other = Program(world, "screener"), Program(world, "other_screener")
    (task,) = screener.get("/queue").json()["tasks"]
    claim(task["id"], actor=world.screener, at=world.at)
    before = everything()
    assert told(other.post(f"/tasks/{task['id']}/claim")) == (409, "wrong_state")
    assert told(other.post(f"/tasks/{task['id']}/release")) == (403, "not_permitted")
    assert everything() == before


def test_task_that_is_closed_is_refused() -> None:
    world = World()
    officer = Program(world, "officer")
    (task,) = officer.get("/queue").json()["tasks"]
    world.act("propose", "officer")
    before = everything()
    assert told(officer.post(f"/tasks/{task['id']}/claim")) == (409, "wrong_state")
    assert everything() == before


def test_task_of_others_is_not_found() -> None:
    world = World()
    (task,) = Program(world, "officer").get("/queue").json()["tasks"]
    before = everything()
    assert told(Program(world, "stranger").post(f"/tasks/{task['id']}/claim")) == (404, "not_found")
    assert told(Program(world, "stranger").post("/tasks/999999/claim")) == (404, "not_found")
    assert everything() == before


# ── passing a task on ──


def taken(world: World) -> tuple[Program, Program, int]:
    """Both screeners, and the task that the first has taken."""
    world.to("submitted")
    screener, other = Program(world, "screener"), Program(world, "other_screener")
    (task,) = screener.get("/queue").json()["tasks"]
    screener.post(f"/tasks/{task['id']}/claim")
    return screener, other, task["id"]


def send(program: Program, path: str, request_id: Any = None, **body: Any) -> Any:
    """Send a body, with a key where one is asked for."""
    headers = program.headers | ({"Idempotency-Key": str(request_id)} if request_id else {})
    with at():
        return program.client.post(ROOT + path, body, content_type="application/json", headers=headers)


def test_task_is_handed_over_and_taken_back() -> None:
    world = World()
    screener, other, task = taken(world)
    moved = send(screener, f"/tasks/{task}/hand-over", to=world.other_screener.pk, note="ช่วยดู")
    assert moved.json()["owner"]["id"] == world.other_screener.pk
    assert [mine["id"] for mine in other.get("/tasks").json()["tasks"]] == [task]
    assert screener.post(f"/tasks/{task}/take-back").json()["owner"]["id"] == world.screener.pk
    told_of = screener.get(f"/tasks/{task}").json()["events"]
    assert [(event["kind"], event["note"]) for event in told_of] == [
        ("claim", ""), ("hand_over", "ช่วยดู"), ("take_back", ""),
    ]  # fmt: skip
    assert told_of[1]["former"]["id"] == world.screener.pk
    assert told_of[1]["sentence"] == "The task “Take up for screening” was handed over to ผู้ทดสอบ other_screener."


def test_task_is_taken_over_with_the_reason_alone() -> None:
    world = World()
    _screener, other, task = taken(world)
    before = everything()
    assert told(send(other, f"/tasks/{task}/take-over")) == (422, "guards_unmet")
    assert everything() == before
    assert send(other, f"/tasks/{task}/take-over", note="ด่วน").json()["owner"]["id"] == world.other_screener.pk


def test_task_is_assigned_by_the_head_and_put_back_into_the_queue() -> None:
    world = World()
    _screener, other, task = taken(world)
    head = Program(world, "screening_head")
    assert send(head, f"/tasks/{task}/assign", to=world.other_screener.pk, note="ตามคำสั่ง").json()["owner"]["id"] == (
        world.other_screener.pk
    )
    assert send(head, f"/tasks/{task}/assign", to=None, note="ตามคำสั่ง").json()["owner"] is None
    assert [waits["id"] for waits in other.get("/queue").json()["tasks"]] == [task]


REFUSED: list[tuple[str, str, dict[str, Any], tuple[int, str]]] = [  # who, act, body, what is said
    ("other_screener", "hand-over", {"to": "screener", "note": "ก"}, (403, "not_permitted")),
    ("other_screener", "take-back", {}, (403, "not_permitted")),
    ("other_screener", "assign", {"to": "screener", "note": "ก"}, (403, "not_permitted")),
    ("screener", "hand-over", {"to": "other_screener", "note": ""}, (422, "guards_unmet")),
    ("screener", "hand-over", {"to": "auditor", "note": "ก"}, (422, "guards_unmet")),
    ("screener", "hand-over", {"to": 2**62, "note": "ก"}, (422, "guards_unmet")),
    ("screener", "hand-over", {"to": 2**70, "note": "ก"}, (422, "guards_unmet")),
    ("screening_head", "assign", {"to": "other_screener", "note": ""}, (422, "guards_unmet")),
    ("stranger", "take-over", {"note": "ก"}, (404, "not_found")),
    ("stranger", "hand-over", {"to": "screener", "note": "ก"}, (404, "not_found")),
    ("nora", "assign", {"to": "screener", "note": "ก"}, (404, "not_found")),
]


@pytest.mark.parametrize(("who", "act", "body", "said"), REFUSED)
def test_passing_on_that_is_refused_changes_nothing(
    who: str, act: str, body: dict[str, Any], said: tuple[int, str]
) -> None:
    world = World()
    _screener, _other, task = taken(world)
    if isinstance(body.get("to"), str):
        body = body | {"to": world.people[body["to"]].pk}
    before = everything()
    assert told(send(Program(world, who), f"/tasks/{task}/{act}", **body)) == said
    assert everything() == before


def test_closed_task_is_passed_on_no_more() -> None:
    world = World()
    screener, _other, task = taken(world)
    world.act("take_up", "other_screener")
    before = everything()
    for act, body in (
        ("hand-over", {"to": world.other_screener.pk, "note": "ก"}),
        ("take-over", {"note": "ก"}),
        ("take-back", {}),
        ("release", {}),
    ):
        answer = send(screener, f"/tasks/{task}/{act}", **body)
        assert told(answer) == (409, "wrong_state")
        assert "ผู้ทดสอบ other_screener" in " ".join(answer.json()["reasons"])
    assert everything() == before
    assert screener.get(f"/tasks/{task}").json()["finished_at"] is not None


def test_comment_with_the_same_key_is_said_once() -> None:
    world, key = World(), uuid4()
    screener, other, task = taken(world)
    said = send(other, f"/tasks/{task}/comments", key, text="<b>ตัวเลข</b>")
    assert said.json()["events"][-1]["note"] == "<b>ตัวเลข</b>"
    assert send(other, f"/tasks/{task}/comments", key, text="<b>ตัวเลข</b>").json() == said.json()
    before = everything()
    assert told(send(screener, f"/tasks/{task}/comments", key, text="อื่น")) == (409, "request_reused")
    assert told(send(screener, f"/tasks/{task}/comments", uuid4(), text=" ")) == (422, "guards_unmet")
    assert send(screener, f"/tasks/{task}/comments", text="ไม่มีกุญแจ").status_code == 422
    assert everything() == before
