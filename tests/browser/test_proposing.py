# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""An officer writes and submits, a partner consents, the head hands in: in Thai, each with one refusal."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from budget_review.models import IntegrationProject
from tests.browser.accessibility import barriers
from tests.browser.conftest import LiveApp
from tests.budget_review.conftest import open_round
from tests.world import World

SECTIONS = {  # what a proposal says before it goes to its partners
    "วัตถุประสงค์": "ให้ข้อมูลน้ำเชื่อมถึงกัน",
    "หลักการและเหตุผล": "ข้อมูลกระจายอยู่หลายหน่วยงาน",
    "กลุ่มเป้าหมายและพื้นที่ดำเนินการ": "เกษตรกรในลุ่มน้ำยม",
}
SignIn = Callable[[Any], None]


@pytest.fixture
def world(live_app: LiveApp) -> World:
    return open_round(World())


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def test_officer_writes_a_proposal_with_a_partner_and_submits_it(page: Page, world: World, sign_in: SignIn) -> None:
    sign_in(world.officer)
    page.goto("/projects/")
    page.get_by_role("link", name="ข้อเสนอใหม่").click()
    page.get_by_label("ชื่อโครงการ").fill("โครงการเเผนนํ้าร่วม")
    press(page, "เริ่มร่าง")
    code = IntegrationProject.objects.latest("pk").code
    expect(page.get_by_role("status")).to_contain_text(code)

    page.goto(f"/projects/{code}/")  # one agency alone: what is missing stands where the button would be
    expect(page.locator("aside")).to_contain_text("ต้องมีหน่วยงานเข้าร่วมอย่างน้อย 2 หน่วยงาน")
    assert barriers(page) == []
    page.get_by_role("link", name="เขียนข้อเสนอต่อ").click()

    for section, words in SECTIONS.items():
        page.get_by_role("link", name=section, exact=True).click()
        page.get_by_role("main").get_by_role("textbox").first.fill(words)
        press(page, "บันทึก")
        page.goto(f"/projects/{code}/edit/")
        expect(page.get_by_role("row", name=section)).to_contain_text("เขียนแล้ว")
    page.get_by_role("link", name="ชื่อและระยะเวลา").click()
    page.get_by_label("เริ่ม", exact=False).first.fill("๑/๑๐/๒๕๖๔")
    press(page, "บันทึก")

    page.goto(f"/projects/{code}/edit/parts/")
    page.get_by_role("combobox", name="หน่วยงาน", exact=True).select_option(label=world.agencies["north"].name_th)
    press(page, "ระบุหน่วยงานร่วม")
    expect(page.get_by_role("table")).to_contain_text(world.agencies["north"].name_th)
    assert barriers(page) == []
    for agency, amount in (("lead", "๑,๒๐๐,๐๐๐"), ("north", "800,000.50")):
        page.goto(f"/projects/{code}/edit/parts/")
        page.get_by_role("link", name=world.agencies[agency].name_th, exact=True).click()
        first = page.get_by_role("group", name="รายการที่ 1")
        first.get_by_label("รายการ", exact=True).fill("ระบบข้อมูลน้ำ")
        first.get_by_label("หมวดงบรายจ่าย").select_option("investment")
        first.get_by_label("ปีงบประมาณ").fill("๒๕๖๕")
        first.get_by_label("จำนวนเงิน (บาท)").fill(amount)
        press(page, "บันทึก")
    page.get_by_role("link", name="ตัวชี้วัด").click()
    first = page.get_by_role("group", name="ตัวชี้วัดที่ 1")
    first.get_by_label("ตัวชี้วัด", exact=True).fill("ร้อยละข้อมูลน้ำที่เชื่อมโยง")
    first.get_by_label("หน่วยนับ").fill("ร้อยละ")
    first.get_by_label("ค่าเป้าหมาย", exact=True).fill("80")
    first.get_by_label(world.agencies["lead"].name_th).fill("๖๐")
    first.get_by_label(world.agencies["north"].name_th).fill("30")
    press(page, "บันทึก")
    expect(page.get_by_role("main")).to_contain_text("ยังไม่ครบ")  # 60 + 30 is not a hundred
    page.get_by_role("link", name="ตัวชี้วัด").click()
    page.get_by_role("group", name="ตัวชี้วัดที่ 1").get_by_label(world.agencies["north"].name_th).fill("40")
    press(page, "บันทึก")
    expect(page.get_by_role("link", name="เสนอหน่วยงานร่วม")).to_be_visible()
    assert barriers(page) == []

    page.get_by_role("link", name="เสนอหน่วยงานร่วม").click()
    expect(page.get_by_role("main")).to_contain_text("สองล้านบาทห้าสิบสตางค์")
    assert barriers(page) == []
    press(page, "เสนอหน่วยงานร่วม")
    expect(page.get_by_role("status")).to_contain_text("เสนอหน่วยงานร่วม")
    project = IntegrationProject.objects.get(code=code)
    assert (project.state, project.title) == ("confirming", "โครงการแผนน้ำร่วม")


