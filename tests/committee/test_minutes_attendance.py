# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Minutes name who came from the intervals, with times where they say something; how the meeting was held."""

from typing import Any
from uuid import uuid4

import pytest

from committee.minutes.drafting import drafted
from committee.models import AttendanceMark, Meeting
from committee.operations.session import note_guest, welcome_guest
from tests.committee.session.room import correct, later, sit_on_the_day
from tests.committee.test_admission import HYBRID
from tests.committee.test_roll import stand_in
from tests.world import MEETING_AT, World


@pytest.fixture
def sitting(world: World) -> World:
    """Opened at nine with chair and member."""
    return sit_on_the_day(world)


def texts(world: World) -> dict[str, list[str]]:
    """The sections of a draft by their keys, in lines; those without their numbers."""
    return {one.key: one.text.splitlines() for one in drafted(world.meeting)}


def roll(world: World, step: str, who: str, minutes: int, **facts: Any) -> None:
    world.act(step, "secretary", world.entry(who), at=later(minutes), facts=facts)


def end(world: World, minutes: int = 120) -> None:
    world.act("end", "secretary", world.meeting, at=later(minutes))


def test_times_stand_only_where_they_say_something(sitting: World) -> None:
    roll(sitting, "depart", "member", 20)
    roll(sitting, "arrive", "absent", 30)
    roll(sitting, "arrive", "member", 40)
    roll(sitting, "depart", "absent", 60)
    end(sitting)
    assert texts(sitting)["present"] == [
        "1. ผู้ทดสอบ chair | ที่นั่ง chair | ประธานกรรมการ",
        "2. ผู้ทดสอบ member | ที่นั่ง member | กรรมการ (ออกจากที่ประชุมเวลา 09.20 น. กลับเข้าประชุมเวลา 09.40 น.)",
        "3. ผู้ทดสอบ absent | ที่นั่ง absent | กรรมการ (มาประชุมเวลา 09.30 น. ออกจากที่ประชุมเวลา 10.00 น.)",
    ]


def test_who_left_before_it_began_or_was_noted_by_mistake_did_not_come(world: World) -> None:
    world.to("queued")
    world.act("convene", "secretary", world.meeting)
    world.freeze_agenda()
    world.at = MEETING_AT
    roll(world, "arrive", "absent", -20)
    roll(world, "depart", "absent", -5)
    for name in ("chair", "member"):
        roll(world, "arrive", name, 0)
    world.act("open", "secretary", world.meeting)
    roll(world, "arrive", "secretary", 1)
    correct(world, AttendanceMark.objects.get(entry=world.entry("secretary")), kind="struck")
    end(world)
    found = texts(world)
    assert [line.split(" | ")[0] for line in found["present"]] == ["1. ผู้ทดสอบ chair", "2. ผู้ทดสอบ member"]
    assert [line.split(" | ")[0] for line in found["absent"]] == ["1. ผู้ทดสอบ absent", "2. ผู้ทดสอบ secretary"]


def test_reason_that_was_said_last_stands_with_who_did_not_come(world: World) -> None:
    world.to("queued")
    world.act("convene", "secretary", world.meeting)
    world.act("send_regrets", "absent", world.entry("absent"), note="ติดราชการ")
    world.freeze_agenda()
    world.act("note_absent", "secretary", world.entry("secretary"), note="ลาป่วย")
    assert [line.split(" | ")[-1] for line in texts(world)["absent"] if "absent" in line or "secretary" in line] == [
        "ติดราชการ", "ลาป่วย",
    ]  # fmt: skip


def test_alternate_who_takes_over_stands_beside_the_holder_with_both_times(world: World) -> None:
    stand_in(world, "stranger", "member")
    sit_on_the_day(world)
    roll(world, "depart", "member", 20)
    roll(world, "arrive", "stranger", 25)
    end(world)
    assert texts(world)["present"][1:] == [
        "2. ผู้ทดสอบ member | ที่นั่ง member | กรรมการ (ออกจากที่ประชุมเวลา 09.20 น.)",
        "3. ผู้ทดสอบ stranger (แทน ผู้ทดสอบ member) | รองอธิบดี | กรรมการ (มาประชุมเวลา 09.25 น.)",
    ]
    assert all("member" not in line for line in texts(world)["absent"])


def test_guests_stand_with_their_times(sitting: World) -> None:
    by: dict[str, Any] = {"actor": sitting.secretary}
    guest = welcome_guest(
        meeting=sitting.meeting, name="ผู้ชี้แจง", post="กรมทดสอบ", at=later(10), request_id=uuid4(), **by
    )
    note_guest(guest=guest, kind="left", at=later(25), request_id=uuid4(), **by)
    end(sitting)
    assert texts(sitting)["attending"] == ["1. ผู้ชี้แจง | กรมทดสอบ | (มาประชุมเวลา 09.10 น. ออกจากที่ประชุมเวลา 09.25 น.)"]


@pytest.mark.parametrize(
    ("consents", "said"),
    [
        ({"chair": True, "member": True}, "โดยผู้มาประชุมทุกคนยินยอมให้บันทึก"),
        ({"chair": None, "member": True}, "โดยไม่มีหลักฐานความยินยอมให้บันทึกของ ผู้ทดสอบ chair"),
        ({"chair": False, "member": True}, "โดยไม่มีหลักฐานความยินยอมให้บันทึกของ ผู้ทดสอบ chair"),
    ],
)
def test_minutes_say_how_a_meeting_online_was_held(world: World, consents: dict[str, Any], said: str) -> None:
    world.to("queued")
    Meeting.objects.filter(pk=world.meeting.pk).update(is_recorded=True, **HYBRID)
    world.act("convene", "secretary", world.meeting)
    world.freeze_agenda()
    world.at = MEETING_AT
    way = {"channel": "online", "identified_by": "one_time_code", "consents": consents["member"]}
    world.act("arrive", "secretary", world.entry("member"), facts=way)
    in_room = {} if consents["chair"] is None else {"consents": consents["chair"]}
    world.act("arrive", "secretary", world.entry("chair"), facts=in_room)
    world.act("open", "secretary", world.meeting)
    end(world)
    found = texts(world)
    assert found["present"][1] == ("2. ผู้ทดสอบ member | ที่นั่ง member | กรรมการ (ผ่านสื่ออิเล็กทรอนิกส์ แสดงตนด้วยรหัสใช้ครั้งเดียว)")
    assert found["opening"][2].startswith("การประชุมนี้จัดผ่านสื่ออิเล็กทรอนิกส์")
    assert found["opening"][3].endswith(said)


def test_meeting_in_one_place_that_is_not_recorded_says_nothing_of_either(sitting: World) -> None:
    end(sitting)
    assert len(texts(sitting)["opening"]) == 3
