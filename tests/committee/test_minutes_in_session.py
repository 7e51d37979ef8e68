# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Minutes of a meeting that lasts: drafted from what there is, drafted anew, adopted by the same meeting."""

from collections.abc import Iterator
from copy import copy
from typing import Any
from uuid import uuid4

import pytest
from pytest_django import DjangoDbBlocker

from committee.models import AttendanceMark, Dissent, Guest
from committee.operations.minutes.drafting import draft_anew
from tests.minutes import (
    begun,
    item_key,
    section,
    step,
    write,
)
from tests.refusing import refused
from tests.standing import standing
from tests.world import World, desks
from workflows.refusals import GuardsUnmet

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def standing_world(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """A meeting in session that has resolved on the project."""
    with standing(django_db_blocker, tmp_path_factory):
        yield World().to("endorsed")


@pytest.fixture
def world(standing_world: World) -> World:
    """The same for one test."""
    return copy(standing_world)


def test_circulated_while_the_meeting_lasts_is_refused(world: World) -> None:
    minutes = begun(world)
    with refused(GuardsUnmet) as no:
        step(world, minutes, "circulate")
    assert no.value.reasons[0] == "The meeting must have ended."


def test_circulating_what_the_facts_left_behind_is_refused(world: World) -> None:
    minutes = begun(world)
    world.act("end", "secretary", world.meeting)
    with refused(GuardsUnmet) as no:
        step(world, minutes, "circulate")
    assert no.value.reasons[0] == "The minutes must be drafted from the facts as they are now: draft them anew."
    draft_anew(minutes_id=minutes.pk, actor=world.secretary, at=world.at)
    assert step(world, minutes, "circulate").state == "circulated"


def test_at_the_same_meeting_while_it_lasts(world: World) -> None:
    minutes = begun(world)
    with refused(GuardsUnmet) as no:
        step(world, minutes, "adopt_here")
    assert no.value.reasons[0] == "Who attended, the beginning, the end and who recorded must be written."
    write(world, minutes, "closing", "เลิกประชุมเวลา 12.00 น.")
    done = step(world, minutes, "adopt_here")
    assert (done.state, done.way, done.adopted_at_meeting_id) == ("adopted", "same_meeting", world.meeting_id)
    assert desks(done) == ["publishing"]


def test_section_of_the_item_follows_its_item(world: World) -> None:
    minutes = begun(world)
    assert section(minutes, item_key(world)).text.endswith("มติที่ประชุม มติทดสอบ")
    world.act("reconsider", "secretary", world.item, note="ทบทวน")
    assert draft_anew(minutes_id=minutes.pk, actor=world.secretary, at=world.at) == [item_key(world)]
    assert "มติที่ประชุม" not in section(minutes, item_key(world)).text
    world.resolve("not_endorse", text="ไม่เห็นชอบ")
    assert draft_anew(minutes_id=minutes.pk, actor=world.secretary, at=world.at) == [item_key(world)]
    assert section(minutes, item_key(world)).text.endswith("มติที่ประชุม ไม่เห็นชอบ")
    assert draft_anew(minutes_id=minutes.pk, actor=world.secretary, at=world.at) == []


def test_draft_tells_guests_dissents_and_their_reasons(world: World) -> None:
    own: dict[str, Any] = {"noted_by": world.secretary, "noted_at": world.at}
    guest = Guest.objects.create(meeting=world.meeting, name="นางสาวแขก", post="ผู้เชี่ยวชาญ", request_id=uuid4(), **own)
    AttendanceMark.objects.create(
        meeting=world.meeting, guest=guest, kind="came", at=world.at, request_id=uuid4(), **own
    )
    Dissent.objects.create(
        item=world.item, entry=world.entry("member"), reason="วงเงินสูงเกินไป", request_id=uuid4(), **own
    )
    minutes = begun(world)
    assert section(minutes, "attending").text == "1. นางสาวแขก | ผู้เชี่ยวชาญ"
    assert section(minutes, item_key(world)).text.splitlines()[-2:] == [
        "มติที่ประชุม มติทดสอบ",
        "ผู้ทดสอบ member มีความเห็นแย้ง โดยให้เหตุผลว่า วงเงินสูงเกินไป",
    ]
