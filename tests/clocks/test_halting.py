# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A clock that is stopped and goes on: recorded on the chain, by whom and for whose answer, and proved by verify."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from project.history import history_lines
from project.views.history import VERIFIER
from tests.api.asking import Program
from tests.clocks.telling import ANSWER, at, due_day, open_task, owing, resume, stop
from tests.project.conftest import visitor
from tests.refusing import refused
from tests.standing import grounded
from tests.world import AT, World, desks
from workflows.clocks.halting import resume_within, stop_within
from workflows.clocks.standing import standing_still
from workflows.holding import one_act
from workflows.lifecycle import Attempt
from workflows.models import OutboxMessage, Task, TransitionRecord
from workflows.refusals import GuardsUnmet, NotPermitted, RequestReused, WrongState
from workflows.verification import faults

pytestmark = pytest.mark.django_db


def made() -> World:
    return World().to("screening")


ground, world = grounded(made)


def test_stop_is_a_record_on_the_chain_that_says_who_owes_what_since_when(world: World) -> None:
    before = world.project.version
    record = stop(world, "screening", "2020-11-09")
    task = open_task(world, "screening")
    assert (record.subject_type, record.subject_id, record.seq) == (world.project.kind, world.project_id, before + 1)
    assert (record.transition, record.source, record.target) == ("stop_clock", "screening", "screening")
    assert (record.actor, record.at, record.note) == (world.screener, at("2020-11-09"), "ขอเอกสาร")
    assert record.facts == {
        "task": task.pk, "desk": "screening", "why": ANSWER, "owes": owing(world), "days_left": 10
    }  # fmt: skip
    assert (task.stopped_at, task.stopped_for, task.owed_by) == (record.at, ANSWER, owing(world))
    assert (world.project.version, world.project.state, desks(world.project)) == (
        before + 1,
        "screening",
        ["screening"],
    )
    assert OutboxMessage.objects.get(record=record).topic == "budget_review.integrationproject.stop_clock"
    assert list(faults()) == []


def test_clock_goes_on_by_the_hand_of_whoever_owes_the_answer(world: World) -> None:
    stop(world, "screening", "2020-11-09")
    record = resume(world, "screening", "2020-11-18", who="officer")
    assert (record.transition, record.actor) == ("resume_clock", world.officer)
    assert record.facts["stopped_at"] == "2020-11-09T03:00:00.000000Z"
    assert due_day(world, "screening") == "2020-12-04"
    assert open_task(world, "screening").owed_by == ""
    assert list(faults()) == []


@pytest.mark.parametrize("who", ["officer", "nora", "stranger", "auditor", "budget", "expert"])
def test_whoever_may_not_act_at_the_desk_does_not_stop_its_clock(world: World, who: str) -> None:
    with refused(NotPermitted):
        stop(world, "screening", "2020-11-09", who=who)


@pytest.mark.parametrize("who", ["nora", "stranger", "auditor", "budget", "head"])
def test_clock_is_not_resumed_by_strangers_to_desk_and_answer(world: World, who: str) -> None:
    stop(world, "screening", "2020-11-09")
    with refused(NotPermitted):
        resume(world, "screening", "2020-11-10", who=who)


@pytest.mark.parametrize("who", ["screener", "other_screener", "screening_head", "admin", "officer"])
def test_clock_is_resumed_by_the_desk_those_who_oversee_it_and_who_owes(world: World, who: str) -> None:
    stop(world, "screening", "2020-11-09")
    assert resume(world, "screening", "2020-11-10", who=who).actor == world.people[who]


def test_what_is_waited_for_must_be_said_in_words_that_can_be_kept(world: World) -> None:
    for note in ("", "  ", "a\0b"):
        with refused(GuardsUnmet):
            stop(world, "screening", "2020-11-09", note=note)
    with pytest.raises(ValueError, match="whose answer"):
        stop(world, "screening", "2020-11-09", owes="")
    with pytest.raises(ValueError, match="why the clock"):
        stop(world, "screening", "2020-11-09", why="no such code")


def test_same_request_again_is_the_same_record_and_another_act_is_refused(world: World) -> None:
    request_id = uuid4()
    first = stop(world, "screening", "2020-11-09", request_id=request_id)
    assert stop(world, "screening", "2020-11-09", request_id=request_id) == first
    with refused(RequestReused):
        stop(world, "screening", "2020-11-09", request_id=request_id, note="อย่างอื่น")
    with refused(RequestReused):
        resume(world, "screening", "2020-11-10", request_id=request_id)


def test_acts_go_on_as_before_around_a_stopped_clock(world: World) -> None:
    stop(world, "screening", "2020-11-09")
    world.act("return_for_revision", "screener", at=at("2020-11-10"), note="แก้", facts={"sections": ["essentials"]})
    stop(world, "writing", "2020-11-11", who="officer", owes="screening_officer")
    [still] = standing_still(world.project)  # the act that handed it over counts, not what befell a clock since
    assert still.days_left == 10
    world.act("resubmit", "officer", at=at("2020-11-18"))
    assert open_task(world, "screening").days_left == 10
    assert list(faults()) == []


