# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Action plans as PDF: a draft says so, a revision is kept as first printed, and its code tells whether it stands."""

import pytest

from digital_plan.models import ActionPlanPaper
from digital_plan.operations.action_plans import draft_pdf, paper_of_revision
from digital_plan.queries.action_plans import sections_of
from papers.issued import Kind, Status, paper_by_code, paper_by_hash
from papers.models import Document, PaperCode
from papers.queries import document_content
from papers.sections import CELL_MAX, LETTERS_MAX
from tests.action_plans import begun, sent, whole, write
from tests.committee.test_digits import words
from tests.project.conftest import visitor
from tests.standing import grounded
from tests.world import World

pytestmark = pytest.mark.django_db
ground, world = grounded(World)
STRATEGY = {"name": "บริการดิจิทัล", "tactics": "เชื่อมข้อมูล\nลดสำเนา", "projects": "ระบบออกหนังสือรับรอง 2566 3,000,000 บาท"}


def test_draft_is_marked_and_nothing_is_kept(world: World) -> None:
    plan = begun(world)
    write(world, plan, background="ที่มาของแผน", strategies=[STRATEGY, STRATEGY | {"name": "ข้อมูลเปิด"}])
    shown = words(draft_pdf(plan, sections_of(plan), at=world.at))
    for said in ("ร่างยังไม่ได้ส่ง", "ที่มาของแผน", "ยุทธศาสตร์ที่๑บริการดิจิทัล", "ยุทธศาสตร์ที่๒ข้อมูลเปิด", "ลดสำเนา", "๓,๐๐๐,๐๐๐"):
        assert said in shown
    assert shown.count("ยังไม่ได้จัดทำส่วนนี้") == 6
    assert not Document.objects.exists()


def test_revision_is_kept_as_first_printed_and_gives_way_to_the_next(world: World) -> None:
    plan = sent(world)
    first = plan.last_sent()
    assert first is not None
    document = paper_of_revision(first, at=world.at)
    assert paper_of_revision(first, at=world.at) == document
    assert ActionPlanPaper.objects.get().document == document
    shown, code = words(document_content(document)), PaperCode.objects.get(document=document).code
    assert "ร่าง" not in shown
    assert first.sha256[:32] in shown
    found = paper_by_code(code)
    assert found is not None
    assert (found.kind, found.status, found.number, found.issuer) == (
        Kind.ACTION_PLAN, Status.VALID, "1", plan.agency,
    )  # fmt: skip
    world.act("return_plan", "screener", plan, note="ขาด")
    write(world, plan, background="ใหม่")
    world.act("send_plan", "officer", plan)
    found = paper_by_hash(document.sha256)
    assert found is not None
    assert (found.status, found.by) == (Status.SUPERSEDED, "2")


def test_longest_plan_is_printed_whole(world: World) -> None:
    plan = whole(world, begun(world))
    long = "แผนของหน่วยงาน" * 80
    row = {"plan": "other", "what": long[:CELL_MAX], "how": long[:CELL_MAX]}
    write(world, plan, background=(long * 20)[:LETTERS_MAX], national_plans=[row] * 6)
    assert draft_pdf(plan, sections_of(plan), at=world.at).startswith(b"%PDF")


def test_who_prints_what(world: World) -> None:
    plan = begun(world)
    here = f"/action-plans/{plan.pk}/plan.pdf"
    assert visitor(world.screener).get(here).status_code == 404
    whole(world, plan)
    world.act("send_plan", "officer", plan)
    sent_paper = f"/action-plans/{plan.pk}/revisions/1.pdf"
    answer = visitor(world.screener).get(sent_paper)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/pdf")
    for who in (world.screener, world.officer):  # what was sent is no draft, to its writers neither
        assert visitor(who).get(here).content == answer.content
    assert visitor(world.officer).get(sent_paper).content == answer.content
    for path in (here, sent_paper, f"/action-plans/{plan.pk}/revisions/2.pdf"):
        assert visitor(world.nora).get(path).status_code == 404
    assert visitor(world.officer).get(f"/action-plans/{plan.pk}/revisions/2.pdf").status_code == 404


def test_what_the_font_lacks_is_named(world: World) -> None:
    plan = begun(world)
    write(world, plan, background="แผน 😀")
    answer = visitor(world.officer).get(f"/action-plans/{plan.pk}/plan.pdf")
    assert answer.status_code == 503
    assert "U+1F600" in answer.content.decode()
