# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who is told of letters, of what is assigned, and of being named: each by hand, in Thai, and nobody else."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from accounts.models import Notice
from committee.models import ActionItem, Alternate, DecisionLetter, LetterPattern, Mandate
from committee.operations.registers import ACTS
from committee.operations.registers.writing import By, target_of, write
from tests.notices.conftest import hand_on
from tests.world import World
from workflows.clocks.ladder import sweep

pytestmark = pytest.mark.django_db


def news(topic: str) -> dict[str, str]:
    """Who was told of an act here, each with the sentence in Thai."""
    found = Notice.objects.filter(topic=f"committee.{topic}", channel="here").select_related("person")
    return {notice.person.username: notice.text_th for notice in found}


def assigned(world: World) -> ActionItem:
    """North has something to do by 8 February 2564."""
    world.to("in_committee")
    world.at = world.meeting.starts_at
    task = {"text": "จัดทำข้อมูล", "agency": world.part("north").agency.code, "working_days": 10}
    world.resolve("endorse", also=["assign"], actions=[task])
    return ActionItem.objects.get()


def test_letter_tells_its_agency_and_its_acknowledgement_the_secretariat(world: World) -> None:
    assigned(world)
    series = LetterPattern.objects.create(committee=world.committee, prefix="สพร ๐๑", sender="ส", signer="ล")
    world.act("communicate", "secretary", world.resolution, facts={"pattern": str(series.pk)})
    hand_on(world.at)
    assert set(news("decisionletter.begin")) == {"officer", "head", "nora", "north_head", "somsak"}
    letter = DecisionLetter.objects.get(agency=world.agencies["north"])
    assert letter.letter_number in news("decisionletter.begin")["nora"]
    assert letter.letter_number not in news("decisionletter.begin")["somsak"]
    world.act("acknowledge", "nora", letter)
    hand_on(world.at)
    assert set(news("decisionletter.acknowledge")) == {"secretary"}
    assert "ผู้ทดสอบ nora" in news("decisionletter.acknowledge")["secretary"]


def test_action_tells_its_owner_then_the_secretariat_then_its_owner_again(world: World) -> None:
    action = assigned(world)
    hand_on(world.at)
    assert set(news("actionitem.begin")) == {"nora", "north_head"}
    assert "(มติที่ 1/2564): จัดทำข้อมูล ครบกำหนด 8 กุมภาพันธ์ 2564" in news("actionitem.begin")["nora"]
    facts = {"link": "https://data.go.th/"}
    world.act("report", "nora", action, note="ทำแล้ว", facts=facts)
    hand_on(world.at)
    assert set(news("actionitem.report")) == {"secretary"}
    world.act("send_back", "secretary", ActionItem.objects.get(), note="ยังขาดคำอธิบาย")
    hand_on(world.at)
    assert "ยังขาดคำอธิบาย" in news("actionitem.send_back")["north_head"]
    assert "secretary" not in news("actionitem.send_back")


def test_action_is_called_to_mind_before_its_day_and_after_it(world: World) -> None:
    action = assigned(world)
    for day in (date(2021, 2, 4), date(2021, 2, 5), date(2021, 2, 8), date(2021, 2, 10), date(2021, 2, 12)):
        sweep(world.at.replace(month=day.month, day=day.day))
    told = Notice.objects.filter(topic__startswith="workflows.clock.", title=action.text, person=world.nora)
    assert set(told.values_list("topic", flat=True)) == {"workflows.clock.reminder", "workflows.clock.overdue"}


def naming(world: World, name: str, pk: int | None = None, **columns: Any) -> Any:
    """An act on the register of committees by the administrator."""
    row = target_of(ACTS[name], world.committee, pk)
    for column, value in columns.items():
        setattr(row, column, value)
    by = By(actor=world.admin, at=world.at, request_id=uuid4(), reason="ตามหนังสือ")
    return write(ACTS[name], row, by)


def test_alternate_and_holder_are_told_of_the_naming(world: World) -> None:
    tenure = world.committee.tenures.get(user=world.member)
    naming(world, "name-alternate", tenure.pk, user=world.stranger, letter="นร 1/2563", from_date=world.at.date())
    assert Alternate.objects.count() == 1
    assert set(news("alternate.name-alternate")) == {"member", "stranger"}
    assert "ตามหนังสือ นร 1/2563" in news("alternate.name-alternate")["stranger"]


def test_whoever_has_a_mandate_is_told_of_it(world: World) -> None:
    given: dict[str, Any] = {
        "order_number": "7/2563",
        "order_date": world.at.date(),
        "scope": "ตามคำสั่ง",
        "powers": ["report"],
    }
    naming(world, "give-mandate", to_user=world.stranger, from_date=world.at.date(), **given)
    assert Mandate.objects.count() == 1
    assert set(news("mandate.give-mandate")) == {"stranger"}


def test_refused_naming_tells_nobody(world: World) -> None:
    from workflows.refusals import GuardsUnmet

    tenure = world.committee.tenures.get(user=world.member)
    with pytest.raises(GuardsUnmet):
        naming(world, "name-alternate", tenure.pk, user=world.member, letter="", from_date=world.at.date())
    assert Notice.objects.count() == 0
