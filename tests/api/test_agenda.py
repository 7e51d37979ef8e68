# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The agenda and the reading room for programs: adding, wording, ordering, handing in, reading, asking."""

from typing import Any
from uuid import uuid4

import pytest

from committee.models import AgendaItem, PrivateNote, Question
from tests.api.asking import ROOT, Program, at, told
from tests.committee.test_agenda import close_call_of, matter
from tests.standing import grounded
from tests.world import World, everything

pytestmark = pytest.mark.django_db


def made() -> World:
    return World().to("screened")


ground, world = grounded(made)


def sent(program: Program, path: str, body: dict[str, Any], key: object = None, under: int | None = None) -> Any:
    """Post a body of its own shape."""
    headers = program.headers | {"Idempotency-Key": str(key or uuid4())}
    if under is not None:
        headers["Acting-Under"] = str(under)
    with at():
        return program.client.post(ROOT + path, body, content_type="application/json", headers=headers)


def items(world: World) -> str:
    return f"/meetings/{world.meeting_id}/agenda-items"


# ── adding ──


def test_project_is_offered_and_put_on_the_agenda_once(world: World) -> None:
    world.plan_meeting()
    secretary, key = Program(world, "secretary"), uuid4()
    (ready,) = secretary.get(f"/meetings/{world.meeting_id}/waiting-projects").json()
    assert (ready["project"], ready["amount_baht"], ready["is_proposed"]) == (world.project.code, "4500000.00", False)
    first, again = (sent(secretary, items(world), {"project": world.project.code}, key) for _press in (1, 2))
    assert (first.status_code, first.json()) == (200, again.json())
    assert (first.json()["label"], first.json()["item_kind"], first.json()["state"]) == ("5.1", "decision", "listed")
    assert (AgendaItem.objects.count(), world.project.state) == (1, "queued")


def test_matter_stands_under_its_heading_with_its_kind(world: World) -> None:
    world.plan_meeting()
    body = {"section": 4, "title": "รายงานคณะรัฐมนตรีเพื่อทราบ", "kind": "report", "confidentiality": "members"}
    made = sent(Program(world, "secretary"), items(world), body).json()
    assert (made["label"], made["item_kind"], made["confidentiality"]) == ("4.1", "report", "members")


def test_late_matter_waits_for_its_approval_and_gets_the_next_label(world: World) -> None:
    close_call_of(world)
    secretary, chair = Program(world, "secretary"), Program(world, "chair")
    body = {"project": world.project.code, "late_reason": "เอกสารเพิ่งได้รับ"}
    made = sent(secretary, items(world), body).json()
    assert (made["state"], made["is_late"]) == ("proposed", False)
    admitted = chair.act(f"/agenda-items/{made['id']}/transitions/admit_late")
    assert admitted.status_code == 200
    (item,) = secretary.get(f"/meetings/{world.meeting_id}").json()["items"]
    assert (item["label"], item["is_late"], item["late_reason"]) == ("5.1", True, "เอกสารเพิ่งได้รับ")


@pytest.mark.parametrize(
    ("who", "body", "answer"),
    [
        ("chair", {"section": 4, "title": "x"}, (403, "not_permitted")),
        ("auditor", {"section": 4, "title": "x"}, (403, "not_permitted")),
        ("officer", {"section": 4, "title": "x"}, (404, "not_found")),
        ("secretary", {"section": 9, "title": "x"}, (422, "guards_unmet")),
        ("secretary", {"section": 4, "title": "  "}, (422, "guards_unmet")),
        ("secretary", {"section": 4, "title": "x", "label": "4.1"}, (422, "invalid")),
        ("secretary", {"project": "NONE"}, (404, "not_found")),
    ],
)
def test_adding_is_refused(world: World, who: str, body: dict[str, Any], answer: tuple[int, str]) -> None:
    world.plan_meeting()
    before = everything()
    assert told(sent(Program(world, who), items(world), body)) == answer
    assert everything() == before


def test_after_the_call_a_matter_without_a_reason_is_refused(world: World) -> None:
    close_call_of(world)
    before = everything()
    refused = sent(Program(world, "secretary"), items(world), {"section": 4, "title": "x"})
    assert told(refused) == (422, "guards_unmet")
    assert everything() == before


