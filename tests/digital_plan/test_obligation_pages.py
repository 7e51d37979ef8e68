# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The pages and programs' addresses of obligations: who finds what, in both languages, many at once, and files."""

from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from agencies.models import Agency
from digital_plan.models import AgencyObligation, DutyEvidence, Obligation, OverviewSnapshot
from digital_plan.operations.campaigns.overviews import printed_of, take_snapshot
from digital_plan.queries.overview import overview_of
from digital_plan.reference.obligations_2564 import OBLIGATIONS
from tests.campaigns import opened
from tests.obligations import DUE, LINK, carried, duty_of, given, in_force, written
from tests.orders import pdf
from tests.project.conftest import visitor
from tests.standing import grounded
from tests.world import World, everything

pytestmark = pytest.mark.django_db


def made() -> World:
    world = World()
    in_force(world)
    return world


ground, world = grounded(made)


def ids(form: Any = None) -> dict[str, Any]:
    return {"request_id": str(uuid4())} | (form or {})


@pytest.mark.parametrize(
    ("language", "words"),
    [("th", "เชื่อมโยงข้อมูลกับศูนย์แลกเปลี่ยนข้อมูลกลางภาครัฐ"), ("en", "Connect to GDX, and publish open data on data.go.th")],
)
def test_agency_finds_what_it_is_obliged_to_by_when_and_whose_turn_it_is(
    world: World, language: str, words: str
) -> None:
    client = visitor(world.officer, language)
    page = client.get("/obligations/").content.decode()
    assert words in page
    assert ("16 พฤศจิกายน 2563" if language == "th" else "16 November 2020") in page
    one = client.get(f"/duties/{duty_of(world).pk}/").content.decode()
    assert words in one
    assert f"/duties/{duty_of(world).pk}/claim_exemption/" in one
    assert f"/duties/{duty_of(world).pk}/report_done/" not in one  # evidence comes first, and the page says so
    assert f"/duties/{duty_of(world, 'north').pk}/" not in page


@pytest.mark.parametrize(("who", "status"), [("nora", 404), ("stranger", 404), ("officer", 200), ("auditor", 200)])
def test_another_agency_does_not_find_it(world: World, who: str, status: int) -> None:
    piece = given(world)
    client = visitor(world.people[who])
    assert client.get(f"/duties/{piece.duty_id}/").status_code == status
    assert client.get(f"/api/v1/duties/{piece.duty_id}").status_code == status
    assert client.get(f"/api/v1/duties/{piece.duty_id}/history").status_code == status


def test_file_is_handed_out_to_those_who_see_the_obligation(world: World) -> None:
    pk = duty_of(world).pk
    sent = {"title": "หนังสือ", "file": SimpleUploadedFile("หนังสือ.pdf", pdf())}
    assert visitor(world.officer).post(f"/duties/{pk}/evidence/", ids(sent)).status_code == 302
    piece = DutyEvidence.objects.get()
    for who, status in (("officer", 200), ("screener", 200), ("nora", 404)):
        answer: Any = visitor(world.people[who]).get(f"/duties/{pk}/evidence/{piece.pk}/")
        assert answer.status_code == status
        if status == 200:
            assert b"".join(answer.streaming_content) == pdf()
            assert "attachment" in answer["Content-Disposition"]
    before = everything()
    answer = visitor(world.screener).post(f"/duties/{pk}/evidence/{piece.pk}/remove/")
    assert answer.status_code == 302
    assert everything() == before  # refused, with its reason as a message
    visitor(world.officer).post(f"/duties/{pk}/evidence/{piece.pk}/remove/")
    assert DutyEvidence.objects.get().removed_by == world.officer


@pytest.mark.parametrize("more", [{}, {"link": "x y"}, {"title": ""}])
def test_evidence_form_says_what_is_missing(world: World, more: dict[str, str]) -> None:
    before = everything()
    answer = visitor(world.officer).post(f"/duties/{duty_of(world).pk}/evidence/", ids({"title": "ก"} | more))
    assert answer.status_code == 422
    assert everything() == before


