# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A meeting is opened on its day by the Thai calendar, or on another with a written reason that stays in the record."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from committee.models import Meeting
from committee.operations import act, answers_to
from tests.refusing import refused
from tests.world import MEETING_AT, World
from workflows.lifecycle import Attempt
from workflows.refusals import GuardsUnmet

SENTENCE = "A meeting is opened on its day; on another only with a written reason."


@pytest.fixture
def world(db: None) -> World:
    """Agenda fixed, a quorum and the chair present."""
    world = World().to("queued")
    world.act("convene", "secretary", world.meeting)
    world.freeze_agenda()
    for name in ("chair", "member"):
        world.act("arrive", "secretary", world.entry(name))
    return world


def open_at(world: World, at: datetime, note: str = "") -> Any:
    return act(world.meeting, "open", actor=world.chair, at=at, request_id=uuid4(), note=note)


# MEETING_AT is 09:00 in Bangkok on 25 January 2564; its day lasts from 17:00 to 17:00 UTC
@pytest.mark.parametrize(
    ("at", "note", "opens"),
    [
        (MEETING_AT, "", True),
        (MEETING_AT - timedelta(hours=2), "", True),
        (datetime(2021, 1, 24, 17, 0, tzinfo=UTC), "", True),
        (datetime(2021, 1, 24, 16, 59, 59, tzinfo=UTC), "", False),
        (datetime(2021, 1, 25, 16, 59, 59, tzinfo=UTC), "", True),
        (datetime(2021, 1, 25, 17, 0, tzinfo=UTC), "", False),
        (MEETING_AT - timedelta(days=3), "", False),
        (MEETING_AT - timedelta(days=3), "   ", False),
        (MEETING_AT - timedelta(days=3), "เลื่อนเข้ามาตามมติประธาน", True),
        (MEETING_AT + timedelta(days=1), "น้ำท่วม", True),
    ],
)
def test_opened_on_its_day_or_with_a_reason(world: World, at: datetime, note: str, opens: bool) -> None:
    if opens:
        assert open_at(world, at, note).note == note
        assert world.meeting.state == "in_session"
        return
    with refused(GuardsUnmet) as raised:
        open_at(world, at, note)
    assert str(raised.value) == SENTENCE


def test_meeting_of_two_days_is_opened_on_either(world: World) -> None:
    Meeting.objects.filter(pk=world.meeting.pk).update(ends_at=MEETING_AT + timedelta(days=1))
    open_at(world, MEETING_AT + timedelta(days=1))
    assert world.meeting.state == "in_session"


@pytest.mark.parametrize(("days", "asks"), [(0, []), (-2, ["note"]), (2, ["note"])])
def test_reason_is_asked_for_on_another_day_alone(world: World, days: int, asks: list[str]) -> None:
    attempt = Attempt(actor=world.secretary, at=MEETING_AT + timedelta(days=days), request_id=uuid4())
    answer = next(one for one in answers_to(world.meeting, attempt) if one.name == "open")
    assert (answer.may, [asked.name for asked in answer.asks]) == (True, asks)


def test_console_asks_why_and_opens_with_it(world: World) -> None:
    client = Client()
    client.force_login(world.secretary)
    client.cookies["django_language"] = "en"
    page = client.get(reverse("console", args=[world.meeting.pk])).content.decode()
    assert ('id="why-open"' in page, SENTENCE in page) == (True, True)  # today is long after its day
    address = reverse("meeting_act", args=[world.meeting.pk, "open"])
    assert SENTENCE in client.get(address).content.decode()
    press = {"request_id": uuid4(), "expected_version": world.meeting.version}
    assert client.post(address, press).status_code == 422
    assert world.meeting.state == "frozen"
    client.post(address, press | {"request_id": uuid4(), "note": "ประชุมจริงวันนี้"})
    assert world.meeting.state == "in_session"
