# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""In Thai: an officer writes the agency's action plan, is told what is missing, sends it, and DGA acknowledges it."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from digital_plan.models import ActionPlan
from tests.action_plans import begun, whole
from tests.browser.accessibility import barriers
from tests.world import World


@pytest.fixture
def world(live_app: Any) -> World:
    world = World()
    world.at = timezone.now()
    return world


def test_plan_is_written_sent_and_acknowledged(
    page: Page, world: World, sign_in: Callable[[Any], None], colleague: Callable[[Any], Page]
) -> None:
    plan = begun(world)
    sign_in(world.officer)
    page.goto(f"/action-plans/{plan.pk}/")
    assert barriers(page) == []
    page.goto(f"/action-plans/{plan.pk}/sections/background/")
    page.locator("[name=text]").fill("หน่วยงานจัดทำแผนนี้เพื่อให้บริการดิจิทัลที่ทุกคนเข้าถึง")
    expect(page.locator("#saved[data-saved]")).to_be_visible(timeout=15_000)  # saved as one goes
    assert barriers(page) == []
    page.goto(f"/action-plans/{plan.pk}/acts/send_plan/")
    expect(page.locator("main .refusal, main [role=alert], main .notice").first).to_be_visible()
    assert ActionPlan.objects.get().state == "being_written"  # what is missing was told, and nothing has changed
    whole(world, plan)
    page.goto(f"/action-plans/{plan.pk}/acts/send_plan/")
    page.locator("main form button.btn-primary").click()
    expect(page).to_have_url(re.compile(rf"/action-plans/{plan.pk}/$"))
    dga = colleague(world.screener)
    dga.goto(f"/action-plans/{plan.pk}/")
    assert barriers(dga) == []
    dga.goto(f"/action-plans/{plan.pk}/acts/acknowledge_receipt/")
    dga.locator("[name=receipt_number]").fill("สพร 12/2566")
    dga.locator("main form button.btn-primary").click()
    expect(dga).to_have_url(re.compile(rf"/action-plans/{plan.pk}/$"))
    page.reload()
    expect(page.locator("main")).to_contain_text("สพร 12/2566")
    assert ActionPlan.objects.get().state == "acknowledged"
