# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The roll and the rules of a meeting are those of its day, whatever is edited later; who might be recused."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agencies.models import Membership
from agencies.roles import Role, day_of
from committee.models import (
    AgendaItem,
    Alternate,
    Committee,
    Mandate,
    Meeting,
    Power,
    ProcedureProfile,
    RollEntry,
    Seat,
    SeatTenure,
    StandingInterest,
)
from committee.permissions import approves_late_items
from committee.queries.interests import standing_interests_of, suggested_recusals
from committee.queries.mandates import confirming_body_of, mandate_of
from committee.rules.mandates import lets
from tests.committee.test_meeting_lifecycle import convene, freeze
from tests.world import AT, MEETING_AT, World, everything
from workflows.lifecycle import Attempt
from workflows.queries import history_of
from workflows.refusals import GuardsUnmet

pytestmark = pytest.mark.django_db
DAY = day_of(MEETING_AT)
TODAY = AT.date()


def tenure_of(world: World, name: str) -> SeatTenure:
    return SeatTenure.objects.get(user=world.people[name])


def stand_in(world: World, who: str, holder: str, from_date: date = DAY, to_date: date | None = None) -> Alternate:
    return Alternate.objects.create(
        tenure=tenure_of(world, holder), user=world.people[who], post="รองอธิบดี", letter="ที่ 1", from_date=from_date,
        to_date=to_date,
    )  # fmt: skip


def roll_of(world: World) -> list[Any]:
    columns = ("seat", "user", "title", "post", "role", "is_voting", "alternate_for", "tenure")
    return list(RollEntry.objects.filter(meeting=world.meeting_id).order_by("pk").values_list(*columns))


# ── the snapshot ──


def test_roll_names_person_seat_role_vote_and_for_whom(world: World) -> None:
    SeatTenure.objects.filter(user=world.member).update(post="อธิบดีกรมทดสอบ")
    stand_in(world, "stranger", "member")
    convene(world)
    held, beside = world.entry("member"), world.entry("stranger")
    assert (held.seat, held.title, held.post, held.role, held.is_voting, held.alternate_for) == (
        tenure_of(world, "member").seat, "ที่นั่ง member", "อธิบดีกรมทดสอบ", "member", True, None,
    )  # fmt: skip
    assert (beside.seat, beside.post, beside.role, beside.alternate_for) == (held.seat, "รองอธิบดี", "member", held)
    assert world.meeting.profile == world.committee.profiles.get()


@pytest.mark.parametrize(
    ("from_date", "to_date", "on_roll"),
    [
        (DAY, None, True), (DAY, DAY, True), (DAY + timedelta(days=1), None, False),
        (DAY - timedelta(days=9), DAY - timedelta(days=1), False), (DAY - timedelta(days=9), DAY, True),
    ],
)  # fmt: skip
def test_alternates_of_the_day_are_on_the_roll(
    world: World, from_date: date, to_date: date | None, on_roll: bool
) -> None:
    stand_in(world, "stranger", "member", from_date, to_date)
    convene(world)
    assert RollEntry.objects.filter(user=world.stranger).exists() is on_roll


def test_vacant_voting_seats_are_counted_when_convened(world: World) -> None:
    SeatTenure.objects.filter(user=world.absent).update(to_date=DAY - timedelta(days=1))
    Seat.objects.create(committee=world.committee, title="ที่ปรึกษา", is_voting=False, from_date=date(2020, 1, 1))
    Seat.objects.create(committee=world.committee, title="ภายหลัง", from_date=DAY + timedelta(days=1))
    convene(world)
    assert world.meeting.vacant_seats == 1
    assert world.meeting.quorum().entitled == 2  # the rules take the share of those who hold a seat


EDITS: dict[str, Callable[[World], Any]] = {
    "title": lambda world: Seat.objects.update(title="ชื่อใหม่"),
    "role": lambda world: Seat.objects.update(role="member"),
    "vote": lambda world: Seat.objects.update(is_voting=False),
    "post": lambda world: SeatTenure.objects.update(post="ตำแหน่งใหม่"),
    "end": lambda world: SeatTenure.objects.update(to_date=TODAY),
    "new": lambda world: world.seat("stranger", place=20),
    "alternate": lambda world: stand_in(world, "officer", "chair"),
    "gone": lambda world: Alternate.objects.filter(from_date__lt=DAY).update(to_date=DAY - timedelta(days=1)),
    "rules": lambda world: ProcedureProfile.objects.create(
        committee=world.committee, version=ProcedureProfile.objects.count() + 1, effective_from=TODAY,
        quorum_numerator=1, quorum_denominator=1, digits="arabic",
    ),
    "ended": lambda world: Committee.objects.update(active_to=TODAY - timedelta(days=1)),
}  # fmt: skip


