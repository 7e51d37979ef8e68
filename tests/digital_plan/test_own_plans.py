# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""An agency's own document beside the template: what is found, what lacks, and taking sections over by choice."""

from typing import Any
from uuid import uuid4

import pytest
from django.utils import translation

from digital_plan.documents import plan_document
from digital_plan.models import ActionPlan, EarlierPlanText, OwnDocument
from digital_plan.operations.action_plans import attach_document, take_over
from digital_plan.own_plans import compared
from digital_plan.queries.action_plans import sections_of
from papers.uploads import accept
from papers.word import Block, Heading, Paragraph, Table, written
from tests.action_plans import begun, linked, whole, write
from tests.api.asking import Program, told
from tests.orders import pdf
from tests.project.conftest import page_of, visitor
from tests.refusing import refused
from tests.standing import grounded
from tests.world import World
from workflows.refusals import GuardsUnmet, NotPermitted, VersionConflict

pytestmark = pytest.mark.django_db
ground, world = grounded(World)
OWN: list[Block] = [  # as agencies write: Thai numbers, broken sara-am, headings in bold or in other words
    Heading("แผนปฏิบัติการด้านดิจิทัล กรมทดสอบ", 0),
    Paragraph("คำนำ"),
    Heading("ส่วนที่ ๑ ที่มาและความส าคัญของแผนปฏิบัติการ"),
    Paragraph("กรมจัดท าแผนนี้ตามพระราชบัญญัติ"),
    Heading("1.1 กฎหมาย", 2),
    Paragraph("พ.ศ. ๒๕๖๒"),
    Heading("ส่วนที่ ๔ การวิเคราะห์สถานการณ์ขององค์กร"),
    Paragraph("จุดแข็ง"),
    Paragraph("บุคลากรพร้อม"),
    Paragraph("ระบบพร้อม"),
    Paragraph("โอกาส"),
    Paragraph("กฎหมายเอื้อ"),
    Heading("๖. ยุทธศาสตร์ตามแผนปฏิบัติการดิจิทัล"),
    Paragraph("มี ๒ ยุทธศาสตร์"),
    Heading("ยุทธศาสตร์ที่ ๑ บริการดิจิทัล", 2),
    Paragraph("เชื่อมข้อมูล"),
    Heading("ยุทธศาสตร์ที่ ๒ ข้อมูลเปิด", 2),
    Heading("๑๐. แนวทางการขับเคลื่อนแผน"),
    Paragraph("คณะทำงานติดตาม"),
]
FOUND = ["background", "own_situation", "strategies_together", "strategies", "driving"]


def attached(world: World, plan: ActionPlan, content: bytes, name: str = "แผน.docx") -> OwnDocument:
    return attach_document(
        plan_id=plan.pk, file=accept(content, name), actor=world.officer, at=world.at, request_id=uuid4()
    )


def own(world: World, plan: ActionPlan) -> OwnDocument:
    return attached(world, plan, written(OWN, title="แผน"))


def test_sections_are_known_by_their_words_however_they_are_numbered_and_broken() -> None:
    comparison = compared(written(OWN, title="แผน"))
    found = {one.section.key: one for one in comparison.found}
    assert list(found) == FOUND
    assert [one.section.key for one in comparison.lacking] == ["national_plans", "digital_situation", "direction"]
    assert found["background"].text == "กรมจัดทำแผนนี้ตามพระราชบัญญัติ\n1.1 กฎหมาย\nพ.ศ. ๒๕๖๒"
    assert [(row["side"], row["what"]) for row in found["own_situation"].rows] == [
        ("strength", "บุคลากรพร้อม"), ("strength", "ระบบพร้อม"), ("opportunity", "กฎหมายเอื้อ"),
    ]  # fmt: skip
    assert found["strategies_together"].text == "มี ๒ ยุทธศาสตร์"
    assert [(row["name"], row["tactics"]) for row in found["strategies"].rows] == [
        ("บริการดิจิทัล", "เชื่อมข้อมูล"), ("ข้อมูลเปิด", ""),
    ]  # fmt: skip
    assert "คำนำ" in comparison.before


def test_our_own_word_document_comes_back_as_it_was(world: World) -> None:
    plan = whole(world, begun(world))
    with translation.override("th"):
        content = plan_document(kind="แผน", agency="กรม", years="2566", sections=sections_of(plan))
    comparison = compared(content)
    assert not comparison.lacking
    here = {one.section.key: one for one in sections_of(plan)}
    for one in comparison.sections:
        assert (one.text, one.rows) == (here[one.section.key].text, here[one.section.key].rows)
        assert one.can_be_taken


def test_strategy_of_another_plan_is_no_strategy_of_the_agency() -> None:
    content = written(
        [
            Heading("2. ความสอดคล้องกับนโยบายและแผนระดับชาติที่เกี่ยวข้อง"),
            Heading("ยุทธศาสตร์ที่ 6 ของชาติ", 2),
            Paragraph("ด้านการปรับสมดุล"),
        ],
        title="แผน",
    )
    [found] = compared(content).found
    assert (found.section.key, found.text) == ("national_plans", "ยุทธศาสตร์ที่ 6 ของชาติ\nด้านการปรับสมดุล")


