# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The desks of a meeting are due by its own day, wherever that moves; every other desk is due, or says why not."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils.translation import override

from committee.operations.planning import edit_meeting
from project.lifecycles import KINDS, desks
from tests.clocks.telling import last_second
from tests.refusing import refused
from tests.world import AT, MEETING_AT, World
from workflows.clocks.halting import stop_clock
from workflows.definitions.differences import differences
from workflows.definitions.tables import Table, table_of
from workflows.desks import every_desk
from workflows.models import Task
from workflows.queries import open_tasks
from workflows.refusals import WrongState
from workflows.verification import faults

pytestmark = pytest.mark.django_db


def due_days(world: World) -> dict[str, str]:
    """The day on which each open desk of the meeting is due."""
    tasks = open_tasks().filter(process__subject_type="committee.meeting", process__subject_id=world.meeting_id)
    return {task.flow_task.name: f"{task.due_at:%Y-%m-%d}" if task.due_at else "" for task in tasks}


def moved(world: World, days: int) -> None:
    meeting = world.meeting
    edit_meeting(
        meeting_id=meeting.pk, expected_revision=meeting.revision, title=meeting.title, place=meeting.place,
        starts_at=meeting.starts_at + timedelta(days=days), ends_at=meeting.ends_at + timedelta(days=days),
        actor=world.secretary, at=AT,
    )  # fmt: skip


def test_meeting_is_convened_three_days_before_it_and_its_papers_are_read_the_day_before() -> None:
    world = World().to("queued")  # the meeting is on Monday 25 January 2564
    assert due_days(world) == {"planning": "2021-01-22"}
    world.act("convene", "secretary", world.meeting)
    assert due_days(world) == {"calling": "2021-01-22", "answering": "2021-01-24"}
    world.act("close_call", "secretary", world.meeting)
    assert due_days(world) == {"compiling": "2021-01-24", "answering": "2021-01-24"}
    assert list(faults()) == []


def test_in_session_everything_is_due_on_the_day() -> None:
    world = World().to("in_committee")
    assert due_days(world) == {"closing": "2021-01-25", "considering": "2021-01-25"}
    world.act("draft", "secretary", world.item, facts={"verb": "defer", "text": "มติทดสอบ"})
    assert due_days(world) == {"closing": "2021-01-25", "certifying": "2021-01-25"}
    assert list(faults()) == []


def test_meeting_that_is_moved_moves_what_is_due_by_it() -> None:
    world = World().to("queued")
    world.act("convene", "secretary", world.meeting)
    moved(world, 7)
    assert due_days(world) == {"calling": "2021-01-29", "answering": "2021-01-31"}
    assert list(faults()) == []


def test_verify_names_a_task_that_is_due_another_day_than_its_meeting_names() -> None:
    world = World().to("queued")
    task = Task.objects.get(finished=None, flow_task_type="HUMAN", subject_id=world.meeting_id)
    Task.objects.filter(pk=task.pk).update(due_at=last_second("2021-02-01"))
    assert list(faults()) == [f"Task {task.pk} is due 2021-02-01, where its subject names 2021-01-22."]
    Task.objects.filter(pk=task.pk).update(due_at=None)
    assert list(faults()) == [f"Task {task.pk} is due -, where its subject names 2021-01-22."]


def test_clock_of_a_desk_that_goes_by_a_day_cannot_be_stopped() -> None:
    world = World().to("queued")
    task = Task.objects.get(finished=None, flow_task_type="HUMAN", subject_id=world.meeting_id)
    with refused(WrongState):
        stop_clock(
            task.pk, owes="agency_officer@1", actor=world.secretary, at=MEETING_AT, request_id=uuid4(), note="รอ"
        )


def test_every_desk_is_due_or_says_why_not() -> None:
    product = [desk for desk in every_desk() if desk.flow_class.__module__.split(".")[0] not in ("tests", "bench")]
    assert len(product) > 15
    assert [desk.name for desk in product if not desk.due and not desk.undated] == []


def test_definition_and_page_tell_when_each_desk_is_due() -> None:
    table = table_of(KINDS["meeting"], 1)
    assert table.desks["planning"]["due"] == {"by": "Three days before the meeting"}
    project = table_of(KINDS["project"], 1).desks
    assert project["screening"]["due"] == {"working_days": 15, "continues_after": ["return_for_revision"]}
    assert list(project["deciding"]["due"]) == ["undated"]
    with override("en"):
        terms = {row.label: row.term for row in desks(KINDS["meeting"])}
    assert terms["Convene the meeting"] == "Three days before the meeting"


def test_changed_due_time_is_a_difference_between_definitions() -> None:
    new = table_of(KINDS["project"], 1)
    screening = new.desks["screening"] | {"due": {"working_days": 10}}
    old = Table(new.content | {"desks": new.desks | {"screening": screening}})
    with override("en"):
        assert differences(old, new) == [
            "The desk “Screen and recommend” is due otherwise: 15 working days; before: 10 working days."
        ]
