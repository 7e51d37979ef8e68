# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The pages of committees, as each person, by press and by refusal."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from agencies.roles import day_of
from committee.models import Alternate, Committee, Mandate, ProcedureProfile, Seat, SeatTenure, StandingInterest
from committee.operations.registers import ACTS
from tests.committee.test_registers import WHO, rows
from tests.world import World, everything

pytestmark = pytest.mark.django_db
Visit = Callable[[str], Client]
HOME = "/committees/test/"
PARTS = ("", "seats/", "rules/", "mandates/", "changes/")
ASKED = ("admin", "secretary", "chair", "auditor", "officer", "stranger")
SEES = {"secretary", "chair", "auditor", "admin"}


@pytest.fixture
def today() -> Any:
    return day_of(timezone.now())


def sent(**fields: Any) -> dict[str, Any]:
    """What a form sends: the request, the revision that was read, a reason."""
    return {"request_id": str(uuid4()), "expected_revision": "0", "why": "ตามคำสั่ง"} | fields


def held(world: World, name: str) -> SeatTenure:
    return SeatTenure.objects.get(user=world.people[name])


def rules_sent(**fields: Any) -> dict[str, Any]:
    """A form of rules filled as the Act's."""
    typed = sent(
        quorum_numerator=1, quorum_denominator=2, quorum_minimum=0, quorum_base="holders", recused_leave="on",
        recall_days=14, recall_numerator=1, recall_denominator=3, pass_rule="majority_of_votes", casting_vote="on",
        vote_modes=["consensus", "named"], notice_days=3, submission_lead_days=7, minutes_circulation_days=7,
        minutes_confirmation_percent=100,
        late_approvers=["chair"], certified_by="chair",
        numbering="calendar", digits="thai", source="ข้อบังคับ", source_url="",
    )  # fmt: skip
    table = {"headings-TOTAL_FORMS": 8, "headings-INITIAL_FORMS": 8}
    for n, (kind, th) in enumerate((("announcements", "แจ้งให้ทราบ"), ("consideration", "เพื่อพิจารณา"))):
        table |= {f"headings-{n}-kind": kind, f"headings-{n}-th": th, f"headings-{n}-en": ""}  # type: ignore[dict-item]
    return typed | table | fields


# ── who sees ──


@pytest.mark.parametrize("part", PARTS)
def test_parts_of_a_committee_are_there_for_its_own_and_for_those_who_check(
    world: World, visit: Visit, part: str
) -> None:
    statuses = {name: visit(name).get(f"{HOME}{part}").status_code for name in ASKED}
    assert statuses == {name: 200 if name in SEES else 404 for name in ASKED}
    assert Client().get(f"{HOME}{part}").status_code == 302


def test_alternate_sees_the_committee_while_the_turn_lasts(world: World, visit: Visit, today: Any) -> None:
    turn = Alternate.objects.create(
        tenure=held(world, "member"), user=world.stranger, letter="1", from_date=today - timedelta(days=9)
    )
    assert visit("stranger").get(HOME).status_code == 200
    Alternate.objects.filter(pk=turn.pk).update(to_date=today - timedelta(days=1))
    assert visit("stranger").get(HOME).status_code == 404


def test_tree_shows_each_under_its_own_and_says_what_is_vacant(world: World, visit: Visit) -> None:
    sub = Committee.objects.create(
        code="sub", name_th="คณะอนุกรรมการ ก", parent=world.committee, confirming_body=world.committee
    )
    Seat.objects.create(committee=sub, title="ประธานอนุกรรมการ", role="chair", from_date="2020-01-01")
    page = visit("admin").get("/committees/").content.decode()
    assert (
        page.index("branch--0") < page.index("คณะกรรมการทดสอบ") < page.index("branch--1") < page.index("คณะอนุกรรมการ ก")
    )
    assert ("1 seat is vacant" in page, "None in force" in page, "Version 1" in page) == (True, True, True)
    assert "คณะอนุกรรมการ ก" not in visit("member").get("/committees/").content.decode()


def test_list_says_what_will_stand_there(world: World, visit: Visit) -> None:
    assert "No committee yet" in visit("officer").get("/committees/").content.decode()


@pytest.mark.parametrize("path", ["/committees/", *(f"{HOME}{part}" for part in PARTS)])
def test_pages_cost_the_same_for_few_seats_and_many(
    world: World,
    visit: Visit,
    path: str,
    today: Any,
) -> None:
    Alternate.objects.create(tenure=held(world, "member"), user=world.stranger, letter="1", from_date=today)
    client = visit("admin")
    client.get(path)
    with CaptureQueriesContext(connection) as few:
        client.get(path)
    for n in range(20):
        person = User.objects.create(username=f"m{n}", display_name=f"กรรมการ {n}")
        tenure = world.seat(person, place=n + 10)
        Alternate.objects.create(tenure=tenure, user=world.stranger, letter="1", from_date=today)
        StandingInterest.objects.create(
            committee=world.committee, user=person, agency=world.agencies["lead"], ground="ก", from_date=today
        )
        Mandate.objects.create(
            committee=world.committee, to_user=person, order_number=f"{n}", order_date=today, scope="ก", from_date=today
        )
        ProcedureProfile.objects.create(
            committee=world.committee, version=n + 2, effective_from=today, made_by=world.admin, made_at=timezone.now()
        )
        Committee.objects.create(code=f"c{n}", name_th=f"คณะ {n}", parent=world.committee)
    with CaptureQueriesContext(connection) as many:
        client.get(path)
    assert len(many) == len(few)


