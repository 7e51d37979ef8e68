# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which words assign something, and where what they assign stands: in the minutes, or in the register with its day."""

from datetime import timedelta
from typing import Any

import pytest

from committee.minutes.drafting import drafted
from committee.models import ActionItem
from committee.queries.following import matters_arising
from committee.rules.assigning import assigns
from tests.minutes import begun
from tests.refusing import refused
from tests.world import World
from workflows.refusals import GuardsUnmet

WORDS = {
    "เห็นชอบ และมอบหมายให้ สพร. จัดทำแผน": True,
    "ไม่เห็นชอบ และมอบหมายหน่วยงานเสนอใหม่": True,
    "ที่ประชุมได้มอบหมายให้ฝ่ายเลขานุการรับไปดำเนินการ": True,
    "ไม่ขัดข้อง มอบ\u200bหมายให้กรมดำเนินการ": True,
    "ไม่มอบหมายเรื่องนี้ แต่มอบหมายให้กรมรายงาน": True,
    "เห็นชอบ": False,
    "": False,
    "ไม่มอบหมาย": False,
    "ไม่ มอบหมายให้ผู้ใด": False,
    "ยังไม่มอบหมายหน่วยงานใด": False,
    "มิได้มอบหมายผู้ใด": False,
    "ไม่ได้มีการมอบหมาย": False,
    "ไม่เห็นควรมอบหมาย": False,
    "ไม่มีเรื่องมอบหมาย": False,
    "ให้ยกเลิกการมอบหมายเดิม": False,
    "ชะลอการมอบหมายไว้ก่อน": False,
    "ให้ผู้ได้รับมอบหมายรายงาน": False,
    "รับทราบผลตามที่มอบหมาย": False,
    "รับทราบตามที่ได้รับมอบหมาย": False,
    "รับทราบเรื่องที่เคยมอบหมายไว้": False,
}


@pytest.mark.parametrize(("text", "does"), WORDS.items())
def test_words_that_assign(text: str, does: bool) -> None:
    assert assigns(text) is does


def certified(world: World, text: str) -> None:
    world.to("in_committee")
    world.resolve("not_endorse", text=text)


def more(world: World, text: str, **by: Any) -> None:
    facts = {"text": text, "agency": world.agencies["north"].code, "working_days": 5}
    world.act("assign_more", "secretary", world.resolution, facts=facts, **by)


def test_denied_words_let_nothing_be_assigned(world: World) -> None:
    certified(world, "ไม่เห็นชอบ และไม่มอบหมายหน่วยงานใด")
    with refused(GuardsUnmet):
        more(world, "ทำ")


def test_what_is_assigned_in_the_meeting_stands_in_its_minutes_and_later_things_do_not(world: World) -> None:
    certified(world, "ไม่เห็นชอบ และมอบหมายหน่วยงานเสนอใหม่")
    more(world, "เสนอโครงการใหม่")
    key = f"item-{world.item.pk}"
    [told] = [one.text for one in drafted(world.meeting) if one.key == key]
    assert "(1) ให้หน่วยงาน north เสนอโครงการใหม่ ภายใน 5 วันทำการนับแต่วันที่มอบหมาย" in told
    world.act("end", "secretary", world.meeting)
    more(world, "รายงานภายหลัง", at=world.at + timedelta(days=1))
    [after] = [one.text for one in drafted(world.meeting) if one.key == key]
    assert after == told
    assert key in {section.key for section in begun(world).sections.filter(generated=told)}
    arising = {one.text: one.assigned_on for one in matters_arising(world.committee, world.secretary, world.at)}
    assert arising == {"เสนอโครงการใหม่": None, "รายงานภายหลัง": (world.at + timedelta(days=1)).date()}


def test_corrected_words_keep_what_was_assigned_and_another_decision_does_not(world: World) -> None:
    certified(world, "ไม่เห็นชอบ และมอบหมายหน่วยงานเสนอใหม่")
    more(world, "เสนอโครงการใหม่")
    world.act("correct", "secretary", world.item, facts={"text": "ไม่เห็นชอบ มอบหมายให้เสนอใหม่"}, note="พิมพ์ผิด")
    world.act("certify", "chair", world.resolution)
    assert any("เสนอโครงการใหม่ ภายใน" in one.text for one in drafted(world.meeting))
    world.act("reconsider", "secretary", world.item, note="มีข้อมูลใหม่")
    assert not any("เสนอโครงการใหม่ ภายใน" in one.text for one in drafted(world.meeting))
    assert set(ActionItem.objects.values_list("state", flat=True)) == {"void"}
