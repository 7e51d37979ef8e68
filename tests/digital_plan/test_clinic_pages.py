# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The plan clinic on its pages and by the API: booking, refusals in words, the calendar file, what was said."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from digital_plan.models import ClinicBooking, ClinicSeason
from tests.action_plans import begun
from tests.api.asking import Program, at
from tests.clinic import booked, made, near, slot
from tests.project.conftest import page_of, visitor
from tests.standing import grounded
from tests.world import World

pytestmark = pytest.mark.django_db
ground, world = grounded(World)


@pytest.fixture(autouse=True)
def now(world: World) -> Any:
    """The pages' clock stands at the world's moment."""
    with at(world.at):
        yield


def send(world: World, season: ClinicSeason, who: str, **typed: Any) -> Any:
    given = {"request_id": str(uuid4()), "topic": "plan"} | typed
    return visitor(world.people[who], "th").post(f"/clinic/{season.pk}/book/", given)


def test_agency_books_a_free_time_on_the_page(world: World) -> None:
    season = near(world)
    html = page_of(world.officer, f"/clinic/{season.pk}/", "th")
    assert f"/clinic/{season.pk}/book/?slot={slot(season).pk}" in html
    form = page_of(world.officer, f"/clinic/{season.pk}/book/?slot={slot(season).pk}", "th")
    assert f'value="slot:{slot(season).pk}" selected' in form
    assert 'name="caller"' not in form
    answer = send(world, season, "officer", agency=world.agencies["lead"].pk, time=f"slot:{slot(season).pk}")
    booking = ClinicBooking.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/clinic/bookings/{booking.pk}/")
    assert (booking.state, booking.slot, booking.channel) == ("booked", slot(season), "web")
    assert f'?slot={slot(season).pk}"' not in page_of(world.officer, f"/clinic/{season.pk}/")
    assert "5 พฤศจิกายน 2563" in page_of(world.officer, f"/clinic/bookings/{booking.pk}/", "th")


def test_second_booking_on_the_topic_is_refused_with_what_was_typed(world: World) -> None:
    season = near(world)
    booked(world, season, "lead", "officer", 0, at=world.at)
    answer = send(world, season, "head", agency=world.agencies["lead"].pk, time="any", question="ขอปรึกษาอีกครั้ง")
    assert answer.status_code == 422
    assert "ขอปรึกษาอีกครั้ง" in answer.content.decode()
    assert ClinicBooking.objects.count() == 1


def test_dga_officer_books_for_a_caller_and_an_agency_sees_it(world: World) -> None:
    season = near(world)
    lead = world.agencies["lead"].pk
    typed = {"agency": lead, "time": "any", "channel": "phone", "caller": "ผู้อำนวยการกองแผน"}
    assert send(world, season, "screener", **typed).status_code == 302
    assert send(world, season, "screener", **typed | {"caller": "081 234 5678", "topic": "obstacle"}).status_code == 422
    booking = ClinicBooking.objects.get()
    assert (booking.state, booking.caller) == ("waiting", "ผู้อำนวยการกองแผน")
    assert f"/clinic/bookings/{booking.pk}/" in page_of(world.officer, "/clinic/")


@pytest.mark.parametrize("who", ["secretary", "budget", "auditor", "admin", "member"])
def test_who_books_for_nobody_is_refused(world: World, who: str) -> None:
    season = near(world)
    assert visitor(world.people[who]).get(f"/clinic/{season.pk}/book/").status_code == 403
    assert "/book/" not in page_of(world.people[who], f"/clinic/{season.pk}/")


def test_booking_of_another_agency_is_not_found(world: World) -> None:
    booking = booked(world, near(world), "lead", "officer", 0, at=world.at)
    for path in ("", "calendar.ics", "cancel/"):
        assert visitor(world.nora).get(f"/clinic/bookings/{booking.pk}/{path}").status_code == 404
    assert world.agencies["lead"].name_th not in page_of(world.nora, f"/clinic/{booking.season_id}/")


