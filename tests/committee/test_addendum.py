# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A late item on a fixed agenda: an addendum is issued beside the pack, which stays; it says what changed."""

import copy
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import Notice
from committee.models import AgendaItem, Pack, PrivateNote
from committee.operations import add_item, build_pack, issue_addendum
from committee.operations.packs import rebuilt
from committee.operations.reading import write_note
from committee.pack_changes import changes_between, is_nothing
from committee.queries.reading import papers_of
from papers.queries import document_content
from tests.committee.test_digits import words
from tests.notices.conftest import hand_on
from tests.refusing import refused
from tests.standing import grounded
from tests.world import World, everything
from workflows.refusals import GuardsUnmet, NotPermitted, WrongState
from workflows.verification import faults


def made() -> World:
    """A meeting with its agenda fixed and its pack issued."""
    world = World().to("queued")
    world.act("convene", "secretary", world.meeting)
    world.freeze_agenda()
    return world


ground, world = grounded(made)


def admitted(world: World, title: str = "ขอปรับแผนปฏิบัติการ") -> AgendaItem:
    """A late item that the chair let on the fixed agenda."""
    item = add_item(
        meeting=world.meeting, actor=world.secretary, at=world.at, request_id=uuid4(), section=5, title=title,
        late_reason="หนังสือเพิ่งมาถึง",
    )  # fmt: skip
    world.act("admit_late", "chair", item)
    return AgendaItem.objects.get(pk=item.pk)


def add(world: World, who: str = "secretary", **more: Any) -> Any:
    return issue_addendum(
        meeting=world.meeting, actor=world.people[who], at=world.at, request_id=more.pop("request_id", uuid4()), **more
    )


def test_addendum_is_issued_beside_the_pack_which_stays_as_it_was(world: World) -> None:
    first = world.meeting.packs.get()
    before = document_content(first.document)
    item = admitted(world)
    record = add(world)
    second = world.meeting.packs.get(number=2)
    assert record.facts == {
        "pack": 2, "pack_sha256": second.document.sha256, "snapshot_sha256": second.snapshot_sha256, "adds_to": 1,
        "labels": {str(world.item.pk): "5.1", str(item.pk): "5.2"},
    }  # fmt: skip
    assert (world.meeting.state, world.meeting.issued_pack) == ("frozen", 2)
    assert document_content(Pack.objects.get(pk=first.pk).document) == before
    after = second.snapshot["after"]
    assert (after["number"], after["sha256"], after["is_addendum"]) == (1, first.snapshot_sha256, True)
    changes = after["changes"]
    assert [one["item"]["label"] for one in changes["added"]] == ["5.2"]
    assert changes["added"][0]["item"]["late"]["reason"] == "หนังสือเพิ่งมาถึง"
    assert [changes[name] for name in ("removed", "changed", "moved", "money", "sheets", "held")] == [
        [], [], [], [], [], {}
    ]  # fmt: skip
    assert list(faults()) == []


def test_addendum_prints_what_changed_and_no_sheet_again(world: World) -> None:
    admitted(world)
    add(world)
    whole, addendum = (words(document_content(pack.document)) for pack in world.meeting.packs.order_by("number"))
    for said in ("ระเบียบวาระการประชุมเพิ่มเติม", "สิ่งที่เปลี่ยนแปลงจากเอกสารชุดที่๑", "ขอปรับแผนปฏิบัติการ", "วาระจร"):
        assert said in addendum
        assert said not in whole
    assert "ตัวชี้วัดร่วม" in whole  # the project's sheet
    assert "ตัวชี้วัดร่วม" not in addendum


def test_addendum_made_again_from_its_snapshot_is_the_same_to_the_byte(world: World) -> None:
    admitted(world)
    add(world)
    pack = world.meeting.packs.get(number=2)
    built = rebuilt(pack)
    assert built.pdf == document_content(pack.document)
    assert (built.manifest, built.manifest_sha256) == (pack.manifest, pack.manifest_sha256)
    with pytest.raises(DatabaseError, match="kept"), transaction.atomic():
        Pack.objects.filter(pk=pack.pk).update(manifest={})