def test_officer_reports_and_dga_asks_back_and_confirms_by_page(world: World) -> None:
    pk = duty_of(world).pk
    officer, screener = visitor(world.officer), visitor(world.screener)

    def act(client: Client, name: str, **sent: str) -> int:
        version = AgencyObligation.objects.get(pk=pk).version
        return client.post(f"/duties/{pk}/{name}/", ids({"expected_version": version} | sent)).status_code

    assert act(officer, "report_done", done_on="2020-10-30") == 422
    given(world)
    assert act(officer, "report_done", done_on="30/10/2563", text="เสร็จ") == 302
    assert str(duty_of(world).done_on) == "2020-10-30"
    assert act(officer, "confirm_done") == 403
    assert act(screener, "return_duty", text="บริการใด") == 302
    assert "บริการใด" in officer.get(f"/duties/{pk}/").content.decode()
    assert act(officer, "report_done", done_on="2020-10-31") == 302
    assert act(screener, "confirm_done") == 302
    assert duty_of(world).state == "confirmed"


def test_obligation_is_written_from_what_the_slides_name(world: World) -> None:
    client = visitor(world.screener, "th")
    page = client.get("/obligations/new/?from=gdx").content.decode()
    assert "เลขที่และวันที่ของหนังสือเวียน" in page
    assert "2021-07-29" in page
    sent = {
        "name_th": "หน้าที่ใหม่", "basis": "circular", "source": "สำนักงาน ก.พ.ร.", "asked": "ทำ", "scope": "chosen",
        "agencies": [world.agencies["lead"].code], "due_date": "29/7/2564",
    }  # fmt: skip
    assert client.post("/obligations/new/", ids(sent | {"name_th": ""})).status_code == 422
    assert client.post("/obligations/new/", ids(sent)).status_code == 302
    new = Obligation.objects.latest("pk")
    assert (new.state, new.scope_of, str(new.due_date)) == ("draft", [world.agencies["lead"].code], "2021-07-29")
    changed = sent | {"asked": "ทำให้แล้วเสร็จ", "expected_version": new.version}
    assert client.post(f"/obligations/{new.pk}/rewrite_obligation/", ids(changed)).status_code == 302
    assert Obligation.objects.get(pk=new.pk).asked == "ทำให้แล้วเสร็จ"
    assert visitor(world.officer).get("/obligations/new/").status_code == 403
    assert visitor(world.officer).get(f"/obligations/{new.pk}/").status_code == 404


def test_what_is_not_known_stands_on_the_page(world: World) -> None:
    page = visitor(world.officer, "th").get(f"/obligations/{Obligation.objects.get().pk}/").content.decode()
    assert "เลขที่และวันที่ของหนังสือเวียน" in page


def test_table_filters_and_hands_out_the_same_rows(world: World) -> None:
    Agency.objects.filter(pk=world.agencies["lead"].pk).update(ministry_th="กระทรวงหนึ่ง")
    carried(world, "confirmed")
    client = visitor(world.screener, "th")
    lead, north = (f'/duties/{duty_of(world, name).pk}/"' for name in ("lead", "north"))
    both, first, second = (True, True), (True, False), (False, True)
    for query, sees in (("", both), ("?state=confirmed", first), ("?ministry=กระทรวงหนึ่ง", first), ("?late=on", second),
                        ("?text=north", second)):  # fmt: skip
        page = client.get(f"/obligations/agencies/{query}").content.decode()
        assert (lead in page, north in page) == sees, query  # today the last day has passed
    answer = client.get("/obligations/agencies.xlsx?state=confirmed")
    sheet: Any = load_workbook(BytesIO(answer.content)).active
    [row] = list(sheet.iter_rows(min_row=2, values_only=True))
    assert row[0] == world.agencies["lead"].code
    assert LINK in row[12]
    assert client.get("/obligations/agencies.csv").content.decode("utf-8-sig").count("\n") >= 4
    assert client.get("/obligations/agencies.x").status_code == 404
    for who in ("officer", "stranger"):
        for path in ("/obligations/agencies/", "/obligations/agencies.csv"):
            assert visitor(world.people[who]).get(path).status_code == 404


