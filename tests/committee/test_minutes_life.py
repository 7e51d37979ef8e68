# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The life of minutes after their meeting: state by step, person by step, and what never changes once adopted."""

from collections.abc import Iterator
from copy import copy
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoDbBlocker

from committee.models import Minutes, MinutesText
from committee.operations.minutes import (
    hide_section,
    make_act,
)
from committee.operations.minutes.drafting import begin_minutes, draft_anew
from tests.committee.people import allowed
from tests.minutes import (
    adopted,
    begun,
    circulated,
    held,
    item_key,
    next_meeting,
    now,
    reply,
    step,
    write,
)
from tests.refusing import refused
from tests.standing import standing
from tests.world import World, desks
from workflows.refusals import GuardsUnmet, NotPermitted, VersionConflict, WrongState

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def standing_world(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """A meeting that resolved on the project and ended."""
    with standing(django_db_blocker, tmp_path_factory):
        yield held(World())


@pytest.fixture
def world(standing_world: World) -> World:
    """The same for one test."""
    return copy(standing_world)


STEPS = {  # what may be made where
    "drafting": {"circulate", "adopt_here"},
    "circulated": {"take_back", "adopt_by_circulation"},
    "adopted": {"publish", "correct"},
    "published": {"correct"},
}
WHO = {
    "circulate": {"secretary"},
    "adopt_here": {"secretary"},
    "take_back": {"secretary"},
    "adopt_by_circulation": {"secretary"},
    "publish": {"secretary"},
    "correct": {"chair"},
}
CORRECTION = {"section": "opening", "text": "เริ่มประชุมเวลา 09.30 น."}


def test_each_state_offers_its_steps_to_those_whose_they_are(world: World) -> None:
    found = {}
    minutes = begun(held(world))
    found["drafting"] = allowed(world, now(minutes))
    found["circulated"] = allowed(world, step(world, minutes, "circulate"))
    for name in ("chair", "member", "absent", "secretary"):
        world.act("confirm", name, reply(minutes, world, name))
    found["adopted"] = allowed(world, step(world, minutes, "adopt_by_circulation"))
    found["published"] = allowed(world, step(world, minutes, "publish"))
    assert {state: set(steps) for state, steps in found.items()} == STEPS
    assert {name: people for steps in found.values() for name, people in steps.items()} == WHO


def test_before_the_meeting_is_open_nothing_is_drafted(world: World) -> None:
    world.meeting_id = next_meeting(world).pk
    with refused(GuardsUnmet) as no:
        begun(world)
    assert no.value.reasons == ("The meeting must have been opened.",)


def test_only_the_secretary_begins_them_and_only_once(world: World) -> None:
    held(world)
    with refused(NotPermitted):
        begin_minutes(meeting=world.meeting, actor=world.chair, at=world.at, request_id=uuid4())
    own = uuid4()
    first = begin_minutes(meeting=world.meeting, actor=world.secretary, at=world.at, request_id=own)
    assert begin_minutes(meeting=world.meeting, actor=world.secretary, at=world.at, request_id=own) == first
    with refused(GuardsUnmet) as no:
        begun(world)
    assert no.value.reasons == ("The meeting has minutes already.",)


def test_draft_says_what_the_meeting_left(world: World) -> None:
    minutes = begun(held(world))
    texts = {one.key: one.text for one in minutes.sections.all()}
    assert list(texts) == [
        "present", "absent", "attending", "opening", "heading-1", "heading-2", "heading-3", "heading-4", "heading-5",
        item_key(world), "heading-6", "closing", "signatures",
    ]  # fmt: skip
    assert texts["present"].splitlines() == [
        "1. ผู้ทดสอบ chair | ที่นั่ง chair | ประธานกรรมการ",
        "2. ผู้ทดสอบ member | ที่นั่ง member | กรรมการ",
    ]
    assert texts["absent"].splitlines() == [
        "1. ผู้ทดสอบ absent | ที่นั่ง absent | ไม่ได้แจ้งเหตุ",
        "2. ผู้ทดสอบ secretary | ที่นั่ง secretary | ไม่ได้แจ้งเหตุ",
    ]
    assert texts["opening"].splitlines()[:2] == [
        "เริ่มประชุมเวลา 10.00 น.",
        "กรรมการผู้มีสิทธิออกเสียง 3 คน มาประชุม 2 คน องค์ประชุมต้องมีอย่างน้อย 2 คน ครบองค์ประชุม",
    ]
    assert texts["heading-3"] == "ไม่มีเรื่องสืบเนื่อง"
    assert texts["heading-5"] == ""
    assert texts[item_key(world)].splitlines()[-1] == "มติที่ประชุม มติทดสอบ"
    assert texts["closing"] == "เลิกประชุมเวลา 10.00 น."
    assert texts["signatures"].splitlines() == [
        "ผู้จดรายงานการประชุม | ผู้ทดสอบ secretary | ที่นั่ง secretary",
        "ผู้ตรวจรายงานการประชุม | ผู้ทดสอบ secretary | ที่นั่ง secretary",
    ]


def test_circulation_asks_every_member_until_the_last_day(world: World) -> None:
    minutes = circulated(world)
    assert str(minutes.due_on) == "2020-11-09"  # a week after the day in the world's rules
    assert desks(minutes) == ["adopting", "confirming", "confirming", "confirming", "confirming"]
    world.act("confirm", "chair", reply(minutes, world, "chair"))
    assert desks(minutes) == ["adopting", "confirming", "confirming", "confirming"]


def test_blank_form_is_refused(world: World) -> None:
    minutes = begun(held(world))
    write(world, minutes, "closing", "")
    with refused(GuardsUnmet) as no:
        step(world, minutes, "circulate")
    assert no.value.reasons[0] == "Who attended, the beginning, the end and who recorded must be written."


def test_nobody_answers_for_another_nor_after_its_circulation(world: World) -> None:
    minutes = circulated(world)
    mine = reply(minutes, world, "chair")
    with refused(NotPermitted):
        world.act("confirm", "member", mine)
    with refused(GuardsUnmet):
        world.act("ask_amendment", "chair", mine, note=" ")
    step(world, minutes, "take_back", note="แก้ถ้อยคำ")
    mine.refresh_from_db(fields=["version"])
    assert type(mine).objects.get(pk=mine.pk).state == "lapsed"
    with refused(WrongState):
        world.act("confirm", "chair", mine)
    assert desks(now(minutes)) == ["drafting"]


def test_second_circulation_asks_anew(world: World) -> None:
    minutes = circulated(world)
    world.act("confirm", "chair", reply(minutes, world, "chair"))
    step(world, minutes, "take_back", note="แก้ถ้อยคำ")
    write(world, minutes, "closing", "เลิกประชุมเวลา 12.15 น.")
    again = step(world, minutes, "circulate")
    assert (again.circulation, again.circulated and again.circulated.number) == (2, 2)
    assert set(again.present_replies().values_list("state", flat=True)) == {"asked"}


# ── the three ways ──


def test_by_circulation_every_member_must_confirm(world: World) -> None:
    minutes = circulated(world)
    for name in ("chair", "member", "absent"):
        world.act("confirm", name, reply(minutes, world, name))
    with refused(GuardsUnmet) as no:
        step(world, minutes, "adopt_by_circulation")
    assert no.value.reasons[0] == (
        "Enough members must have confirmed the minutes, and nobody still asks for an amendment."
    )
    world.act("ask_amendment", "secretary", reply(minutes, world, "secretary"), note="แก้ชื่อ")
    with refused(GuardsUnmet):
        step(world, minutes, "adopt_by_circulation")
    world.act("confirm", "secretary", reply(minutes, world, "secretary"))
    done = step(world, minutes, "adopt_by_circulation")
    assert (done.state, done.way, done.adopted_at_meeting, done.amendments) == ("adopted", "circulation", None, [])


def test_by_circulation_what_was_confirmed_is_what_is_adopted(world: World) -> None:
    minutes = circulated(world)
    for name in ("chair", "member", "absent", "secretary"):
        world.act("confirm", name, reply(minutes, world, name))
    write(world, minutes, "closing", "เลิกประชุมเวลา 12.15 น.")
    with refused(GuardsUnmet) as no:
        step(world, minutes, "adopt_by_circulation")
    assert no.value.reasons[0] == (
        "The text must be the one that was circulated: return it to drafting and circulate it again."
    )


def test_at_the_same_meeting_never_after_it(world: World) -> None:
    minutes = begun(held(world))
    with refused(GuardsUnmet) as no:
        step(world, minutes, "adopt_here")
    assert no.value.reasons[0] == "The meeting must be in session."


# ── what never changes ──


def test_adopted_minutes_refuse_every_writing(world: World) -> None:
    minutes = adopted(world)
    with refused(WrongState):
        write(world, minutes, "opening", "อื่น")
    with refused(WrongState):
        draft_anew(minutes_id=minutes.pk, actor=world.secretary, at=world.at)


def test_database_keeps_what_was_adopted(world: World) -> None:
    minutes = adopted(world)
    changes: list[dict[str, Any]] = [
        {"amendments": [{}]},
        {"way": "next_meeting"},
        {"adopted_at": None},
        {"adopted": None},
    ]
    for change in changes:
        with pytest.raises(IntegrityError), transaction.atomic():
            Minutes.objects.filter(pk=minutes.pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        MinutesText.objects.filter(minutes=minutes).update(content={})


def test_database_knows_no_adopted_minutes_without_their_meeting(world: World) -> None:
    minutes = circulated(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        Minutes.objects.filter(pk=minutes.pk).update(state="adopted")


def test_corrigendum_stands_beside_the_adopted_text(world: World) -> None:
    minutes = adopted(world)
    before = minutes.adopted
    assert before is not None
    facts = CORRECTION | {"meeting": str(minutes.meeting_id)}
    done = step(world, minutes, "correct", "chair", note="พิมพ์ผิด", facts=facts)
    assert done.adopted_id == before.pk
    [made] = done.corrigenda.all()
    stood = next(one["text"] for one in before.content["sections"] if one["key"] == "opening")
    assert (made.number, made.before, made.after) == (1, stood, "เริ่มประชุมเวลา 09.30 น.")
    assert (made.reason, made.adopted_at_meeting_id, made.issued_by) == ("พิมพ์ผิด", minutes.meeting_id, world.chair)
    with refused(GuardsUnmet) as no:
        step(world, minutes, "correct", "chair", note="พิมพ์ผิด", facts=facts)
    assert no.value.reasons == ("The corrected text must say something else than the adopted one.",)
    facts["text"] = "เริ่มประชุมเวลา 09.45 น."
    step(world, minutes, "correct", "chair", note="ยังไม่ถูก", facts=facts)
    assert [one.before for one in done.corrigenda.all()] == [stood, "เริ่มประชุมเวลา 09.30 น."]


def test_corrigendum_names_a_meeting_that_was_held(world: World) -> None:
    minutes = adopted(world)
    planned = next_meeting(world)
    for meeting in (str(planned.pk), "0", "x", "9" * 30):
        with refused(GuardsUnmet) as no:
            step(world, minutes, "correct", "chair", note="พิมพ์ผิด", facts=CORRECTION | {"meeting": meeting})
        assert no.value.reasons == ("A correction is adopted by a meeting of the committee that was held.",)


def test_published_text_never_holds_what_is_confidential(world: World) -> None:
    minutes = begun(held(world))
    key = item_key(world)
    write(world, minutes, key, "ความลับของทางราชการ")
    hide_section(minutes_id=minutes.pk, key=key, is_confidential=True, actor=world.secretary, at=world.at)
    step(world, minutes, "circulate")
    for one in now(minutes).present_replies():
        world.act("confirm", one.user.username, one)
    step(world, minutes, "adopt_by_circulation")
    done = step(world, minutes, "publish")
    public = done.texts.get(is_public=True)
    assert "ความลับ" in str(done.adopted and done.adopted.content)
    assert "ความลับ" not in str(public.content)
    assert world.project.title not in str(public.content)
    [withheld] = [one for one in public.content["sections"] if one["key"] == key]
    assert (withheld["label"], withheld["title"]) == (world.item.label, "เรื่องที่ไม่เปิดเผย")


def test_after_a_corrigendum_they_are_published_anew(world: World) -> None:
    minutes = step(world, adopted(world), "publish")
    facts = CORRECTION | {"meeting": str(minutes.meeting_id)}
    assert step(world, minutes, "correct", "chair", note="พิมพ์ผิด", facts=facts).state == "adopted"
    again = step(world, minutes, "publish")
    last = again.texts.filter(is_public=True).latest("number")
    assert [one["after"] for one in last.content["corrigenda"]] == ["เริ่มประชุมเวลา 09.30 น."]
    assert again.texts.filter(is_public=True).count() == 2


def test_paper_of_another_text_is_refused(world: World) -> None:
    minutes = begun(held(world))
    with refused(GuardsUnmet) as no:
        world.act("circulate", "secretary", minutes)
    assert no.value.reasons == ("The paper of the present text must have been made.",)


def test_stale_press_makes_no_paper(world: World) -> None:
    minutes = begun(held(world))
    with pytest.raises(VersionConflict):
        make_act(minutes, "circulate", actor=world.secretary, at=world.at, request_id=uuid4(), expected_version=9)
    assert not MinutesText.objects.exists()
