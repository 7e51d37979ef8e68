# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The pages and programs' addresses of campaigns: who finds what, what is saved, and what many at once do."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from agencies.models import Agency
from digital_plan.models import AlignmentCampaign, AlignmentResponse, OwnProject, Plan
from tests.campaigns import STRATEGY, carried, fill, opened, response_of, written
from tests.committee.test_digits import words
from tests.project.conftest import visitor
from tests.standing import grounded
from tests.world import World

pytestmark = pytest.mark.django_db


def made() -> World:
    """One agency's result is sent and not opened yet, another writes, a third has begun nothing."""
    world = World()
    opened(world)
    carried(world, "lead", "officer", "result_sent")
    fill(world, "north", "nora")
    return world


ground, world = grounded(made)


def pages_of(response: AlignmentResponse) -> list[str]:
    own = f"/responses/{response.pk}/"
    return [own, f"{own}part-1/", f"{own}projects/add/", f"{own}letter/", f"{own}letter.pdf", f"{own}hand_over/"]


@pytest.mark.parametrize("who", ["nora", "north_head", "stranger", "budget", "chair"])
def test_who_is_not_asked_and_in_no_office_finds_nothing_of_a_response(world: World, who: str) -> None:
    response = response_of(world, "lead")
    client = visitor(world.people[who])
    assert {client.get(path).status_code for path in pages_of(response)} == {404}
    api = f"/api/v1/responses/{response.pk}"
    assert {client.get(path).status_code for path in (api, f"{api}/explain", f"{api}/letter")} == {404}


def test_offices_read_a_response_and_write_nothing_in_it(world: World) -> None:
    own = f"/responses/{response_of(world, 'north').pk}/"
    for who in ("screener", "screening_head", "secretary", "auditor", "admin"):
        client = visitor(world.people[who])
        assert client.get(own).status_code == 200
        assert client.get(f"{own}part-1/").status_code == 404
        assert client.post(f"{own}projects/add/", {"title": "x"}).status_code == 404


def test_agency_reads_the_finding_only_when_it_has_opened_its_letter(world: World) -> None:
    response = response_of(world, "lead")
    client = visitor(world.officer)
    own, api = f"/responses/{response.pk}/", f"/api/v1/responses/{response.pk}"
    assert "Aligned with the plan" not in client.get(own).content.decode()
    assert client.get(f"{own}letter/").status_code == 302
    assert client.get(f"{own}letter.pdf").status_code == 302
    assert client.get(api).json()["finding"] is None
    assert client.get(f"{api}/letter").status_code == 422
    assert visitor(world.screener).get(api).json()["finding"] == "aligned"

    hidden = {"request_id": uuid4(), "expected_version": response.version}
    assert client.post(f"{own}open_result/", hidden)["Location"] == f"{own}letter/"
    assert "Aligned with the plan" in client.get(f"{own}letter/").content.decode()
    paper = client.get(f"{own}letter.pdf")
    assert (paper.status_code, paper["Content-Type"]) == (200, "application/pdf")
    printed = response.letter.snapshot["verify"]["code"]
    assert printed in words(paper.content)
    asked = Client().get(f"/verify/{printed.replace('-', '')}/")
    assert (asked.status_code, asked.context["paper"].number) == (200, "สพร ๐๒/๑")
    assert asked.context["paper"].status == "valid"
    assert client.get(api).json()["finding"] == "aligned"
    assert client.get(f"{api}/letter").json()["letter_number"] == "สพร ๐๒/๑"


def test_second_writer_is_shown_both_texts(world: World) -> None:
    response = response_of(world, "north")
    client = visitor(world.nora, "en")
    path = f"/responses/{response.pk}/part-1/"
    sent = {"expected_revision": 0, "plan_status": "making", "plan_title": "ชื่อของฉัน"}
    answer = client.post(path, sent)
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "แผนปฏิบัติการดิจิทัล" in html  # what is stored
    assert "ชื่อของฉัน" in html
    assert client.post(path, sent | {"expected_revision": 1}).status_code == 302
    assert response_of(world, "north").plan_title == "ชื่อของฉัน"


def test_project_is_added_changed_and_taken_out(world: World) -> None:
    response = response_of(world, "north")
    client, own = visitor(world.nora), f"/responses/{response.pk}/"
    typed: dict[str, Any] = {"expected_revision": 0, "title": "ระบบใหม่", "fiscal_year": 2565, "budget_baht": "๑,๕๐๐"}
    assert client.post(f"{own}projects/add/", typed | {"measures": [STRATEGY]}).status_code == 302
    project = OwnProject.objects.get(title="ระบบใหม่")
    assert (str(project.budget_baht), project.alignments.get().item_code) == ("1500.00", STRATEGY)
    typed |= {"expected_revision": 1, "title": "ระบบใหม่กว่า"}
    assert client.post(f"{own}projects/{project.pk}/", typed).status_code == 302
    project = OwnProject.objects.get(pk=project.pk)
    assert (project.title, project.alignments.count()) == ("ระบบใหม่กว่า", 0)
    assert client.post(f"{own}projects/{project.pk}/remove/").status_code == 302
    assert not OwnProject.objects.filter(pk=project.pk).exists()