@pytest.fixture
def convened(world: World) -> World:
    stand_in(world, "nora", "member", DAY - timedelta(days=3))
    convene(world)
    return world


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20, deadline=None)
@given(edits=st.lists(st.sampled_from(sorted(EDITS)), unique=True, min_size=1))
def test_roll_and_rules_stay_whatever_is_edited_later(convened: World, edits: list[str]) -> None:
    """I8: what is edited after a meeting is convened leaves its roll, rules, number and quorum as they were."""
    meeting = convened.meeting
    before = (roll_of(convened), meeting.rules.pk, meeting.called, meeting.vacant_seats, meeting.quorum())
    with transaction.atomic():
        for edit in edits:
            EDITS[edit](convened)
        later = convened.meeting
        after = (roll_of(convened), later.rules.pk, later.called, later.vacant_seats, later.quorum())
        transaction.set_rollback(True)
    assert after == before


@pytest.mark.parametrize("column", ["title", "post", "role", "is_voting", "user_id", "alternate_for_id"])
def test_database_refuses_any_change_of_the_roll(convened: World, column: str) -> None:
    other = {"is_voting": False, "user_id": convened.officer.pk, "alternate_for_id": convened.entry("chair").pk}
    with pytest.raises(IntegrityError), transaction.atomic():
        RollEntry.objects.filter(user=convened.member).update(**{column: other.get(column, "อื่น")})


def test_database_refuses_other_rules_for_a_convened_meeting(convened: World) -> None:
    other = ProcedureProfile.objects.create(committee=convened.committee, version=2, effective_from=TODAY)
    for profile in (other, None):
        with pytest.raises(IntegrityError), transaction.atomic():
            Meeting.objects.filter(pk=convened.meeting.pk).update(profile=profile)


def test_electorate_is_the_roll_of_the_day_and_not_todays_members(world: World) -> None:
    """Who left before the meeting's end is still of it, and who came after is not."""
    freeze(world)
    SeatTenure.objects.filter(user__in=[world.member, world.absent]).update(to_date=DAY - timedelta(days=1))
    world.seat("stranger", place=20)
    quorum = world.meeting.quorum()
    assert (quorum.entitled, quorum.needed) == (3, 2)


# ── the rules of a meeting ──


def test_meeting_goes_by_the_rules_of_its_day_until_it_is_convened(world: World) -> None:
    world.to("queued")
    later = ProcedureProfile.objects.create(committee=world.committee, version=2, effective_from=DAY)
    ProcedureProfile.objects.create(committee=world.committee, version=3, effective_from=DAY + timedelta(days=1))
    assert world.meeting.rules == later
    world.act("convene", "secretary", world.meeting)
    assert world.meeting.profile == later


def test_committee_without_rules_in_force_convenes_nothing(world: World) -> None:
    other = Committee.objects.create(code="new", name_th="คณะใหม่")
    for name, role in (("chair", "chair"), ("secretary", "secretary")):
        seat = Seat.objects.create(committee=other, title=name, role=role, from_date=date(2020, 1, 1))
        SeatTenure.objects.create(committee=other, seat=seat, user=world.people[name], from_date=date(2020, 1, 1))
    meeting = world.to("queued").meeting
    Meeting.objects.filter(pk=meeting.pk).update(committee=other)
    before = everything()
    with pytest.raises(GuardsUnmet, match="rules of procedure"):
        world.act("convene", "secretary", world.meeting)
    assert everything() == before
    assert (world.meeting.rules.version, world.meeting.rules._state.adding, world.meeting.rules.notice_days) == (
        0,
        True,
        3,
    )


def test_quorum_of_the_rules_is_what_opens_the_meeting(world: World) -> None:
    """The defect of a quorum field that nothing reads."""
    ProcedureProfile.objects.create(
        committee=world.committee, version=2, effective_from=TODAY, quorum_numerator=1, quorum_denominator=1
    )
    freeze(world)
    for name in ("chair", "member"):
        world.act("arrive", "secretary", world.entry(name))
    before = everything()
    with pytest.raises(GuardsUnmet, match="A quorum must be present"):
        world.act("open", "secretary", world.meeting)
    assert everything() == before
    world.act("arrive", "secretary", world.entry("absent"))
    assert world.act("open", "secretary", world.meeting).facts["needed"] == 3