# ── who acts ──


def address(world: World, name: str) -> str:
    """Where an act is made, at some row that is there."""
    today = day_of(timezone.now())
    tenure = held(world, "member")
    made: dict[str, Callable[[], int]] = {
        "edit-seat": lambda: tenure.seat_id,
        "appoint": lambda: tenure.seat_id,
        "edit-tenure": lambda: tenure.pk,
        "end-tenure": lambda: tenure.pk,
        "name-alternate": lambda: tenure.pk,
        "end-alternate": lambda: Alternate.objects.create(
            tenure=tenure, user=world.absent, letter="1", from_date=today
        ).pk,
        "end-interest": lambda: StandingInterest.objects.create(
            committee=world.committee, user=world.member, agency=world.agencies["lead"], ground="ก", from_date=today
        ).pk,
        "end-mandate": lambda: Mandate.objects.create(
            committee=world.committee, to_user=world.member, order_number="1", order_date=today, scope="ก",
            from_date=today,
        ).pk,
    }  # fmt: skip
    if name == "found":
        return "/committees/acts/found/"
    return f"{HOME}acts/{name}/" + (f"{made[name]()}/" if name in made else "")


@pytest.mark.parametrize("name", sorted(ACTS))
def test_form_of_each_act_opens_for_those_who_may_and_a_press_of_nothing_changes_nothing(
    world: World, visit: Visit, name: str
) -> None:
    path = address(world, name)
    before = (rows(), everything())
    for person in ASKED:
        status = visit(person).get(path).status_code
        assert status == (200 if person in WHO[name] else 403 if person in SEES or name == "found" else 404), person
        empty = visit(person).post(path, {"why": ""})
        assert empty.status_code == (422 if person in WHO[name] else status), person
    assert (rows(), everything()) == before


@pytest.mark.parametrize(
    "path",
    [f"{HOME}acts/nothing/", f"{HOME}acts/found/", f"{HOME}acts/edit/1/", f"{HOME}acts/appoint/", "/committees/no/",
     f"{HOME}acts/appoint/999999/"],
)  # fmt: skip
def test_address_of_nothing_is_not_found(world: World, visit: Visit, path: str) -> None:
    assert visit("admin").get(path).status_code == 404


def test_row_of_another_committee_is_not_found(world: World, visit: Visit) -> None:
    other = Committee.objects.create(code="other", name_th="อื่น")
    seat = Seat.objects.create(committee=other, title="ก", from_date="2020-01-01")
    assert visit("secretary").get(f"{HOME}acts/appoint/{seat.pk}/").status_code == 404


# ── the whole way ──


def test_committee_from_nothing_to_its_first_rules_and_members(world: World, visit: Visit, today: Any) -> None:
    admin = visit("admin")
    answer = admin.post("/committees/acts/found/", sent(
        code="sub-1", name_th="คณะอนุกรรมการขับเคลื่อน", kind="sub_committee", parent=world.committee.pk,
        confirming_body=world.committee.pk, legal_basis="คำสั่งที่ 1/2564", active_from="1/10/2563",
    ))  # fmt: skip
    assert (answer.status_code, answer["Location"]) == (302, "/committees/sub-1/")
    home = "/committees/sub-1/"
    assert admin.post(f"{home}acts/new-rules/", rules_sent(effective_from="2563-10-01")).status_code == 302
    assert admin.post(
        f"{home}acts/add-seat/",
        sent(title="ประธานอนุกรรมการ", role="chair", is_voting="on", position=1, from_date="2563-10-01"),
    ).status_code == 302  # fmt: skip
    seat = Seat.objects.get(committee__code="sub-1")
    assert (
        admin.post(
            f"{home}acts/appoint/{seat.pk}/", sent(user=world.member.pk, from_date="2563-10-01", post="รองเลขาธิการ")
        ).status_code
        == 302
    )
    made = Committee.objects.get(code="sub-1")
    assert [tenure.user for tenure in made.sitting_on(today)] == [world.member]
    profile = made.profile_on(today)
    assert profile is not None
    assert (profile.version, [one["th"] for one in profile.agenda]) == (1, ["แจ้งให้ทราบ", "เพื่อพิจารณา"])
    page = admin.get(f"{home}seats/").content.decode()
    assert ("ประธานอนุกรรมการ" in page, "ผู้ทดสอบ member" in page, "รองเลขาธิการ" in page) == (True, True, True)
    told = admin.get(f"{home}changes/").content.decode()
    assert [word in told for word in ("Enter a committee", "Write new rules", "Add a seat", "Seat a person")] == [
        True
    ] * 4


