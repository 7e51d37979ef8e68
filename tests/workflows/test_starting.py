# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Processes opened together have the rows that viewflow writes one by one, in few statements for any number."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from agencies.models import Agency
from digital_plan.models import AlignmentCampaign, AlignmentResponse, Plan
from digital_plan.operations.campaigns import CampaignText, act, begin_campaign
from tests.world import World
from workflows import statements
from workflows.desks import flow_of
from workflows.models import Process, Rows, Task, Turn
from workflows.starting import start_each
from workflows.verification import faults

pytestmark = pytest.mark.django_db


def started(world: World, wholes: Sequence[Any], *, together: bool) -> list[Any]:
    """The rows of new processes of these wholes, without their numbers; the database is as before afterwards."""
    with transaction.atomic():
        Task.objects.filter(finished=None).update(status="CANCELED", finished=world.at)
        Process.objects.filter(finished=None).update(status="CANCELED", finished=world.at)
        last = Process.objects.latest("pk").pk
        rows = Rows()
        starting = [(flow_of(whole), Turn(whole, world.at, rows)) for whole in wholes]
        for some in [starting] if together else [[one] for one in starting]:
            start_each(some)
        rows.write()
        found = [_told(process) for process in Process.objects.filter(pk__gt=last).order_by("pk")]
        transaction.set_rollback(True)
    return found


def _told(process: Process) -> Any:
    tasks = list(Task.objects.filter(process=process).order_by("pk").values())
    start = str(tasks[0]["id"])  # which the branches of a split name in their tokens
    own = {field.attname for field in Process._meta.concrete_fields} - {"id"}
    return (
        {name: getattr(process, name) for name in own},
        [task | {"id": 0, "process_id": 0, "token": str(task["token"]).replace(start, "first")} for task in tasks],
    )


@pytest.mark.parametrize("stage", ["confirming", "screening", "deferred"])
def test_rows_of_many_are_those_of_one_by_one(stage: str) -> None:
    world = World().to(stage)
    wholes = [world.project, *([world.meeting] if stage == "in_committee" else []), *_another(world)]
    one_by_one = started(world, wholes, together=False)
    assert len(one_by_one) == len(wholes) > 1
    assert started(world, wholes, together=True) == one_by_one
    assert list(faults()) == []


def _another(world: World) -> list[Any]:
    """A campaign, whose flow is another."""
    asked(world, 1)
    return [AlignmentCampaign.objects.latest("pk")]


def asked(world: World, number: int) -> int:
    """Open a campaign for so many new agencies; how many statements it took."""
    first = Agency.objects.count()
    agencies = [Agency.objects.create(code=f"a{no}", name_th=f"หน่วยงาน {no}").pk for no in range(first, first + number)]
    text = CampaignText(
        name="สำรวจ", plan=Plan.objects.get(code="63-65").pk, fiscal_year=2564, opens_on=world.at.date(),
        due_date=date(2021, 6, 9), letter_prefix="ก", letter_sender="ข", letter_signer="ค", asks_all=False,
    )  # fmt: skip
    record = begin_campaign(text, agencies=agencies, actor=world.screener, at=world.at, request_id=uuid4())
    campaign = AlignmentCampaign.objects.get(pk=record.subject_id)
    with CaptureQueriesContext(connection) as queries:
        act(campaign, "open_campaign", actor=world.people["screening_head"], at=world.at, request_id=uuid4())
    return len(queries)


def test_opening_a_campaign_costs_the_same_however_many_are_asked() -> None:
    world = World()
    asked(world, 2)  # reads what a process reads once
    few, many = asked(world, 3), asked(world, 30)
    assert many == few
    responses = AlignmentResponse.objects.count()
    desks = Task.objects.filter(flow_task_type="HUMAN", subject_type=AlignmentResponse._meta.label_lower)
    assert desks.count() == responses == 35
    assert list(faults()) == []


def test_more_rows_than_a_statement_takes_are_written_in_several(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World()
    monkeypatch.setattr(statements, "MOST_VALUES", 60)
    asked(world, 7)
    pks = list(AlignmentResponse.objects.order_by("pk").values_list("agency__code", flat=True))
    assert len(pks) == 7
    assert list(faults()) == []
