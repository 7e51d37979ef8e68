# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The pages around tasks: one task, who has what, absences, saved filters."""

from datetime import timedelta

import pytest
from django.utils import timezone

from budget_review.models import Round, Workplan
from tests.project.conftest import acts_on, page_of, visitor
from tests.world import World
from workflows.models import Task
from workflows.tasks import claim


def open_task() -> Task:
    return Task.objects.get(finished=None, flow_task_type="HUMAN")


def test_task_is_handed_over_and_spoken_of_on_its_page(world: World) -> None:
    world.to("submitted")
    task = claim(open_task().pk, actor=world.screener, at=timezone.now())
    path, client = f"/tasks/{task.pk}/", visitor(world.screener)
    assert "Hand over to a colleague" in client.get(path).content.decode()
    sent = {"hand-to": world.other_screener.pk, "hand-note": "ช่วยดู", "here": "1"}
    assert "was handed over" in client.post(f"{path}hand-over/", sent, follow=True).content.decode()
    assert open_task().owner == world.other_screener
    assert client.post(f"{path}hand-over/", sent).status_code in (302, 403)
    assert "ช่วยดู" in page_of(world.other_screener, path, "th")


def test_task_of_an_absent_owner_stands_in_the_queue(world: World) -> None:
    world.to("submitted")
    claim(open_task().pk, actor=world.screener, at=timezone.now())
    assert acts_on(page_of(world.other_screener, "/queue/")) == []
    today = timezone.localdate()
    days = {"from_date": today.isoformat(), "to_date": (today + timedelta(days=3)).isoformat(), "note": "ลา"}
    answer = visitor(world.screener).post("/absences/", days, follow=True)
    assert "The absence is entered." in answer.content.decode()
    assert acts_on(page_of(world.other_screener, "/queue/")) == ["Take up for screening"]
    visitor(world.other_screener).post(f"/tasks/{open_task().pk}/claim/")
    assert open_task().owner == world.other_screener


def test_list_opens_with_the_filter_that_is_shown_first(world: World) -> None:
    client = visitor(world.officer)
    client.post("/filters/queue/save/", {"name": "ด่วน", "query": "due=late"})
    saved = world.officer.saved_filters.get()
    client.post(f"/filters/{saved.pk}/first/")
    assert client.get("/queue/").headers["Location"] == "/queue/?due=late"
    assert client.get("/queue/?all=1").status_code == 200


def test_project_list_opens_with_the_filter_that_is_shown_first(world: World) -> None:
    client = visitor(world.officer)
    assert "Save this filter as" in client.get("/projects/?year=2565").content.decode()
    client.post("/filters/projects/save/", {"name": "ปี 2565", "query": "year=2565&after=IP-1"})
    assert "ปี 2565" in client.get("/projects/?all=1").content.decode()
    saved = world.officer.saved_filters.get()
    assert (saved.page, saved.query) == ("projects", "year=2565")
    client.post(f"/filters/{saved.pk}/first/")
    assert client.get("/projects/").headers["Location"] == "/projects/?year=2565"
    assert client.get("/projects/?all=1").status_code == 200
    assert visitor(world.head).get("/projects/").status_code == 200  # hers alone


@pytest.mark.parametrize(("year", "found"), [("2565", 1), ("2566", 0), ("", 1), ("soon", 1)])
def test_tasks_are_found_by_fiscal_year(world: World, year: str, found: int) -> None:
    plan = Workplan.objects.create(name_th="แผนอื่น", fiscal_year=2566, host=world.agencies["dga"])
    Round.objects.create(workplan=plan, name_th="รอบอื่น", opens_at=world.at, closes_at=world.at + timedelta(days=9))
    assert len(acts_on(page_of(world.officer, f"/queue/?year={year}"))) == found


def test_head_sees_who_has_what(world: World) -> None:
    claim(open_task().pk, actor=world.officer, at=timezone.now())
    assert "ผู้ทดสอบ officer" in page_of(world.head, "/people/")
    assert acts_on(page_of(world.head, f"/people/{world.officer.pk}/")) == ["Write the proposal"]
    assert visitor(world.officer).get("/people/").status_code == 404


def test_agency_that_has_left_a_project_reads_its_tasks_no_more(world: World) -> None:
    world.to("confirming")
    task = Task.objects.get(finished=None, flow_task_type="HUMAN", unit=f"agency_officer@{world.agencies['north'].pk}")
    claim(task.pk, actor=world.nora, at=world.at)
    path = f"/tasks/{task.pk}/"
    assert world.project.title in page_of(world.nora, path)
    world.act("ask_changes", "nora", world.part("north"), note="ขอแก้")
    assert world.project.title in page_of(world.nora, path)  # closed, and still hers to read
    world.act("leave", "officer", world.part("north"))
    for person in (world.nora, world.north_head):
        assert visitor(person).get(f"/projects/{world.project.code}/").status_code == 404
        assert visitor(person).get(path).status_code == 404
    assert visitor(world.officer).get(path).status_code == 404  # the queue of another agency
    assert visitor(world.admin).get(path).status_code == 200


def test_filter_offers_the_leads_of_what_one_sees(world: World) -> None:
    lead = world.agencies["lead"].name
    assert lead in page_of(world.officer, "/tasks/?all=1")
    assert lead not in page_of(world.nora, "/tasks/?all=1")  # listed in a draft, and not asked yet
