# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The pages of orders, and acting for another on every page until it ends."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from agencies.models import Delegation, Membership
from tests.api.asking import at
from tests.orders import FIRST, HAND_IN, LAST, order_in_force, order_text, pdf, write
from tests.project.conftest import visitor
from tests.standing import grounded
from tests.world import AT, World, everything
from workflows.acting import act
from workflows.models import Task, TransitionRecord

pytestmark = pytest.mark.django_db
BANNER = 'class="acting"'


def made() -> World:
    return World().to("agency_approval")


ground, world = grounded(made)


def get(client: Client, path: str, when: Any = AT) -> str:
    with at(when):
        answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return str(answer.content.decode())


def post(client: Client, path: str, data: dict[str, Any] | None = None, when: Any = AT) -> Any:
    with at(when):
        return client.post(path, data or {})


def acting(world: World, **said: Any) -> tuple[Client, Delegation]:
    """The officer, who has chosen to act for the head."""
    order = order_in_force(world, "head", "officer", **said)
    client = signed_in(world, "officer")
    assert post(client, f"/orders/{order.pk}/take-up/").status_code == 302
    return client, order


def signed_in(world: World, name: str, language: str = "en") -> Client:
    with at():
        return visitor(world.people[name], language)


def hand_in_form(world: World) -> dict[str, Any]:
    return {
        "request_id": str(uuid4()), "expected_version": str(world.project.version), "letter_number": "ทส 0101/1",
        "confirmed": "1",
    }  # fmt: skip


def test_banner_stands_on_every_page_while_one_acts(world: World) -> None:
    client, _order = acting(world)
    for path in ("/", "/tasks/", "/queue/", "/projects/", f"/projects/{world.project.code}/", "/orders/"):
        html = get(client, path)
        assert html.count(BANNER) == 1
        assert "You are acting for ผู้ทดสอบ head (Head of agency, หน่วยงาน lead) by order no. 12/2563" in html
    assert post(client, "/orders/lay-down/").status_code == 302
    assert BANNER not in get(client, "/")


def test_banner_in_thai_names_the_giver(world: World) -> None:
    order = order_in_force(world, "head", "officer")
    client = signed_in(world, "officer", "th")
    post(client, f"/orders/{order.pk}/take-up/")
    assert "ผู้ทดสอบ head" in get(client, "/").split(BANNER)[1].split("</p>")[0]


def test_act_made_while_acting_names_both_and_the_story_says_so(world: World) -> None:
    client, order = acting(world)
    assert post(client, f"/projects/{world.project.code}/acts/hand_in/", hand_in_form(world)).status_code == 302
    record = TransitionRecord.objects.get(transition="hand_in")
    assert (record.actor, record.on_behalf_of, record.delegation) == (world.officer, world.head, order.pk)
    story = get(client, f"/projects/{world.project.code}/?tab=history")
    assert "acting for ผู้ทดสอบ head (Head of agency, หน่วยงาน lead) by order no. 12/2563" in story.split("timeline", 1)[1]
    assert "by order no. 12/2563" in get(signed_in(world, "auditor"), "/records/")


def test_what_waits_for_the_post_is_in_the_queue_while_acting(world: World) -> None:
    assert world.project.title not in get(signed_in(world, "officer"), "/queue/").split("<main")[1]
    client, _order = acting(world)
    assert world.project.title in get(client, "/queue/").split("<main")[1]


@pytest.mark.parametrize(
    ("said", "owner"),
    [
        ({}, "officer"),
        ({"extent": "delegated", "acts": [HAND_IN]}, "officer"),
        ({"extent": "delegated", "acts": ["budget_review.integrationproject.withdraw"]}, None),
    ],
    ids=["acting", "the desk's act", "another act"],
)
def test_task_of_the_post_is_taken_as_far_as_the_order_goes(
    world: World, said: dict[str, Any], owner: str | None
) -> None:
    client, _order = acting(world, **said)
    task = Task.objects.get(unit=f"agency_head@{world.agencies['lead'].pk}", finished=None)
    post(client, f"/tasks/{task.pk}/claim/")
    assert Task.objects.get(pk=task.pk).owner == (world.people[owner] if owner else None)


