# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A project is screened, passed, decided in part and reported back: in Thai, each with one refusal."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import barriers
from tests.browser.conftest import LiveApp
from tests.world import World

SignIn = Callable[[Any], None]


@pytest.fixture
def world(live_app: LiveApp) -> World:
    return World()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def test_screener_cuts_a_line_with_its_reason_and_recommends(page: Page, world: World, sign_in: SignIn) -> None:
    world.to("screening")
    sign_in(world.screener)
    page.goto(f"/projects/{world.project.code}/")
    page.get_by_role("link", name="บันทึกผลการตรวจและความเห็น").click()
    expect(page.get_by_role("button", name="บันทึกและเสนอผลการกลั่นกรอง", exact=True)).to_be_visible()
    assert barriers(page) == []
    line = page.get_by_label("วงเงินหลังกลั่นกรองของ").first
    line.fill("๑,๐๐๐,๐๐๐")
    expect(page.get_by_role("status").filter(has_text="4,000,000")).to_be_visible()  # the running total
    press(page, "บันทึกและเสนอผลการกลั่นกรอง")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("ระบุเหตุผลที่วงเงินต่างจากที่เสนอ")
    expect(page.get_by_label("วงเงินหลังกลั่นกรองของ").first).to_have_value("๑,๐๐๐,๐๐๐")
    assert barriers(page) == []
    page.get_by_label("เหตุผลของ").first.fill("เกินราคากลาง")
    page.get_by_label("ผ่าน", exact=True).first.check()
    page.get_by_label("ความเห็น", exact=True).fill("เห็นควรสนับสนุน")
    press(page, "บันทึกและเสนอผลการกลั่นกรอง")
    expect(page.get_by_role("alert")).to_contain_text("บันทึกผลการตรวจของท่านแล้ว")
    page.get_by_label("ให้ผ่านเข้าคณะกรรมการ").check()
    press(page, "บันทึกและเสนอผลการกลั่นกรอง")
    expect(page.get_by_role("status").first).to_contain_text("เจ้าหน้าที่กลั่นกรองเสนอผลการกลั่นกรอง")
    assert world.project.state == "recommended"


def test_head_of_screening_passes_what_another_person_recommended(page: Page, world: World, sign_in: SignIn) -> None:
    world.to("recommended")
    sign_in(world.screening_head)
    page.goto(f"/projects/{world.project.code}/acts/find_not_eligible/")
    expect(page.get_by_role("alert")).to_contain_text("ไม่เข้าเกณฑ์")  # the recommendation is to pass
    page.goto(f"/projects/{world.project.code}/acts/pass_on/")
    expect(page.get_by_role("main")).to_contain_text("เห็นควรผ่าน")
    assert barriers(page) == []
    page.get_by_role("main").get_by_role("button").last.click()
    expect(page.get_by_role("status")).to_contain_text("โครงการผ่านการกลั่นกรอง")
    assert world.project.state == "screened"


def test_budget_officer_decides_in_part_after_reading_the_total_in_words(
    page: Page, world: World, sign_in: SignIn
) -> None:
    world.to("budgeting")
    sign_in(world.budget)
    page.goto(f"/projects/{world.project.code}/acts/decide/")
    page.locator("table input").first.fill("๕๐๐,๐๐๐")
    press(page, "ตรวจสอบวงเงิน")
    expect(page.get_by_role("alert")).to_contain_text("เอกสาร")
    page.get_by_label("เอกสารอ้างอิง").fill("พ.ร.บ. งบประมาณ พ.ศ. 2565")
    press(page, "ตรวจสอบวงเงิน")
    expect(page.get_by_role("main")).to_contain_text("สามล้านห้าแสนบาทถ้วน")
    assert barriers(page) == []
    page.get_by_role("main").locator("button[name=confirmed]").click()
    expect(page.get_by_role("status")).to_contain_text("ตัดสินวงเงินงบประมาณแล้ว")
    assert (world.project.state, world.project.outcome) == ("decided", "part")


def test_officer_reports_the_result_back_to_every_agency(page: Page, world: World, sign_in: SignIn) -> None:
    world.to("decided")
    sign_in(world.screener)
    page.goto(f"/projects/{world.project.code}/acts/report_back/")
    button = page.get_by_role("main").get_by_role("button").last
    button.click()
    expect(page.get_by_role("alert")).to_contain_text("เลขที่หนังสือ")
    page.get_by_label("เลขที่หนังสือ").fill("สพร 77/2564")
    button.click()
    expect(page.get_by_role("status")).to_contain_text("แจ้งผลแก่ทุกหน่วยงานที่เข้าร่วมแล้ว")
    page.get_by_role("link", name="หนังสือแจ้งผล").click()
    expect(page.get_by_role("main").get_by_text("สพร 77/2564")).to_have_count(3)
    assert world.project.state == "reported_back"


@pytest.mark.parametrize("width", [1366, 320])
def test_forms_of_offices_are_open_to_everyone(page: Page, world: World, sign_in: SignIn, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    for state, person, place in (
        ("screening", world.screener, "screening/"),
        ("screening", world.screener, "acts/return_for_revision/"),
        ("recommended", world.screening_head, "acts/pass_on/"),
        ("budgeting", world.budget, "acts/decide/"),
    ):
        world.to(state)
        sign_in(person)
        page.goto(f"/projects/{world.project.code}/{place}")
        assert (place, barriers(page)) == (place, [])
        assert (place, page.evaluate("document.documentElement.scrollWidth")) == (place, width)