def test_partner_asks_for_changes_only_with_a_reason_and_then_consents(
    page: Page, world: World, sign_in: SignIn
) -> None:
    world.to("confirming")
    sign_in(world.nora)
    page.goto(f"/projects/{world.project.code}/")
    page.get_by_role("link", name="ขอให้แก้ไข").first.click()
    press(page, "ขอให้แก้ไข")
    alert = page.get_by_role("alert")
    expect(alert).to_be_focused()
    expect(alert).to_contain_text("เหตุผล")
    assert world.part("north").state == "asked"
    assert barriers(page) == []
    page.goto(f"/projects/{world.project.code}/")
    page.get_by_role("link", name=re.compile("^ยินยอม: ")).click()
    expect(page.get_by_role("main")).to_contain_text("1,500,000")
    page.get_by_role("main").get_by_role("button").last.click()
    expect(page.get_by_role("status")).to_contain_text("ยินยอมตามฉบับที่ 1")
    assert world.part("north").state == "consented"


def test_head_hands_in_with_the_letters_number(page: Page, world: World, sign_in: SignIn) -> None:
    world.to("agency_approval")
    sign_in(world.head)
    page.goto(f"/projects/{world.project.code}/")
    page.get_by_role("link", name="เห็นชอบและยื่นต่อ สพร.").click()
    press(page, "เห็นชอบและยื่นต่อ สพร.")
    expect(page.get_by_role("alert")).to_contain_text("เลขที่หนังสือ")
    page.get_by_label("เลขที่หนังสือ").fill("ทส 0101/55")
    press(page, "เห็นชอบและยื่นต่อ สพร.")
    expect(page.get_by_role("status")).to_contain_text("ยื่นข้อเสนอต่อ สพร.")
    assert world.project.state == "submitted"
    page.get_by_role("link", name="ประวัติ").click()
    expect(page.get_by_role("main")).to_contain_text("ทส 0101/55")
    assert barriers(page) == []


@pytest.mark.parametrize("width", [1366, 320])
def test_pages_of_projects_are_open_to_everyone(page: Page, world: World, sign_in: SignIn, width: int) -> None:
    world.to("reported_back")
    sign_in(world.auditor)
    page.set_viewport_size({"width": width, "height": 700})
    tabs = ("essentials", "agencies", "money", "kpis", "screening", "committee", "letters", "history")
    places = [f"/projects/{world.project.code}/?tab={tab}" for tab in tabs]
    for place in (*places, "/projects/", "/projects/?q=ไม่มี", "/rounds/", f"/rounds/{world.round.pk}/"):
        page.goto(place)
        assert (place, barriers(page)) == (place, [])
        assert (place, page.evaluate("document.documentElement.scrollWidth")) == (place, width)


@pytest.mark.parametrize("width", [1366, 320])
def test_forms_of_proposals_are_open_to_everyone(page: Page, world: World, sign_in: SignIn, width: int) -> None:
    sign_in(world.officer)
    page.set_viewport_size({"width": width, "height": 700})
    code, part = world.project.code, world.part("north").pk
    pages = ("edit/", "edit/essentials/", "edit/parts/", f"edit/parts/{part}/", "edit/kpis/", "acts/propose/")
    for place in ("/projects/new/", *(f"/projects/{code}/{name}" for name in pages)):
        page.goto(place)
        assert (place, barriers(page)) == (place, [])
        assert (place, page.evaluate("document.documentElement.scrollWidth")) == (place, width)
