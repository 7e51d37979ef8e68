# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Acting for another: what the record holds, and every reason for which an order does not serve."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.db.models import prefetch_related_objects
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from agencies.authority import lent_by_order
from agencies.lifecycle import Extent
from agencies.models import Delegation, Membership
from agencies.roles import Role, memberships_of
from tests.orders import HAND_IN, order_in_force, order_text, write
from tests.refusing import refused
from tests.standing import grounded
from tests.world import AT, World, everything
from workflows.acting import act
from workflows.explaining import explain
from workflows.lifecycle import Attempt
from workflows.models import TransitionRecord
from workflows.refusals import NoAuthority, NotPermitted, RequestReused
from workflows.verification import faults

pytestmark = pytest.mark.django_db
LETTER = {"letter_number": "ทส 0101/1"}


def made() -> World:
    """A project that waits for the head of the lead agency."""
    return World().to("agency_approval")


ground, world = grounded(made)


def hand_in(world: World, order: Delegation | int, who: str = "officer", **more: Any) -> TransitionRecord:
    """Hand the project in under an order."""
    pk = order if isinstance(order, int) else order.pk
    return world.act("hand_in", who, delegation=pk, facts=LETTER, **more)


def revoke(world: World, order: Delegation) -> None:
    act(order, "revoke", actor=world.head, at=AT, request_id=uuid4(), note="กลับมาแล้ว")


def test_act_under_an_order_records_actor_giver_and_order(world: World) -> None:
    order = order_in_force(world, "head", "officer")
    record = hand_in(world, order)
    assert (record.actor, record.on_behalf_of, record.delegation) == (world.officer, world.head, order.pk)
    assert world.project.state == "submitted"
    assert f'"delegation":{order.pk}' in record.canonical
    assert list(faults()) == []


def test_act_in_a_vacant_post_records_the_order_alone(world: World) -> None:
    Membership.objects.filter(user=world.head).update(to_date=date(2020, 10, 31))
    order = order_in_force(world, None, "officer")
    record = hand_in(world, order)
    assert (record.actor, record.on_behalf_of, record.delegation) == (world.officer, None, order.pk)


def test_what_follows_from_an_act_names_the_order_too() -> None:
    world = World().to("confirming")
    order = order_in_force(world, "nora", "north_head")
    world.act("consent", "somsak", world.part("south"))
    world.act("consent", "north_head", world.part("north"), delegation=order.pk)
    follows = TransitionRecord.objects.get(subject_type=world.project.kind, seq=world.project.version)
    assert (follows.transition, follows.actor) == ("all_consented", world.north_head)
    assert (follows.on_behalf_of, follows.delegation) == (world.nora, order.pk)


@dataclass(frozen=True)
class Case:
    """One reason to refuse: what the order says, what happens then, who tries what, and the sentence."""

    sentence: str
    said: dict[str, Any] | None = None
    then: Callable[[World, Delegation], None] = lambda world, order: None
    who: str = "officer"
    name: str = "hand_in"
    at: datetime = AT


def leave(name: str) -> Callable[[World, Delegation], None]:
    """Somebody's appointment ends."""
    return lambda world, order: Membership.objects.filter(user=world.people[name]).update(  # type: ignore[return-value]
        to_date=date(2020, 11, 1)
    )


def close_account(world: World, order: Delegation) -> None:
    world.head.is_active = False
    world.head.save()