@pytest.mark.parametrize("who", ["chair", "member", "auditor", "officer"])
def test_secretary_alone_issues_it(world: World, who: str) -> None:
    admitted(world)
    with refused(NotPermitted):
        add(world, who)


def test_nothing_new_is_no_addendum(world: World) -> None:
    with refused(GuardsUnmet) as raised:
        add(world)
    assert str(raised.value) == "Something on the agenda must be new or other than in the pack that was issued last."
    admitted(world)
    add(world)
    with refused(GuardsUnmet):
        add(world)


def test_agenda_that_is_open_again_gets_a_whole_pack_that_says_what_changed(world: World) -> None:
    world.act("thaw", "secretary", world.meeting, note="แก้")
    with refused(WrongState):
        add(world)
    admitted(world)
    build_pack(meeting_id=world.meeting.pk, actor=world.secretary, at=world.at)
    record = world.act("freeze", "secretary", world.meeting)
    after = world.meeting.packs.get(number=2).snapshot["after"]
    assert (after["number"], after["is_addendum"], "adds_to" in record.facts) == (1, False, False)
    assert [one["item"]["label"] for one in after["changes"]["added"]] == ["5.2"]


def test_looked_at_addendum_is_not_issued_as_the_whole_pack(world: World) -> None:
    admitted(world)
    build_pack(meeting_id=world.meeting.pk, actor=world.secretary, at=world.at)
    world.act("thaw", "secretary", world.meeting, note="แก้")
    again = build_pack(meeting_id=world.meeting.pk, actor=world.secretary, at=world.at)
    assert (again.number, again.snapshot["after"]["is_addendum"]) == (3, False)


def test_press_sent_twice_issues_once(world: World) -> None:
    admitted(world)
    request_id = uuid4()
    first = add(world, request_id=request_id, expected_version=world.meeting.version)
    stands = everything()
    assert add(world, request_id=request_id, expected_version=world.meeting.version - 1).pk == first.pk
    assert everything() == stands


def test_members_are_told_and_keep_their_notes(world: World) -> None:
    write_note(item=world.item, user=world.member, text="ถามเรื่องวงเงิน", expected_revision=0, at=world.at)
    admitted(world)
    add(world)
    hand_on(world.at)
    told = Notice.objects.filter(topic="committee.meeting.issue_addendum", channel="here")
    assert {notice.person.username for notice in told} == {"chair", "member", "absent"}
    of = papers_of(world.member, world.meeting, world.at)
    assert of.pack is not None
    assert of.pack.number == 2
    assert [(paper.item.issued_label, paper.note.text if paper.note else "") for paper in of.papers] == [
        ("5.1", "ถามเรื่องวงเงิน"), ("5.2", ""),
    ]  # fmt: skip
    assert of.papers[0].sheet is not None
    assert PrivateNote.objects.count() == 1


def test_page_offers_it_when_there_is_something_to_add(world: World) -> None:
    client = Client()
    client.force_login(world.secretary)
    client.cookies["django_language"] = "en"
    address = reverse("meeting", args=[world.meeting.pk])
    assert "Issue the addendum to the agenda" not in client.get(address).content.decode()
    admitted(world)
    assert "Issue the addendum to the agenda" in client.get(address).content.decode()
    press = {"request_id": uuid4(), "expected_version": world.meeting.version}
    shown = client.post(reverse("meeting_act", args=[world.meeting.pk, "issue_addendum"]), press, follow=True)
    assert "Addendum to pack 1" in shown.content.decode()
    assert world.meeting.issued_pack == 2


# ── what changed, by itself: the difference makes the later agenda from the earlier one ──


