# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writing the register of committees: what each act keeps, and what it refuses with nothing changed."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction

from accounts.models import User
from committee.forms.registers import FORMS
from committee.models import (
    Alternate,
    Committee,
    CommitteeChange,
    Mandate,
    ProcedureProfile,
    Seat,
    SeatTenure,
    StandingInterest,
)
from committee.operations.registers import ACTS, By, target_of, write
from committee.queries.profiles import differences_of, rules_in_words
from committee.schemas_of_committees import RulesOut
from tests.world import AT, World, everything
from workflows.refusals import GuardsUnmet, NotPermitted, RequestReused, VersionConflict

pytestmark = pytest.mark.django_db
TODAY = AT.date()


def do(
    world: World, name: str, who: str = "admin", *, pk: int | None = None, committee: Committee | None = None,
    revision: int = 0, reason: str = "ตามคำสั่ง", request_id: UUID | None = None, **columns: Any,
) -> Any:  # fmt: skip
    """Make an act with these columns; the rest as the row has it."""
    row = target_of(ACTS[name], None if name == "found" else committee or world.committee, pk)
    for column, value in columns.items():
        setattr(row, column, value)
    by = By(actor=world.people[who], at=AT, request_id=request_id or uuid4(), reason=reason)
    return write(ACTS[name], row, by, expected_revision=revision)


def rows() -> list[Any]:
    models = (Committee, Seat, SeatTenure, Alternate, StandingInterest, Mandate, ProcedureProfile, CommitteeChange)
    return [list(model._default_manager.order_by("pk").values()) for model in models]


def refuses(act: Callable[[], Any], sentence: str, kind: type[Exception] = GuardsUnmet) -> None:
    """An act is refused with this sentence, and the register and the records are as they were."""
    before = (rows(), everything())
    with pytest.raises(kind, match=sentence):
        act()
    assert (rows(), everything()) == before


def seat_of(world: World, name: str) -> SeatTenure:
    return SeatTenure.objects.get(user=world.people[name])


def add_seat(world: World, **columns: Any) -> Seat:
    given: dict[str, Any] = {
        "title": "กรรมการผู้ทรงคุณวุฒิ",
        "role": "member",
        "position": 9,
        "from_date": date(2020, 10, 1),
    }
    seat: Seat = do(world, "add-seat", **given | columns)
    return seat


def appoint(world: World, seat: Seat, who: str = "stranger", by: str = "admin", **columns: Any) -> SeatTenure:
    given: dict[str, Any] = {
        "user": world.people[who],
        "from_date": date(2020, 10, 2),
        "appointment_order": "คำสั่งที่ 1/2564",
    }
    held: SeatTenure = do(world, "appoint", by, pk=seat.pk, **given | columns)
    return held


# ── who may ──

WHO = {  # of everybody in the world, for the committee with the secretary of the world
    "found": {"admin"},
    "edit": {"admin"},
    "add-seat": {"admin"},
    "edit-seat": {"admin"},
    "appoint": {"admin", "secretary"},
    "edit-tenure": {"admin", "secretary"},
    "end-tenure": {"admin", "secretary"},
    "name-alternate": {"admin", "secretary"},
    "end-alternate": {"admin", "secretary"},
    "declare-interest": {"admin", "secretary"},
    "end-interest": {"admin", "secretary"},
    "new-rules": {"admin"},
    "give-mandate": {"admin"},
    "end-mandate": {"admin"},
}


def test_acts_are_those_of_the_table() -> None:
    assert set(ACTS) == set(WHO)


@pytest.mark.parametrize("name", sorted(WHO))
def test_who_may(world: World, name: str) -> None:
    def may(who: str) -> bool:
        by = By(actor=world.people[who], at=AT, request_id=uuid4(), reason="ก")
        return ACTS[name].may(world.committee, by.attempt)

    assert {who for who in world.people if may(who)} == WHO[name]


def test_secretary_of_another_committee_writes_nobody_here(world: World) -> None:
    other = Committee.objects.create(code="other", name_th="คณะอื่น")
    seat = Seat.objects.create(committee=other, title="กรรมการ", from_date=date(2021, 1, 1))
    act = lambda: do(  # noqa: E731
        world, "appoint", "secretary", committee=other, pk=seat.pk, user=world.stranger, from_date=TODAY
    )
    refuses(act, "An administrator, or the committee's secretary", NotPermitted)


