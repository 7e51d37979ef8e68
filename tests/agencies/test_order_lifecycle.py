# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""An order's own life: state by step, person by step, and each rule at its boundary."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from agencies import lifecycle
from agencies.lifecycle import Extent
from agencies.models import Delegation, Membership, OrderPaper
from agencies.operations import keep_paper, write_order
from tests.orders import FIRST, HAND_IN, LAST, order_in_force, order_text, pdf, second_admin, write
from tests.refusing import english, refused
from tests.standing import grounded
from tests.world import AT, PEOPLE, World, desks, everything
from workflows.acting import act
from workflows.explaining import explain
from workflows.lifecycle import Attempt, steps_of
from workflows.models import TransitionRecord
from workflows.refusals import GuardsUnmet, NotPermitted, RequestReused
from workflows.verification import faults

pytestmark = pytest.mark.django_db

STATES = {  # what may be made where
    "drafted": {"confirm", "register", "withdraw"},
    "in_force": {"revoke"},
    "revoked": set(),
    "withdrawn": set(),
}
WHO = {  # who may make it, of everybody in the world, for an order of the lead agency's head to its officer
    "confirm": {"head"},
    "register": {"admin"},
    "withdraw": {"head", "admin"},
    "revoke": {"head", "admin"},
}


def made() -> World:
    return World()


ground, world = grounded(made)


def test_steps_start_where_the_table_says() -> None:
    starts: dict[str, set[str]] = {state: set() for state in STATES}
    for name, step in steps_of(Delegation).items():
        for source in step._django_fsm.transitions:  # type: ignore[attr-defined]
            starts[source].add(name)
    assert starts == STATES


def test_steps_are_made_by_those_whom_the_table_names(world: World) -> None:
    written = write(world, order_text(world, "head", "officer"), "head", paper=pdf(), filename="x.pdf")
    in_force = order_in_force(world, "head", "officer", order_number="13/2563")
    allowed: dict[str, set[str]] = {name: set() for name in WHO}
    for order in (written, in_force):
        for name in PEOPLE:
            for answer in explain(order, Attempt(actor=world.people[name], at=AT, request_id=uuid4())):
                if answer.permitted:
                    allowed[answer.name].add(name)
    assert allowed == WHO


def test_order_written_and_confirmed_holds_what_it_says(world: World) -> None:
    order = order_in_force(world, "head", "officer")
    written = TransitionRecord.objects.get(subject_type="agencies.delegation", subject_id=order.pk, seq=1)
    assert order.paper is not None
    assert written.facts == {
        "extent": "acting", "giver": world.head.pk, "receiver": world.officer.pk,
        "agency": world.agencies["lead"].pk, "unit": None, "role": "agency_head", "acts": [], "subjects": [],
        "order_number": "12/2563", "order_date": "2020-10-01", "valid_from": "2020-10-01", "valid_to": "2020-12-31",
        "reason": "ไปราชการต่างประเทศ", "paper_sha256": order.paper.sha256,
    }  # fmt: skip
    assert (order.state, order.version) == ("in_force", 2)
    assert list(faults()) == []


def test_draft_waits_at_one_desk_until_it_is_confirmed(world: World) -> None:
    order = write(world, order_text(world, "head", "officer"), "admin")
    assert desks(order) == ["confirming"]
    act(order, "confirm", actor=world.head, at=AT, request_id=uuid4())
    assert desks(order) == []


def test_draft_withdrawn_leaves_no_desk(world: World) -> None:
    order = write(world, order_text(world, "head", "officer"), "head")
    act(order, "withdraw", actor=world.head, at=AT, request_id=uuid4(), note="เขียนผิด")
    assert (Delegation.objects.get(pk=order.pk).state, desks(order)) == ("withdrawn", [])


def test_overlapping_orders_are_allowed_and_named(world: World) -> None:
    order_in_force(world, "head", "officer", order_number="11/2563")
    order = order_in_force(world, "head", "officer", valid_from=LAST, valid_to=LAST + timedelta(days=9))
    after = order_in_force(
        world, "head", "officer", order_number="14/2563", valid_from=LAST + timedelta(days=10),
        valid_to=LAST + timedelta(days=20),
    )  # fmt: skip
    confirmed = TransitionRecord.objects.get(subject_type=order.kind, subject_id=order.pk, transition="confirm")
    assert confirmed.facts == {"overlaps": ["11/2563"]}
    assert [beside.order_number for beside in after.overlapping()] == []


