# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""One question for guard, page, to-do and printer: kinds of change × whether it is offered × what is printed."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from agencies.models import Agency
from committee.models import AgendaItem, Meeting
from committee.operations import add_item, answers_to, fix_agenda, issue_addendum
from papers.queries import document_content
from tests.committee.test_digits import words
from tests.project.conftest import visitor
from tests.refusing import refused
from tests.world import World
from workflows.explaining import explain
from workflows.lifecycle import Attempt
from workflows.refusals import GuardsUnmet


def add(world: World) -> Any:
    return issue_addendum(meeting=world.meeting, actor=world.secretary, at=world.at, request_id=uuid4())


def late(world: World, **more: Any) -> None:
    """A late item that the chair lets on."""
    given: dict[str, Any] = {"section": 5, "title": "เรื่องเพิ่มเติม", "late_reason": "หนังสือเพิ่งมาถึง"} | more
    item = add_item(meeting=world.meeting, actor=world.secretary, at=world.at, request_id=uuid4(), **given)
    world.act("admit_late", "chair", item)


def taken_out(world: World) -> None:
    world.act("take_out", "member", world.item)


def moved_on(world: World) -> None:
    world.act("withdraw", "head", world.project, note="ถอน")


def renamed(world: World) -> None:
    Agency.objects.filter(pk=world.agencies["north"].pk).update(name_th="หน่วยงานเหนือใหม่")


def renamed_and_moved_on(world: World) -> None:
    renamed(world)
    moved_on(world)


def nothing(world: World) -> None:
    """Leave everything as it is."""


def late_for_the_chair(world: World) -> None:
    late(world, confidentiality="chair", title="เรื่องลับของประธาน")


def late_of_both(world: World) -> None:
    late_for_the_chair(world)
    late(world)


CHANGES: list[tuple[Callable[[World], Any], dict[str, int], str]] = [  # what it tells, and words that are printed
    (nothing, {}, ""),
    (late, {"added": 1}, "เพิ่ม๕.๒เรื่องเพิ่มเติม"),
    (lambda world: late(world, confidentiality="members"), {"added": 1}, "เพิ่ม๕.๒เรื่องเพิ่มเติม"),
    (late_for_the_chair, {}, ""),
    (late_of_both, {"added": 1}, "เพิ่ม๕.๓เรื่องเพิ่มเติม"),
    (taken_out, {"changed": 1}, "เรื่องเสนอเพื่อพิจารณา(เดิม:เรื่องเพื่อให้ความเห็นชอบรวมกัน)"),
    (moved_on, {}, ""),
    (renamed, {}, ""),
    (renamed_and_moved_on, {"sheets": 1}, "เอกสารใหม่๕.๑"),
]
NAMES = ("nothing", "late", "for members", "for the chair", "both", "taken out", "moved on", "renamed", "new sheet")


@pytest.mark.parametrize(("change", "told", "printed"), CHANGES, ids=NAMES)
def test_addendum_is_offered_just_when_it_would_tell_something_and_tells_it(
    db: None, change: Callable[[World], Any], told: dict[str, int], printed: str
) -> None:
    world = World().to("queued")
    AgendaItem.objects.filter(pk=world.item.pk).update(item_kind="consent")
    world.act("convene", "secretary", world.meeting)
    world.freeze_agenda()
    change(world)
    attempt = Attempt(actor=world.secretary, at=world.at, request_id=uuid4())
    (offered,) = [one for one in answers_to(world.meeting, attempt) if one.name == "issue_addendum"]
    assert offered.may is bool(told)
    if not told:
        with refused(GuardsUnmet):
            add(world)
        return
    add(world)
    pack = world.meeting.packs.get(number=2)
    changes = pack.snapshot["after"]["changes"]
    assert {name: len(of) for name, of in changes.items() if of} == told
    text = words(document_content(pack.document))
    assert printed in text
    assert "เรื่องลับของประธาน" not in text
    (offered,) = [one for one in explain(world.meeting, attempt) if one.name == "issue_addendum"]
    assert offered.may is False  # it has been told


