# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a mandate lets its holder do: within its power, period and amount; the record names the order."""

import re
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from committee.models import (
    ActionItem,
    AgendaItem,
    Committee,
    DecisionLetter,
    LetterPattern,
    Mandate,
    Resolution,
    Seat,
    SeatTenure,
)
from committee.operations import add_item, report_action
from committee.permissions import mandate_to_sign, mandate_to_verify, mandate_used
from committee.queries.groups import (
    groups_of,
    late_approvers_group,
    people_of_groups,
    secretariat_group,
    senders_group,
    verifiers_group,
)
from tests.project.conftest import visitor
from tests.refusing import refused
from tests.standing import grounded
from tests.world import World
from workflows.lifecycle import Attempt
from workflows.models import Task
from workflows.refusals import NotPermitted

ALWAYS, DAY = date(2020, 1, 1), date(2020, 11, 2)  # the world stands on the second of them
ORDER = "12/2563"


def made() -> World:
    """A sub-committee with its chair, its secretary and a member; none of them sits on the committee itself."""
    world = World()
    sub = Committee.objects.create(code="sub", name_th="คณะอนุกรรมการทดสอบ")
    for who, role in (("north_head", "chair"), ("expert", "secretary"), ("budget", "member")):
        seat = Seat.objects.create(committee=sub, title=who, role=role, from_date=ALWAYS)
        SeatTenure.objects.create(committee=sub, seat=seat, user=world.people[who], from_date=ALWAYS)
    return world


ground, world = grounded(made)


def give(
    world: World, power: str, to: str, *, first: date = ALWAYS, last: date | None = None, most: Any = None
) -> None:
    """A mandate to the body, or to a person by name."""
    body = Committee.objects.get(code="sub") if to == "body" else None
    person = None if body else world.people[to]
    Mandate.objects.create(
        committee=world.committee, to_committee=body, to_user=person, order_number=ORDER, order_date=ALWAYS,
        scope="ตามที่มอบหมาย", powers=[power], from_date=first, to_date=last, ceiling_baht=most,
    )  # fmt: skip


# given to whom, who acts, the power given, its period, and whether it serves a matter of 4,500,000 baht
PERIODS = {"open": (ALWAYS, None), "its day": (DAY, DAY), "over": (ALWAYS, date(2020, 11, 1)),
           "ahead": (date(2020, 11, 3), None)}  # fmt: skip
WHO = [
    ("officer", "officer", "same", "open", True),
    ("officer", "officer", "same", "its day", True),
    ("officer", "officer", "same", "over", False),
    ("officer", "officer", "same", "ahead", False),
    ("officer", "officer", "another", "open", False),
    ("officer", "somsak", "same", "open", False),
    ("body", "north_head", "same", "open", True),
    ("body", "expert", "same", "open", True),
    ("body", "budget", "same", "open", False),
    ("body", "north_head", "same", "over", False),
    ("body", "officer", "same", "open", False),
]


def test_who_uses_a_mandate_and_when(world: World) -> None:
    for to, actor, same, period, serves in WHO:
        first, last = PERIODS[period]
        with transaction.atomic():
            give(world, "sign_letter" if same == "same" else "report", to, first=first, last=last)
            committee = Committee.objects.get(pk=world.committee.pk)
            attempt = Attempt(actor=world.people[actor], at=world.at, request_id=uuid4())
            used = mandate_used(committee, "sign_letter", attempt)
            assert (used is not None) is serves, (to, actor, same, period)
            transaction.set_rollback(True)


def test_order_lends_no_mandate(world: World) -> None:
    give(world, "sign_letter", "officer")
    attempt = Attempt(actor=world.officer, at=world.at, request_id=uuid4(), delegation=1)
    assert mandate_used(world.committee, "sign_letter", attempt) is None


def certified(world: World) -> None:
    task = {"text": "จัดทำข้อมูล", "agency": world.agencies["south"].code, "working_days": 10}
    world.to("in_committee").resolve("endorse", also=["assign"], actions=[task])
    LetterPattern.objects.create(committee=world.committee, prefix="สพร ๐๑", sender="ส", signer="ล")


def send(world: World, who: str) -> Any:
    return world.act("communicate", who, world.resolution, facts={"pattern": str(LetterPattern.objects.get().pk)})