def test_programs_answer_as_the_pages_do(world: World) -> None:
    response = response_of(world, "north")
    client, api = visitor(world.nora), f"/api/v1/responses/{response.pk}"
    given = {"title": "ระบบของโปรแกรม", "fiscal_year": 2565, "budget_baht": "250000.50", "serves": [STRATEGY]}
    made = client.post(f"{api}/projects", given, content_type="application/json").json()
    assert [one["budget_baht"] for one in made["projects"]] == [None, "250000.50"]
    wrong = client.post(f"{api}/projects", given | {"serves": ["63-65/k1"]}, content_type="application/json")
    assert wrong.status_code == 422
    part = {"plan_status": "making", "expected_revision": 0}
    stale = client.put(f"{api}/part-1", part, content_type="application/json")
    assert stale.status_code == 409
    first = made["projects"][1]["id"]
    assert len(client.delete(f"{api}/projects/{first}").json()["projects"]) == 1


def test_officer_writes_a_campaign_and_another_is_not_offered_to_agencies_before_it_opens(world: World) -> None:
    client, today = visitor(world.screener), timezone.localdate()
    due = today + timedelta(days=30)
    due += timedelta(days=(7 - due.weekday()) % 7)  # a Monday
    typed: dict[str, Any] = {
        "request_id": uuid4(), "expected_revision": 0, "name": "รอบใหม่", "plan": Plan.objects.get(code="66-70").pk,
        "fiscal_year": 2570, "opens_on": today.isoformat(), "due_date": due.isoformat(), "due_time": "16:30",
        "asks_all": "on", "letter_prefix": "สพร ๐๓", "letter_sender": "สพร.", "letter_signer": "ผู้อำนวยการ",
    }  # fmt: skip
    answer = client.post("/campaigns/new/", typed)
    campaign = AlignmentCampaign.objects.get(name="รอบใหม่")
    assert answer["Location"] == f"/campaigns/{campaign.pk}/"
    again = client.post(f"/campaigns/{campaign.pk}/edit/", typed | {"name": "รอบใหม่กว่า"})
    assert again.status_code == 302
    stale = client.post(f"/campaigns/{campaign.pk}/edit/", typed | {"name": "รอบอื่น"})
    assert stale.status_code == 409
    assert "รอบใหม่กว่า" in stale.content.decode()
    assert visitor(world.officer).get(f"/campaigns/{campaign.pk}/").status_code == 404
    assert visitor(world.officer).get("/campaigns/new/").status_code == 403


def test_many_are_looked_at_before_they_are_found_aligned(world: World) -> None:
    world.act("hand_over", "nora", response_of(world, "north"))
    pk = response_of(world, "north").pk
    client, path = visitor(world.screener), f"/campaigns/{AlignmentCampaign.objects.get().pk}/many/record_finding/"
    assert client.post(path, {}).status_code == 422
    assert client.post(path, {"chosen": [pk]}).status_code == 200
    assert response_of(world, "north").state == "handed_over"
    confirmed = {"chosen": [pk], "confirmed": "1", "request_id": uuid4()}
    assert client.post(path, confirmed).status_code == 302
    assert (response_of(world, "north").state, response_of(world, "north").finding) == ("checked", "aligned")
    assert visitor(world.officer).get(path).status_code == 403


def test_queue_is_filtered_and_costs_as_much_for_three_as_for_a_hundred(world: World) -> None:
    client = visitor(world.screener)
    campaign = AlignmentCampaign.objects.get()
    path = f"/campaigns/{campaign.pk}/"
    html = client.get(f"{path}?state=result_sent").content.decode()
    assert f'href="/responses/{response_of(world, "lead").pk}/"' in html
    assert f'href="/responses/{response_of(world, "north").pk}/"' not in html

    def asked(of: str) -> int:
        client.get(of)
        with CaptureQueriesContext(connection) as queries:
            client.get(of)
        return len(queries)

    before = asked(path)
    Agency.objects.bulk_create(Agency(code=f"many-{no}", name_th=f"หน่วยงานที่ {no}") for no in range(100))
    second = written(world, name="ทุกหน่วยงาน")
    world.act("open_campaign", "screening_head", second)
    assert asked(f"/campaigns/{second.pk}/") == before
