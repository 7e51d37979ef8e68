# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The calendar of the year: the slides' facts, changes with their reasons, who sees what of it, and the feed."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.feeds import token_of
from digital_plan.models import YearChange, YearEntry
from digital_plan.operations.year import NewEntry, change_year
from digital_plan.queries.year import concerns, last_change, shown_in
from digital_plan.views.year import SALT
from tests.api.asking import Program, at
from tests.clinic import booked, near
from tests.project.conftest import page_of, visitor
from tests.refusing import refused
from tests.standing import grounded
from tests.world import World
from workflows.refusals import GuardsUnmet, NotPermitted, Refused, RequestReused, VersionConflict

pytestmark = pytest.mark.django_db
ground, world = grounded(World)


def entry(**changed: Any) -> NewEntry:
    said: dict[str, Any] = {
        "year": 2564, "lane": "budget", "kind": "activity", "certainty": "day", "name_th": "ยื่นคำของบประมาณ",
        "source": "ปฏิทินงบประมาณ", "first_day": date(2021, 1, 15), "last_day": date(2021, 1, 20), "fiscal_years": [2565],
    }  # fmt: skip
    return NewEntry(**said | changed)


def changed(world: World, who: str = "screener", **more: Any) -> YearChange:
    asked: dict[str, Any] = {"reason": "มติคณะรัฐมนตรี", "at": world.at, "request_id": uuid4()} | more
    return change_year(actor=world.people[who], **asked)


def test_slides_bring_what_is_known_and_leave_the_rest_to_be_checked(world: World) -> None:
    entries = YearEntry.objects.filter(year=2564)
    known = dict(entries.exclude(certainty="unknown").values_list("name_th", "first_day"))
    assert sorted(day for day in known.values() if day) == [
        date(2021, 3, 30), date(2021, 4, 19), date(2021, 4, 22), date(2021, 6, 9), date(2021, 7, 29)
    ]  # fmt: skip
    assert entries.filter(certainty="unknown").count() == 17
    assert all(one.source.startswith("DGA slides 2564") for one in entries)
    assert YearEntry.objects.get(name_th__contains="หัวหน้าส่วนราชการ").note == "รอตรวจสอบตารางการประชุม"
    assert set(entries.filter(kind="committee").values_list("name_th", flat=True)) == {
        f"ประชุมคณะกรรมการพัฒนารัฐบาลดิจิทัล ครั้งที่ {number}/64" for number in (3, 4)
    }


def test_change_keeps_how_it_read_before_with_the_reason(world: World) -> None:
    code = changed(world, entry=entry()).facts["added"][0]
    changed(
        world, entry=entry(code=code, first_day=date(2021, 1, 22), last_day=date(2021, 1, 29)), reason="เลื่อนตาม ว 12"
    )
    now, before = YearEntry.objects.filter(code=code).order_by("-pk")
    assert (now.first_day, now.retired_by, before.first_day) == (date(2021, 1, 22), None, date(2021, 1, 15))
    assert before.retired_by == now.added_by
    html = page_of(world.officer, f"/year/entries/{code}/", "th")
    assert "เลื่อนตาม ว 12" in html
    assert "15 มกราคม 2564" in html
    changed(world, "admin", retire=code, reason="ยกเลิก")
    assert f"/year/entries/{code}/" not in page_of(world.officer, "/year/?year=2564")
    assert "ยกเลิก" in page_of(world.officer, f"/year/entries/{code}/")
    with pytest.raises(IntegrityError), transaction.atomic():
        YearChange.objects.filter(pk=last_change()).update(reason="อื่น")


def test_entry_of_months_covers_them_whole(world: World) -> None:
    code = changed(world, entry=entry(certainty="month", first_day=date(2021, 2, 9), last_day=None)).facts["added"][0]
    found = YearEntry.objects.get(code=code)
    assert (found.first_day, found.last_day) == (date(2021, 2, 1), date(2021, 2, 28))
    code = changed(world, entry=entry(certainty="unknown")).facts["added"][0]
    assert YearEntry.objects.get(code=code).first_day is None


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        ({"entry": entry(first_day=None)}, GuardsUnmet),
        ({"entry": entry(last_day=date(2021, 1, 1))}, GuardsUnmet),
        ({"entry": entry(year=2021)}, GuardsUnmet),
        ({"entry": entry(fiscal_years=[2021])}, GuardsUnmet),
        ({"entry": entry(lane="nowhere")}, GuardsUnmet),
        ({"entry": entry(name_th="")}, GuardsUnmet),
        ({"entry": entry(source="")}, GuardsUnmet),
        ({"entry": entry(code="y2564-99")}, GuardsUnmet),
        ({"entry": entry(), "reason": " "}, GuardsUnmet),
        ({"retire": "y2564-99"}, GuardsUnmet),
        ({}, GuardsUnmet),
        ({"entry": entry(), "expected_change": 99}, VersionConflict),
        ({"entry": entry(), "who": "officer"}, NotPermitted),
        ({"entry": entry(), "who": "secretary"}, NotPermitted),
    ],
)
def test_change_that_does_not_hold_is_refused(world: World, asked: dict[str, Any], kind: type[Refused]) -> None:
    count = YearEntry.objects.filter(retired_by=None).count()
    with refused(kind):
        changed(world, **asked)
    assert YearEntry.objects.filter(retired_by=None).count() == count


