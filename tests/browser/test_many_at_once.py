# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Projects of a filtered list are ticked by keyboard, looked at, confirmed and told; a telephone finds them too."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from budget_review.models import IntegrationProject
from tests.browser.accessibility import barriers
from tests.browser.conftest import LiveApp
from tests.world import World

SignIn = Callable[[Any], None]


def test_two_projects_are_taken_up_from_the_list_by_keyboard(page: Page, live_app: LiveApp, sign_in: SignIn) -> None:
    world = World().to("submitted")
    first = world.project
    world.project_id = world.draft().pk
    second = world.to("submitted").project
    sign_in(world.screener)
    page.goto("/projects/?state=submitted")
    for key in ("j", "x", "j", "x"):
        page.keyboard.press(key)
    expect(page.locator(".tick input:checked")).to_have_count(2)
    page.locator("#many button:not([name])").press("Enter")
    expect(page.get_by_role("main")).to_contain_text(first.code)
    assert barriers(page) == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.locator("button[name=confirmed]").press("Enter")
    expect(page.locator(".notice.tone-good")).to_be_visible()
    assert barriers(page) == []
    assert [IntegrationProject.objects.get(pk=one.pk).state for one in (first, second)] == ["screening", "screening"]
    page.goto("/")
    page.locator(".bar__find button").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert "/find/" in page.url
