# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Action plans as pages and by the API: written as one goes, sent, acknowledged, and closed to others."""

import zipfile
from io import BytesIO

import pytest
from defusedxml.ElementTree import fromstring
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from digital_plan.models import ActionPlan
from digital_plan.template_sections import SECTIONS
from papers.uploads import accept
from papers.word import DOCX
from tests.action_plans import begun, linked, sent, whole, write
from tests.api.asking import Program, told
from tests.orders import pdf
from tests.project.conftest import page_of, visitor
from tests.standing import grounded
from tests.world import World
from workflows.forms import hidden

pytestmark = pytest.mark.django_db
ground, world = grounded(World)


def test_officer_begins_writes_and_sends_by_the_pages(world: World) -> None:
    officer = visitor(world.officer)
    page = officer.get("/action-plans/begin/")
    form = page.context["form"]
    typed = {"request_id": form["request_id"].value(), "agency": world.agencies["lead"].pk, "plan_kind": "action_plan",
             "first_year": "๒๕๖๖", "last_year": "2570"}  # fmt: skip
    assert officer.post("/action-plans/begin/", typed).status_code == 302
    plan = ActionPlan.objects.get()
    here = f"/action-plans/{plan.pk}/"
    assert "0 of 8 parts of the template written" in page_of(world.officer, here)
    posted = {"expected_revision": 0, "text": "ที่มาของแผน"}
    answer = officer.post(f"{here}sections/background/", posted, headers={"HX-Request": "true"})
    assert "Saved at" in answer.content.decode()
    late = officer.post(f"{here}sections/background/", {"expected_revision": 0, "text": "อีกข้อความ"})
    html = late.content.decode()
    assert late.status_code == 409
    assert "What is saved now, and what you typed" in html
    assert "1 of 8 parts" in page_of(world.officer, here)
    assert officer.post(f"{here}acts/send_plan/", hidden(plan)).status_code == 422
    linked(world, plan)
    assert officer.post(f"{here}acts/send_plan/", hidden(plan)).status_code == 302
    assert visitor(world.screener).get(here).status_code == 200
    late_section = officer.get(f"{here}sections/background/")
    assert late_section.status_code == 409


def test_dga_reads_what_was_sent_and_not_what_is_written_since(world: World) -> None:
    plan = sent(world)
    world.act("return_plan", "screener", plan, note="ขาดตัวชี้วัด")
    write(world, plan, background="ร่างที่ยังไม่ส่ง")
    here = f"/action-plans/{plan.pk}/"
    assert "ร่างที่ยังไม่ส่ง" not in page_of(world.screener, here)
    assert "เนื้อหา background" in page_of(world.screener, here)
    assert "ขาดตัวชี้วัด" in page_of(world.officer, here)
    assert visitor(world.screener).get(f"{here}sections/background/").status_code == 404
    assert visitor(world.screener).get(f"{here}document/").status_code == 404
    assert visitor(world.nora).get(here).status_code == 404


def test_revision_shows_what_differs(world: World) -> None:
    plan = sent(world)
    world.act("return_plan", "screener", plan, note="ขาด")
    write(world, plan, background="เนื้อหาใหม่")
    world.act("send_plan", "officer", plan)
    html = page_of(world.screener, f"/action-plans/{plan.pk}/revisions/2/")
    assert "What differs from revision 1" in html
    assert "<ins>" in html
    assert visitor(world.screener).get(f"/action-plans/{plan.pk}/revisions/3/").status_code == 404


def test_receipt_is_acknowledged_by_the_page_with_its_number(world: World) -> None:
    plan = sent(world)
    path = f"/action-plans/{plan.pk}/acts/acknowledge_receipt/"
    screener = visitor(world.screener)
    assert screener.post(path, hidden(plan)).status_code == 422
    assert screener.post(path, hidden(plan) | {"receipt_number": "สพร 9/2566"}).status_code == 302
    assert "สพร 9/2566" in page_of(world.officer, f"/action-plans/{plan.pk}/")
    assert visitor(world.nora).post(path, hidden(plan)).status_code == 404