def test_effect_of_an_act_on_another_subject_stops_and_resumes(world: World) -> None:
    task, part = open_task(world, "screening"), world.part("north")
    asked = Attempt(actor=world.officer, at=at("2020-11-09"), request_id=uuid4())
    with one_act(asked):
        record = stop_within(task, asked.caused_by(part, part.version, note="คำถาม"), owes=owing(world))
    assert record.facts["cause"] == f"{part.kind}/{part.pk}/{part.version}"
    assert (record.actor, record.note) == (world.officer, "คำถาม")  # the act's own rules said who may
    answered = Attempt(actor=world.officer, at=at("2020-11-18"), request_id=uuid4())
    with one_act(answered):
        resume_within(task, answered.caused_by(part, part.version))
    assert due_day(world, "screening") == "2020-12-04"
    assert list(faults()) == []


def test_clock_is_not_stopped_by_an_effect_without_a_cause_or_of_its_own_subject(world: World) -> None:
    task = open_task(world, "screening")
    for attempt in (
        Attempt(actor=world.screener, at=AT, request_id=uuid4()),
        Attempt(actor=world.screener, at=AT, request_id=uuid4()).caused_by(world.project, world.project.version + 1),
    ):
        with one_act(attempt), pytest.raises(ValueError, match="another subject"):
            stop_within(task, attempt, owes=owing(world))
        with refused(WrongState):
            resume(world, "screening", "2020-11-10")


def test_verify_names_a_clock_that_does_not_stand_as_its_record_left_it(world: World) -> None:
    stop(world, "screening", "2020-11-09")
    task = open_task(world, "screening")
    own = Task.objects.filter(pk=task.pk)
    own.update(days_left=11)
    assert list(faults()) == [f"Task {task.pk}: its clock is stopped otherwise than its records say."]
    own.update(days_left=10, owed_by="")
    assert list(faults()) == [f"Task {task.pk}: its clock is stopped otherwise than its records say."]
    own.update(stopped_at=None, stopped_for="")
    assert list(faults()) == [f"Task {task.pk}: its clock goes, where its last record stopped it."]


def test_verify_names_a_clock_that_was_stopped_without_a_record(world: World) -> None:
    task = open_task(world, "screening")
    Task.objects.filter(pk=task.pk).update(due_at=None, stopped_at=AT, stopped_for=ANSWER, owed_by=owing(world))
    assert list(faults()) == [f"Task {task.pk}: its clock is stopped otherwise than its records say."]


def test_history_record_and_task_pages_tell_of_it(world: World) -> None:
    record = stop(world, "screening", "2020-11-09")
    task, name = open_task(world, "screening"), f"Agency officer, {world.agencies['lead'].name}"
    sentence = "The clock of “Screen and recommend” was stopped with 10 days left"
    history = visitor(world.officer).get(f"/projects/{world.project.code}/", {"tab": "history"}).content.decode()
    shown = visitor(world.screener).get(f"/tasks/{task.pk}/").content.decode()
    kept = visitor(world.auditor).get(f"/records/{record.pk}/").content.decode()
    for place, html in (("history", history), ("task", shown), ("record", kept)):
        assert (place, name in html, "ขอเอกสาร" in html) == (place, True, True)
    assert sentence in history
    assert sentence in shown
    page = Program(world, "officer").get(f"/projects/{world.project.code}/history").json()
    assert page["records"][-1]["transition"] == "stop_clock"


def test_export_with_a_stopped_clock_is_proved_away_from_here(world: World, tmp_path: Path) -> None:
    stop(world, "screening", "2020-11-09")
    resume(world, "screening", "2020-11-18")
    lines = list(history_lines(world.project, AT))
    assert proved(lines, tmp_path) == 0
    kinds: list[dict[str, Any]] = [json.loads(line) for line in lines if '"line":"kind"' in line]
    assert kinds[0]["stays_by"]["stop_clock"]["th"]


def proved(lines: list[str], folder: Path) -> int:
    path = folder / "history.jsonl"
    path.write_text("".join(lines), encoding="utf-8")
    return subprocess.run([sys.executable, str(VERIFIER), str(path)], check=False, capture_output=True).returncode


def test_chain_with_a_stopped_clock_is_proved_at_once_on_postgresql(world: World) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("PostgreSQL proves many chains in one statement")
    from workflows.flawless import is_flawless, moves_by_definition

    stop(world, "screening", "2020-11-09")
    kind: Any = type(world.project)
    assert is_flawless(kind, moves_by_definition(kind), 0, 10**9)


def test_course_counts_a_stopped_clock_as_no_stay_and_as_conforming(world: World) -> None:
    stop(world, "screening", "2020-11-09")
    course = Program(world, "auditor").get("/lifecycles/project/course").json()
    assert (course["conforming"], course["looped"]) == (1, 0)
    assert [(one["name"], one["count"]) for one in course["steps"] if one["name"] == "stop_clock"] == [
        ("stop_clock", 1)
    ]
    assert TransitionRecord.objects.filter(transition="stop_clock").count() == 1