def test_letters_are_sent_by_mandate(world: World) -> None:
    certified(world)
    give(world, "sign_letter", "body")
    with refused(NotPermitted):
        send(world, "budget")  # a member of the body, and no office in it
    assert send(world, "north_head").facts["mandate"] == ORDER
    made_by = {letter.snapshot["made_by"] for letter in DecisionLetter.objects.all()}
    assert made_by == {f"{world.north_head} ปฏิบัติการแทนคณะกรรมการ ตามคำสั่งที่ {ORDER}"}


@pytest.mark.parametrize(("most", "serves"), [("4500000.00", True), ("4499999.99", False)])
def test_letters_are_sent_up_to_the_amount_that_it_names(world: World, most: str, serves: bool) -> None:
    certified(world)
    give(world, "sign_letter", "officer", most=Decimal(most))
    if serves:
        send(world, "officer")
    else:
        with refused(NotPermitted):
            send(world, "officer")


def test_ceiling_lets_nothing_be_sent_on_what_has_no_amount(world: World) -> None:
    certified(world)
    give(world, "sign_letter", "officer", most=Decimal("1.00"))
    in_words = Resolution(meeting=world.meeting, committee=world.committee, amounts={})
    attempt = Attempt(actor=world.officer, at=world.at, request_id=uuid4())
    assert mandate_to_sign(in_words, attempt) is None


def test_secretary_sends_without_one_and_the_record_names_none(world: World) -> None:
    certified(world)
    give(world, "sign_letter", "secretary")
    assert "mandate" not in send(world, "secretary").facts
    assert {letter.snapshot["made_by"] for letter in DecisionLetter.objects.all()} == {""}


def test_holder_sends_letters_and_does_not_say_that_none_goes_out(world: World) -> None:
    certified(world)
    give(world, "sign_letter", "officer")
    with refused(NotPermitted):
        world.act("communicate", "officer", world.resolution, facts={"no_letter": "ไม่จำเป็น"})
    assert "no_letter" not in _fields_of(world, "officer")
    assert "no_letter" in _fields_of(world, "secretary")
    record = world.act("communicate", "secretary", world.resolution, facts={"no_letter": "แจ้งในที่ประชุมแล้ว"})
    assert record.facts["no_letter"] == "แจ้งในที่ประชุมแล้ว"


def _fields_of(world: World, who: str) -> set[str]:
    page = visitor(world.people[who]).get(f"/resolutions/{world.resolution.pk}/letters/")
    assert page.status_code == 200
    return set(re.findall(r'name="([a-z_]+)"', page.content.decode()))


@pytest.mark.parametrize("level", ["members", "chair"])
def test_no_mandate_reaches_what_is_not_open(world: World, level: str) -> None:
    certified(world)
    for power in ("sign_letter", "verify_condition"):
        give(world, power, "officer")
    attempt = Attempt(actor=world.officer, at=world.at, request_id=uuid4())
    action = ActionItem.objects.latest("pk")
    assert None not in (mandate_to_sign(world.resolution, attempt), mandate_to_verify(action, attempt))
    AgendaItem.objects.filter(pk=world.item.pk).update(confidentiality=level)
    action = ActionItem.objects.get(pk=action.pk)
    assert [mandate_to_sign(world.resolution, attempt), mandate_to_verify(action, attempt)] == [None, None]
    with refused(NotPermitted):
        send(world, "officer")


@pytest.mark.parametrize("name", ["verify", "send_back"])
def test_what_was_assigned_is_judged_by_mandate(world: World, name: str) -> None:
    certified(world)
    give(world, "verify_condition", "officer")
    with refused(NotPermitted):  # the term stays with the secretariat
        world.act("extend", "officer", ActionItem.objects.get(), note="ขยาย", facts={"due_date": "2021-12-01"})
    report_action(
        action=ActionItem.objects.get(), link="https://data.go.th/", note="เสร็จ", actor=world.somsak, at=world.at,
        request_id=uuid4(),
    )  # fmt: skip
    assert units(name) == [verifiers_group(world.committee.pk)]
    with refused(NotPermitted):
        world.act(name, "nora", ActionItem.objects.get(), note="ตรวจแล้ว")
    assert world.act(name, "officer", ActionItem.objects.get(), note="ตรวจแล้ว").facts["mandate"] == ORDER