def test_file_is_looked_at_kept_and_handed_out_to_those_who_may(world: World) -> None:
    plan = begun(world)
    path, officer = f"/action-plans/{plan.pk}/document/", visitor(world.officer)
    request_id = officer.get(path).context["form"]["request_id"].value()
    refused = officer.post(
        path, {"request_id": request_id, "file": SimpleUploadedFile("แผน.docx", b"PK\x03\x04 broken")}
    )
    assert refused.status_code == 422
    assert "damaged" in refused.content.decode()
    kept = officer.post(path, {"request_id": request_id, "file": SimpleUploadedFile("แผน.pdf", pdf())})
    assert kept.status_code == 302
    held = plan.own_document()
    assert held is not None
    file = f"/action-plans/{plan.pk}/documents/{held.pk}/"
    assert visitor(world.officer).get(file).headers["Content-Type"] == "application/pdf"
    assert visitor(world.screener).get(file).status_code == 404
    world.act("send_plan", "officer", plan)
    assert visitor(world.screener).get(file).status_code == 200


def test_register_costs_the_same_however_many_plans(world: World) -> None:
    def queries() -> int:
        browser = visitor(world.screener)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert browser.get("/action-plans/").status_code == 200
        return len(asked)

    sent(world)
    one = queries()
    for agency, who in (("north", "nora"), ("south", "somsak")):
        plan = begun(world, agency, who)
        linked(world, plan, who)
        world.act("send_plan", who, plan)
    assert queries() == one
    html = page_of(world.screener, "/action-plans/?q=north&state=sent_to_dga")
    assert "หน่วยงาน north" in html
    assert "หน่วยงาน south" not in html


def test_program_writes_sends_and_reads(world: World) -> None:
    program, dga = Program(world, "officer"), Program(world, "screener")
    body = {"agency": world.agencies["lead"].code, "kind": "action_plan", "first_year": 2566, "last_year": 2570}
    made = program.send("/action-plans", body).json()
    here = f"/action-plans/{made['id']}"
    section = {"expected_revision": made["revision"], "text": "ที่มา"}
    assert program.put(f"{here}/sections/background", section).json()["revision"] == 1
    assert told(program.put(f"{here}/sections/background", section | {"text": "อีกแบบ"})) == (409, "version_conflict")
    acts = {act["name"]: act for act in program.get(f"{here}/explain").json()["acts"]}
    assert acts["send_plan"]["missing"][0].startswith("Every section must be written")
    assert told(program.act(f"{here}/transitions/send_plan")) == (422, "guards_unmet")
    plan = whole(world, ActionPlan.objects.get(pk=made["id"]))
    assert program.act(f"{here}/transitions/send_plan").status_code == 200
    read = dga.get(here).json()
    assert (read["revision"], read["sent_number"], read["state"]) == (None, 1, "sent_to_dga")
    assert dga.get(f"{here}/revisions/1").json()["sections"][0]["text"] == "เนื้อหา background"
    acknowledged = dga.act(f"{here}/transitions/acknowledge_receipt", facts={"receipt_number": "สพร 1/2566"})
    assert acknowledged.status_code == 200
    assert told(Program(world, "nora").get(here)) == (404, "not_found")
    assert plan.pk == made["id"]


def words_in(content: bytes) -> str:
    """The text of a Word document, which must be one that the service's own door takes."""
    assert accept(content, "แผน.docx").media_type == DOCX
    with zipfile.ZipFile(BytesIO(content)) as archive:
        document = fromstring(archive.read("word/document.xml"))
    return "\n".join(node.text or "" for node in document.iter() if node.tag.endswith("}t"))


def test_blank_template_holds_every_section_with_its_help(world: World) -> None:
    answer = visitor(world.officer).get("/action-plans/template.docx")
    text = words_in(answer.content)
    with translation.override("th"):
        for section in SECTIONS:
            assert str(section.label) in text
            assert str(section.help) in text
    assert visitor(world.officer).get("/action-plans/template.docx").content == answer.content


def test_plan_as_a_document_says_what_its_reader_may_read(world: World) -> None:
    plan = sent(world)
    world.act("return_plan", "screener", plan, note="ขาด")
    write(world, plan, background='ร่างที่ยังไม่ส่ง <w:p> & "อัญประกาศ"\x0b')
    path = f"/action-plans/{plan.pk}/plan.docx"
    own, theirs = (words_in(visitor(world.people[who]).get(path).content) for who in ("officer", "screener"))
    assert 'ร่างที่ยังไม่ส่ง <w:p> & "อัญประกาศ"' in own
    assert "ร่างที่ยังไม่ส่ง" not in theirs
    assert "เนื้อหา background" in theirs
    assert "บริการดิจิทัลที่ทุกคนเข้าถึง" in theirs
    assert visitor(world.nora).get(path).status_code == 404
