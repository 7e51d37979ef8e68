# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The plan clinic: the slides' own season, who may book when, and how places that come free are filled in order."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from accounts.notifications.models import Notice
from budget_review.models import IntegrationProject
from digital_plan.clinic_jobs import remind_of_consultations
from digital_plan.guards import clinic as g
from digital_plan.models import ClinicBooking, ClinicSeason, ClinicSlot, ConsultationNote
from digital_plan.operations.clinic_seasons import close_day, open_season
from digital_plan.personal import holds_mobile_number
from digital_plan.queries.clinic import bookings_for, days_of, line_of
from tests import refusing
from tests.clinic import LAST, OPENS, booked, made, opened, slides, slot
from tests.refusing import english
from tests.standing import grounded
from tests.world import World
from workflows.clocks.days import BANGKOK
from workflows.clocks.models import Holiday
from workflows.desks import open_desks
from workflows.jobs.outbox import relay
from workflows.models import Task
from workflows.refusals import GuardsUnmet, NotPermitted, Refused, RequestReused
from workflows.verification import faults

pytestmark = pytest.mark.django_db
ground, world = grounded(World)
HOLIDAY = date(2021, 6, 3)  # the Queen's birthday, of the table that the service brings


@contextmanager
def refused(kind: type[Refused], *reasons: object) -> Iterator[None]:
    """Nothing changes, and the refusal says these reasons."""
    count = ClinicBooking.objects.count()
    with refusing.refused(kind) as raised:
        yield
    assert ClinicBooking.objects.count() == count
    if reasons:
        assert list(raised.value.reasons) == [english(one) for one in reasons]


# ── the season of the slides ──


def test_season_of_the_slides_has_24_places_when_3_june_is_a_holiday(world: World) -> None:
    assert Holiday.objects.filter(day=HOLIDAY, retired_by=None).exists()
    season = opened(world)
    assert season.slots.count() == 24
    [off] = season.days_off.all()
    assert (off.day, off.is_holiday) == (HOLIDAY, True)
    assert off.reason == Holiday.objects.get(day=HOLIDAY, retired_by=None).name_th
    assert [one.day for one in days_of(season, world.at)] == [date(2021, 4, 22) + timedelta(7 * n) for n in range(7)]
    first = slot(season)
    assert (first.starts_at, first.ends_at) == (
        datetime(2021, 4, 22, 14, tzinfo=BANGKOK), datetime(2021, 4, 22, 14, 30, tzinfo=BANGKOK)
    )  # fmt: skip


def test_season_of_the_slides_has_28_places_without_the_holiday(world: World) -> None:
    Holiday.objects.filter(day=HOLIDAY).update(retired_by=Holiday.objects.get(day=HOLIDAY).added_by)
    assert opened(world).slots.count() == 28
    assert opened(world, desks=3).slots.count() == 84


def test_slots_are_whole_ones_within_the_hours(world: World) -> None:
    season = opened(world, slot_minutes=45, last_day=date(2021, 4, 22))
    assert [one.ends_at.astimezone(BANGKOK).time() for one in season.slots.all()] == [time(14, 45), time(15, 30)]


@pytest.mark.parametrize(
    "changed",
    [
        {"name_th": " "},
        {"last_day": date(2021, 4, 21)},
        {"last_day": date(2022, 5, 1)},
        {"desks": 0},
        {"desks": 21},
        {"slot_minutes": 4},
        {"slot_minutes": 121},
        {"last_day": date(2021, 4, 22), "weekday": 4},
        {"first_day": HOLIDAY, "last_day": HOLIDAY},
        {"registration_opens_at": datetime(2021, 6, 10, 0, 0, tzinfo=BANGKOK)},
    ],
)
def test_unsound_season_is_refused(world: World, changed: dict[str, Any]) -> None:
    with refused(GuardsUnmet):
        opened(world, **changed)
    assert not ClinicSeason.objects.exists()


