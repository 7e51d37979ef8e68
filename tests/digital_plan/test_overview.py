# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The overview of a campaign: what is counted, frozen, handed out and put on an agenda."""

from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from agencies.models import Agency
from committee.models import ItemPaper
from committee.operations.overviews import put_on_agenda
from digital_plan.models import AlignmentCampaign, AlignmentResponse, OverviewSnapshot
from digital_plan.operations.campaigns.overviews import paper_of_snapshot, take_snapshot
from digital_plan.queries.overview import gaps_of, overview_of
from digital_plan.showing import of_overview
from tests.campaigns import KEY_PROJECT, STRATEGY, carried, fill, opened, written
from tests.project.conftest import visitor
from tests.refusing import refused
from tests.standing import grounded
from tests.world import World
from workflows.records import canonical_json, digest
from workflows.refusals import NotPermitted, WrongState

pytestmark = pytest.mark.django_db
REQUEST = UUID(int=7)


def made() -> World:
    """Three agencies of two ministries: one aligned and told, one that is being written, one of which nothing came."""
    world = World()
    for name, ministry in (("lead", "กระทรวงหนึ่ง"), ("north", "กระทรวงหนึ่ง"), ("dga", "กระทรวงสอง")):
        Agency.objects.filter(pk=world.agencies[name].pk).update(ministry_th=ministry, ministry_en=f"M {name}")
    opened(world)
    carried(world, "lead", "officer", "result_sent")
    fill(world, "north", "nora")
    return world


ground, world = grounded(made)


def campaign_of(world: World) -> AlignmentCampaign:
    return AlignmentCampaign.objects.select_related("plan").get()


def frozen(world: World, who: str = "screener", request_id: UUID = REQUEST) -> OverviewSnapshot:
    return take_snapshot(campaign_id=campaign_of(world).pk, actor=world.people[who], at=world.at, request_id=request_id)


def test_overview_counts_what_was_handed_in(world: World) -> None:
    found = overview_of(campaign_of(world), world.at)
    assert found["totals"] == {
        "asked": 3, "handed_in": 1, "late": 0, "aligned": 1, "partly": 0, "not_aligned": 0, "told": 1,
    }  # fmt: skip
    by_name = {row["name_th"]: (row["asked"], row["handed_in"]) for row in found["ministries"]}
    assert by_name == {"กระทรวงหนึ่ง": (2, 1), "กระทรวงสอง": (1, 0)}
    keys = {row["code"]: (row["owners"], row["agencies"], row["projects"]) for row in found["key_projects"]}
    assert keys[KEY_PROJECT] == (1, 1, 1)
    strategies = {row["code"]: (row["agencies"], row["projects"]) for row in found["strategies"]}
    assert strategies[STRATEGY] == (1, 1)
    assert KEY_PROJECT not in {row["code"] for row in gaps_of(found)}
    assert len(gaps_of(found)) == len(found["key_projects"]) - 1
    assert found["projects"] == 1


def test_overview_asks_as_much_for_three_agencies_as_for_a_hundred(world: World) -> None:
    campaign = campaign_of(world)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            overview_of(campaign, world.at)
        return len(queries)

    before = asked()
    Agency.objects.bulk_create(
        Agency(code=f"many-{no}", name_th=f"หน่วยงานที่ {no}", ministry_th=f"กระทรวง {no % 9}") for no in range(100)
    )
    second = written(world, name="ทุกหน่วยงาน")
    world.act("open_campaign", "screening_head", second)
    assert AlignmentResponse.objects.filter(campaign=second).count() > 100
    campaign = AlignmentCampaign.objects.select_related("plan").get(pk=second.pk)
    assert asked() == before


def test_what_is_frozen_stays_while_the_campaign_goes_on(world: World) -> None:
    snapshot = frozen(world)
    assert snapshot.sha256 == digest(canonical_json(snapshot.content))
    world.act("hand_over", "nora", AlignmentResponse.objects.get(agency=world.agencies["north"]))
    assert overview_of(campaign_of(world), world.at)["totals"]["handed_in"] == 2
    assert OverviewSnapshot.objects.get().content["totals"]["handed_in"] == 1
    assert frozen(world) == snapshot  # the same request
    assert frozen(world, request_id=uuid4()).number == 2