@pytest.mark.parametrize(("who", "answer"), [("member", (403, "not_permitted")), ("officer", (404, "not_found"))])
def test_what_waits_is_shown_to_the_secretary_alone(world: World, who: str, answer: tuple[int, str]) -> None:
    world.plan_meeting()
    assert told(Program(world, who).get(f"/meetings/{world.meeting_id}/waiting-projects")) == answer


# ── words and order ──


def test_words_and_order_are_changed_by_the_revision_that_was_read(world: World) -> None:
    world.plan_meeting()
    first, second, third = (matter(world, title) for title in ("ก", "ข", "ค"))
    secretary = Program(world, "secretary")
    revision = secretary.get(f"/meetings/{world.meeting_id}").json()["revision"]
    words = {"title": "ข ใหม่", "note": "n", "item_kind": "report", "confidentiality": "open"}
    changed = secretary.put(f"/agenda-items/{second.pk}", words | {"expected_revision": revision})
    assert (changed.status_code, changed.json()["title"], changed.json()["item_kind"]) == (200, "ข ใหม่", "report")
    before = everything()
    stale = {"expected_revision": revision, "before": first.pk}
    assert told(secretary.put(f"/agenda-items/{third.pk}/place", stale)) == (409, "version_conflict")
    assert told(secretary.put(f"/agenda-items/{second.pk}", words | {"expected_revision": revision})) == (
        409, "version_conflict",
    )  # fmt: skip
    assert everything() == before
    moved = secretary.put(f"/agenda-items/{third.pk}/place", stale | {"expected_revision": revision + 1}).json()
    assert [(item["label"], item["title"]) for item in moved] == [("4.1", "ค"), ("4.2", "ก"), ("4.3", "ข ใหม่")]
    up = {"expected_revision": revision + 2, "direction": "up"}
    moved = secretary.put(f"/agenda-items/{second.pk}/place", up).json()
    assert [item["title"] for item in moved] == ["ค", "ข ใหม่", "ก"]


@pytest.mark.parametrize(("who", "answer"), [("chair", (403, "not_permitted")), ("officer", (404, "not_found"))])
def test_words_and_order_are_the_secretarys(world: World, who: str, answer: tuple[int, str]) -> None:
    world.plan_meeting()
    item, program, before = matter(world), Program(world, who), everything()
    words = {"title": "x", "note": "", "item_kind": "report", "confidentiality": "open", "expected_revision": 0}
    assert told(program.put(f"/agenda-items/{item.pk}", words)) == answer
    assert told(program.put(f"/agenda-items/{item.pk}/place", {"before": 0, "expected_revision": 0})) == answer
    assert everything() | {"accounts.apitoken": None} == before | {"accounts.apitoken": None}


def test_matter_is_withdrawn_with_a_reason_and_its_project_waits_again(world: World) -> None:
    world.to("queued")
    path, secretary = f"/agenda-items/{world.item.pk}/transitions/take_off", Program(world, "secretary")
    assert told(secretary.act(path)) == (422, "guards_unmet")
    assert secretary.act(path, note="หน่วยงานขอถอน").status_code == 200
    assert (world.item.state, world.project.state) == ("taken_off", "screened")


# ── what agencies hand in ──


def test_agency_hands_in_for_an_open_call_and_reads_what_became_of_it(world: World) -> None:
    world.plan_meeting()
    officer, key = Program(world, "officer"), uuid4()
    (call,) = officer.get("/calls").json()
    assert (call["meeting"], call["last_day"], len(call["headings"])) == (world.meeting_id, "2021-01-18", 6)
    body = {"agency": world.agencies["lead"].code, "section": 4, "title": "รายงานผล"}
    path = f"/calls/{world.meeting_id}/items"
    made = [sent(officer, path, body, key) for _press in (1, 2)]
    assert [one.status_code for one in made] == [200, 200]
    world.act("list_it", "secretary", AgendaItem.objects.get())
    (mine,) = officer.get("/calls/handed-in").json()["handed_in"]
    assert (mine["item"], mine["state"]) == (made[0].json()["item"], "listed")
    assert Program(world, "nora").get("/calls/handed-in").json()["handed_in"] == []