@pytest.mark.parametrize(("most", "serves"), [("4500000.00", True), ("4499999.99", False)])
def test_verification_too_is_lent_up_to_the_amount_that_was_resolved(world: World, most: str, serves: bool) -> None:
    certified(world)
    give(world, "verify_condition", "officer", most=Decimal(most))
    attempt = Attempt(actor=world.officer, at=world.at, request_id=uuid4())
    assert (mandate_to_verify(ActionItem.objects.get(), attempt) is not None) is serves


def test_late_item_waits_in_the_queue_of_a_body_that_approves_it(world: World) -> None:
    world.to("queued")
    world.act("convene", "secretary", world.meeting)
    world.act("close_call", "secretary", world.meeting)
    give(world, "approve_late_item", "body")
    late = add_item(
        meeting=world.meeting, actor=world.secretary, at=world.at, request_id=uuid4(), section=4, title="เรื่อง",
        late_reason="ด่วน",
    )  # fmt: skip
    key = late_approvers_group(world.committee.pk)
    for who, serves in (("north_head", True), ("expert", True), ("budget", False), ("chair", True), ("member", False)):
        assert (key in groups_of(world.people[who], world.at)) is serves
        assert (world.people[who] in people_of_groups([key], world.at)) is serves
    with refused(NotPermitted):
        world.act("admit_late", "budget", late)
    world.act("admit_late", "north_head", late)


def test_holder_opens_the_meeting_and_hands_the_report_in_there(world: World) -> None:
    world.to("queued")
    client = Client()
    client.force_login(world.stranger)
    client.cookies["django_language"] = "en"
    address = reverse("meeting", args=[world.meeting.pk])
    assert client.get(address).status_code == 404
    give(world, "report", "stranger")
    page = client.get(address).content.decode()
    assert "Add a matter in words" in page
    assert "Put waiting projects on the agenda" not in page
    typed = {"request_id": uuid4(), "section": 4, "title": "ผลการศึกษา", "note": "", "kind": "", "confidentiality": ""}
    client.post(reverse("agenda_matters", args=[world.meeting.pk]), typed)
    item = world.meeting.items.get(title="ผลการศึกษา")
    assert (item.proposed_by, item.state) == (world.stranger, "proposed")  # the secretary puts it on the agenda


# ── what a holder does waits among their turns ──


def units(act: str) -> list[str]:
    """The queues in which tasks that end with this act are open."""
    return [task.unit for task in Task.objects.filter(finished=None) if act in getattr(task.flow_task, "acts", {})]


@pytest.mark.parametrize(
    ("power", "most", "letters", "verify"),
    [
        ("sign_letter", None, True, False),
        ("sign_letter", "9999999.00", False, False),  # whether it serves, each resolution's amount says: on its page
        ("verify_condition", None, False, True),
        ("report", None, False, False),
    ],
)
@pytest.mark.parametrize("to", ["officer", "body"])
def test_holder_works_on_the_queue_of_what_the_mandate_lets_them_do(
    world: World, power: str, most: str | None, letters: bool, verify: bool, to: str
) -> None:
    give(world, power, to, most=Decimal(most) if most else None)
    holder = "officer" if to == "officer" else "north_head"
    here = world.committee.pk
    for key, serves in (
        (senders_group(here), letters),
        (verifiers_group(here), verify),
        (secretariat_group(here), False),
    ):
        for who, is_on_it in ((holder, serves), ("secretary", True), ("budget", False), ("member", False)):
            assert (key in groups_of(world.people[who], world.at)) is is_on_it, (key, who)
            assert (world.people[who] in people_of_groups([key], world.at)) is is_on_it, (key, who)


@pytest.mark.parametrize(("confidentiality", "is_lent"), [("open", True), ("members", False), ("chair", False)])
def test_letters_and_verification_wait_where_the_holder_finds_them_and_what_is_closed_does_not(
    world: World, confidentiality: str, is_lent: bool
) -> None:
    world.to("in_committee")
    world.meeting.items.update(confidentiality=confidentiality)
    world.resolve("endorse_with_conditions")
    world.act("end", "chair", world.meeting)
    here = world.committee.pk
    assert units("communicate") == [(senders_group if is_lent else secretariat_group)(here)]
    give(world, "sign_letter", "officer")
    client = Client()
    client.force_login(world.officer)
    client.cookies["django_language"] = "en"
    assert ("Make the resolution known" in client.get("/").content.decode()) is is_lent
