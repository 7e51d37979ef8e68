# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""POST /projects/{code}/transitions/{name}: one act, its replay, and each refusal, which changes nothing."""

from typing import Any
from uuid import uuid4

import pytest

from tests.api.asking import ROOT, Program, at, told
from tests.world import World, everything

pytestmark = pytest.mark.django_db


def path(world: World, name: str) -> str:
    return f"/projects/{world.project.code}/transitions/{name}"


def test_act_is_made_and_answers_its_record() -> None:
    world = World()
    response = Program(world, "officer").act(path(world, "propose"))
    record = response.json()
    assert response.status_code == 200
    assert (record["transition"], record["source"], record["target"]) == ("propose", "draft", "confirming")
    assert record["actor"] == {"id": world.officer.pk, "name": "ผู้ทดสอบ officer"}
    assert record["facts"]["proposed_baht"] == "4500000.00"
    assert world.project.state == "confirming"
    assert world.project.version == record["seq"]


def test_same_key_again_answers_the_same_record_and_changes_nothing() -> None:
    world, key = World(), uuid4()
    officer = Program(world, "officer")
    first = officer.act(path(world, "propose"), request_id=key)
    before = everything()
    assert officer.act(path(world, "propose"), request_id=key).json() == first.json()
    assert everything() == before


def test_key_used_for_another_act_is_refused() -> None:
    world, key = World(), uuid4()
    officer = Program(world, "officer")
    officer.act(path(world, "propose"), request_id=key)
    before = everything()
    response = officer.act(path(world, "take_back"), note="เปลี่ยน", request_id=key)
    assert told(response) == (409, "request_reused")
    assert everything() == before


@pytest.mark.parametrize("tag", ['"{}"', "{}"])
def test_version_that_was_read_is_accepted(tag: str) -> None:
    world = World()
    officer = Program(world, "officer")
    etag = officer.get(f"/projects/{world.project.code}")["ETag"]
    assert etag == f'"{world.project.version}"'
    assert officer.act(path(world, "propose"), if_match=tag.format(world.project.version)).status_code == 200


def test_stale_version_is_refused_with_who_acted_meanwhile() -> None:
    world = World().to("confirming")
    before = everything()
    response = Program(world, "officer").act(path(world, "take_back"), note="เปลี่ยน", if_match='"1"')
    assert told(response) == (409, "version_conflict")
    assert response.json()["reasons"] == [
        "ผู้ทดสอบ officer made “Submit to partners” meanwhile, on 2 November 2020, 10:00. Look again before you act."
    ]
    assert response.json()["meanwhile"] == {
        "person": {"id": world.officer.pk, "name": "ผู้ทดสอบ officer"},
        "act": "propose",
        "label": "Submit to partners",
        "at": "2020-11-02T03:00:00.000000Z",
        "version": 2,
    }
    assert everything() == before


def test_stale_version_is_told_in_thai_with_the_buddhist_year() -> None:
    world = World().to("confirming")
    response = Program(world, "officer", language="th").act(path(world, "take_back"), note="ก", if_match='"1"')
    assert "2 พฤศจิกายน 2563 เวลา 10.00 น." in response.json()["reasons"][0]
    assert response.json()["meanwhile"]["label"] == "เสนอหน่วยงานร่วม"


def test_wrong_state_is_refused() -> None:
    world = World()
    before = everything()
    response = Program(world, "head").act(path(world, "hand_in"), facts={"letter_number": "1"})
    assert told(response) == (409, "wrong_state")
    last = response.json()["meanwhile"]
    assert (last["act"], last["version"], last["person"]["id"]) == ("begin", 1, world.officer.pk)
    assert everything() == before


def test_refusal_for_another_reason_names_no_act() -> None:
    world = World().to("agency_approval")
    response = Program(world, "head").act(path(world, "hand_in"))
    assert told(response) == (422, "guards_unmet")
    assert response.json()["meanwhile"] is None


def test_step_that_does_not_exist_is_refused() -> None:
    world = World()
    before = everything()
    assert told(Program(world, "officer").act(path(world, "fly"))) == (409, "wrong_state")
    assert everything() == before


