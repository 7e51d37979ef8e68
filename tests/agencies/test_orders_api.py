# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Programs act for another by naming the order in each request."""

from base64 import b64encode
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from agencies.models import Delegation
from agencies.roles import Role
from tests.api.asking import Program, at, told
from tests.orders import order_in_force, order_text, pdf, write
from tests.standing import grounded
from tests.world import World, everything

pytestmark = pytest.mark.django_db
FACTS = {"letter_number": "ทส 0101/1"}


def made() -> World:
    return World().to("agency_approval")


ground, world = grounded(made)


def path(world: World) -> str:
    return f"/projects/{world.project.code}/transitions/hand_in"


def test_act_under_an_order_answers_with_both_persons(world: World) -> None:
    order = order_in_force(world, "head", "officer")
    answer = Program(world, "officer").act(path(world), facts=FACTS, under=order.pk)
    record = answer.json()
    assert (answer.status_code, record["actor"]["id"], record["on_behalf_of"]["id"], record["delegation"]) == (
        200, world.officer.pk, world.head.pk, order.pk,
    )  # fmt: skip


def test_order_of_another_refuses_with_code_and_changes_nothing(world: World) -> None:
    order = order_in_force(world, "head", "officer")
    before = everything()
    answer = Program(world, "head").act(path(world), facts=FACTS, under=order.pk)
    assert told(answer) == (403, "no_authority")
    assert answer.json()["reasons"] == ["There is no such order for you."]
    assert everything() == before


@pytest.mark.parametrize("under", ["x", "0", "-1", "1.5"])
def test_order_that_is_no_number_is_invalid(world: World, under: str) -> None:
    assert told(Program(world, "officer").act(path(world), facts=FACTS, under=under)) == (422, "invalid")


def test_explain_under_an_order_says_by_which(world: World) -> None:
    order = order_in_force(world, "head", "officer")
    acts = explained(world, order.pk)
    assert acts["hand_in"]["permitted"] is True
    assert acts["hand_in"]["under"] == "acting for ผู้ทดสอบ head (Head of agency, หน่วยงาน lead) by order no. 12/2563"
    assert explained(world, None)["hand_in"]["under"] is None
    assert explained(world, None)["hand_in"]["permitted"] is False


def explained(world: World, under: int | None) -> dict[str, Any]:
    answer = Program(world, "officer").get(f"/projects/{world.project.code}/explain", under=under)
    return {act["name"]: act for act in answer.json()["acts"]}


def test_orders_are_seen_by_giver_receiver_head_and_who_checks(world: World) -> None:
    order = order_in_force(world, "nora", "north_head")
    seen = {
        name: [one["id"] for one in Program(world, name).get("/delegations").json()["orders"]]
        for name in ("nora", "north_head", "admin", "auditor", "officer", "somsak")
    }
    assert seen == {
        "nora": [order.pk], "north_head": [order.pk], "admin": [order.pk], "auditor": [order.pk], "officer": [],
        "somsak": [],
    }  # fmt: skip
    assert Program(world, "nora").get("/delegations", mine="true").json()["orders"] == []
    assert Program(world, "officer").get(f"/delegations/{order.pk}/explain").status_code == 404


def written(world: World, who: str, request_id: str = "", **changed: Any) -> Any:
    """What writing an order by program answers: the officer acts for the head."""
    program = Program(world, who)
    body = {
        "extent": "acting", "giver": world.head.pk, "receiver": world.officer.pk, "role": "agency_head",
        "agency": world.agencies["lead"].pk, "order_number": "21/2563", "order_date": "2020-11-01",
        "valid_from": "2020-11-01", "valid_to": "2020-12-31", "reason": "ลาป่วย",
    } | changed  # fmt: skip
    headers = program.headers | {"Idempotency-Key": request_id or str(uuid4())}
    with at():
        return program.client.post("/api/v1/delegations", body, "application/json", headers=headers)


def test_order_is_written_by_program_once_and_confirmed_by_another(world: World) -> None:
    request_id = str(uuid4())
    paper = {"paper": b64encode(pdf()).decode(), "paper_name": "คำสั่ง.pdf"}
    made = written(world, "admin", request_id, **paper).json()
    assert (made["state"], made["giver"]["id"], made["paper_sha256"] is not None) == ("drafted", world.head.pk, True)
    assert written(world, "admin", request_id, **paper).json()["id"] == made["id"]
    assert Delegation.objects.count() == 1
    acts = f"/delegations/{made['id']}/transitions"
    assert Program(world, "head").act(f"{acts}/confirm").json()["target"] == "in_force"
    own = written(world, "head", valid_to="2020-11-30", order_number="22/2563").json()
    assert told(Program(world, "head").act(f"/delegations/{own['id']}/transitions/confirm")) == (422, "guards_unmet")


@pytest.mark.parametrize(
    ("who", "changed", "answer"),
    [
        ("nora", {}, (403, "not_permitted")),
        ("head", {"receiver": 10**9}, (422, "guards_unmet")),
        ("head", {"valid_to": "2020-10-01"}, (422, "guards_unmet")),
        ("head", {"paper": "%%%"}, (422, "guards_unmet")),
        ("head", {"paper": "aGVsbG8="}, (422, "guards_unmet")),
        ("head", {"extent": "delegated"}, (422, "guards_unmet")),
        ("head", {"extent": "moon"}, (422, "invalid")),
        ("head", {"order_number": ""}, (422, "invalid")),
    ],
)
def test_order_that_cannot_be_is_refused_and_not_written(
    world: World, who: str, changed: dict[str, Any], answer: tuple[int, str]
) -> None:
    before = everything()
    assert told(written(world, who, **changed)) == answer
    assert everything() == before


def test_giver_confirms_and_revokes_by_program(world: World) -> None:
    order = write(world, order_text(world, "head", "officer"), "admin")
    program, acts = Program(world, "head"), f"/delegations/{order.pk}/transitions"
    assert program.act(f"{acts}/confirm").json()["target"] == "in_force"
    assert told(program.act(f"{acts}/revoke")) == (422, "guards_unmet")
    assert program.act(f"{acts}/revoke", note="กลับมาแล้ว").json()["target"] == "revoked"
    history = program.get(f"/delegations/{order.pk}/history").json()["records"]
    assert [record["transition"] for record in history] == ["begin", "confirm", "revoke"]


@pytest.mark.parametrize("ended", ["giver_closed", "giver_left", "receiver_left"])
def test_order_shows_nothing_once_nobody_can_act_under_it(world: World, ended: str) -> None:
    order = order_in_force(world, "head", "officer")
    world.officer.memberships.update(role=Role.EXPERT)  # works there, and sees the project by the order alone
    program, explain = Program(world, "officer"), f"/projects/{world.project.code}/explain"
    assert program.get(explain).status_code == 404
    assert program.get(explain, under=order.pk).status_code == 200
    if ended == "giver_closed":
        type(world.head).objects.filter(pk=world.head.pk).update(is_active=False)
    else:
        gone = world.head if ended == "giver_left" else world.officer
        gone.memberships.update(to_date=world.at.date() - timedelta(days=1))
    assert program.get(explain, under=order.pk).status_code == 404
    assert told(program.act(path(world), facts=FACTS, under=order.pk)) == (404, "not_found")