def test_cell_that_is_none_of_the_choices_is_not_lost() -> None:
    heads = ["นโยบายหรือแผน", "ประเด็นที่เกี่ยวข้อง", "แผนนี้สนับสนุนอย่างไร"]
    rows = [["แผนแม่บทภายใต้ยุทธศาสตร์ชาติ", "ประเด็น 20", "ก"], ["แผนของจังหวัด", "ด้านดิจิทัล", "ข"]]
    content = written([Heading("ความสอดคล้องกับนโยบายและแผนระดับชาติที่เกี่ยวข้อง"), Table(heads, rows)], title="แผน")
    [found] = compared(content).found
    assert [(row["plan"], row["what"], row["how"]) for row in found.rows] == [
        ("master_plan", "ประเด็น 20", "ก"), ("", "แผนของจังหวัด · ด้านดิจิทัล", "ข"),
    ]  # fmt: skip


def test_only_what_is_chosen_is_written_and_the_rest_stays(world: World) -> None:
    plan = begun(world)
    write(world, plan, background="ของเดิม", driving="ของเดิม")
    ActionPlan.objects.get(pk=plan.pk).sections.update(written_by=world.head)
    held = own(world, plan)
    revision = ActionPlan.objects.get(pk=plan.pk).revision
    by: dict[str, Any] = {"actor": world.officer, "at": world.at}
    take_over(held=held, keys=["background", "strategies"], expected_revision=revision, **by)
    now = {one.section.key: one for one in sections_of(plan)}
    assert now["background"].text.startswith("กรมจัดทำแผนนี้")
    assert now["driving"].text == "ของเดิม"
    assert [row["name"] for row in now["strategies"].rows] == ["บริการดิจิทัล", "ข้อมูลเปิด"]
    assert not now["own_situation"].is_written
    assert [one.text for one in EarlierPlanText.objects.all()] == ["ของเดิม"]  # what another had written is kept
    with refused(VersionConflict):
        take_over(held=held, keys=["background", "driving"], expected_revision=revision - 2, **by)


def test_taking_over_is_refused_with_the_reason_and_nothing_changes(world: World) -> None:
    plan = begun(world)
    long = attached(world, plan, written([Heading("10. แนวทางการขับเคลื่อนแผน"), Paragraph("ก" * 20_001)], title="แผน"))
    whole_one = own(world, plan)
    by: dict[str, Any] = {"actor": world.officer, "at": world.at}
    by |= {"expected_revision": ActionPlan.objects.get(pk=plan.pk).revision}
    for held, keys in (
        (long, ["driving"]), (long, []), (long, ["background"]), (linked(world, plan), ["driving"]),
        (attached(world, plan, pdf(), "แผน.pdf"), ["driving"]),
    ):  # fmt: skip
        with refused(GuardsUnmet):
            take_over(held=held, keys=keys, **by)
    with refused(NotPermitted):
        take_over(held=whole_one, keys=["driving"], **(by | {"actor": world.screener}))


def test_page_shows_both_and_takes_what_is_ticked(world: World) -> None:
    plan = begun(world)
    write(world, plan, driving="ของเดิม")
    held = own(world, plan)
    here, path = f"/action-plans/{plan.pk}/", f"/action-plans/{plan.pk}/documents/{held.pk}/template/"
    assert path in page_of(world.officer, here)
    officer = visitor(world.officer)
    shown = officer.get(path)
    html = shown.content.decode()
    assert "5 of 8 parts of the template found in the document" in html
    assert {row["found"].section.key for row in shown.context["rows"] if row["ticked"] and row["found"].words} == {
        "background", "own_situation", "strategies_together", "strategies",
    }  # fmt: skip
    revision = ActionPlan.objects.get(pk=plan.pk).revision
    assert officer.post(path, {"expected_revision": revision}).status_code == 422
    late = officer.post(path, {"expected_revision": 0, "take": ["driving"]})
    assert late.status_code == 409
    assert sections_of(plan)[-1].text == "ของเดิม"
    taken = officer.post(path, {"expected_revision": revision, "take": ["background", "own_situation"]})
    assert (taken.status_code, taken["Location"]) == (302, here)
    assert "The same." in officer.get(path).content.decode()
    for who in (world.nora, world.screener):
        assert visitor(who).get(path).status_code == 404
    world.act("send_plan", "officer", plan)
    read = visitor(world.screener).get(path)
    assert (read.status_code, "Take over what is ticked" in read.content.decode()) == (200, False)
    assert visitor(world.screener).post(path, {"take": ["driving"]}).status_code == 404
    assert officer.post(path, {"take": ["driving"]}).status_code == 404


def test_page_says_why_a_document_is_not_read(world: World) -> None:
    plan = begun(world)
    held = attached(world, plan, pdf(), "แผน.pdf")
    answer = visitor(world.officer).get(f"/action-plans/{plan.pk}/documents/{held.pk}/template/")
    assert answer.status_code == 422
    assert "Only a Word document" in answer.content.decode()


def test_program_compares_and_takes_over(world: World) -> None:
    plan = begun(world)
    held = own(world, plan)
    program = Program(world, "officer")
    here = f"/action-plans/{plan.pk}/documents/{held.pk}"
    compared_by_api = program.get(f"{here}/comparison").json()
    assert [one["key"] for one in compared_by_api["sections"] if one["heading"]] == FOUND
    body = {"expected_revision": ActionPlan.objects.get(pk=plan.pk).revision, "sections": ["driving"]}
    made = program.send(f"{here}/take-over", body)
    assert made.status_code == 200
    assert next(one["text"] for one in made.json()["sections"] if one["key"] == "driving") == "คณะทำงานติดตาม"
    assert told(program.send(f"{here}/take-over", body | {"sections": []}))[0] == 422
    assert Program(world, "nora").get(f"{here}/comparison").status_code == 404
