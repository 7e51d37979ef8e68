# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Tasks: mine, our queue, taking one and giving it back."""

import pytest

from tests.api.asking import Program, told
from tests.world import World, everything
from workflows.tasks import claim

pytestmark = pytest.mark.django_db


def test_queue_shows_what_waits_where_one_works() -> None:
    world = World()
    (task,) = Program(world, "officer").get("/queue").json()["tasks"]
    assert (task["desk"], task["acts"]) == ("writing", ["propose", "resubmit"])
    assert task["title"] == world.project.title
    assert task["queue"] == f"agency_officer@{world.agencies['lead'].pk}"
    assert Program(world, "stranger").get("/queue").json() == {"tasks": [], "next": None}


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