def test_same_request_is_one_change(world: World) -> None:
    request_id = uuid4()
    assert changed(world, entry=entry(), request_id=request_id) == changed(world, entry=entry(), request_id=request_id)
    with refused(RequestReused):
        changed(world, "admin", entry=entry(), request_id=request_id)


def test_several_fiscal_years_stand_beside_one_another(world: World) -> None:
    every = shown_in(world.officer, 2564, world.at)
    assert {year for one in every for year in one.fiscal_years} == {2564, 2565}
    assert {one.uid for one in every if concerns(one, 2565) and not concerns(one, 2564)} == {
        "year-y2564-18", "year-y2564-19"
    }  # fmt: skip
    html = page_of(world.officer, "/year/?year=2564&fiscal=2565&lane=budget", "th")
    assert "พ.ร.บ. 65" in html
    assert "Q2" not in html


def test_meetings_and_days_of_the_clinic_stand_there_for_who_may_see_them(world: World) -> None:
    near(world)
    world.to("queued")
    world.act("convene", "secretary", world.meeting)
    seen = {one.uid for one in shown_in(world.secretary, 2564, world.at)}
    assert f"meeting-{world.meeting_id}" in seen
    assert f"meeting-{world.meeting_id}" not in {one.uid for one in shown_in(world.stranger, 2564, world.at)}
    days = [one.first for one in shown_in(world.stranger, 2563, world.at) if one.lane == "clinic"]
    assert days == [date(2020, 11, 5), date(2020, 11, 12), date(2020, 11, 26)]  # 19 November was a holiday


def test_page_draws_months_and_says_in_words_when_something_is(world: World) -> None:
    html = page_of(world.officer, "/year/?year=2564", "th")
    assert "from-6 until-6" in html
    assert "9 มิถุนายน 2564" in html
    assert "/year/add/" not in html
    assert "/year/add/" in page_of(world.screener, "/year/?year=2564")
    assert "empty__title" in page_of(world.officer, "/year/?year=2599")


def test_queries_do_not_grow_with_entries(world: World) -> None:
    costs = []
    for count in (0, 12):
        for place in range(count):
            changed(world, entry=entry(name_th=f"กิจกรรม {place}"))
        client = visitor(world.officer)
        client.get("/year/?year=2564")
        with CaptureQueriesContext(connection) as queries:
            client.get("/year/?year=2564")
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_feed_tells_what_its_owner_may_see(world: World) -> None:
    season = near(world)
    booked(world, season, "lead", "officer", 0, at=world.at)
    with at(world.at):
        told = Client().get(f"/year/feed/{token_of(world.officer, SALT)}.ics")
    text = told.content.decode()
    assert told["Content-Type"] == "text/calendar; charset=utf-8"
    assert "DTSTART;VALUE=DATE:20210609\r\nDTEND;VALUE=DATE:20210610" in text
    assert "DTSTART;VALUE=DATE:20201105" in text
    assert Client().get("/year/feed/x.ics").status_code == 404
    assert Client().get(f"/year/feed/{token_of(world.officer, 'committee.calendar')}.ics").status_code == 404


def test_page_changes_an_entry_and_keeps_what_was_typed(world: World) -> None:
    typed = {
        "request_id": str(uuid4()), "expected_change": last_change(), "year": 2564, "lane": "driving",
        "kind": "general",
        "certainty": "day", "name_th": "ประชุมชี้แจง", "first_day": "5/5/2564", "fiscal_years": "2564, ๒๕๖๕",
        "source": "หนังสือ สพร.", "reason": "กำหนดวันแล้ว",
    }  # fmt: skip
    assert visitor(world.officer).post("/year/add/", typed).status_code == 403
    answer = visitor(world.screener).post("/year/add/", typed | {"source": ""})
    assert answer.status_code == 422
    assert "ประชุมชี้แจง" in answer.content.decode()
    assert visitor(world.screener).post("/year/add/", typed).status_code == 302
    found = YearEntry.objects.get(name_th="ประชุมชี้แจง")
    assert (found.first_day, found.fiscal_years) == (date(2021, 5, 5), [2564, 2565])


def test_program_reads_and_changes_the_calendar(world: World) -> None:
    dga = Program(world, "screener")
    read = dga.get("/years/2564", lane="budget", fiscal=2565).json()
    assert len(read["entries"]) == 2
    said = {
        "year": 2564, "lane": "budget", "kind": "activity", "certainty": "unknown", "name_th": "ทบทวนคำขอ",
        "source": "หนังสือ",
    }  # fmt: skip
    body = {"entry": said, "reason": "เพิ่ม", "expected_change": read["last_change"]}
    assert Program(world, "officer").send("/years/changes", body).status_code == 403
    assert dga.send("/years/changes", body).json()["added"] == ["y2564-23"]
    assert dga.send("/years/changes", body).status_code == 409