def test_calendar_file_names_time_and_place(world: World) -> None:
    booking = booked(world, near(world), "lead", "officer", 0, at=world.at)
    answer = visitor(world.officer).get(f"/clinic/bookings/{booking.pk}/calendar.ics")
    lines = answer.content.decode().split("\r\n")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert {"DTSTART:20201105T070000Z", "DTEND:20201105T073000Z", "LOCATION:สพร.", "STATUS:CONFIRMED"} <= set(lines)
    waits = booked(world, ClinicSeason.objects.get(), "north", "nora", at=world.at)
    assert "VEVENT" not in visitor(world.nora).get(f"/clinic/bookings/{waits.pk}/calendar.ics").content.decode()


def test_act_is_made_or_refused_on_its_page(world: World) -> None:
    season = near(world)
    booking = booked(world, season, "lead", "officer", 0, at=world.at)
    client, path = visitor(world.officer), f"/clinic/bookings/{booking.pk}/move/"
    typed = {"request_id": str(uuid4()), "expected_version": booking.version, "slot": slot(season, 3).pk}
    assert client.post(path, typed).status_code == 302
    assert ClinicBooking.objects.get().slot == slot(season, 3)
    stale = typed | {"request_id": str(uuid4()), "slot": slot(season, 2).pk}
    assert client.post(path, stale).status_code == 409
    assert client.get(f"/clinic/bookings/{booking.pk}/nothing/").status_code == 404
    assert client.get(f"/clinic/bookings/{booking.pk}/note_consultation/").status_code == 403


def test_what_was_said_is_read_by_the_agency_and_stands_with_its_project(world: World) -> None:
    season = near(world)
    ref = f"budget_review.integrationproject/{world.project_id}"
    typed = {"agency": world.agencies["lead"].pk, "time": f"slot:{slot(season).pk}", "about": ref}
    assert send(world, season, "stranger", **typed | {"agency": world.agencies["elsewhere"].pk}).status_code == 302
    assert ClinicBooking.objects.get(agency=world.agencies["elsewhere"]).about == ""  # not theirs to name
    typed["time"] = f"slot:{slot(season, 1).pk}"
    assert send(world, season, "officer", **typed).status_code == 302
    booking = ClinicBooking.objects.get(agency=world.agencies["lead"])
    said = {"problem": "ไม่ทราบวิธี", "advice": "ดูแบบในคู่มือ"}
    made(world, "note_consultation", "screener", booking, facts=said, at=slot(season, 1).starts_at)
    html = page_of(world.officer, "/clinic/notes/")
    assert "ดูแบบในคู่มือ" in html
    assert f"/projects/{world.project.code}/" in html
    assert "ดูแบบในคู่มือ" not in page_of(world.nora, "/clinic/notes/")


def test_season_page_costs_as_many_queries_for_many_days(world: World) -> None:
    costs = []
    for weeks in (1, 20):
        season = near(world, last_day=world.at.date() + timedelta(7 * weeks))
        client = visitor(world.officer)
        client.get(f"/clinic/{season.pk}/")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/clinic/{season.pk}/")
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_program_opens_a_season_books_and_cancels(world: World) -> None:
    dga, agency = Program(world, "screener"), Program(world, "officer")
    rule = {
        "name_th": "คลินิกแผน DG", "weekday": 3, "starts": "14:00", "ends": "16:00", "first_day": "2020-11-02",
        "last_day": "2020-11-30", "registration_opens_at": "2020-11-01T01:30:00Z",
    }  # fmt: skip
    assert agency.send("/clinic/seasons", rule).status_code == 403
    season = dga.send("/clinic/seasons", rule).json()
    assert len(season["days"]) == 4
    free = season["days"][0]["times"][0]["slot"]
    asked = {"season": season["id"], "agency": world.agencies["lead"].code, "topic": "plan", "slot": free}
    booking = agency.send("/clinic/bookings", asked).json()
    assert (booking["state"], booking["starts_at"]) == ("booked", "2020-11-05T07:00:00.000000Z")
    assert Program(world, "nora").send("/clinic/bookings", asked).status_code == 403
    assert Program(world, "nora").get(f"/clinic/bookings/{booking['id']}").status_code == 404
    assert agency.send("/clinic/bookings", asked).json()["code"] == "guards_unmet"
    path = f"/clinic/bookings/{booking['id']}/transitions/cancel"
    assert agency.act(path, note="ติดราชการ").status_code == 200
    assert agency.get("/clinic/bookings", state="cancelled").json()["bookings"][0]["id"] == booking["id"]
    off = dga.send(f"/clinic/seasons/{season['id']}/days-off", {"day": "2020-11-12", "reason": "ติดภารกิจ"}).json()
    assert off["days"][1] == {"day": "2020-11-12", "off": "ติดภารกิจ", "times": []}


