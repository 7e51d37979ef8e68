# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A person comes in, sees whose name stands on the page, changes the language, and goes out; all of it for everyone."""

import re

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from tests.browser.accessibility import barriers
from tests.browser.conftest import LiveApp

PASSWORD = "ฝนตกที่เชียงใหม่ 2565"


@pytest.fixture
def malee(live_app: LiveApp) -> User:
    return User.objects.create_user("malee", PASSWORD, display_name="มาลี ใจดี")


def log_in(page: Page, password: str) -> None:
    page.get_by_label("ชื่อผู้ใช้").fill("malee")
    page.get_by_label("รหัสผ่าน").fill(password)
    page.get_by_role("button", name="เข้าสู่ระบบ").click()


def test_a_stranger_is_asked_to_log_in_and_then_goes_where_they_wanted(page: Page, malee: User) -> None:
    page.goto("/queue/")
    expect(page.get_by_role("heading", level=1)).to_have_text("เข้าสู่ระบบ")
    log_in(page, PASSWORD)
    expect(page.get_by_role("heading", level=1)).to_have_text("คิวงานของเรา")
    assert page.url.endswith("/queue/")


def test_a_wrong_password_keeps_the_name_and_says_so(page: Page, malee: User) -> None:
    page.goto("/login/")
    log_in(page, "wrong")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง")
    expect(alert).to_be_focused()
    expect(page.get_by_label("ชื่อผู้ใช้")).to_have_value("malee")
    assert barriers(page) == []


def test_language_changes_on_the_same_page_and_log_out_leads_back(page: Page, malee: User) -> None:
    page.goto("/tasks/")
    log_in(page, PASSWORD)
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("My tasks")
    assert page.url.endswith("/tasks/")
    page.locator("summary", has_text="มาลี ใจดี").click()
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Log in")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/", "/tasks/", "/queue/", "/nowhere/"])
def test_pages_are_open_to_everyone(page: Page, malee: User, path: str, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(f"/login/?next={path}")
    log_in(page, PASSWORD)
    expect(page).to_have_url(re.compile(f"[0-9]{path}$"))
    assert barriers(page) == []


def test_nothing_is_cut_off_on_a_small_telephone(page: Page, malee: User) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto("/login/")
    log_in(page, PASSWORD)
    page.locator(".bar__places summary").click()
    page.get_by_role("link", name="คิวงานของเรา", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("คิวงานของเรา")
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_everything_begins_with_a_way_past_the_navigation(page: Page, malee: User) -> None:
    page.goto("/login/?next=/tasks/")
    log_in(page, PASSWORD)
    expect(page.get_by_role("heading", level=1)).to_have_text("งานของฉัน")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "page"
