# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""In Thai: an officer attaches the agency's own plan, reads it beside the template, and takes sections of it over."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from digital_plan.queries.action_plans import sections_of
from papers.word import DOCX, written
from tests.action_plans import begun, write
from tests.browser.accessibility import barriers
from tests.digital_plan.test_own_plans import OWN
from tests.world import World


@pytest.fixture
def world(live_app: Any) -> World:
    world = World()
    world.at = timezone.now()
    return world


@pytest.mark.parametrize("width", [1300, 390])
def test_own_plan_is_compared_and_sections_are_taken_over(
    page: Page, world: World, sign_in: Callable[[Any], None], width: int
) -> None:
    plan = begun(world)
    write(world, plan, driving="ที่เขียนไว้แล้ว")
    page.set_viewport_size({"width": width, "height": 900})
    sign_in(world.officer)
    page.goto(f"/action-plans/{plan.pk}/document/")
    page.locator("[name=file]").set_input_files(
        {"name": "แผน.docx", "mimeType": DOCX, "buffer": written(OWN, title="แผน")}
    )
    page.locator("main form button.btn-primary").click()
    expect(page).to_have_url(re.compile(r"/template/$"))
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    expect(page.locator("[name=take][value=background]")).to_be_checked()
    expect(page.locator("[name=take][value=driving]")).not_to_be_checked()  # nothing is written over unasked
    page.locator("[name=take][value=strategies]").uncheck()
    page.locator("main form button.btn-primary").click()
    expect(page).to_have_url(re.compile(rf"/action-plans/{plan.pk}/$"))
    now = {one.section.key: one for one in sections_of(plan)}
    assert now["background"].text.startswith("กรมจัดทำแผนนี้")
    assert now["driving"].text == "ที่เขียนไว้แล้ว"
    assert not now["strategies"].is_written
