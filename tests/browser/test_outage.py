# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A database without room, met in a browser: the page keeps what was typed, and sends it again when there is room."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db.backends.signals import connection_created
from playwright.sync_api import Page, expect

from tests.browser.accessibility import barriers
from tests.world import World
from workflows.models import TransitionRecord
from workflows.verification import faults

NOTE = "ถอนเพราะงบประมาณของปีนี้เปลี่ยนไป จะเสนอใหม่ในปีถัดไปพร้อมหน่วยงานภาคีเดิม"


@pytest.fixture
def full() -> Iterator[set[str]]:
    """While something is in the set, no connection that is opened lets the database's file grow."""
    why: set[str] = set()

    def limit(connection: Any, **kwargs: Any) -> None:
        if why:
            with connection.cursor() as cursor:
                pages = cursor.execute("PRAGMA page_count").fetchone()[0]
                cursor.execute(f"PRAGMA max_page_count = {pages}")

    connection_created.connect(limit)
    yield why
    connection_created.disconnect(limit)


def test_what_was_typed_is_kept_on_the_page_and_sent_again(
    page: Page, live_app: Any, sign_in: Callable[[Any], None], full: set[str]
) -> None:
    world = World()
    sign_in(world.head)
    page.goto(f"/projects/{world.project.code}/acts/withdraw/")
    page.locator("textarea[name=note]").fill(NOTE * 50)
    full.add("full")
    page.locator("main form button.btn-primary").click()
    expect(page.locator("h1")).to_have_text("ระบบใช้งานไม่ได้ชั่วคราว")
    expect(page.locator("main")).to_contain_text("พื้นที่จัดเก็บของระบบเต็ม")
    for width, height in ((1300, 900), (390, 844), (320, 640)):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert barriers(page) == []
    page.locator("main form button.btn-primary").click()  # still full: the page comes again
    expect(page.locator("main form button.btn-primary")).to_be_visible()
    assert world.project.state == "draft"
    full.clear()
    page.locator("main form button.btn-primary").click()
    expect(page).to_have_url(re.compile(rf"/projects/{world.project.code}/$"))
    assert TransitionRecord.objects.get(transition="withdraw").note == NOTE * 50
    assert list(faults()) == []