@pytest.mark.parametrize("who", ["officer", "head", "secretary", "budget", "auditor", "admin", "expert"])
def test_season_by_another_than_a_dga_officer_is_refused(world: World, who: str) -> None:
    with refused(NotPermitted):
        open_season(rule=slides(), actor=world.people[who], at=world.at, request_id=uuid4())


def test_same_request_is_one_season(world: World) -> None:
    request_id = uuid4()
    by: dict[str, Any] = {"at": world.at, "request_id": request_id}
    first = open_season(rule=slides(), actor=world.screener, **by)
    assert open_season(rule=slides(), actor=world.screener, **by) == first
    with pytest.raises(RequestReused):
        open_season(rule=slides(), actor=world.screening_head, **by)


# ── who books, and when ──


@pytest.mark.parametrize(
    ("at", "works"), [(OPENS - timedelta(seconds=1), False), (OPENS, True), (OPENS + timedelta(days=60), False)]
)
def test_booking_is_taken_from_the_opening_until_the_season_is_over(world: World, at: datetime, works: bool) -> None:
    season = opened(world)
    if works:
        assert booked(world, season, "lead", "officer", 0, at=at).state == "booked"
    else:
        with refused(GuardsUnmet):
            booked(world, season, "lead", "officer", at=at)


@pytest.mark.parametrize(
    ("agency", "who", "more", "kind"),
    [
        ("lead", "officer", {}, None),
        ("lead", "head", {}, None),
        ("lead", "screener", {"channel": "phone", "caller": "ผู้อำนวยการกองแผน"}, None),
        ("lead", "screening_head", {"channel": "mail", "caller": "เลขานุการกรม"}, None),
        ("lead", "screener", {"channel": "phone"}, GuardsUnmet),  # who called is not named
        ("lead", "screener", {}, GuardsUnmet),
        ("lead", "officer", {"channel": "phone", "caller": "ผู้อำนวยการ"}, GuardsUnmet),
        ("lead", "screener", {"channel": "phone", "caller": "นายสมชาย 08 1234 5678"}, GuardsUnmet),
        ("lead", "officer", {"question": "โทรกลับ ๐๘๑-๒๓๔-๕๖๗๘"}, GuardsUnmet),
        ("lead", "nora", {}, NotPermitted),
        ("lead", "stranger", {}, NotPermitted),
        ("lead", "auditor", {}, NotPermitted),
        ("lead", "admin", {}, NotPermitted),
    ],
)
def test_who_books(world: World, agency: str, who: str, more: dict[str, str], kind: type[Refused] | None) -> None:
    season = opened(world)
    if kind is None:
        made_one = booked(world, season, agency, who, 0, **more)
        assert (made_one.state, made_one.slot) == ("booked", slot(season))
        return
    with refused(kind):
        booked(world, season, agency, who, 0, **more)


def test_one_open_booking_for_agency_and_topic(world: World) -> None:
    season, other = opened(world), opened(world, name_th="คลินิกสอง")
    first = booked(world, season, "lead", "officer", 0)
    for place, where in ((1, season), (None, season), (1, other)):
        with refused(GuardsUnmet, g.one_for_agency_and_topic.sentence):
            booked(world, where, "lead", "head", place)
    assert booked(world, season, "lead", "officer", 1, topic="obstacle").state == "booked"
    made(world, "cancel", "officer", first, note="ติดราชการ")
    assert booked(world, season, "lead", "officer", 0).state == "booked"


def test_database_refuses_a_second_booking_of_a_slot(world: World) -> None:
    season = opened(world)
    booked(world, season, "lead", "officer", 0)
    waits = booked(world, season, "north", "nora")
    with pytest.raises(IntegrityError), transaction.atomic():
        ClinicBooking.objects.filter(pk=waits.pk).update(slot=slot(season))
    with pytest.raises(IntegrityError), transaction.atomic():
        ClinicSlot.objects.filter(season=season).update(desk=2)