def test_secretary_replaces_a_member(world: World, visit: Visit, today: Any) -> None:
    secretary, leaving = visit("secretary"), held(world, "absent")
    ended = {"to_date": str(today), "ended_reason": "พ้นจากตำแหน่ง"}
    assert secretary.post(f"{HOME}acts/end-tenure/{leaving.pk}/", sent(**ended)).status_code == 302
    path = f"{HOME}acts/appoint/{leaving.seat_id}/"
    before = rows()
    clash = secretary.post(path, sent(user=world.stranger.pk, from_date=str(today)))
    assert (clash.status_code, "holds the seat on some of these days" in clash.content.decode()) == (422, True)
    assert rows() == before
    after = sent(user=world.stranger.pk, from_date=str(today + timedelta(days=1)), appointment_order="คำสั่งที่ 9")
    assert secretary.post(path, after).status_code == 302
    page = secretary.get(f"{HOME}seats/").content.decode()
    assert ("พ้นจากตำแหน่ง" in page, "คำสั่งที่ 9" in page) == (True, True)


def test_second_writer_keeps_what_was_typed(world: World, visit: Visit) -> None:
    tenure = held(world, "member")
    path, day = f"{HOME}acts/edit-tenure/{tenure.pk}/", {"from_date": "2563-01-01"}
    assert visit("secretary").post(path, sent(post="อธิบดี", **day)).status_code == 302
    before = rows()
    late = visit("admin").post(path, sent(post="รองอธิบดี", **day))
    html = late.content.decode()
    assert (late.status_code, "รองอธิบดี" in html, 'name="expected_revision" value="1"' in html) == (409, True, True)
    assert rows() == before


def test_versions_tell_what_each_changed(world: World, visit: Visit, today: Any) -> None:
    admin = visit("admin")
    changed = rules_sent(
        effective_from=str(today), quorum_numerator=2, quorum_denominator=3, recused_leave="", digits="arabic"
    )
    assert admin.post(f"{HOME}acts/new-rules/", changed).status_code == 302
    page = admin.get(f"{HOME}rules/").content.decode()
    told = (
        "In force: version 2", "at least one half", "at least two thirds", "leave the number of those entitled",
        "stay among those entitled, and count as not present", "Arabic digits (1 2 3)",
    )  # fmt: skip
    for words in told:
        assert words in page
    assert ProcedureProfile.objects.filter(committee=world.committee).count() == 2


def test_rules_that_do_not_pass_keep_what_was_typed(world: World, visit: Visit, today: Any) -> None:
    before = rows()
    wrong = rules_sent(effective_from=str(today), quorum_numerator=3)
    answer = visit("admin").post(f"{HOME}acts/new-rules/", wrong)
    html = answer.content.decode()
    assert (answer.status_code, "The quorum is a share" in html, "เพื่อพิจารณา" in html) == (422, True, True)
    unsaid = rules_sent(effective_from=str(today)) | {"headings-0-kind": ""}
    nameless = visit("admin").post(f"{HOME}acts/new-rules/", unsaid)
    assert (nameless.status_code, "Say what the heading is for" in nameless.content.decode()) == (422, True)
    assert rows() == before


def test_standing_interest_is_of_a_project_by_its_code(world: World, visit: Visit, today: Any) -> None:
    path, typed = f"{HOME}acts/declare-interest/", {"user": world.member.pk, "ground": "ก", "from_date": str(today)}
    wrong = visit("secretary").post(path, sent(**typed, project="XX"))
    assert (wrong.status_code, "no project with this code" in wrong.content.decode()) == (422, True)
    assert visit("secretary").post(path, sent(**typed, project=world.project.code)).status_code == 302
    assert StandingInterest.objects.get().project == world.project


def test_mandate_is_given_shown_on_both_sides_and_ended(world: World, visit: Visit, today: Any) -> None:
    admin, sub = visit("admin"), Committee.objects.create(code="sub", name_th="อนุกรรมการ", parent=world.committee)
    given = sent(to_committee=sub.pk, order_number="คำสั่งที่ 7", order_date=str(today), scope="พิจารณาโครงการขนาดเล็ก",
                 powers=["resolve_finally"], ceiling_baht="10,000,000", from_date=str(today))  # fmt: skip
    assert admin.post(f"{HOME}acts/give-mandate/", given).status_code == 302
    for path in (HOME, "/committees/sub/"):
        page = admin.get(f"{path}mandates/").content.decode()
        assert ("คำสั่งที่ 7" in page, "10,000,000" in page) == (True, True)
    mandate = Mandate.objects.get()
    ended = sent(to_date=str(today), ended_reason="ยกเลิกคำสั่ง")
    assert admin.post(f"{HOME}acts/end-mandate/{mandate.pk}/", ended).status_code == 302
    assert Mandate.objects.get().ended_reason == "ยกเลิกคำสั่ง"
