# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The pages of deadlines, holidays and reminders: who sees what, previews, and rows that cannot be read."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.clocks.telling import at, due_day, open_task
from tests.project.conftest import visitor
from tests.world import World, everything
from workflows.clocks.holidays import last_change
from workflows.clocks.ladder import sweep
from workflows.clocks.models import Holiday, HolidayChange, Rung

pytestmark = pytest.mark.django_db


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], datetime]:
    """Make it another day."""

    def turn(day: str) -> datetime:
        moment = at(day)
        monkeypatch.setattr(timezone, "now", lambda: moment)
        return moment

    return turn


def rows(world: World, who: str, **asked: str) -> list[str]:
    """The acts on the list of deadlines."""
    answer = visitor(world.people[who]).get("/overdue/", asked)
    assert answer.status_code == 200
    return [str(card.act) for card, _escalated in answer.context["rows"]]


def test_deadlines_by_kind_and_who_may_see_which(on: Any) -> None:
    world = World().to("screening")
    on("2020-11-23")
    assert rows(world, "screener", scope="queue", kind="soon") == ["Screen and recommend"]
    assert rows(world, "screener", scope="queue") == []
    on("2020-11-26")
    for who, scope in (("screener", "queue"), ("screening_head", "unit"), ("auditor", "all"), ("admin", "all")):
        assert rows(world, who, scope=scope) == ["Screen and recommend"], who
    assert rows(world, "screener", scope="mine") == []
    assert rows(world, "officer", scope="all") == []  # not an officer's to ask for: the first of her own is shown
    assert rows(world, "head", scope="unit") == []  # the turn lies with DGA
    assert rows(world, "auditor", scope="all", desk="intake") == []
    assert rows(world, "auditor", scope="all", desk="screening") == ["Screen and recommend"]


def test_deadlines_open_where_something_is_late_and_tabs_say_how_many(on: Any) -> None:
    world = World().to("screening")
    on("2020-11-26")
    assert rows(world, "screener") == ["Screen and recommend"]  # nothing of her own is late, her queue is
    answer = visitor(world.screener).get("/overdue/")
    assert [(str(tab["label"]), tab["is_here"], tab["count"]) for tab in answer.context["tabs"]] == [
        ("Mine", False, 0), ("Our queue", True, 1),
    ]  # fmt: skip
    assert rows(world, "screener", scope="mine") == []
    assert visitor(world.officer).get("/overdue/").context["scope"] == "mine"


def test_deadlines_of_an_agency_are_its_heads_to_see(on: Any) -> None:
    world = World().to("confirming")
    on("2020-11-11")
    assert rows(world, "north_head", scope="unit") == ["Answer the request for consent"]
    assert rows(world, "head", scope="unit") == []


def test_escalation_stands_on_the_list_and_on_the_project(on: Any) -> None:
    world = World().to("screening")
    sweep(on("2020-11-30"))
    for path in ("/overdue/?scope=all", f"/projects/{world.project.code}/"):
        page = visitor(world.auditor).get(path).content.decode()
        assert "Escalated on 30 November 2020: The head of the unit" in page
        assert "3 working days late" in page


def test_returned_project_says_whose_clock_stands_still(on: Any) -> None:
    world = World().to("screening")
    facts = {"sections": ["essentials"]}
    world.act("return_for_revision", "screener", at=at("2020-11-09"), note="แก้", facts=facts)
    on("2020-11-18")
    page = visitor(world.officer).get(f"/projects/{world.project.code}/").content.decode()
    assert "Clock stopped since 9 November 2020" in page
    assert "10 working days left" in page


@pytest.mark.parametrize("path", ["/overdue/?scope=all", "/holidays/?year=2563"])
def test_queries_do_not_grow_with_the_rows(path: str, on: Any) -> None:
    world = World().to("submitted")
    on("2020-12-01")
    person = visitor(world.auditor)
    person.get(path)
    counts = []
    for number in (1, 4):
        for day in range(number):
            post(world, "/holidays/add/", day=f"2020-12-{14 + number + day:02}", confirm="1")
            World(f"-{number}-{day}").to("submitted")
        with CaptureQueriesContext(connection) as queries:
            person.get(path)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def post(world: World, path: str, who: str = "admin", **given: str) -> Any:
    """Send the form of a change."""
    data = {
        "request_id": str(uuid4()), "expected_change": str(last_change()), "reason": "ตามมติ",
        "day": "16/11/2563", "kind": "special", "name_th": "วันหยุดพิเศษ", "source": "มติคณะรัฐมนตรี",
    } | given  # fmt: skip
    return visitor(world.people[who]).post(path, data)


def test_change_is_previewed_and_then_made(on: Any) -> None:
    world = World().to("screening")
    on("2020-11-09")
    before = everything()
    answer = post(world, "/holidays/add/")
    assert (answer.status_code, len(answer.context["planned"].moved)) == (200, 1)
    assert "1 task will be due another day" in answer.content.decode()
    assert everything() == before
    answer = post(world, "/holidays/add/", confirm="1")
    assert (answer.status_code, answer["Location"]) == (302, "/holidays/?year=2563")
    assert due_day(world, "screening") == "2020-11-26"
    answer = post(world, f"/holidays/{Holiday.objects.latest('pk').pk}/retire/", confirm="1")
    assert due_day(world, "screening") == "2020-11-25"