def test_taken_time_is_refused_and_a_second_desk_is_found(world: World) -> None:
    one, two = opened(world), opened(world, name_th="สองโต๊ะ", desks=2)
    booked(world, one, "lead", "officer", 0)
    with refused(GuardsUnmet, g.asked_time_is_free.sentence):
        booked(world, one, "north", "nora", 0)
    booked(world, two, "lead", "officer", 0, topic="obstacle")
    beside = booked(world, two, "north", "nora", 0)
    assert beside.slot == slot(two, 1)
    assert beside.slot.starts_at == slot(two, 0).starts_at


def test_same_request_is_one_booking(world: World) -> None:
    season, request_id = opened(world), uuid4()
    first = booked(world, season, "lead", "officer", 0, request_id=request_id)
    assert booked(world, season, "lead", "officer", 0, request_id=request_id) == first


# ── the waiting list ──


def test_cancelled_place_goes_to_who_waits_longest(world: World) -> None:
    season = opened(world)
    first = booked(world, season, "lead", "officer", 0)
    north = booked(world, season, "north", "nora", at=OPENS + timedelta(minutes=1))
    south = booked(world, season, "south", "somsak", at=OPENS + timedelta(minutes=2))
    assert (north.state, line_of(north), line_of(south)) == ("waiting", 1, 2)
    made(world, "cancel", "officer", first, note="ติดราชการ", at=OPENS + timedelta(minutes=3))
    north, south, first = (ClinicBooking.objects.get(pk=one.pk) for one in (north, south, first))
    assert (north.state, north.slot, south.state, line_of(south)) == ("booked", slot(season), "waiting", 1)
    assert (first.state, first.slot) == ("cancelled", None)
    assert [task.subject_id for task in open_desks(north)] == [north.pk]
    assert not open_desks(first)
    assert list(faults()) == []


def test_who_waits_for_a_day_gets_that_day_alone(world: World) -> None:
    season = opened(world)
    first = booked(world, season, "lead", "officer", 0)
    north = booked(world, season, "north", "nora", wanted_day=date(2021, 4, 29))
    south = booked(world, season, "south", "somsak", wanted_day=date(2021, 4, 22), at=OPENS + timedelta(minutes=2))
    made(world, "cancel", "officer", first, note="ติดราชการ")
    assert ClinicBooking.objects.get(pk=north.pk).state == "waiting"
    assert ClinicBooking.objects.get(pk=south.pk).slot == slot(season)
    for day in (HOLIDAY, date(2021, 4, 23), date(2021, 4, 15)):
        with refused(GuardsUnmet, g.waits_for_a_day_of_the_season.sentence):
            booked(world, season, "elsewhere", "stranger", wanted_day=day)


def test_place_that_comes_free_within_a_day_waits_for_who_comes_first(world: World) -> None:
    season = opened(world)
    first = booked(world, season, "lead", "officer", 0)
    waits = booked(world, season, "north", "nora")
    late = slot(season).starts_at - timedelta(hours=23)
    made(world, "cancel", "officer", first, note="ติดราชการ", at=late)
    waits = ClinicBooking.objects.get(pk=waits.pk)
    assert waits.state == "waiting"
    took = made(world, "take", "nora", waits, facts={"slot": slot(season).pk}, at=late)
    assert (took.state, took.slot) == ("booked", slot(season))


def test_who_moved_up_may_decline_and_keeps_the_place_in_the_line(world: World) -> None:
    season = opened(world)
    first = booked(world, season, "lead", "officer", 0)
    north, south = (
        booked(world, season, "north", "nora"),
        booked(world, season, "south", "somsak", at=OPENS + timedelta(1)),
    )
    with refused(GuardsUnmet, g.moved_up.sentence):
        made(world, "decline", "officer", first)
    made(world, "cancel", "officer", first, note="ติดราชการ")
    north = made(world, "decline", "nora", ClinicBooking.objects.get(pk=north.pk))
    south = ClinicBooking.objects.get(pk=south.pk)
    assert (north.state, north.slot, south.slot) == ("waiting", None, slot(season))
    assert line_of(north) == 1
    made(world, "cancel", "somsak", south, note="ติดราชการ")
    assert ClinicBooking.objects.get(pk=north.pk).slot == slot(season)