def test_secretary_whose_tenure_ended_writes_nobody(world: World) -> None:
    seat = add_seat(world)
    SeatTenure.objects.filter(user=world.secretary).update(to_date=TODAY - timedelta(days=1))
    refuses(lambda: appoint(world, seat, by="secretary"), "An administrator", NotPermitted)


# ── what each act keeps ──


def test_committee_is_entered_changed_and_ended(world: World) -> None:
    made = do(world, "found", code="sub1", name_th="คณะอนุกรรมการ", kind="sub_committee", parent=world.committee,
              confirming_body=world.committee)  # fmt: skip
    assert (made.parent, made.confirming_body, made.is_active_on(TODAY)) == (world.committee, world.committee, True)
    ended = do(world, "edit", committee=made, active_to=TODAY, reason="หมดวาระ")
    assert (ended.revision, ended.is_active_on(TODAY), ended.is_active_on(TODAY + timedelta(days=1))) == (
        1,
        True,
        False,
    )
    last = made.changes.first()
    assert (last.act, last.reason, last.details) == ("edit", "หมดวาระ", {"active_to": [None, str(TODAY)]})


def test_nobody_sits_on_a_committee_that_has_ended(world: World) -> None:
    assert len(world.committee.sitting_on(TODAY)) == 4
    do(world, "edit", active_to=TODAY - timedelta(days=1))
    assert Committee.objects.get(pk=world.committee.pk).sitting_on(TODAY) == []


def test_person_is_seated_and_another_follows_the_day_after(world: World) -> None:
    seat = add_seat(world)
    first = appoint(world, seat, by="secretary")
    do(world, "end-tenure", "secretary", pk=first.pk, to_date=TODAY, ended_reason="เกษียณอายุราชการ", reason="เกษียณ")
    second = appoint(world, seat, "somsak", "secretary", from_date=TODAY + timedelta(days=1))
    held = list(SeatTenure.objects.filter(seat=seat).values_list("user", "to_date", "ended_reason"))
    assert held == [(world.stranger.pk, TODAY, "เกษียณอายุราชการ"), (second.user_id, None, "")]
    assert [one.act for one in world.committee.changes.all()] == ["appoint", "end-tenure", "appoint", "add-seat"]


def test_end_of_a_tenure_ends_its_alternates(world: World) -> None:
    held = seat_of(world, "member")
    turn = do(world, "name-alternate", pk=held.pk, user=world.stranger, letter="ที่ 1", from_date=TODAY)
    do(world, "end-tenure", pk=held.pk, to_date=TODAY, ended_reason="ลาออก")
    turn = Alternate.objects.get(pk=turn.pk)
    assert (turn.to_date, turn.ended_reason) == (TODAY, "ลาออก")


def test_new_rules_are_the_next_version_and_the_former_stays(world: World) -> None:
    first = world.committee.profiles.get()
    second = do(world, "new-rules", effective_from=TODAY + timedelta(days=5), quorum_numerator=2, quorum_denominator=3,
                source="ข้อบังคับ 2564", reason="แก้ข้อบังคับ")  # fmt: skip
    assert (second.version, second.reason, second.made_by, second.made_at) == (2, "แก้ข้อบังคับ", world.admin, AT)
    committee = Committee.objects.get(pk=world.committee.pk)
    in_force = [committee.profile_on(TODAY + timedelta(days=days)) for days in (4, 5, 400)]
    assert in_force == [first, second, second]