# ── each rule at its boundary ──

TO_ANOTHER = lifecycle.to_another.sentence
HOLDS = lifecycle.giver_holds_the_role.sentence
VACANT = lifecycle.post_is_vacant.sentence
WORKS = lifecycle.receiver_works_there.sentence
FITS = lifecycle.acts_fit_the_kind.sentence
PERIOD = lifecycle.period_is_sound.sentence
DAY = date(2020, 11, 2)  # the world's
RULES: list[tuple[str, str | None, str, dict[str, Any], list[Any]]] = [
    ("as it should be", "head", "officer", {}, []),
    ("to oneself", "head", "head", {}, [TO_ANOTHER]),
    ("of a role one has not", "officer", "head", {"role": "agency_head"}, [HOLDS]),
    ("in a post that has a holder", None, "officer", {}, [VACANT]),
    ("to somebody of another agency", "head", "nora", {}, [WORKS]),
    ("acting, with acts named", "head", "officer", {"acts": [HAND_IN]}, [FITS]),
    ("delegated, without acts", "head", "officer", {"extent": Extent.DELEGATED}, [FITS]),
    ("delegated, an act of the role", "head", "officer", {"extent": Extent.DELEGATED, "acts": [HAND_IN]}, []),
    (
        "delegated, an act of another role", "head", "officer",
        {"extent": Extent.DELEGATED, "acts": ["budget_review.integrationproject.propose"]}, [FITS],
    ),
    ("ends today", "head", "officer", {"valid_to": DAY}, []),
    ("ended yesterday", "head", "officer", {"valid_to": DAY - timedelta(days=1)}, [PERIOD]),
    ("366 days", "head", "officer", {"valid_to": FIRST + timedelta(days=365)}, []),
    ("367 days", "head", "officer", {"valid_to": FIRST + timedelta(days=366)}, [PERIOD]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("giver", "receiver", "said", "missing"), [row[1:] for row in RULES], ids=[r[0] for r in RULES]
)
def test_rules_of_an_order(
    world: World, giver: str | None, receiver: str, said: dict[str, Any], missing: list[Any]
) -> None:
    order = order_text(world, giver, receiver, **said)
    if not missing:
        assert write(world, order, "admin").state == "drafted"
        return
    with refused(GuardsUnmet) as raised:
        write(world, order, "admin")
    assert raised.value.reasons == tuple(map(english, missing))


def test_delegation_of_a_vacant_post_refuses(world: World) -> None:
    Membership.objects.filter(user=world.head).update(to_date=date(2020, 10, 31))
    with refused(GuardsUnmet) as raised:
        write(world, order_text(world, None, "officer", extent=Extent.DELEGATED, acts=[HAND_IN]), "admin")
    assert raised.value.reasons == (english(VACANT),)


@pytest.mark.parametrize("post", ["auditor", "admin", "expert"])
def test_post_that_makes_no_act_for_another_is_not_lent(world: World, post: str) -> None:
    """It would lend nothing but what the post sees."""
    order = order_text(world, post, "stranger")
    Membership.objects.create(
        user=world.stranger, agency=order.agency, role="agency_officer", from_date=date(2020, 1, 1)
    )
    with refused(GuardsUnmet) as raised:
        write(world, order, post)
    assert raised.value.reasons == (english(FITS),)


def test_power_held_by_an_order_only_is_not_passed_on(world: World) -> None:
    order_in_force(world, "head", "officer")
    third = Membership.objects.create(
        user=world.stranger, agency=world.agencies["lead"], role="agency_officer", from_date=date(2020, 1, 1)
    )
    passed_on = order_text(world, "officer", "stranger", agency=third.agency, role="agency_head")
    with refused(GuardsUnmet) as raised:
        write(world, passed_on, "officer")
    assert raised.value.reasons == (english(HOLDS),)


def test_order_of_others_is_not_written_by_a_stranger(world: World) -> None:
    with refused(NotPermitted):
        write(world, order_text(world, "head", "officer"), "nora")


def test_register_without_the_signed_paper_refuses(world: World) -> None:
    written = second_admin(world)
    order = write_order(order_text(world, "head", "officer"), actor=written, at=AT, request_id=uuid4())
    with refused(GuardsUnmet) as raised:
        act(order, "register", actor=world.admin, at=AT, request_id=uuid4())
    assert raised.value.reasons == (english(lifecycle.paper_is_kept.sentence),)


def test_order_that_its_giver_wrote_is_registered_without_a_paper_by_another(world: World) -> None:
    order = write(world, order_text(world, "head", "officer"), "head")
    with refused(GuardsUnmet) as raised:
        act(order, "confirm", actor=world.head, at=AT, request_id=uuid4())
    assert raised.value.reasons == (english(lifecycle.another_wrote_it.sentence),)
    act(order, "register", actor=world.admin, at=AT, request_id=uuid4())
    assert Delegation.objects.get(pk=order.pk).state == "in_force"


def test_order_that_an_administrator_wrote_is_not_registered_by_the_same(world: World) -> None:
    order = write(world, order_text(world, "head", "officer"), "admin", paper=pdf(), filename="คำสั่ง.pdf")
    with refused(GuardsUnmet) as raised:
        act(order, "register", actor=world.admin, at=AT, request_id=uuid4())
    assert raised.value.reasons == (english(lifecycle.another_wrote_it.sentence),)
    act(order, "register", actor=second_admin(world), at=AT, request_id=uuid4())
    assert Delegation.objects.get(pk=order.pk).state == "in_force"


def test_administrator_does_not_register_an_order_to_themselves(world: World) -> None:
    dga = {"agency": world.agencies["dga"], "role": "screening_head"}
    order = write(world, order_text(world, "screening_head", "admin", **dga), "screening_head", paper=pdf())
    with refused(NotPermitted):
        act(order, "register", actor=world.admin, at=AT, request_id=uuid4())


def test_rules_hold_again_when_it_is_confirmed(world: World) -> None:
    order = write(world, order_text(world, "head", "officer"), "admin")
    Membership.objects.filter(user=world.officer).update(to_date=date(2020, 10, 31))
    with refused(GuardsUnmet) as raised:
        act(order, "confirm", actor=world.head, at=AT, request_id=uuid4())
    assert raised.value.reasons == (english(WORKS),)


# ── the signed paper ──


def test_same_request_gives_the_same_order_and_with_other_words_it_is_refused(world: World) -> None:
    request: dict[str, Any] = {"actor": world.admin, "at": world.at, "request_id": uuid4()}
    paper: dict[str, Any] = {"paper": pdf(), "filename": "คำสั่ง.pdf"}
    written = write_order(order_text(world, "head", "officer"), **request, **paper)
    before = everything()
    assert write_order(order_text(world, "head", "officer"), **request, **paper) == written
    assert everything() == before
    with refused(RequestReused):
        write_order(order_text(world, "head", "officer", order_number="13/2563"), **request, **paper)
    with refused(RequestReused):
        write_order(order_text(world, "head", "officer"), **request, paper=pdf(400), filename="คำสั่ง.pdf")


def test_paper_is_kept_once_by_its_hash(world: World) -> None:
    first, again, other = keep_paper(pdf(), "a.pdf"), keep_paper(pdf(), "b.pdf"), keep_paper(pdf(300), "c.pdf")
    assert (first, first.filename, OrderPaper.objects.count()) == (again, "a.pdf", 2)
    assert bytes(OrderPaper.objects.get(pk=other.pk).content) == pdf(300)


@pytest.mark.parametrize("content", [b"GIF89a", b"%PDF-1.7 torn", b"\x00" * 40], ids=["picture", "torn", "nothing"])
def test_paper_that_is_no_pdf_refuses(world: World, content: bytes) -> None:
    with refused(GuardsUnmet) as raised:
        write(world, order_text(world, "head", "officer"), "head", paper=content)
    assert raised.value.reasons == ("The signed order must be a PDF that can be opened.",)
    assert OrderPaper.objects.count() == 0


def test_paper_that_is_too_large_refuses(world: World) -> None:
    with refused(GuardsUnmet) as raised:
        write(world, order_text(world, "head", "officer"), "head", paper=pdf() + b"\0" * 10 * 1024 * 1024)
    assert raised.value.reasons == ("The signed order must not be larger than 10 MB.",)


def test_database_refuses_a_change_of_a_paper_and_of_a_state(world: World) -> None:
    order = order_in_force(world, "head", "officer")
    for change in (
        lambda: OrderPaper.objects.update(filename="y.pdf"),
        lambda: OrderPaper.objects.all().delete(),
        lambda: Delegation.objects.filter(pk=order.pk).update(state="revoked"),
        lambda: Delegation.objects.filter(pk=order.pk).delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    assert Delegation.objects.get(pk=order.pk).state == "in_force"