def test_alternate_who_comes_fills_the_seat_and_the_holder_cannot_beside(world: World) -> None:
    stand_in(world, "stranger", "member")
    freeze(world)
    world.act("arrive", "secretary", world.entry("chair"))
    world.act("arrive", "secretary", world.entry("stranger"))
    assert (world.meeting.quorum().present, world.meeting.quorum().entitled) == (2, 3)
    before = everything()
    with pytest.raises(GuardsUnmet, match="never both there"):
        world.act("arrive", "secretary", world.entry("member"))
    assert everything() == before
    world.act("depart", "secretary", world.entry("stranger"))
    world.act("arrive", "secretary", world.entry("member"))
    assert world.meeting.quorum().present == 2


def test_alternate_of_the_chair_does_not_preside(world: World) -> None:
    stand_in(world, "stranger", "chair")
    freeze(world)
    for name in ("stranger", "member", "absent"):
        world.act("arrive", "secretary", world.entry(name))
    with pytest.raises(GuardsUnmet, match="chair or a vice-chair"):
        world.act("open", "secretary", world.meeting)


@pytest.mark.parametrize(
    ("said", "days", "lower"),
    [(True, 0, True), (True, 14, True), (True, 15, False), (False, 14, False), (False, 1, False)],
)
def test_meeting_called_again_needs_one_third_if_its_own_invitation_says_so(
    world: World, said: bool, days: int, lower: bool
) -> None:
    freeze(world)
    world.act("miss_quorum", "secretary", world.meeting, at=MEETING_AT)
    again = Meeting(
        committee=world.committee, starts_at=MEETING_AT + timedelta(days=days), recall_of=world.meeting,
        ends_at=MEETING_AT + timedelta(days=days, hours=1), invitation_says_recall=said,
    )  # fmt: skip
    assert again.is_recall is lower


def test_meeting_called_again_for_one_that_had_its_quorum_has_no_lower_one(world: World) -> None:
    freeze(world)
    again = Meeting(
        committee=world.committee, starts_at=MEETING_AT + timedelta(days=1), recall_of=world.meeting,
        invitation_says_recall=True,
    )  # fmt: skip
    assert again.is_recall is False


# ── standing interests ──


def interest(world: World, who: str = "member", **of: Any) -> StandingInterest:
    given: dict[str, Any] = {"committee": world.committee, "user": world.people[who], "ground": "กรรมการบริหาร"}
    return StandingInterest.objects.create(**given | {"from_date": DAY} | of)


def test_recusal_is_suggested_for_what_a_member_declared(world: World) -> None:
    interest(world, agency=world.agencies["north"])
    convene(world)
    found = suggested_recusals(world.meeting, world.meeting.items.all())
    assert [(entry.user, tie.ground) for entry, tie in found[world.item.pk]] == [(world.member, "กรรมการบริหาร")]


@pytest.mark.parametrize(
    ("of", "suggested"),
    [
        ("project", True), ("lead", True), ("south", True), ("elsewhere", False), ("over", False), ("to come", False),
        ("another committee", False),
    ],
)  # fmt: skip
def test_recusal_is_suggested_of_what_touches_the_project_on_the_day(world: World, of: str, suggested: bool) -> None:
    days = {"over": (DAY - timedelta(days=9), DAY - timedelta(days=1)), "to come": (DAY + timedelta(days=1), None)}
    from_date, to_date = days.get(of, (DAY, None))
    what: dict[str, Any] = {"project": world.project} if of == "project" else {
        "agency": world.agencies.get(of, world.agencies["lead"])
    }  # fmt: skip
    if of == "another committee":
        what["committee"] = Committee.objects.create(code="o", name_th="อื่น")
    interest(world, **what, from_date=from_date, to_date=to_date)
    convene(world)
    assert bool(suggested_recusals(world.meeting, world.meeting.items.all())[world.item.pk]) is suggested


def test_seat_of_an_agency_and_post_in_an_agency_are_interests_too(world: World) -> None:
    Seat.objects.filter(tenures__user=world.chair).update(represents=world.agencies["south"])
    stand_in(world, "stranger", "chair")
    Membership.objects.create(
        user=world.absent, agency=world.agencies["north"], role=Role.AGENCY_HEAD, from_date=date(2020, 1, 1)
    )
    convene(world)
    found = suggested_recusals(world.meeting, world.meeting.items.all())[world.item.pk]
    assert [entry.user for entry, _tie in found] == [world.chair, world.stranger, world.absent]  # an alternate as well
    own = standing_interests_of(world.entry("chair"))
    assert [tie.agency_id for tie in own] == [world.agencies["south"].pk]


