# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""An act on more projects than somebody waits for: left to workers, seen by pages and programs, found anew, stopped."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from budget_review import api_many
from budget_review.models import IntegrationProject
from budget_review.views import many
from tests.api.asking import ROOT, Program, at
from tests.budget_review.pages import Visitor, text_of
from tests.budget_review.test_many import carried, send, shown_in, states
from tests.workflows.test_bulk_acts import taken_up, work
from tests.world import World, everything
from workflows.bulk_acts import working
from workflows.models import BulkAct, BulkItem
from workflows.verification import faults

Visit = Callable[[str], Visitor]


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two are more than somebody waits for, and a job makes one."""
    monkeypatch.setattr(many, "IN_REQUEST", 1)
    monkeypatch.setattr(api_many, "IN_REQUEST", 1)
    monkeypatch.setattr(working, "TOGETHER", 1)


def confirmed(visitor: Visitor, projects: Any, request_id: UUID | None = None) -> Any:
    return send(visitor, "take_up", projects, request_id, confirmed="1")


def followed(visitor: Visitor, name: str) -> Any:
    """A page, also where its bare address leads elsewhere."""
    return visitor.client.get(reverse(name), follow=True)


def test_confirmed_it_is_left_to_workers_shown_on_its_way_and_told_at_the_end(world: World, visit: Visit) -> None:
    projects, visitor = carried(world, "submitted", 3), visit("screener")
    assert "So many are done by a worker" in text_of(send(visitor, "take_up", projects))
    request = uuid4()
    answer = confirmed(visitor, projects, request)
    act = BulkAct.objects.get()
    assert (answer.status_code, answer.url) == (302, reverse("bulk_act", args=[act.pk]))
    assert confirmed(visitor, projects, request).url == answer.url  # pressed twice
    assert (BulkAct.objects.count(), states(projects)) == (1, ["submitted"] * 3)
    assert "0 of 3 projects are dealt with." in text_of(visitor.get("bulk_act", act.pk))
    assert work(1) == 1
    page = text_of(visitor.get("bulk_act", act.pk))
    assert "1 of 3 projects are dealt with." in page
    assert '<progress max="3" value="1"' in page
    work()
    told = text_of(visitor.get("bulk_act", act.pk))
    assert "Done for 3 projects" in told
    assert all(project.code in shown_in(told, "done") for project in projects)
    assert f'href="{reverse("round", args=[world.round.pk])}"' in told  # back to where they were chosen
    assert states(projects) == ["screening"] * 3
    assert list(faults()) == []


def test_part_asks_again_by_itself_and_leaves_the_page_when_it_has_ended(world: World, visit: Visit) -> None:
    visitor = visit("screener")
    confirmed(visitor, carried(world, "submitted"))
    href, htmx = reverse("bulk_act", args=[BulkAct.objects.get().pk]), {"HX-Request": "true"}
    part: Any = visitor.client.get(href, headers=htmx)
    assert "<html" not in text_of(part)
    assert f'hx-get="{href}"' in text_of(part)
    work()
    assert visitor.client.get(href, headers=htmx)["HX-Refresh"] == "true"


@pytest.mark.parametrize("name", ["workbench", "projects", "home"])
def test_it_is_found_again_from_where_one_works_until_it_has_ended(world: World, visit: Visit, name: str) -> None:
    visitor = visit("screener")
    confirmed(visitor, carried(world, "submitted"))
    link = f'href="{reverse("bulk_act", args=[BulkAct.objects.get().pk])}"'
    assert link in text_of(followed(visitor, name))
    assert link not in text_of(followed(visit("other_screener"), name))
    work()
    assert link not in text_of(followed(visitor, name))
    assert link in text_of(visitor.get("bulk_acts"))


def test_refused_ones_say_why_at_the_end(world: World, visit: Visit) -> None:
    waits, moved = carried(world, "submitted")
    visitor = visit("screener")
    confirmed(visitor, [waits, moved])
    world.act("take_up", "other_screener", moved)
    work()
    page = text_of(visitor.get("bulk_act", BulkAct.objects.get().pk))
    assert "1 was refused; nothing changed there." in page
    assert moved.code in shown_in(page, "refused")
    assert "other_screener made “Take up for screening” meanwhile" in shown_in(page, "refused")
    assert waits.code in shown_in(page, "done")


def test_it_is_stopped_by_who_asked_for_it(world: World, visit: Visit) -> None:
    projects, visitor = carried(world, "submitted", 3), visit("screener")
    confirmed(visitor, projects)
    act = BulkAct.objects.get()
    work(1)
    assert visit("other_screener").post("bulk_act_stop", act.pk).status_code == 404
    assert visitor.get("bulk_act_stop", act.pk).status_code == 405
    assert visitor.post("bulk_act_stop", act.pk).url == reverse("bulk_act", args=[act.pk])
    work()
    page = text_of(visitor.get("bulk_act", act.pk))
    assert "2 projects were not begun." in page
    assert projects[2].code in shown_in(page, "left")
    assert states(projects) == ["screening", "submitted", "submitted"]


def test_others_do_not_see_it_and_administrators_do(world: World, visit: Visit) -> None:
    confirmed(visit("screener"), carried(world, "submitted"))
    pk = BulkAct.objects.get().pk
    answers = {who: visit(who).get("bulk_act", pk).status_code for who in ("other_screener", "officer", "admin")}
    assert answers == {"other_screener": 404, "officer": 404, "admin": 200}
    assert "Nothing is under way" in text_of(visit("officer").get("bulk_acts"))


def test_queries_do_not_grow_with_the_projects(world: World, visit: Visit) -> None:
    visitor = visit("screener")
    counts = []
    for count in (2, 4):
        world.project_id = world.draft().pk
        confirmed(visitor, carried(world, "submitted", count))
        work()
        with CaptureQueriesContext(
            connection,
        ) as asked:
            text_of(visitor.get("bulk_act", BulkAct.objects.latest("pk").pk))
        counts.append(len(asked))
    assert counts[0] == counts[1]


# ── programs ──


def ask(program: Program, projects: list[IntegrationProject], key: UUID, **more: Any) -> Any:
    body = {"preview": False, "projects": [{"code": one.code, "version": one.version} for one in projects], **more}
    headers = program.headers | {"Idempotency-Key": str(key)}
    with at():
        path = f"{ROOT}/projects/bulk/take_up"
        return program.client.post(path, body, content_type="application/json", headers=headers)


def test_program_hears_202_asks_how_far_it_is_and_reads_the_outcomes(world: World) -> None:
    projects, program, key = carried(world, "submitted", 3), Program(world, "screener"), uuid4()
    taken = ask(program, projects, key)
    act = BulkAct.objects.get()
    assert (taken.status_code, taken["Location"]) == (202, f"{ROOT}/work/{act.pk}")
    assert taken.json() | {"id": 0, "href": ""} == {
        "id": 0, "href": "", "act": "take_up", "status": "queued", "passed": 0, "refused": 0, "left": 3,
        "asked_by": {"id": world.screener.pk, "name": str(world.screener)}, "asked_at": "2020-11-02T03:00:00.000000Z",
        "ended_at": None, "stopping": False, "trouble": "no_worker",
    }  # fmt: skip
    assert ask(program, projects, key).json() == taken.json()
    assert ask(program, projects[:2], key).status_code == 409
    world.act("take_up", "other_screener", projects[1])
    work()
    told = program.get(f"/work/{act.pk}").json()
    assert (told["status"], told["passed"], told["refused"]) == ("done", 2, 1)
    assert [one["code"] for one in told["projects"]] == [project.code for project in projects]
    assert [one["status"] for one in told["projects"]] == ["made", "refused", "made"]
    assert told["projects"][0]["record"]["transition"] == "take_up"
    assert told["projects"][1]["problem"]["code"] == "version_conflict"
    assert Program(world, "other_screener").get(f"/work/{act.pk}").status_code == 404
    assert [one["id"] for one in program.get("/work").json()] == [act.pk]
    assert program.get("/work").json()[0]["status"] == "done"


def test_program_stops_it(world: World) -> None:
    projects, program = carried(world, "submitted", 3), Program(world, "screener")
    ask(program, projects, uuid4())
    pk = BulkAct.objects.get().pk
    for who, status in (("other_screener", 404), ("screener", 200)):
        other = Program(world, who)
        with at():
            answer = other.client.post(f"{ROOT}/work/{pk}/stop", headers=other.headers)
        assert answer.status_code == status
    assert (answer.json()["status"], answer.json()["left"]) == ("stopped", 3)
    work()
    assert (taken_up([project.pk for project in projects]), BulkItem.objects.filter(status="left").count()) == (0, 3)


def test_preview_of_many_is_answered_at_once(world: World) -> None:
    projects, before = carried(world, "submitted"), everything()
    assert ask(Program(world, "screener"), projects, uuid4(), preview=True).status_code == 200
    assert (everything(), BulkAct.objects.count()) == (before, 0)