def test_what_was_said_stands_on_the_plan_and_on_the_project(world: World) -> None:
    world.to("screening")
    season, ref = near(world), f"budget_review.integrationproject/{world.project.pk}"
    plan, here = begun(world), f"/projects/{world.project.code}/"
    for place, (topic, about) in enumerate((("plan", ""), ("project", ref))):
        one = booked(world, season, "lead", "officer", place, at=world.at, topic=topic, about=about)
        said = {"problem": f"ปัญหา {topic}", "advice": f"คำแนะนำ {topic}"}
        made(world, "note_consultation", "screener", one, facts=said, at=slot(season, place).ends_at)
    on_plan, on_project = page_of(world.officer, f"/action-plans/{plan.pk}/"), page_of(world.officer, here)
    assert ("คำแนะนำ plan" in on_plan, "คำแนะนำ project" in on_plan) == (True, False)
    assert ("คำแนะนำ plan" in on_project, "คำแนะนำ project" in on_project) == (False, True)
    assert "คำแนะนำ project" in page_of(world.screener, here)
    assert "คำแนะนำ" not in page_of(world.nora, here)  # takes part in the project; it was the lead that was advised
    told = Program(world, "officer").get(f"/clinic/notes?about={ref}").json()["consultations"]
    assert [(one["agency"], one["advice"]) for one in told] == [(world.agencies["lead"].code, "คำแนะนำ project")]
    assert len(Program(world, "screener").get("/clinic/notes").json()["consultations"]) == 2
    assert Program(world, "nora").get("/clinic/notes").json()["consultations"] == []


def test_dga_officer_names_a_project_of_the_agency_chosen(world: World) -> None:
    world.to("screening")
    season = near(world)
    path = f"/clinic/{season.pk}/book/"
    lead, ref = world.agencies["lead"].pk, f"budget_review.integrationproject/{world.project.pk}"
    assert ref not in page_of(world.screener, path)
    typed = {"agency": lead, "time": "any", "channel": "phone", "caller": "ผู้อำนวยการกองแผน", "question": "ขอคำแนะนำ"}
    shown = send(world, season, "screener", **typed, projects="1")
    html = shown.content.decode()
    assert (shown.status_code, ref in html, "ขอคำแนะนำ" in html) == (200, True, True)
    assert "field__error" not in html
    assert not ClinicBooking.objects.exists()
    assert send(world, season, "screener", **typed, about=ref).status_code == 302
    assert ClinicBooking.objects.get().about == ref
    other = {"agency": world.agencies["stranger"].pk} if "stranger" in world.agencies else {"agency": 0}
    assert send(world, season, "screener", **typed | other, about=ref).status_code == 422


def test_move_that_is_sent_twice_is_one(world: World) -> None:
    season = near(world)
    pk = booked(world, season, "lead", "officer", 0, at=world.at).pk
    mine = ClinicBooking.objects.get(pk=pk)
    given = {"request_id": str(uuid4()), "slot": str(slot(season, 2).pk), "expected_version": mine.version}
    browser = visitor(world.officer, "th")
    for _again in range(2):
        assert browser.post(f"/clinic/bookings/{mine.pk}/move/", given).status_code == 302
    moved = ClinicBooking.objects.get(pk=mine.pk)
    assert (moved.slot, moved.version) == (slot(season, 2), mine.version + 1)
    other = browser.post(f"/clinic/bookings/{mine.pk}/move/", given | {"request_id": str(uuid4()), "slot": "x"})
    assert other.status_code == 422