def test_suggestions_cost_the_same_for_one_item_and_many(world: World) -> None:
    interest(world, agency=world.agencies["north"])
    convene(world)
    costs = []
    for many in (1, 300):
        items = [AgendaItem(pk=n, project_id=world.project_id) for n in range(many)]
        with CaptureQueriesContext(connection) as asked:
            assert len(suggested_recusals(world.meeting, items)) == many
        costs.append(len(asked))
    assert costs[0] == costs[1] < 10


# ── mandates ──

ORDER: dict[str, Any] = {"order_number": "1/2564", "order_date": DAY, "scope": "ก"}


@pytest.mark.parametrize(
    ("powers", "ceiling", "from_date", "to_date", "amount", "expected"),
    [
        (["report"], None, DAY, None, None, True),
        (["sign_letter"], None, DAY, None, None, False),
        ([], None, DAY, None, None, False),
        (["report"], None, DAY + timedelta(days=1), None, None, False),
        (["report"], None, DAY - timedelta(days=5), DAY, None, True),
        (["report"], None, DAY - timedelta(days=5), DAY - timedelta(days=1), None, False),
        (["report"], "10.00", DAY, None, "10.00", True),
        (["report"], "10.00", DAY, None, "10.01", False),
        (["report"], "10.00", DAY, None, None, False),
    ],
)  # fmt: skip
def test_what_a_mandate_lets(
    powers: list[str], ceiling: str | None, from_date: date, to_date: date | None, amount: str | None, expected: bool
) -> None:
    given_baht = Decimal(ceiling) if ceiling else None
    mandate = Mandate(powers=powers, ceiling_baht=given_baht, from_date=from_date, to_date=to_date)
    assert lets(mandate, "report", DAY, Decimal(amount) if amount else None) is expected


def test_body_with_the_power_to_resolve_finally_needs_no_confirmation(world: World) -> None:
    above = world.committee
    sub = Committee.objects.create(code="sub", name_th="อนุ", parent=above, confirming_body=above)
    assert (confirming_body_of(above, DAY), confirming_body_of(sub, DAY)) == (None, above)
    mandate = Mandate.objects.create(
        committee=above, to_committee=sub, powers=["resolve_finally"], ceiling_baht=Decimal("100.00"),
        from_date=DAY, **ORDER,
    )  # fmt: skip
    asked = [confirming_body_of(sub, DAY, Decimal(amount)) for amount in ("100.00", "100.01")]
    assert asked == [None, above]
    assert confirming_body_of(sub, DAY - timedelta(days=1), Decimal(1)) == above
    Mandate.objects.filter(pk=mandate.pk).update(committee=Committee.objects.create(code="x", name_th="อื่น"))
    assert confirming_body_of(sub, DAY, Decimal(1)) == above  # another body's leave is none


@pytest.mark.parametrize(
    ("over", "state", "named"),
    [(None, "in_committee", False), ("0.00", "endorsed", True), ("-0.01", "in_committee", False)],
)
def test_certified_resolution_goes_on_to_be_confirmed_unless_a_mandate_covers_its_amount(
    world: World, over: str | None, state: str, named: bool
) -> None:
    above = Committee.objects.create(code="above", name_th="คณะใหญ่")
    Committee.objects.filter(pk=world.committee.pk).update(confirming_body=above)
    if over:
        total_baht = sum(map(Decimal, world.amounts().values()))
        Mandate.objects.create(
            committee=above, to_committee=world.committee, powers=["resolve_finally"], from_date=DAY,
            ceiling_baht=total_baht + Decimal(over), **ORDER,
        )  # fmt: skip
    world.to("in_committee")
    world.resolve("endorse")
    assert world.project.state == state
    facts = history_of(world.resolution).get(transition="certify").facts
    assert facts.get("mandate") == ("1/2564" if named else None)


def test_late_items_are_approved_by_seat_or_by_mandate(world: World) -> None:
    meeting = world.to("queued").meeting

    def approve() -> set[str]:
        people, meeting = world.people, world.meeting
        asked = {name: Attempt(actor=people[name], at=MEETING_AT, request_id=uuid4()) for name in people}
        return {name for name, attempt in asked.items() if approves_late_items(meeting, attempt)}

    assert approve() == {"chair"}
    given = Mandate.objects.create(
        committee=world.committee, to_user=world.member, powers=["approve_late_item"], from_date=DAY, **ORDER
    )
    assert approve() == {"chair", "member"}
    assert mandate_of(meeting.committee, Power.APPROVE_LATE_ITEM, world.member, DAY) == given
    Mandate.objects.update(to_date=DAY - timedelta(days=1), from_date=DAY - timedelta(days=2))
    ProcedureProfile.objects.create(
        committee=world.committee, version=2, effective_from=TODAY, late_approvers=["secretary"]
    )
    assert approve() == {"secretary"}