def test_pages_of_change_are_not_there_for_others() -> None:
    world = World()
    before = everything()
    for path in ("/holidays/add/", "/holidays/import/", f"/holidays/{Holiday.objects.latest('pk').pk}/retire/"):
        for who in ("officer", "auditor", "screening_head"):
            assert post(world, path, who=who, confirm="1").status_code == 404
    for who in ("officer", "auditor"):
        assert visitor(world.people[who]).get("/ladder/").status_code == 404
        assert visitor(world.people[who]).post(f"/ladder/{Rung.objects.latest('pk').pk}/retire/").status_code == 404
    assert everything() == before
    assert visitor(world.officer).get("/holidays/").status_code == 200


def test_change_after_anothers_is_refused_and_keeps_what_was_typed() -> None:
    world = World()
    answer = post(world, "/holidays/add/", expected_change="0", confirm="1")
    assert answer.status_code == 409
    assert "วันหยุดพิเศษ" in answer.content.decode()


def test_year_is_imported_from_pasted_lines() -> None:
    world = World()
    lines = (
        "1/1/2570, วันขึ้นปีใหม่, public, New Year's Day\n"
        "\n"
        "๑๓/๔/๒๕๗๐\tวันสงกรานต์\tวันหยุดราชการ\t\tประกาศ 2569\n"
        '2027-04-16,"วันหยุด, พิเศษ",พิเศษ'
    )
    assert post(world, "/holidays/import/", lines=lines, source="มติ 2569", confirm="1").status_code == 302
    found = Holiday.objects.filter(day__year=2027).order_by("day")
    assert [(str(one.day), one.name_th, one.kind, one.name_en, one.source) for one in found] == [
        ("2027-01-01", "วันขึ้นปีใหม่", "public", "New Year's Day", "มติ 2569"),
        ("2027-04-13", "วันสงกรานต์", "public", "", "ประกาศ 2569"),
        ("2027-04-16", "วันหยุด, พิเศษ", "special", "", "มติ 2569"),
    ]


def test_row_that_cannot_be_read_is_named_and_nothing_is_taken() -> None:
    world = World()
    before = everything()
    lines = "31/2/2570, วันหนึ่ง\n1/1/2570,\n2/1/2570, วันสอง, bank\n3/1/2570, วันสาม\n3/1/2570, วันสาม\n1/1/2564, ปีใหม่"
    answer = post(world, "/holidays/import/", lines=lines, source="มติ", confirm="1")
    assert answer.status_code == 422
    assert answer.context["form"].errors["lines"] == [
        "Row 1: “31/2/2570” is not a day.",
        "Row 2: the Thai name is missing.",
        "Row 3: “bank” is not a kind.",
        "Row 5: the day is named twice.",
        "Row 6: the day is in the table already.",
    ]
    assert everything() == before


def test_rung_is_previewed_put_on_the_ladder_and_taken_off(on: Any) -> None:
    world = World().to("screening")
    on("2020-12-04")
    admin = visitor(world.admin)
    rung = {"offset": "5", "whom": "head", "channel": "mail", "desk": "", "reason": "ทดลองใช้"}
    assert admin.post("/ladder/", rung | {"reason": ""}).status_code == 422
    answer = admin.post("/ladder/", rung)
    assert answer.context["would"] == 1
    assert not Rung.objects.filter(offset=5).exists()
    admin.post("/ladder/", rung | {"confirm": "1"})
    added = Rung.objects.get(offset=5)
    assert admin.post(f"/ladder/{added.pk}/retire/", {"reason": " "}).status_code == 422
    assert Rung.objects.get(offset=5).retired_at is None
    admin.post(f"/ladder/{added.pk}/retire/", {"reason": "เลิกใช้"})
    assert Rung.objects.get(offset=5).retired_at == at("2020-12-04")


def test_year_without_holidays_is_warned_of(on: Any) -> None:
    on("2027-02-01")
    page = visitor(World().admin).get("/holidays/").content.decode()
    assert "The holidays of 2571 are not in the table" in page
    assert HolidayChange.objects.count() == 1
    call_command("check")
    assert open_task(World("b"), "writing").due_at is not None


def test_deadlines_by_the_api(on: Any) -> None:
    world = World().to("screening")
    sweep(on("2020-11-30"))
    found = visitor(world.auditor).get("/api/v1/overdue", {"scope": "all"}).json()
    assert found["counts"] == {"late": 1, "soon": 0, "stopped": 0}
    assert [(one["desk"], one["days_left"], one["escalated"]) for one in found["tasks"]] == [
        ("screening", -3, [{"to": "head", "at": "2020-11-30T03:00:00Z"}])
    ]
    days = visitor(world.auditor).get("/api/v1/holidays", {"year": 2564}).json()["holidays"]
    assert {"day": "2021-04-12", "kind": "special"}.items() <= days[4].items()


def test_days_of_which_sources_disagree_are_named_on_the_page_of_their_year() -> None:
    client = visitor(World().stranger)
    assert "Songkran Festival · <span" in client.get("/holidays/", {"year": "2568"}).content.decode()
    assert "sources disagree" not in client.get("/holidays/", {"year": "2567"}).content.decode()