@pytest.mark.parametrize("who", ["officer", "auditor", "secretary", "chair"])
def test_only_screening_officers_freeze(world: World, who: str) -> None:
    with refused(NotPermitted):
        frozen(world, who)


def test_nothing_is_frozen_before_the_campaign_is_opened(world: World) -> None:
    draft = written(world, name="ร่าง")
    with refused(WrongState):
        take_snapshot(campaign_id=draft.pk, actor=world.screener, at=world.at, request_id=uuid4())


def pages(world: World) -> list[str]:
    pk = campaign_of(world).pk
    return [f"/campaigns/{pk}/overview/", *(f"/campaigns/{pk}/overview/1/{kind}" for kind in ("", "xlsx/", "pdf/"))]


@pytest.mark.parametrize(("who", "status"), [("screener", 200), ("auditor", 200), ("officer", 404), ("stranger", 404)])
def test_overview_is_for_those_who_read_every_response(world: World, who: str, status: int) -> None:
    frozen(world)
    client: Client = visitor(world.people[who])
    assert {client.get(path).status_code for path in pages(world)} == {status}


def test_spreadsheet_has_every_table(world: World) -> None:
    frozen(world)
    answer = visitor(world.screener, "th").get(pages(world)[2])
    sheet: Any = load_workbook(BytesIO(answer.content)).active
    rows = {row[2]: row for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert rows["กระทรวงหนึ่ง"][3:6] == (2, 1, 0)
    assert {row[1] for row in rows.values()} >= {STRATEGY, KEY_PROJECT, "12", "13", "17"}


def test_overview_goes_onto_an_agenda_as_a_matter_for_information_with_its_paper(world: World) -> None:
    snapshot, meeting = frozen(world), world.plan_meeting()
    request_id = uuid4()

    def put() -> Any:
        return put_on_agenda(
            frozen=of_overview(snapshot), meeting=meeting, actor=world.secretary, at=world.at, request_id=request_id
        )

    item = put()
    assert (item.item_kind, item.state, item.project_id) == ("information", "listed", None)
    [paper] = ItemPaper.standing().filter(item=item)
    assert paper.document_id == paper_of_snapshot(snapshot, at=world.at).pk
    assert paper.in_pack


def test_who_keeps_no_committee_puts_nothing_on_its_agenda(world: World) -> None:
    snapshot, meeting = frozen(world), world.plan_meeting()
    with refused(NotPermitted):
        put_on_agenda(
            frozen=of_overview(snapshot), meeting=meeting, actor=world.screener, at=world.at, request_id=uuid4()
        )


def test_secretary_puts_it_on_the_agenda_from_its_page(world: World) -> None:
    frozen(world)
    meeting = world.plan_meeting()
    client = visitor(world.secretary, "th")
    path = f"/campaigns/{campaign_of(world).pk}/overview/1/"
    agenda = f"/frozen/overview/{OverviewSnapshot.objects.get().pk}/agenda/"
    assert f'href="{agenda}"' in client.get(path).content.decode()
    answer = client.post(agenda, {"request_id": uuid4(), "meeting": meeting.pk})
    assert answer.status_code == 302
    assert meeting.items.get().papers.count() == 1
    assert visitor(world.screener).get(agenda).status_code == 404


def test_programs_freeze_and_read_what_was_frozen(world: World) -> None:
    client, pk = visitor(world.screener), campaign_of(world).pk
    made = client.post(f"/api/v1/campaigns/{pk}/overviews", headers={"Idempotency-Key": str(REQUEST)}).json()
    assert made == client.get(f"/api/v1/campaigns/{pk}/overviews/1").json()
    assert made["sha256"] == digest(canonical_json(made["content"]))
    assert client.get(f"/api/v1/campaigns/{pk}/overview").json()["content"]["totals"] == made["content"]["totals"]
    assert visitor(world.officer).get(f"/api/v1/campaigns/{pk}/overview").status_code == 404