def opened_again(world: World, change: Callable[[World], Any]) -> str:
    """What the whole pack says of the changes that takes the place of the first."""
    for title in ("เรื่องหนึ่ง", "เรื่องสอง", "เรื่องสาม"):
        at: Any = {"meeting": world.meeting, "actor": world.secretary, "at": world.at, "request_id": uuid4()}
        add_item(section=4, title=title, **at)
    world.act("convene", "secretary", world.meeting)
    world.freeze_agenda()
    world.act("thaw", "secretary", world.meeting, note="แก้")
    change(world)
    fix_agenda(meeting=world.meeting, actor=world.secretary, at=world.at, request_id=uuid4())
    text = words(document_content(world.meeting.packs.get(number=world.meeting.issued_pack).document))
    return text[text.index("สิ่งที่เปลี่ยนแปลงจาก") :].split("สารบัญ")[0] if "สิ่งที่เปลี่ยนแปลงจาก" in text else ""


def edited(world: World) -> None:
    """One has another title, one is taken off, one is the chair's alone from now on; the meeting's subject too."""
    first, second, third = world.meeting.items.filter(section=4).order_by("position")
    AgendaItem.objects.filter(pk=first.pk).update(title="เรื่องที่เปลี่ยนชื่อ")
    world.act("take_off", "secretary", second, note="ถอน")
    AgendaItem.objects.filter(pk=third.pk).update(confidentiality="chair")
    Meeting.objects.filter(pk=world.meeting.pk).update(title="การประชุมอีกชื่อ")


def test_whole_pack_takes_the_place_of_the_other_and_tells_no_more_than_it_may(db: None) -> None:
    text = opened_again(World().to("queued"), edited)
    assert "ให้ใช้เอกสารชุดนี้แทนเอกสารชุดที่๑" in text
    assert "คงอยู่ตามเดิม" not in text
    for said in (
        "แก้ไข๔.๑เรื่องที่เปลี่ยนชื่อเดิม:เรื่องหนึ่ง", "ถอน๔.๒เรื่องสอง", "ไม่พิมพ์๔.๓ไม่พิมพ์ในเอกสารชุดนี้",
        "กำหนดการ–เรื่องการประชุมอีกชื่อ",
    ):  # fmt: skip
        assert said in text
    assert (text.count("ถอน"), "เรื่องสาม" in text) == (1, False)


def test_whole_pack_of_an_agenda_that_says_the_same_tells_so(db: None) -> None:
    text = opened_again(World().to("queued"), moved_on)
    assert "ระเบียบวาระการประชุมและเอกสารประกอบไม่มีการเปลี่ยนแปลง" in text
    assert "แก้ไข" not in text


def test_agenda_opened_and_fixed_again_unchanged_keeps_its_pack(db: None) -> None:
    world = World().to("queued")
    assert opened_again(world, nothing) == ""
    assert (world.meeting.issued_pack, world.meeting.packs.count()) == (1, 1)


# ── the secretariat finds it: on the meeting's page as the next step, and on the first page ──

TO_DO, NEXT = "Addenda to issue", "Issue the addendum: the agenda says more than the pack that was issued"


@pytest.mark.parametrize(("change", "is_told"), [(nothing, False), (late_for_the_chair, False), (late, True)])
def test_secretariat_is_told_to_issue_it_just_while_there_is_something_to_tell(
    db: None, change: Callable[[World], Any], is_told: bool
) -> None:
    world = World().to("queued")
    world.act("convene", "secretary", world.meeting)
    world.freeze_agenda()
    change(world)
    address = reverse("meeting", args=[world.meeting_id])

    def told(who: str) -> tuple[bool, bool, bool]:
        first, page = (visitor(world.people[who]).get(path).content.decode() for path in ("/", address))
        return TO_DO in first, f'href="{address}"' in first.partition(TO_DO)[2], NEXT in page

    assert told("secretary") == (is_told,) * 3
    assert [told(name) for name in ("chair", "member", "admin")] == [(False, False, False)] * 3
    if is_told:
        add(world)
    assert told("secretary") == (False, False, False)