def test_moving_frees_the_old_time_for_who_waits(world: World) -> None:
    season = opened(world)
    first, other = booked(world, season, "lead", "officer", 0), booked(world, season, "south", "somsak", 1)
    waits = booked(world, season, "north", "nora")
    with refused(GuardsUnmet):
        made(world, "move", "officer", first, facts={"slot": slot(season, 1).pk})
    for nonsense in ("", "x", 10**30, "-1", 0):
        with refused(GuardsUnmet):
            made(world, "move", "officer", first, facts={"slot": nonsense})
    first = made(world, "move", "officer", first, facts={"slot": str(slot(season, 5).pk)})
    assert (first.state, first.slot) == ("booked", slot(season, 5))
    assert ClinicBooking.objects.get(pk=waits.pk).slot == slot(season)
    [task] = open_desks(first)
    assert task.due_at is not None
    assert task.due_at.astimezone(BANGKOK).date() == slot(season, 5).day
    assert ClinicBooking.objects.get(pk=other.pk).slot == slot(season, 1)


def test_cancelling_after_the_consultation_began_is_refused(world: World) -> None:
    season = opened(world)
    first = booked(world, season, "lead", "officer", 0)
    for name, more in (("cancel", {"note": "ติดราชการ"}), ("move", {"facts": {"slot": slot(season, 1).pk}})):
        with refused(GuardsUnmet, g.has_not_begun.sentence):
            made(world, name, "officer", first, at=slot(season).starts_at, **more)


# ── the consultation ──


SAID = {"problem": "ไม่ทราบว่าโครงการใดสอดคล้อง", "advice": "เทียบกับยุทธศาสตร์ที่ 2", "next_step": "ส่งร่างแผนภายใน 15 พฤษภาคม"}


def test_consultation_is_noted_from_its_hour_on(world: World) -> None:
    season = opened(world)
    first, starts_at = booked(world, season, "lead", "officer", 0), slot(season).starts_at
    with refused(GuardsUnmet, g.hour_has_come.sentence):
        made(world, "note_consultation", "screener", first, facts=SAID, at=starts_at - timedelta(seconds=1))
    for who in ("officer", "nora", "admin", "auditor"):
        with refused(NotPermitted):
            made(world, "note_consultation", who, first, facts=SAID, at=starts_at)
    for lacking in ("problem", "advice"):
        with refused(GuardsUnmet):
            made(world, "note_consultation", "screener", first, facts=SAID | {lacking: " "}, at=starts_at)
    with refused(GuardsUnmet):
        made(world, "note_consultation", "screener", first, facts=SAID | {"advice": "โทร 0812345678"}, at=starts_at)
    came = made(world, "note_consultation", "screener", first, facts=SAID, at=starts_at)
    note = ConsultationNote.objects.get()
    assert (came.state, note.booking, note.advice, note.written_by) == ("came", came, SAID["advice"], world.screener)
    assert not open_desks(came)


def test_who_did_not_come_is_noted_when_the_time_is_over(world: World) -> None:
    season = opened(world)
    first, ends_at = booked(world, season, "lead", "officer", 0), slot(season).ends_at
    with refused(GuardsUnmet, g.hour_is_over.sentence):
        made(world, "miss", "screener", first, at=ends_at - timedelta(seconds=1))
    assert made(world, "miss", "screener", first, at=ends_at).state == "missed"


