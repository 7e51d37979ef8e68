# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Those who check read a history, a record with its proof, and the proof of all; a citizen gets the log-in page."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import barriers
from tests.browser.conftest import LiveApp
from tests.world import World
from workflows.models import TransitionRecord

SignIn = Callable[[Any], None]


@pytest.fixture
def world(live_app: LiveApp) -> World:
    return World().to("submitted")


def test_auditor_follows_a_project_to_its_records_and_verifies_all(page: Page, world: World, sign_in: SignIn) -> None:
    sign_in(world.auditor)
    page.goto("/")
    page.get_by_role("link", name="โครงการ", exact=True).first.click()
    page.get_by_role("link", name=world.project.title).first.click()
    page.get_by_role("link", name="ประวัติ").first.click()
    expect(page.locator(".timeline")).to_contain_text("ทส 0101/1")

    page.get_by_role("link", name="บันทึกเหตุการณ์").first.click()
    expect(page.locator("tbody tr")).to_have_count(TransitionRecord.objects.count())
    page.get_by_label("รหัสโครงการ").fill("DG00-00")
    page.get_by_role("button", name="แสดง", exact=True).click()
    expect(page.get_by_text("ไม่พบบันทึกตามที่ค้นหา")).to_be_visible()
    page.get_by_role("link", name="แสดงทั้งหมด").first.click()

    page.locator("a[data-row]").first.click()
    expect(page.locator(".chip").first).to_have_text("ตรงตามที่บันทึกไว้")
    newest = TransitionRecord.objects.latest("pk")
    expect(page.locator("main")).to_contain_text(newest.hash)
    expect(page.locator("main")).to_contain_text(newest.canonical)

    page.get_by_role("link", name="บันทึกเหตุการณ์").first.click()
    page.get_by_role("button", name="ตรวจพิสูจน์ทั้งหมด").click()
    expect(page.locator(".notice")).to_contain_text(f"บันทึก {TransitionRecord.objects.count()} รายการ")
    expect(page.locator(".notice")).to_contain_text("ไม่พบข้อผิดพลาด")
    assert barriers(page) == []


def test_administrator_reads_the_same_and_does_nothing_in_it(page: Page, world: World, sign_in: SignIn) -> None:
    sign_in(world.admin)
    page.goto(f"/projects/{world.project.code}/")
    expect(page.get_by_role("heading", level=1)).to_contain_text(world.project.title)
    assert page.locator("main form[action*='/acts/']").count() == 0
    page.goto("/records/")
    page.locator("a[data-row]").last.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("เริ่ม")


@pytest.mark.parametrize("path", ["/", "/projects/", "/records/", "/records/1/", "/meetings/", "/rounds/", "/queue/"])
def test_citizen_gets_the_log_in_page_only(page: Page, world: World, path: str) -> None:
    page.goto(path)
    expect(page).to_have_url(re.compile(r"/login/\?next="))
    expect(page.get_by_role("heading", level=1)).to_have_text("เข้าสู่ระบบ")
    assert world.project.title not in page.content()
    assert page.locator("nav").count() == 0


def test_records_are_worked_down_with_the_keyboard(page: Page, world: World, sign_in: SignIn) -> None:
    sign_in(world.auditor)
    page.goto("/records/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator("a[data-row]").nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/records/\d+/$"))