def test_many_are_looked_at_before_they_are_confirmed(world: World) -> None:
    carried(world, "reported_done")
    carried(world, "reported_done", "north", "nora")
    path = f"/obligations/{Obligation.objects.get().pk}/many/confirm_done/"
    client = visitor(world.screener)
    assert client.post(path, ids()).status_code == 422
    chosen = {"chosen": [duty_of(world, name).pk for name in ("lead", "north")]}
    looked = client.post(path, ids(chosen))
    assert looked.status_code == 200
    assert duty_of(world).state == "reported_done"
    assert client.post(path, ids(chosen | {"confirmed": "1"})).status_code == 302
    assert {duty_of(world, name).state for name in ("lead", "north")} == {"confirmed"}
    for who in ("officer", "screening_head", "auditor"):
        assert visitor(world.people[who]).get(path).status_code == 403


def asked_by(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


@pytest.mark.parametrize(
    "path", ["/obligations/", "/obligations/agencies/", "/obligations/agencies.csv", "/obligations/{pk}/"]
)
def test_pages_ask_as_much_for_a_hundred_agencies_as_for_three(world: World, path: str) -> None:
    obligation = Obligation.objects.get()
    path = path.format(pk=obligation.pk)
    client = visitor(world.screener)
    given(world)
    before = asked_by(client, path)
    Agency.objects.bulk_create(Agency(code=f"many-{no}", name_th=f"หน่วยงานที่ {no}") for no in range(100))
    scope = {"said": {"scope": "all"}}
    world.act("amend_obligation", "screening_head", obligation, note="ทุกหน่วยงาน", facts=scope)
    world.act("ask_further", "screening_head", obligation)
    after = asked_by(client, path)
    assert after <= before  # the table's heading may be kept from the first time


def test_programs_do_what_the_pages_do(world: World) -> None:
    pk = duty_of(world).pk
    officer, screener = visitor(world.officer), visitor(world.screener)

    def post(client: Client, path: str, body: Any) -> Any:
        return client.post(
            f"/api/v1/{path}", body, content_type="application/json", headers={"Idempotency-Key": str(uuid4())}
        )

    whole = post(officer, f"duties/{pk}/evidence", {"title": "ชุดข้อมูล", "link": LINK}).json()
    assert [one["link"] for one in whole["evidence"]] == [LINK]
    assert post(screener, f"duties/{pk}/evidence", {"title": "ก", "link": LINK}).status_code == 403
    told = post(officer, f"duties/{pk}/transitions/report_done", {"facts": {}})
    assert (told.status_code, told.json()["code"]) == (422, "guards_unmet")
    done = {"facts": {"done_on": "2020-11-01"}}
    assert post(officer, f"duties/{pk}/transitions/report_done", done).status_code == 200
    acts = screener.get(f"/api/v1/duties/{pk}/explain").json()["acts"]
    assert {one["name"] for one in acts if one["may"]} == {"confirm_done", "return_duty"}
    assert post(screener, f"duties/{pk}/transitions/confirm_done", {}).status_code == 200
    page = screener.get("/api/v1/duties?state=confirmed").json()
    assert [one["id"] for one in page["duties"]] == [pk]
    assert officer.get("/api/v1/duties").json()["duties"][0]["id"] == pk
    [kept] = officer.get("/api/v1/obligations").json()
    assert (kept["due_date"], kept["counts"]) == (DUE, None)
    assert screener.get(f"/api/v1/obligations/{kept['id']}").json()["counts"]["confirmed"] == 1
    said = {"note": "พบเลขที่", "facts": {"said": {"number": "นร 1", "due_date": ""}}}
    assert post(screener, f"obligations/{kept['id']}/transitions/amend_obligation", said).status_code == 403
    head = visitor(world.screening_head)
    assert post(head, f"obligations/{kept['id']}/transitions/amend_obligation", said).status_code == 200
    assert Obligation.objects.get().due_date is None
    assert officer.get(f"/api/v1/obligations/{kept['id']}/history").status_code == 404
    new = {"name_th": "หน้าที่", "basis": "law", "section": "12", "source": "พ.ร.บ.", "asked": "ทำ"}
    assert post(officer, "obligations", new).status_code == 403
    assert post(screener, "obligations", new).status_code == 200


def test_overview_of_a_campaign_counts_them_for_the_agencies_that_it_asks(world: World) -> None:
    written(world)  # a draft counts for nothing
    carried(world, "confirmed")
    campaign = opened(world, ("lead", "south"))
    [row] = overview_of(campaign, world.at)["obligations"]
    assert {name: row[name] for name in ("asked", "confirmed", "outstanding", "due_date")} == {
        "asked": 1, "confirmed": 1, "outstanding": 0, "due_date": DUE,
    }  # fmt: skip
    page = visitor(world.screener, "th").get(f"/campaigns/{campaign.pk}/overview/").content.decode()
    assert "เชื่อมโยงข้อมูลกับศูนย์แลกเปลี่ยนข้อมูลกลางภาครัฐ" in page


def test_frozen_overview_its_file_and_its_paper_carry_them(world: World) -> None:
    in_force(world, ("lead", "north"), **OBLIGATIONS["s12"])
    carried(world, "confirmed")
    campaign = opened(world, ("lead", "north"))
    kept = take_snapshot(campaign_id=campaign.pk, actor=world.screener, at=world.at, request_id=uuid4())
    world.act("reopen_duty", "screening_head", duty_of(world), facts={"text": "ยังเป็นเช่นนั้นหรือไม่"})
    assert [(row["section"], row["confirmed"]) for row in kept.content["obligations"]] == [("12", 1), ("", 0)]
    client = visitor(world.screener, "th")
    sheet: Any = load_workbook(BytesIO(client.get(f"/campaigns/{campaign.pk}/overview/1/xlsx/").content)).active
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    [told] = [row for row in rows if row[1] == "12" and "ธรรมาภิบาลข้อมูลภาครัฐ" in row[2]]
    assert told[3] == 2  # asked
    assert told[-4:] == (1, 0, 1, 0)  # confirmed, waiting, outstanding, does not apply
    text = render_to_string("pack/overview.html", {"letter": printed_of(kept)})
    assert "สถานะการดำเนินการตามกฎหมายและหนังสือเวียน" in text
    assert "ธรรมาภิบาลข้อมูลภาครัฐในระดับหน่วยงาน" in text
    assert "๑๖ พ.ย. ๖๓" in text.replace("\u00a0", " ")


def test_overview_that_was_frozen_before_there_were_obligations_is_still_read(world: World) -> None:
    campaign = opened(world, ("lead",))
    kept = take_snapshot(campaign_id=campaign.pk, actor=world.screener, at=world.at, request_id=uuid4())
    older = {name: value for name, value in kept.content.items() if name != "obligations"}
    OverviewSnapshot.objects.create(
        campaign=campaign, number=2, content=older, sha256="0" * 64, taken_by=world.screener, taken_at=world.at,
        request_id=uuid4(),
    )  # fmt: skip
    client = visitor(world.screener, "th")
    for path in ("", "xlsx/"):
        assert client.get(f"/campaigns/{campaign.pk}/overview/2/{path}").status_code == 200
    assert "สถานะการดำเนินการตามกฎหมาย" not in render_to_string(
        "pack/overview.html", {"letter": printed_of(OverviewSnapshot.objects.get(number=2))}
    )