def test_person_without_the_role_is_refused_with_who_can() -> None:
    world = World()
    before = everything()
    response = Program(world, "head").act(path(world, "propose"))
    assert told(response) == (403, "not_permitted")
    assert response.json()["who"] == "An officer of the lead agency."
    assert everything() == before


@pytest.mark.parametrize("name", ["queue", "endorse", "all_consented"])
def test_what_only_follows_from_other_acts_is_refused(name: str) -> None:
    states = {"queue": "screened", "endorse": "in_committee", "all_consented": "confirming"}
    world = World().to(states[name])
    before = everything()
    assert told(Program(world, "secretary" if name != "all_consented" else "officer").act(path(world, name))) == (
        403,
        "not_permitted",
    )
    assert everything() == before


def test_unmet_guard_is_refused_with_its_sentence_in_the_language_asked_for() -> None:
    world = World()
    world.act("leave", "officer", world.part("north"))
    world.act("leave", "officer", world.part("south"))
    before = everything()
    english = Program(world, "officer").act(path(world, "propose"))
    thai = Program(world, "officer", language="th").act(path(world, "propose"))
    assert told(english) == told(thai) == (422, "guards_unmet")
    assert "At least two agencies must take part." in english.json()["reasons"]
    assert "ต้องมีหน่วยงานเข้าร่วมอย่างน้อย 2 หน่วยงาน" in thai.json()["reasons"]
    assert everything() == before


def test_missing_reason_is_refused() -> None:
    world = World().to("confirming")
    before = everything()
    response = Program(world, "officer").act(path(world, "take_back"), note="  ")
    assert told(response) == (422, "guards_unmet")
    assert response.json()["reasons"] == ["The reason must be given."]
    assert everything() == before


def test_project_of_others_is_not_found() -> None:
    world = World()
    before = everything()
    assert told(Program(world, "stranger").act(path(world, "propose"))) == (404, "not_found")
    assert told(Program(world, "officer").act("/projects/DG65-999/transitions/propose")) == (404, "not_found")
    assert everything() == before


@pytest.mark.parametrize(
    "facts",
    [
        {"cause": "committee.resolution/1/1"},
        {"amounts": {"7": 1500000}},
        {"amounts": {"7": 7e299}},
        {"amounts": {"7": "-1.00"}},
        {"amounts": {"7": "NaN"}},
        {"amounts": {"7": "1.005"}},
        {"amounts": {"x": "1.00"}},
        {"amounts": []},
        {"letter_number": "ก" * 81},
        {"letter_number": "a\x00b"},
        {"letter_number": "\ud800"},
        {"letter_number": {"a": 1}},
        {"stage": "moon"},
        {"sections": "essentials"},
    ],
)
def test_facts_of_another_shape_are_refused_by_name(facts: dict[str, Any]) -> None:
    world = World()
    before = everything()
    response = Program(world, "officer").act(path(world, "propose"), facts=facts)
    assert told(response) == (422, "invalid")
    assert response.json()["reasons"][0].startswith(f"body.facts.{next(iter(facts))}")
    assert everything() == before


@pytest.mark.parametrize(
    ("headers", "place"),
    [
        ({}, "header.Idempotency-Key"),
        ({"Idempotency-Key": "once"}, "header.Idempotency-Key"),
        ({"Idempotency-Key": str(uuid4()), "If-Match": '"new"'}, "header.If-Match"),
    ],
)
def test_headers_that_cannot_be_read_are_refused_by_name(headers: dict[str, str], place: str) -> None:
    world = World()
    before = everything()
    officer = Program(world, "officer")
    with at():
        response = officer.client.post(
            ROOT + path(world, "propose"), {}, content_type="application/json", headers=officer.headers | headers
        )
    assert told(response) == (422, "invalid")
    assert response.json()["reasons"][0].startswith(place)
    assert everything() == before


def test_body_that_is_not_json_is_refused() -> None:
    world = World()
    before = everything()
    officer = Program(world, "officer")
    headers = officer.headers | {"Idempotency-Key": str(uuid4())}
    with at():
        response = officer.client.post(
            ROOT + path(world, "propose"), "{", content_type="application/json", headers=headers
        )
    assert told(response) == (400, "bad_request")
    assert everything() == before
