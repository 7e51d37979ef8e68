# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""An officer takes up the head's order, hands the project in, and goes back to acting for themselves."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.browser.accessibility import barriers
from tests.orders import order_in_force
from tests.world import World
from workflows.models import TransitionRecord


@pytest.fixture
def world(live_app: Any) -> World:
    """A project that waits for the head, who has lent the post for these weeks."""
    world = World().to("agency_approval")
    today: date = timezone.localdate()
    world.at = timezone.now()
    order_in_force(world, "head", "officer", valid_from=today, valid_to=today + timedelta(days=14))
    return world


def test_officer_hands_in_for_the_head(page: Page, world: World, sign_in: Callable[[Any], None]) -> None:
    sign_in(world.officer)
    page.goto("/orders/")
    assert barriers(page) == []
    page.get_by_role("button", name="ปฏิบัติหน้าที่ตามคำสั่งนี้").click()
    banner = page.get_by_role("region", name="การปฏิบัติหน้าที่แทน")
    expect(banner).to_contain_text("รักษาราชการแทน ผู้ทดสอบ head")
    assert barriers(page) == []
    page.goto(f"/projects/{world.project.code}/acts/hand_in/")
    page.locator("[name=letter_number]").fill("ทส 0101/1")
    page.locator("main form button.btn-primary").click()
    expect(page).to_have_url(re.compile(rf"/projects/{world.project.code}/$"))
    record = TransitionRecord.objects.get(transition="hand_in")
    assert (record.actor, record.on_behalf_of) == (world.officer, world.head)
    banner.get_by_role("button").click()
    expect(page.get_by_role("region", name="การปฏิบัติหน้าที่แทน")).to_have_count(0)