def test_order_that_expires_at_midnight_ends_by_itself_and_says_so(world: World) -> None:
    order = order_in_force(world, "head", "officer", valid_to=date(2020, 11, 2))
    evening, night = AT + timedelta(hours=10), AT + timedelta(hours=14)  # 20:00 and midnight in Bangkok
    with at(evening):
        client = visitor(world.officer, "en")
    post(client, f"/orders/{order.pk}/take-up/", when=evening)
    assert BANNER in get(client, "/", night - timedelta(seconds=1))
    html = get(client, "/", night)
    assert BANNER not in html
    assert "The order under which you acted is no longer in force. You act for yourself again." in html
    assert BANNER not in get(client, "/", evening)  # it does not come back with an earlier clock


def test_revoked_order_ends_by_itself(world: World) -> None:
    client, order = acting(world)
    act(order, "revoke", actor=world.head, at=AT, request_id=uuid4(), note="กลับมาแล้ว")
    assert BANNER not in get(client, "/")
    before = everything()
    path = f"/projects/{world.project.code}/acts/hand_in/"
    assert post(client, path, hand_in_form(world)).status_code == 403
    assert everything() == before


def test_giver_who_left_ends_it_with_the_reason(world: World) -> None:
    client, _order = acting(world)
    Membership.objects.filter(user=world.head).update(to_date=date(2020, 11, 1))
    assert "The giver no longer holds the role that the order lends." in get(client, "/")


def test_order_of_somebody_else_cannot_be_taken_up(world: World) -> None:
    order = order_in_force(world, "head", "officer")
    for name in ("head", "nora", "admin"):
        assert post(signed_in(world, name), f"/orders/{order.pk}/take-up/").status_code == 404


def test_order_is_for_those_whom_it_concerns(world: World) -> None:
    order = order_in_force(world, "head", "officer")
    found = {}
    for name in ("head", "officer", "admin", "auditor", "nora", "screener"):
        with at():
            client = visitor(world.people[name])
            found[name] = [client.get(f"/orders/{order.pk}/{part}").status_code for part in ("", "paper/")]
    seen, hidden = [200, 200], [404, 404]
    assert found == {
        "head": seen, "officer": seen, "admin": seen, "auditor": seen, "nora": hidden, "screener": hidden,
    }  # fmt: skip


def test_paper_comes_back_as_it_was_uploaded(world: World) -> None:
    order = order_in_force(world, "head", "officer")
    with at():
        answer = visitor(world.officer).get(f"/orders/{order.pk}/paper/")
    assert (answer.content, answer["Content-Type"]) == (pdf(), "application/pdf")


# ── writing one ──


def text(world: World, **changed: Any) -> dict[str, Any]:
    """The form as the head fills it in."""
    lead = world.agencies["lead"].pk
    return {
        "request_id": str(uuid4()), "extent": "acting", "post": f"agency_head/{lead}/0/{world.head.pk}",
        "receiver": str(world.officer.pk), "order_number": "15/2563", "order_date": "1/11/2563",
        "valid_from": FIRST.isoformat(), "valid_to": LAST.isoformat(), "reason": "ลาป่วย",
    } | changed  # fmt: skip