CASES = {
    "expired": Case("Order no. 12/2563 has expired.", at=datetime(2020, 12, 31, 17, 0, tzinfo=UTC)),
    "not yet valid": Case("Order no. 12/2563 is not valid yet.", {"valid_from": date(2020, 11, 3)}),
    "revoked": Case("Order no. 12/2563 was revoked.", then=revoke),
    "another's": Case("There is no such order for you.", who="nora"),
    "act not named": Case(
        "The order does not name this act.",
        {"extent": Extent.DELEGATED, "acts": ["budget_review.integrationproject.withdraw"]},
    ),
    "another project": Case(
        "The order does not cover this subject.", {"subjects": ["budget_review.integrationproject/999999"]}
    ),
    "another role's act": Case(
        "This is an act of another role (Agency officer) than the order lends.", name="resubmit"
    ),
    "receiver left": Case("You no longer work in the agency of the order.", then=leave("officer")),
    "giver left": Case("The giver no longer holds the role that the order lends.", then=leave("head")),
    "giver's account closed": Case("The account of the giver is closed.", then=close_account),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_order_that_does_not_serve_refuses_and_changes_nothing(world: World, case: Case) -> None:
    if case.name == "resubmit":
        world.act("send_back", "head", note="แก้")
        case_name = "propose"
    else:
        case_name = case.name
    order = order_in_force(world, "head", "officer", **case.said or {})
    case.then(world, order)
    with refused(NoAuthority) as raised:
        world.act(case_name, case.who, delegation=order.pk, facts=LETTER, at=case.at)
    assert raised.value.reasons == (case.sentence,)
    assert raised.value.code == "no_authority"


def test_last_day_still_serves(world: World) -> None:
    order = order_in_force(world, "head", "officer")
    last_minute = datetime(2020, 12, 31, 16, 59, tzinfo=UTC)  # 23:59 in Bangkok
    assert hand_in(world, order, at=last_minute).delegation == order.pk


def test_draft_does_not_serve(world: World) -> None:
    order = write(world, order_text(world, "head", "officer"), "head")
    with refused(NoAuthority) as raised:
        hand_in(world, order)
    assert raised.value.reasons == ("Order no. 12/2563 is not in force.",)


def test_order_that_is_none_refuses(world: World) -> None:
    with refused(NoAuthority) as raised:
        hand_in(world, 999_999)
    assert raised.value.reasons == ("There is no such order for you.",)


def test_giver_named_wrongly_refuses(world: World) -> None:
    order = order_in_force(world, "head", "officer")
    with refused(NoAuthority) as raised:
        hand_in(world, order, on_behalf_of=world.nora)
    assert raised.value.reasons == ("The order is not from the person for whom you act.",)


def test_post_with_a_holder_again_ends_acting_in_it(world: World) -> None:
    held = Membership.objects.get(user=world.head)
    held.to_date = date(2020, 10, 31)
    held.save()
    order = order_in_force(world, None, "officer")
    held.to_date = None
    held.save()
    with refused(NoAuthority) as raised:
        hand_in(world, order)
    assert raised.value.reasons == ("The post has a holder again, so nobody acts in it.",)


def test_order_limited_to_the_round_covers_its_projects(world: World) -> None:
    order = order_in_force(world, "head", "officer", subjects=[f"budget_review.round/{world.round.pk}"])
    assert hand_in(world, order).delegation == order.pk


def test_order_limited_to_the_workplan_covers_its_projects(world: World) -> None:
    plan = f"budget_review.workplan/{world.round.workplan_id}"
    order = order_in_force(world, "head", "officer", subjects=[plan])
    assert hand_in(world, order).delegation == order.pk


def test_delegated_act_is_the_only_one_lent(world: World) -> None:
    order = order_in_force(world, "head", "officer", extent=Extent.DELEGATED, acts=[HAND_IN])
    answers = {answer.name: answer for answer in explain(world.project, attempt(world, order))}
    assert {name: answer.permitted for name, answer in answers.items()} == {
        "hand_in": True, "send_back": False, "withdraw": False,
    }  # fmt: skip
    assert str(answers["send_back"].barred) == str(answers["send_back"].missing[0])
    assert hand_in(world, order).delegation == order.pk


def attempt(world: World, order: Delegation, who: str = "officer") -> Attempt:
    return Attempt(actor=world.people[who], at=AT, request_id=uuid4(), delegation=order.pk)


def test_explain_names_the_order_by_which_one_may(world: World) -> None:
    order = order_in_force(world, "head", "officer")
    answer = next(answer for answer in explain(world.project, attempt(world, order)) if answer.name == "hand_in")
    assert (answer.permitted, answer.under, answer.barred) == (True, order, None)
    own = next(answer for answer in explain(world.project, own_attempt(world)) if answer.name == "hand_in")
    assert (own.permitted, own.under) == (False, None)


def own_attempt(world: World) -> Attempt:
    return Attempt(actor=world.officer, at=AT, request_id=uuid4())


def test_under_an_order_ones_own_role_does_not_count(world: World) -> None:
    world.act("send_back", "head", note="แก้")
    order = order_in_force(world, "head", "officer")
    with refused(NoAuthority):
        world.act("propose", "officer", delegation=order.pk)
    assert world.act("propose", "officer").delegation is None


def test_other_role_of_the_giver_is_not_lent(world: World) -> None:
    Membership.objects.create(
        user=world.head, agency=world.agencies["lead"], role=Role.AGENCY_OFFICER, from_date=date(2020, 1, 1)
    )
    world.act("send_back", "head", note="แก้")
    order = order_in_force(world, "head", "officer")
    with refused(NoAuthority):
        world.act("propose", "officer", delegation=order.pk)


def test_order_of_one_agency_does_not_serve_in_another(world: World) -> None:
    order = order_in_force(world, "north_head", "nora")
    with refused(NotPermitted):
        hand_in(world, order, who="nora")


def test_act_in_person_only_is_not_lent(world: World) -> None:
    order = order_in_force(world, "head", "officer")
    with refused(NoAuthority) as raised:
        act(order, "revoke", actor=world.officer, at=AT, request_id=uuid4(), delegation=order.pk, note="x")
    assert raised.value.reasons == ("This is done in person only, never for another.",)


# ── the same request again ──


def test_same_request_gives_the_same_record_also_after_the_order_was_revoked(world: World) -> None:
    order, request_id = order_in_force(world, "head", "officer"), uuid4()
    record = hand_in(world, order, request_id=request_id)
    revoke(world, order)
    before = everything()
    assert hand_in(world, order, request_id=request_id) == record
    assert hand_in(world, order, request_id=request_id, on_behalf_of=world.head) == record
    assert everything() == before


def test_same_request_in_person_or_for_somebody_else_is_another_act(world: World) -> None:
    order, request_id = order_in_force(world, "head", "officer"), uuid4()
    hand_in(world, order, request_id=request_id)
    with refused(RequestReused):
        world.act("hand_in", "officer", request_id=request_id, facts=LETTER)
    with refused(RequestReused):
        hand_in(world, order.pk + 1, request_id=request_id)
    with refused(RequestReused):
        hand_in(world, order, request_id=request_id, on_behalf_of=world.nora)


@pytest.mark.parametrize("day", [2, 30])
def test_order_serves_from_its_first_day_to_its_last(world: World, day: int) -> None:
    order = order_in_force(world, "head", "officer", valid_from=date(2020, 11, 2), valid_to=date(2020, 11, 30))
    assert hand_in(world, order, at=datetime(2020, 11, day, 5, tzinfo=UTC)).delegation == order.pk


@pytest.mark.parametrize("named", [0, 1])
def test_order_that_an_act_names_is_the_one_that_is_asked(world: World, named: int) -> None:
    orders = [("nora", "north_head"), ("head", "officer")]
    receiver = orders[named][1]
    written = [order_in_force(world, *people, order_number=f"{place}/2563") for place, people in enumerate(orders)]
    lent = lent_by_order(
        world.project, "act", written[named].role, attempt(world, written[named], receiver), holding=False
    )
    assert lent == written[named]


def test_order_that_a_page_has_read_is_taken_for_its_own_alone_and_never_for_an_act(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    project, order = world.project, order_in_force(world, "head", "officer")
    other = order_in_force(world, "head", "officer", order_number="13/2563")
    read = Delegation.objects.select_related("giver", "receiver").get(pk=order.pk)
    prefetch_related_objects([person for person in (read.giver, world.officer) if person], "memberships")
    asked = replace(attempt(world, order), authority=read)
    with django_assert_num_queries(0):
        assert lent_by_order(project, "hand_in", order.role, asked, holding=False) is read
    assert lent_by_order(project, "hand_in", order.role, replace(asked, delegation=other.pk), holding=False) == other
    revoke(world, order)
    with refused(NoAuthority) as raised:
        lent_by_order(project, "hand_in", order.role, asked, holding=True)
    assert raised.value.reasons == ("Order no. 12/2563 was revoked.",)


def test_memberships_that_were_read_for_many_are_not_read_again(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    person = User.objects.get(pk=world.officer.pk)
    with django_assert_num_queries(1):
        read = list(memberships_of(person, AT))
    prefetch_related_objects([person], "memberships")
    with django_assert_num_queries(0):
        assert list(memberships_of(person, AT)) == read
    assert [one.role for one in read] == [Role.AGENCY_OFFICER]
