# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Minutes before the next meeting, through their item under the adoption of minutes."""

import re
from collections.abc import Iterator
from copy import copy
from uuid import uuid4

import pytest
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from committee.models import Minutes
from committee.operations import add_item
from committee.operations.minutes import (
    adopt_through_item,
    answer_comment,
    offer_minutes,
    say_of_minutes,
)
from tests.minutes import (
    adopted_at_next,
    circulated,
    next_meeting,
    now,
    offered,
    write,
)
from tests.project.conftest import visitor
from tests.refusing import refused
from tests.standing import standing
from tests.world import World, desks
from workflows.refusals import GuardsUnmet

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def standing_world(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """Minutes that are circulated, on the agenda of the next meeting, which is in session."""
    with standing(django_db_blocker, tmp_path_factory):
        made = World()
        offered(made, circulated(made))
        yield made


@pytest.fixture
def world(standing_world: World) -> World:
    """The same for one test."""
    return copy(standing_world)


def test_minutes_are_adopted_and_not_noted(world: World) -> None:
    minutes = Minutes.objects.get()
    item = minutes.item
    assert item is not None
    with refused(GuardsUnmet) as no:
        world.act("take_note", "secretary", item)
    assert no.value.reasons == ("Minutes that are put before the meeting are adopted, not noted.",)
    page = visitor(world.secretary).get(reverse("console_item", args=[world.meeting_id, item.pk])).content.decode()
    [press] = re.findall(r'console/acts/(note|adopt)/"', page)
    assert press == "adopt"
    sent = {"request_id": str(uuid4()), "item": item.pk, "expected_version": item.version}
    answer = visitor(world.secretary).post(reverse("console_act", args=[world.meeting_id, press]), sent)
    assert (answer.status_code, now(minutes).state) == (302, "adopted")


def test_at_the_next_meeting_it_is_named(world: World) -> None:
    minutes = Minutes.objects.get()
    done = adopted_at_next(world, minutes)
    assert (done.state, done.way) == ("adopted", "next_meeting")
    assert done.adopted_at_meeting_id == world.meeting_id != done.meeting_id
    assert done.item is not None
    assert (done.item.state, done.item.section) == ("resolved", 2)
    assert done.item.title == "รับรองรายงานการประชุม ครั้งที่ 1/2564 เมื่อวันที่ 25 มกราคม 2564"
    assert done.amendments == []
    assert desks(done) == ["publishing"]


def test_at_the_next_meeting_with_amendments_these_are_listed(world: World) -> None:
    minutes = Minutes.objects.get()
    write(world, minutes, "closing", "เลิกประชุมเวลา 12.15 น.")
    done = adopted_at_next(world, minutes)
    assert done.amendments == [
        {
            "key": "closing", "label": "", "title": "เลิกประชุม", "before": "เลิกประชุมเวลา 10.00 น.",
            "after": "เลิกประชุมเวลา 12.15 น.",
        }
    ]  # fmt: skip
    assert done.adopted is not None
    assert done.circulated is not None
    assert done.adopted.sha256 != done.circulated.sha256


def test_minutes_go_before_a_later_meeting_of_the_same_committee_only(world: World) -> None:
    minutes = Minutes.objects.get()
    earlier = next_meeting(world, days=-30)
    for meeting in (earlier, minutes.meeting):
        with refused(GuardsUnmet) as no:
            offer_minutes(
                minutes_id=minutes.pk, meeting=meeting, actor=world.secretary, at=world.at, request_id=uuid4()
            )
        assert no.value.reasons == ("Minutes go before a later meeting of the same committee.",)


def test_item_without_minutes_adopts_nothing(world: World) -> None:
    world.meeting_id = next_meeting(world, days=60).pk
    item = add_item(
        meeting=world.meeting, section=2, title="เรื่อง", actor=world.secretary, at=world.at, request_id=uuid4()
    )
    with refused(GuardsUnmet) as no:
        world.act("adopt_minutes", "secretary", item)
    assert no.value.reasons[0] == "The item must put circulated minutes before the meeting."


def test_offered_again_they_stand_on_the_agenda_once(world: World) -> None:
    minutes = Minutes.objects.get()
    again = offer_minutes(
        minutes_id=minutes.pk, meeting=world.meeting, actor=world.secretary, at=world.at, request_id=uuid4()
    )
    assert again == minutes.item


def test_what_adopted_minutes_is_not_reconsidered(world: World) -> None:
    item = adopted_at_next(world, Minutes.objects.get()).item
    assert item is not None
    with refused(GuardsUnmet) as no:
        world.act("reconsider", "secretary", item, note="ทบทวน")
    assert no.value.reasons == ("Adopted minutes do not change; a corrigendum corrects them.",)


def test_without_a_quorum_no_meeting_adopts_them(world: World) -> None:
    minutes = Minutes.objects.get()
    item = minutes.item
    assert item is not None
    assert item is not None
    world.act("depart", "secretary", world.entry("member"))
    with refused(GuardsUnmet) as no:
        adopt_through_item(item, actor=world.secretary, at=world.at, request_id=uuid4())
    assert no.value.reasons == ("The quorum must be met.",)


def test_unanswered_comment_keeps_them_from_adoption(world: World) -> None:
    minutes = Minutes.objects.get()
    said = say_of_minutes(
        minutes_id=minutes.pk, key="opening", text="เวลาไม่ถูก", actor=world.member, at=world.at, request_id=uuid4()
    )
    item = minutes.item
    assert item is not None
    assert item is not None
    with refused(GuardsUnmet) as no:
        adopt_through_item(item, actor=world.secretary, at=world.at, request_id=uuid4())
    assert no.value.reasons == ("Every comment must be answered.",)
    answer_comment(comment_id=said.pk, verdict="accepted", text="", actor=world.secretary, at=world.at)
    adopt_through_item(item, actor=world.secretary, at=world.at, request_id=uuid4())
    assert now(minutes).state == "adopted"