def test_order_is_written_confirmed_and_revoked_on_pages(world: World) -> None:
    client = signed_in(world, "head")
    paper = SimpleUploadedFile("คำสั่ง.pdf", pdf(), content_type="application/pdf")
    assert post(client, "/orders/new/", text(world, paper=paper)).status_code == 302
    order = Delegation.objects.get(order_number="15/2563")
    assert (order.giver, order.receiver, order.order_date, order.state) == (
        world.head, world.officer, date(2020, 11, 1), "drafted",
    )  # fmt: skip
    assert order.paper is not None
    given = {"request_id": str(uuid4()), "expected_version": "1", "note": ""}
    refused = post(client, f"/orders/{order.pk}/confirm/", given)  # it takes another than who wrote it
    assert (refused.status_code, "it takes two people" in refused.content.decode()) == (422, True)
    admin = signed_in(world, "admin")
    for by, name, note, state in (
        (admin, "register", "", "in_force"), (signed_in(world, "head"), "revoke", "กลับมาแล้ว", "revoked")
    ):  # fmt: skip
        now = Delegation.objects.get(pk=order.pk)
        given = {"request_id": str(uuid4()), "expected_version": str(now.version), "note": note}
        assert post(by, f"/orders/{order.pk}/{name}/", given).status_code == 302
        assert Delegation.objects.get(pk=order.pk).state == state


def test_same_press_twice_writes_one_order(world: World) -> None:
    client, said = signed_in(world, "head"), text(world)
    assert [post(client, "/orders/new/", said).status_code for _press in range(2)] == [302, 302]
    assert Delegation.objects.count() == 1


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"extent": "delegated"}, "A delegation names each act."),
    ({"valid_to": "2020-09-30"}, "The last day is on or after the first."),
    ({"valid_to": "2020-10-31"}, "The order must end on or after its first day, within 366 days of it"),
    ({"acts": ["budget_review.integrationproject.hand_in"], "extent": "delegated", "receiver": "0"}, "Select a valid"),
]


@pytest.mark.parametrize(("changed", "sentence"), WRONG)
def test_wrong_order_says_why_and_keeps_nothing(world: World, changed: dict[str, Any], sentence: str) -> None:
    before = everything()
    answer = post(signed_in(world, "head"), "/orders/new/", text(world, **changed))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert everything() == before


def test_paper_that_is_no_pdf_is_said_at_its_field(world: World) -> None:
    paper = SimpleUploadedFile("x.pdf", b"GIF89a", content_type="application/pdf")
    answer = post(signed_in(world, "head"), "/orders/new/", text(world, paper=paper))
    assert (answer.status_code, Delegation.objects.count()) == (422, 0)
    assert "The signed order must be a PDF that can be opened." in answer.content.decode()


def test_who_has_nothing_to_lend_writes_no_order(world: World) -> None:
    with at():
        assert visitor(world.auditor).get("/orders/new/").status_code == 403


def test_head_writes_of_the_own_agency_only(world: World) -> None:
    html = get(signed_in(world, "head"), "/orders/new/")
    assert "ผู้ทดสอบ officer, Agency officer" in html
    assert "ผู้ทดสอบ nora" not in html


def test_orders_cost_the_same_however_many(world: World) -> None:
    from tests.project.conftest import queries_of

    order_in_force(world, "head", "officer", order_number="1")
    with at():
        one = queries_of(world.admin, "/orders/")
    for number in range(2, 12):
        write(world, order_text(world, "head", "officer", order_number=str(number)), "head")
    with at():
        assert queries_of(world.admin, "/orders/") == one


HOSTILE = {
    "count": pdf().replace(b"/Count 1", b"/Count " + b"9" * 20),
    "object": pdf().replace(b"3 0 obj", b"9" * 20 + b" 0 obj"),
    "root": pdf().replace(b"/Root", b"/Size 3/Root 5 0 R/Old"),
    "handler": pdf().replace(b"trailer\n<<", b"trailer\n<< /Encrypt << /Filter /Nobody /V 1 >>"),
    "pages": pdf().replace(b"/Pages 1 0 R", b"/Pages /Pages"),
    "pages_number": pdf().replace(b"/Pages 1 0 R", b"/Pages 7"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_file_that_is_made_to_break_its_reader_is_refused_or_kept_but_breaks_nothing(world: World, name: str) -> None:
    client = signed_in(world, "head")
    client.raise_request_exception = False
    paper = SimpleUploadedFile("x.pdf", HOSTILE[name], content_type="application/pdf")
    assert post(client, "/orders/new/", text(world, paper=paper)).status_code in (302, 422)