def test_every_rule_is_written_told_and_read(world: World) -> None:
    """A rule that is added to the profile and nowhere else would be one that nobody can set."""
    kept = {"id", "committee", "version", "reason", "made_by", "made_at"}
    columns = {field.name for field in ProcedureProfile._meta.fields} - kept
    assert (set(ACTS["new-rules"].fields), set(FORMS["new-rules"].base_fields) & columns) == (
        columns, columns - {"agenda"},  # the headings are a table of their own
    )  # fmt: skip
    assert columns < set(RulesOut.model_fields)
    first = world.committee.profiles.get()
    other = ProcedureProfile(
        quorum_more_than=True, quorum_base="seats", recused_leave=False, recall_days=None, pass_rule="unanimity",
        casting_vote=False, vote_modes=["named"], notice_days=1, submission_lead_days=1, minutes_circulation_days=1,
        minutes_confirmation_percent=50, agenda=[], late_approvers=[], certified_by="secretary",
        numbering="fiscal", digits="arabic",
    )  # fmt: skip
    assert len(differences_of(first, other)) == len(rules_in_words(first)) == 16


def test_version_written_for_an_earlier_day_does_not_replace_a_later_one(world: World) -> None:
    later = do(world, "new-rules", effective_from=TODAY + timedelta(days=9), quorum_minimum=3, source="ก")
    sooner = do(world, "new-rules", effective_from=TODAY + timedelta(days=2), quorum_minimum=2, source="ก")
    committee = Committee.objects.get(pk=world.committee.pk)
    assert [committee.profile_on(TODAY + timedelta(days=days)) for days in (1, 2, 8, 9)] == [
        committee.profiles.get(version=1), sooner, sooner, later,
    ]  # fmt: skip


def test_press_twice_writes_once(world: World) -> None:
    request_id = uuid4()
    first = do(world, "add-seat", request_id=request_id, title="กรรมการ", from_date=TODAY)
    again = do(world, "add-seat", request_id=request_id, title="กรรมการ", from_date=TODAY)
    assert (first.pk, Seat.objects.filter(title="กรรมการ").count()) == (again.pk, 1)
    refuses(lambda: do(world, "edit", request_id=request_id, name_th="ชื่อใหม่"), "used for something else", RequestReused)


# ── what each act refuses ──


def test_reason_is_needed(world: World) -> None:
    refuses(lambda: do(world, "edit", name_th="ใหม่", reason="  "), "The reason must be given")


def test_change_of_nothing_is_refused(world: World) -> None:
    refuses(lambda: do(world, "edit"), "Nothing was changed")


def test_second_of_two_writers_is_told(world: World) -> None:
    do(world, "edit", name_th="ชื่อหนึ่ง")
    refuses(lambda: do(world, "edit", name_th="ชื่อสอง"), "Somebody else changed this", VersionConflict)
    assert do(world, "edit", revision=1, name_th="ชื่อสอง").revision == 2


@pytest.mark.parametrize("column", ["parent", "confirming_body"])
def test_committees_stand_in_no_circle(world: World, column: str) -> None:
    top = world.committee
    under: dict[str, Any] = {column: top}
    middle = do(world, "found", code="m", name_th="กลาง", **under)
    in_between: dict[str, Any] = {column: middle}
    low = do(world, "found", code="l", name_th="ล่าง", **in_between)
    last: dict[str, Any] = {column: low}
    sentence = "cannot stand under" if column == "parent" else "cannot confirm"
    refuses(lambda: do(world, "edit", **last), sentence)
    refuses(lambda: do(world, "edit", committee=middle, **in_between), sentence)


