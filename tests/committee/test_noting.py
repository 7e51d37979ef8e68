# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Matters for information: noted at once in session, each by its own record; what is not for that is refused alone."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from committee.models import AgendaItem
from committee.operations import add_item, note_items
from tests.refusing import refused
from tests.world import World, everything
from workflows.models import TransitionRecord
from workflows.refusals import GuardsUnmet, NotPermitted
from workflows.verification import faults


@pytest.fixture
def world(db: None) -> World:
    """A meeting with its project and two matters for information; convened, not yet open."""
    world = World().to("queued")
    for title in ("เรื่องแจ้งที่หนึ่ง", "เรื่องแจ้งที่สอง"):
        add_item(
            meeting=world.meeting, actor=world.secretary, at=world.at, request_id=uuid4(), section=4, title=title
        )  # fmt: skip
    return world


def told(world: World) -> list[AgendaItem]:
    """The matters for information."""
    return list(AgendaItem.objects.filter(meeting=world.meeting, project=None).order_by("pk"))


def states(world: World) -> list[str]:
    """Where they stand."""
    return [item.state for item in told(world)]


def browser(world: World, who: str) -> Client:
    """A person's browser, in English."""
    client = Client()
    client.force_login(world.people[who])
    client.cookies["django_language"] = "en"
    return client


def press(client: Client, world: World, items: Any, request_id: Any = None) -> Any:
    """Send the form with these matters ticked."""
    data = {"request_id": request_id or uuid4(), "items": [getattr(item, "pk", item) for item in items]}
    return client.post(reverse("agenda_notes", args=[world.meeting.pk]), data, follow=True)


def test_secretary_notes_all_at_once_and_pressing_again_changes_nothing(world: World) -> None:
    world.open_meeting()
    client, request_id = browser(world, "secretary"), uuid4()
    page = client.get(reverse("meeting", args=[world.meeting.pk])).content.decode()
    assert page.count('name="items"') == 2
    answer = press(client, world, told(world), request_id).content.decode()
    assert "Noted: 4.1, 4.2" in answer
    assert 'name="items"' not in answer
    assert states(world) == ["noted", "noted"]
    records = TransitionRecord.objects.filter(transition="take_note")
    assert [(record.actor, record.target) for record in records] == [(world.secretary, "noted")] * 2
    assert list(faults()) == []
    stands = everything()
    press(client, world, told(world), request_id)
    assert everything() == stands


def test_what_is_noted_already_is_told_and_keeps_the_other_not_back(world: World) -> None:
    world.open_meeting()
    first, second = told(world)
    press(browser(world, "secretary"), world, [first])
    answer = press(browser(world, "secretary"), world, [first, second]).content.decode()
    assert "Noted: 4.2" in answer
    assert "4.1: This is no longer possible." in answer
    assert states(world) == ["noted", "noted"]
    assert TransitionRecord.objects.filter(transition="take_note").count() == 2


def test_end_of_the_meeting_notes_what_is_left(world: World) -> None:
    world.open_meeting()
    press(browser(world, "secretary"), world, told(world)[:1])
    world.act("end", "secretary", world.meeting)
    assert states(world) == ["noted", "noted"]
    assert TransitionRecord.objects.filter(transition="note_it").count() == 1


def test_nothing_is_noted_before_the_meeting_or_of_a_project(world: World) -> None:
    with refused(GuardsUnmet) as raised:
        world.act("take_note", "secretary", told(world)[0])
    assert str(raised.value) == "The meeting must be in session."
    with refused(GuardsUnmet) as raised:
        world.act("take_note", "secretary", world.item)
    assert (
        "The matter must be for information: on a project, and on what is for decision, the committee resolves."
        in str(raised.value)
    )
    stands = everything()
    press(browser(world, "secretary"), world, told(world))
    assert everything() == stands
    assert 'name="items"' not in browser(world, "secretary").get(
        reverse("meeting", args=[world.meeting.pk])
    ).content.decode()  # fmt: skip


@pytest.mark.parametrize("who", ["chair", "member", "auditor"])
def test_others_may_not_note(world: World, who: str) -> None:
    world.open_meeting()
    with refused(NotPermitted):
        world.act("take_note", who, told(world)[0])
    stands = everything()
    press(browser(world, who), world, told(world))
    assert everything() == stands


def test_what_is_no_matter_of_this_meeting_is_no_choice(world: World) -> None:
    world.open_meeting()
    stands = everything()
    for chosen in ([], [world.item], ["999"], ["9" * 30], ["x"]):
        assert press(browser(world, "secretary"), world, chosen).status_code == 422
    assert press(browser(world, "stranger"), world, told(world)).status_code == 404
    outcomes = note_items(
        [world.item.pk], actor=world.secretary, at=world.at, request_id=uuid4()
    )  # fmt: skip
    assert [outcome.may for outcome in outcomes] == [False]
    assert everything() == stands
