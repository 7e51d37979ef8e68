# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reports to the cabinet in tests: a written one, and putting, writing, laying and releasing them."""

from collections.abc import Iterator
from copy import copy
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from pytest_django import DjangoDbBlocker

from committee.models import AgendaItem, CabinetReport, CabinetReportPaper
from committee.operations import add_item
from committee.operations.cabinet import lay_report, write_report
from tests.standing import standing
from tests.world import World
from workflows.models import TransitionRecord

PERIOD: Any = {"from_date": date(2020, 10, 1), "to_date": date(2021, 9, 30)}
WORDS: Any = {"background": "คณะกรรมการมีหน้าที่กำกับการดำเนินการตามแผน", "substance": "พิจารณาโครงการบูรณาการแล้ว"}


def item(world: World) -> AgendaItem:
    """The report of the present meeting, as it is now."""
    return AgendaItem.objects.select_related("meeting").get(item_kind="report", meeting=world.meeting_id)


def put_report(world: World) -> AgendaItem:
    """Put a report on the agenda of the present meeting."""
    return add_item(
        meeting=world.meeting, actor=world.secretary, at=world.at, request_id=uuid4(), section=4, kind="report",
        title="รายงานผลการดำเนินการต่อคณะรัฐมนตรี",
    )  # fmt: skip


def write(world: World, who: str = "secretary", *, revision: int = 0, **more: Any) -> CabinetReport:
    said: Any = PERIOD | WORDS | more
    return write_report(
        item=item(world), **said, expected_revision=revision, actor=world.people[who], at=world.at
    )  # fmt: skip


def lay(world: World, who: str = "secretary", *, number: str = "สพร ๐๑/๙", **more: Any) -> TransitionRecord:
    given: Any = {"actor": world.people[who], "at": world.at, "request_id": world.request()} | more
    return lay_report(item=item(world), letter_number=number, **given)


def release(world: World, who: str = "chair", **more: Any) -> CabinetReportPaper:
    world.act("release_report", who, item(world), **more)
    return CabinetReportPaper.objects.get()


def resolved(world: World) -> World:
    """A meeting before this one's resolved on the project: the report tells of it. Its own is planned."""
    world.open_meeting()
    world.resolve("endorse")
    world.act("end", "secretary", world.meeting)
    return next_report(world)


def next_report(world: World, **period: Any) -> World:
    """The next meeting, with a report on its agenda that is written."""
    world.plan_meeting()
    put_report(world)
    write(world, **period)
    return world


def noted(world: World) -> World:
    """Held: what was fixed is taken note of, and the meeting ended."""
    world.open_meeting()
    world.act("take_note", "secretary", item(world))
    world.act("end", "secretary", world.meeting)
    return world


def report(world: World) -> CabinetReport:
    return CabinetReport.objects.get(item=item(world))


@pytest.fixture(scope="module")
def over(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """A meeting resolved on the project and is over; the next one is planned, its report written."""
    with standing(django_db_blocker, tmp_path_factory):
        yield resolved(World().to("queued"))


@pytest.fixture
def told(over: World, db: None) -> World:
    """The same, in a savepoint of one test."""
    return copy(over)