@pytest.mark.parametrize(
    ("name", "columns", "sentence"),
    [
        ("found", {"code": "test", "name_th": "ก"}, "with this code already"),
        ("found", {"code": "z", "name_th": "ก", "active_from": TODAY, "active_to": date(2020, 1, 1)},
         "before the first"),
        ("add-seat", {"title": "ก", "from_date": TODAY, "to_date": date(2020, 1, 1)}, "before the first"),
        ("give-mandate", {"powers": ["report"]}, "Name a body or a person"),
        ("give-mandate", {"to": "both", "powers": ["report"]}, "Name a body or a person"),
        ("give-mandate", {"to": "self", "powers": ["report"]}, "no mandate to itself"),
        ("give-mandate", {"to": "person", "powers": []}, "Say what the mandate lets them do"),
        ("give-mandate", {"to": "person", "powers": ["resolve_finally"]}, "Only a body resolves"),
        ("give-mandate", {"to": "person", "powers": ["report"], "order_date": TODAY + timedelta(days=1)},
         "in the future"),
        ("declare-interest", {"who": "member", "agency": None}, "Name an agency or a project"),
        ("declare-interest", {"who": "stranger", "agency": "lead"}, "Only members of the committee"),
        ("new-rules", {"effective_from": TODAY - timedelta(days=1)}, "today or later"),
        ("new-rules", {"quorum_numerator": 3}, "The quorum is a share"),
        ("new-rules", {"quorum_numerator": 2, "quorum_more_than": True}, "More than all is never reached"),
        ("new-rules", {"recall_numerator": 4}, "called again is a share"),
        ("new-rules", {"vote_modes": []}, "at least one way to vote"),
        ("new-rules", {"late_approvers": []}, "who approves a late item"),
        ("new-rules", {"agenda": [{"kind": "information", "th": "ก", "en": ""}]}, "heading for consideration"),
        ("new-rules", {"agenda": [{"kind": "consideration", "th": "ก", "en": ""}] * 2}, "stands once"),
    ],
)  # fmt: skip
def test_unsound_is_refused(world: World, name: str, columns: dict[str, Any], sentence: str) -> None:
    given = dict(columns)
    to, who, agency = given.pop("to", ""), given.pop("who", ""), given.pop("agency", None)
    if name == "give-mandate":
        body = {"self": world.committee, "both": Committee.objects.create(code="b", name_th="ข")}.get(to)
        person = world.member if to in ("person", "both") else None
        given = {"to_committee": body, "to_user": person, "order_number": "1", "order_date": TODAY, "scope": "ก",
                 "from_date": TODAY} | given  # fmt: skip
    if name == "declare-interest":
        given |= {"user": world.people[who], "agency": world.agencies[agency] if agency else None, "ground": "ก",
                  "from_date": TODAY}  # fmt: skip
    if name == "new-rules":
        given = {"effective_from": TODAY, "source": "ก"} | given
    refuses(lambda: do(world, name, **given), sentence)


def test_seat_is_held_by_one_at_a_time(world: World) -> None:
    held = seat_of(world, "member")
    refuses(lambda: appoint(world, held.seat, from_date=TODAY), "holds the seat on some of these days")


def test_person_has_one_seat_at_a_time(world: World) -> None:
    seat = add_seat(world)
    refuses(lambda: appoint(world, seat, "member"), "holds another seat of this committee")


def test_tenure_stays_within_the_days_of_its_seat(world: World) -> None:
    seat = add_seat(world, to_date=date(2021, 6, 30))
    refuses(lambda: appoint(world, seat), "The seat is there from")
    held = appoint(world, seat, to_date=date(2021, 6, 30))
    refuses(lambda: do(world, "edit-seat", pk=seat.pk, to_date=date(2021, 6, 29)), "end the tenure first")
    refuses(lambda: do(world, "edit-seat", pk=seat.pk, from_date=date(2020, 10, 3)), "sat in the seat before")
    refuses(lambda: do(world, "edit-tenure", pk=held.pk, from_date=date(2020, 9, 30)), "The seat is there from")


@pytest.mark.parametrize(
    ("who", "columns", "sentence"),
    [
        ("member", {}, "not their own alternate"),
        ("chair", {}, "one member has one vote"),
        ("stranger", {"letter": " "}, "The letter by which"),
        ("stranger", {"from_date": date(2019, 12, 31)}, "The holder sits from"),
        ("stranger", {"to_date": date(2020, 1, 1)}, "before the first"),
    ],
)
def test_unsound_alternate_is_refused(world: World, who: str, columns: dict[str, Any], sentence: str) -> None:
    given: dict[str, Any] = {"user": world.people[who], "letter": "ที่ 1", "from_date": TODAY} | columns
    refuses(lambda: do(world, "name-alternate", pk=seat_of(world, "member").pk, **given), sentence)


def test_alternate_stands_in_for_one_and_takes_no_seat(world: World) -> None:
    do(world, "name-alternate", pk=seat_of(world, "member").pk, user=world.stranger, letter="1", from_date=TODAY)
    again: dict[str, Any] = {"user": world.stranger, "letter": "2", "from_date": TODAY + timedelta(days=9)}
    refuses(lambda: do(world, "name-alternate", pk=seat_of(world, "chair").pk, **again), "is an alternate in this")
    seat = add_seat(world)
    refuses(lambda: appoint(world, seat, from_date=TODAY), "is an alternate in this")
    refuses(
        lambda: do(world, "end-tenure", pk=seat_of(world, "member").pk, to_date=TODAY - timedelta(days=1),
                   ended_reason="ก"), "An alternate is named from after",
    )  # fmt: skip