def snapshot(*parts: list[tuple[str, str]], money: dict[str, str] | None = None, place: str = "ก") -> dict[str, Any]:
    """A snapshot with these matters under each heading."""
    sheets = [
        {"label": "2.1", "code": code, "title": code, "total_screened_baht": baht, "record_seq": len(baht)}
        for code, baht in (money or {}).items()
    ]
    agenda = [
        {"number": n, "title": f"{n}", "items": [{"label": label, "title": title, "note": ""} for label, title in part]}
        for n, part in enumerate(parts, 1)
    ]
    held = {"title": "t", "starts_at": "1", "ends_at": "2", "place": place}
    return {"agenda": agenda, "projects": sheets, "meeting": held}


def applied(before: dict[str, Any], changes: dict[str, Any]) -> Any:
    """The agenda that the changes make of the earlier one."""
    agenda = copy.deepcopy(before["agenda"])
    gone = {one["item"]["label"] for one in changes["removed"]}
    other = {one["item"]["label"]: one["item"] for one in changes["changed"]}
    for part in agenda:
        part["items"] = [other.get(i["label"], i) for i in part["items"] if i["label"] not in gone]
        part["items"] += [one["item"] for one in changes["added"] if one["section"] == part["number"]]
        for moved in changes["moved"]:
            if moved["section"] == part["number"]:
                part["items"].sort(key=lambda item: moved["labels"].index(item["label"]))
    return agenda


ONE = snapshot([("1.1", "ก"), ("1.2", "ข")], [("2.1", "ค")])
TABLE = [
    ("the same", ONE),
    ("added", snapshot([("1.1", "ก"), ("1.2", "ข"), ("1.3", "ง")], [("2.1", "ค")])),
    ("removed", snapshot([("1.2", "ข")], [])),
    ("changed", snapshot([("1.1", "ก"), ("1.2", "ขข")], [("2.1", "ค")])),
    ("moved", snapshot([("1.2", "ข"), ("1.1", "ก")], [("2.1", "ค")])),
    ("put between", snapshot([("1.1", "ก"), ("1.3", "ง"), ("1.2", "ข")], [("2.1", "ค")])),
    ("all at once", snapshot([("1.3", "ง"), ("1.2", "จ")], [("2.2", "ฉ"), ("2.1", "ค")])),
]


@pytest.mark.parametrize("after", [row[1] for row in TABLE], ids=[row[0] for row in TABLE])
def test_difference_applied_to_the_earlier_gives_the_later(after: dict[str, Any]) -> None:
    changes = changes_between(ONE, after)
    assert applied(ONE, changes) == after["agenda"]
    assert is_nothing(changes) is (after is ONE)


def test_money_that_moved_and_the_place_are_told_and_a_record_alone_is_not() -> None:
    before = snapshot([], money={"A": "10.00", "B": "20.00", "C": "5.00"})
    after = snapshot([], money={"A": "10.00", "B": "25.00", "D": "5.00"}, place="ข")
    after["projects"][0]["record_seq"] = 99
    changes = changes_between(before, after)
    assert [(one["code"], one["was_baht"], one["is_baht"]) for one in changes["money"]] == [("B", "20.00", "25.00")]
    assert changes["sheets"] == ["B", "D"]
    assert changes["held"] == {"place": ["ก", "ข"]}


def test_pack_built_before_a_matter_was_made_confidential_is_not_issued(db: None) -> None:
    world = World().to("queued")
    world.act("convene", "secretary", world.meeting)
    world.act("close_call", "secretary", world.meeting)
    first = build_pack(meeting_id=world.meeting.pk, actor=world.secretary, at=world.at)
    AgendaItem.objects.filter(pk=world.item.pk).update(confidentiality="chair")
    with refused(GuardsUnmet):
        world.act("freeze", "secretary", world.meeting)
    again = build_pack(meeting_id=world.meeting.pk, actor=world.secretary, at=world.at)
    assert again.number == first.number + 1
    assert world.project.code not in str(again.snapshot)