def test_day_that_is_not_held_puts_everybody_back_in_line(world: World) -> None:
    season = opened(world)
    bookings = [booked(world, season, "lead", "officer", 0), booked(world, season, "north", "nora", 1)]
    stays = booked(world, season, "south", "somsak", 4)
    asked: dict[str, Any] = {"season_id": season.pk, "day": date(2021, 4, 22), "at": OPENS, "request_id": uuid4()}
    with refused(NotPermitted):
        close_day(**asked, reason="ผู้เชี่ยวชาญติดภารกิจ", actor=world.officer)
    with refused(GuardsUnmet):
        close_day(**asked | {"day": date(2021, 4, 23)}, reason="ผู้เชี่ยวชาญติดภารกิจ", actor=world.screener)
    for _again in range(2):
        close_day(**asked, reason="ผู้เชี่ยวชาญติดภารกิจ", actor=world.screener)
    found = [ClinicBooking.objects.get(pk=one.pk) for one in bookings]
    assert [(one.state, one.slot, line_of(one)) for one in found] == [("waiting", None, 1), ("waiting", None, 2)]
    assert ClinicBooking.objects.get(pk=stays.pk).state == "booked"
    assert days_of(season, OPENS)[0].off is not None
    with refused(GuardsUnmet):
        booked(world, season, "elsewhere", "stranger", 0)
    took = made(world, "take", "officer", found[0], facts={"slot": slot(season, 5).pk})
    assert took.slot == slot(season, 5)


def test_who_still_waits_when_the_season_is_over_is_told_so(world: World) -> None:
    season = opened(world)
    waits = booked(world, season, "lead", "officer")
    last = datetime.combine(LAST, time(23, 59), tzinfo=BANGKOK)
    with refused(GuardsUnmet, g.season_is_over.sentence):
        made(world, "lapse", "screener", waits, at=last)
    assert made(world, "lapse", "screener", waits, at=last + timedelta(minutes=1)).state == "lapsed"


# ── who sees, who is told ──


def test_bookings_are_seen_by_their_agency_and_dga(world: World) -> None:
    season = opened(world)
    mine = booked(world, season, "lead", "officer", 0)
    sees = {name for name, person in world.people.items() if mine in bookings_for(person, OPENS)}
    assert sees == {"officer", "head", "screener", "other_screener", "screening_head", "auditor", "admin"}


def test_who_moves_up_is_told_and_reminded_once(world: World) -> None:
    season = opened(world)
    first, waits = booked(world, season, "lead", "officer", 0), booked(world, season, "north", "nora")
    relay(OPENS)
    made(world, "cancel", "officer", first, note="ติดราชการ")
    before = set(Notice.objects.values_list("pk", flat=True))
    relay(OPENS)
    [told] = Notice.objects.exclude(pk__in=before).filter(channel="here", person=world.nora)
    assert "เลื่อนขึ้นเป็น 22 เมษายน 2564" in told.text_th
    soon = slot(season).starts_at - timedelta(hours=20)
    for _again in range(2):
        remind_of_consultations(soon)
    reminders = Notice.objects.filter(topic="digital_plan.clinicbooking.reminder", channel="here")
    assert [one.person for one in reminders] == [world.nora]
    assert ClinicBooking.objects.get(pk=waits.pk).state == "booked"


def test_clinic_officers_find_the_consultation_in_their_queue(world: World) -> None:
    booked(world, opened(world), "lead", "officer", 0)
    task = Task.objects.get(process__subject_type="digital_plan.clinicbooking", finished=None, flow_task_type="HUMAN")
    assert task.unit == "screening_officer"
    assert IntegrationProject.objects.exists()


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("081-234-5678", True),
        ("โทร. 08x xxx xxxx", True),
        ("๐๖๑๒๓๔๕๖๗๘", True),
        ("+66 81 234 5678", True),
        ("0 2612 6000", False),  # an office's own number
        ("02-612-6060", False),
        ("8 มิถุนายน 2564", False),
        ("เลขที่ 0812", False),
    ],
)
def test_mobile_numbers_are_told(text: str, holds: bool) -> None:
    assert holds_mobile_number(text) is holds
