# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Meetings: reading them, acting on them and on their parts, the pack."""

from hashlib import sha256
from typing import Any

import pytest

from committee.models import Pack
from tests.api.asking import Program, told
from tests.standing import grounded
from tests.world import World, everything

pytestmark = pytest.mark.django_db


def made() -> World:
    return World().to("queued")


ground, world = grounded(made)


def step(world: World, name: str) -> str:
    return f"/meetings/{world.meeting_id}/transitions/{name}"


def test_meeting_is_carried_to_its_resolution_by_programs_alone(world: World) -> None:
    secretary, chair = Program(world, "secretary"), Program(world, "chair")
    assert secretary.act(step(world, "convene")).json()["facts"]["number"] == 1
    for name in ("close_call", "freeze"):
        assert secretary.act(step(world, name)).status_code == 200
    for name in ("chair", "member"):
        assert secretary.act(f"/roll-entries/{world.entry(name).pk}/transitions/arrive").status_code == 200
    assert secretary.act(step(world, "open"), note="เปิดก่อนวันประชุม").status_code == 200
    draft = {"verb": "endorse", "text": "มติทดสอบ", "amounts": world.amounts()}
    assert secretary.act(f"/agenda-items/{world.item.pk}/transitions/draft", facts=draft).status_code == 200
    (resolution,) = chair.get(f"/meetings/{world.meeting_id}").json()["resolutions"]
    certify = f"/resolutions/{resolution['id']}/transitions/certify"
    done = chair.act(certify, facts={"wording_sha256": resolution["wording_sha256"]})
    assert done.status_code == 200
    assert world.project.state == "endorsed"
    assert secretary.act(step(world, "end")).status_code == 200


@pytest.mark.parametrize("name", ["certify", "record"])
def test_draft_that_was_not_read_as_it_stands_is_not_sealed(world: World, name: str) -> None:
    world.open_meeting()
    facts = {"verb": "endorse", "text": "มติ", "amounts": world.amounts()}
    world.act("draft", "secretary", world.item, facts=facts)
    before = everything()
    path = f"/resolutions/{world.resolution.pk}/transitions/{name}"
    for certified in ({}, {"wording_sha256": "0" * 64}):
        assert told(Program(world, "chair").act(path, facts=certified)) == (409, "version_conflict")
    assert everything() == before


@pytest.mark.parametrize(
    ("name", "act", "more", "answer"),
    [
        ("chair", "convene", {}, (403, "not_permitted")),
        ("secretary", "open", {}, (409, "wrong_state")),
        ("secretary", "freeze", {}, (409, "wrong_state")),
        ("secretary", "convene", {"if_match": '"9"'}, (409, "version_conflict")),
        ("secretary", "cancel", {}, (422, "guards_unmet")),
        ("secretary", "convene", {"facts": {"number": 7}}, (422, "invalid")),
        ("officer", "convene", {}, (404, "not_found")),
    ],
)
def test_act_on_a_meeting_is_refused(
    world: World, name: str, act: str, more: dict[str, Any], answer: tuple[int, str]
) -> None:
    before = everything()
    assert told(Program(world, name).act(step(world, act), **more)) == answer
    assert everything() == before


@pytest.mark.parametrize("kind", ["agenda-items", "roll-entries", "resolutions"])
def test_part_that_is_not_there_is_not_found(world: World, kind: str) -> None:
    before = everything()
    assert told(Program(world, "secretary").act(f"/{kind}/999/transitions/arrive")) == (404, "not_found")
    assert everything() == before


def test_member_sees_the_agenda_once_it_is_fixed(world: World) -> None:
    member = Program(world, "member")
    path = f"/meetings/{world.meeting_id}"
    world.act("convene", "secretary", world.meeting)
    assert member.get(path).json()["items"] == []
    assert told(member.act(f"/agenda-items/{world.item.pk}/transitions/take_off", note="x")) == (404, "not_found")
    assert len(Program(world, "secretary").get(path).json()["items"]) == 1
    for name in ("close_call", "freeze"):
        assert Program(world, "secretary").act(step(world, name)).status_code == 200
    found = member.get(path).json()
    assert [item["label"] for item in found["items"]] == ["5.1"]
    assert [pack["number"] for pack in found["packs"]] == [1]


def test_list_holds_the_meetings_that_one_may_see(world: World) -> None:
    (listed,) = Program(world, "secretary").get("/meetings").json()["meetings"]
    assert (listed["id"], listed["state"]) == (world.meeting_id, "planned")
    assert Program(world, "secretary").get("/meetings", state="concluded").json()["meetings"] == []
    assert Program(world, "officer").get("/meetings").json()["meetings"] == []


def test_pages_of_meetings_follow_each_other(world: World) -> None:
    for _ in range(4):
        world.plan_meeting()
    secretary, seen, query = Program(world, "secretary"), [], {"limit": 2}
    while True:
        page = secretary.get("/meetings", **query).json()
        seen += [meeting["id"] for meeting in page["meetings"]]
        if page["next"] is None:
            break
        query["after"] = page["next"]
    assert len(seen) == len(set(seen)) == 5
    assert secretary.get("/meetings", after=999999).json() == {"meetings": [], "next": None}


def test_explain_says_what_can_be_done_with_meeting_and_parts(world: World) -> None:
    said = Program(world, "secretary").get(f"/meetings/{world.meeting_id}/explain").json()
    assert [act["name"] for act in said["acts"] if act["may"]] == ["convene", "cancel"]
    assert [part["subject"] for part in said["parts"]] == ["committee.agendaitem"]
    assert told(Program(world, "officer").get(f"/meetings/{world.meeting_id}/explain")) == (404, "not_found")


def test_history_of_a_meeting_is_read(world: World) -> None:
    records = Program(world, "secretary").get(f"/meetings/{world.meeting_id}/history").json()["records"]
    assert [(record["subject"], record["transition"]) for record in records] == [
        ("committee.meeting", "begin"),
        ("committee.agendaitem", "begin"),
        ("committee.agendaitem", "list_it"),
    ]


def test_pack_is_fetched_whole_and_only_by_those_who_may(world: World) -> None:
    world.open_meeting()
    path = f"/meetings/{world.meeting_id}/packs/1"
    response = Program(world, "member").get(path)
    assert response["Content-Type"] == "application/pdf"
    digest = sha256(response.content).hexdigest()
    assert response["ETag"] == f'"{digest}"'
    assert digest == Pack.objects.get().document.sha256
    assert told(Program(world, "officer").get(path)) == (404, "not_found")
    assert told(Program(world, "member").get(f"/meetings/{world.meeting_id}/packs/2")) == (404, "not_found")