def test_end_needs_its_day(world: World) -> None:
    given = do(world, "give-mandate", to_user=world.member, order_number="1", order_date=TODAY, scope="ก",
               powers=["report"], from_date=TODAY)  # fmt: skip
    refuses(lambda: do(world, "end-mandate", pk=given.pk, ended_reason="ก"), "The last day must be given")


# ── what the database refuses by itself ──


@pytest.mark.parametrize(
    ("who", "of", "from_date", "to_date", "refused"),
    [
        ("stranger", "member", date(2021, 1, 31), None, True),  # the very last day
        ("stranger", "member", date(2021, 2, 1), None, False),  # the day after
        ("stranger", "member", date(2019, 1, 1), date(2019, 12, 31), False),  # the day before
        ("stranger", "member", date(2019, 1, 1), date(2020, 1, 1), True),  # the first day
        ("stranger", "member", date(2019, 1, 1), None, True),  # around it
        ("member", "chair", date(2022, 1, 1), None, True),  # another's seat, which is still held
    ],
)
def test_database_refuses_two_holders_at_once(
    world: World, who: str, of: str, from_date: date, to_date: date | None, refused: bool
) -> None:
    SeatTenure.objects.filter(user=world.member).update(to_date=date(2021, 1, 31))
    held = {"committee": world.committee, "seat": seat_of(world, of).seat, "user": world.people[who]}
    if not refused:
        assert SeatTenure.objects.create(**held, from_date=from_date, to_date=to_date).pk
        return
    with pytest.raises(IntegrityError), transaction.atomic():
        SeatTenure.objects.create(**held, from_date=from_date, to_date=to_date)


def test_database_refuses_one_person_in_two_seats(world: World) -> None:
    seat = add_seat(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        SeatTenure.objects.create(committee=world.committee, seat=seat, user=world.member, from_date=TODAY)


def test_database_refuses_to_stretch_a_tenure_over_another(world: World) -> None:
    held = seat_of(world, "member")
    SeatTenure.objects.filter(pk=held.pk).update(to_date=date(2021, 1, 31))
    after = SeatTenure.objects.create(
        committee=world.committee, seat=held.seat, user=world.stranger, from_date=date(2021, 2, 1)
    )
    for pk, change in ((held.pk, {"to_date": date(2021, 2, 1)}), (after.pk, {"from_date": date(2021, 1, 31)})):
        with pytest.raises(IntegrityError), transaction.atomic():
            SeatTenure.objects.filter(pk=pk).update(**change)


def test_database_refuses_a_tenure_of_another_committee(world: World) -> None:
    other = Committee.objects.create(code="o", name_th="อื่น")
    with pytest.raises(IntegrityError), transaction.atomic():
        SeatTenure.objects.create(committee=other, seat=add_seat(world), user=world.stranger, from_date=TODAY)


def test_database_refuses_any_change_of_rules(world: World) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ProcedureProfile.objects.update(quorum_numerator=2)
    with pytest.raises(IntegrityError), transaction.atomic():
        ProcedureProfile.objects.all().delete()


def test_person_who_is_named_is_never_deleted(world: World) -> None:
    from django.db.models import ProtectedError

    with pytest.raises(ProtectedError):
        User.objects.get(pk=world.member.pk).delete()


def test_mandate_keeps_its_ceiling_as_an_amount(world: World) -> None:
    body = Committee.objects.create(code="b", name_th="ข")
    do(world, "give-mandate", to_committee=body, order_number="1", order_date=TODAY, scope="ก",
       powers=["resolve_finally"], from_date=TODAY, ceiling_baht=Decimal("10000000.00"))  # fmt: skip
    kept = world.committee.changes.get().details
    assert (kept["ceiling_baht"], kept["powers"]) == ([None, "10000000.00"], [None, ["resolve_finally"]])