@pytest.mark.parametrize(
    ("who", "agency", "answer"),
    [
        ("officer", "north", (403, "not_permitted")),
        ("member", "lead", (403, "not_permitted")),
        ("officer", "none", (404, "not_found")),
    ],
)
def test_handing_in_is_refused(world: World, who: str, agency: str, answer: tuple[int, str]) -> None:
    world.plan_meeting()
    code = world.agencies[agency].code if agency in world.agencies else agency
    before = everything()
    body = {"agency": code, "section": 4, "title": "x"}
    assert told(sent(Program(world, who), f"/calls/{world.meeting_id}/items", body)) == answer
    assert everything() == before


def test_closed_call_takes_nothing_and_is_not_listed(world: World) -> None:
    close_call_of(world)
    officer, before = Program(world, "officer"), everything()
    body = {"agency": world.agencies["lead"].code, "section": 4, "title": "x"}
    assert told(sent(officer, f"/calls/{world.meeting_id}/items", body)) == (404, "not_found")
    assert officer.get("/calls").json() == []
    assert told(Program(world, "auditor").get("/calls")) == (403, "not_permitted")
    assert AgendaItem.objects.count() == 0
    assert {kind: rows for kind, rows in everything().items() if kind.startswith("committee")} == {
        kind: rows for kind, rows in before.items() if kind.startswith("committee")
    }


# ── the reading room ──


@pytest.fixture
def fixed(world: World) -> World:
    world.to("queued")
    world.act("convene", "secretary", world.meeting)
    world.freeze_agenda()
    return world


def test_member_reads_papers_writes_a_note_and_asks(fixed: World) -> None:
    member, path = Program(fixed, "member"), f"/agenda-items/{fixed.item.pk}"
    note = member.put(f"{path}/note", {"text": "ถามเรื่องค่าบำรุงรักษา", "expected_revision": 0})
    assert (note.status_code, note.json()["revision"]) == (200, 1)
    key = uuid4()
    asked = [sent(member, f"{path}/questions", {"text": "ใครดูแลต่อ"}, key) for _press in (1, 2)]
    assert [one.json()["id"] for one in asked] == [Question.objects.get().pk] * 2
    secretary = Program(fixed, "secretary")
    answer = f"/questions/{asked[0].json()['id']}/answer"
    assert sent(secretary, answer, {"text": "เจ้าภาพ"}).json()["answer"] == "เจ้าภาพ"
    assert told(sent(secretary, answer, {"text": "อีก"})) == (409, "wrong_state")
    room = member.get(f"/meetings/{fixed.meeting_id}/reading").json()
    (paper,) = room["papers"]
    assert (room["pack"], paper["note"]["text"], paper["sheet"]["code"]) == (1, "ถามเรื่องค่าบำรุงรักษา", fixed.project.code)
    assert [(one["text"], one["answer"]) for one in paper["questions"]] == [("ใครดูแลต่อ", "เจ้าภาพ")]
    (others,) = Program(fixed, "chair").get(f"/meetings/{fixed.meeting_id}/reading").json()["papers"]
    assert others["note"] == {"text": "", "revision": 0, "written_at": None, "pack": None}


def test_reading_room_refuses_what_its_page_refuses(fixed: World) -> None:
    member, path = Program(fixed, "member"), f"/agenda-items/{fixed.item.pk}"
    auditor, stranger = Program(fixed, "auditor"), Program(fixed, "stranger")
    assert told(sent(auditor, f"{path}/questions", {"text": "x"})) == (403, "not_permitted")
    assert told(member.put(f"{path}/note", {"text": "x", "expected_revision": 3})) == (409, "version_conflict")
    assert told(stranger.get(f"/meetings/{fixed.meeting_id}/reading")) == (404, "not_found")
    assert told(stranger.put(f"{path}/note", {"text": "x", "expected_revision": 0})) == (404, "not_found")
    one = sent(member, f"{path}/questions", {"text": "ถาม"}).json()["id"]
    assert told(sent(member, f"/questions/{one}/answer", {"text": "ตอบ"})) == (403, "not_permitted")
    assert told(sent(stranger, f"/questions/{one}/answer", {"text": "ตอบ"})) == (404, "not_found")
    assert (PrivateNote.objects.count(), Question.objects.get().answer) == (0, "")


def test_papers_are_shut_to_programs_of_members_before_the_agenda_is_fixed(world: World) -> None:
    world.to("queued")
    world.act("convene", "secretary", world.meeting)
    path = f"/meetings/{world.meeting_id}/reading"
    assert [Program(world, who).get(path).status_code for who in ("secretary", "member")] == [200, 404]
