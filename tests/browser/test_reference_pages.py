# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The pages that explain the service, in a browser: no barrier, no broken rule of their own, usable by keyboard."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import barriers
from tests.world import World


@pytest.mark.parametrize("path", ["/lifecycles/", "/lifecycles/project/", "/lifecycles/meeting/", "/api/v1/"])
def test_reference_page_has_no_barrier(page: Page, sign_in: Callable[[Any], None], path: str) -> None:
    sign_in(World().officer)
    page.goto(path)
    assert barriers(page) == []


def test_operation_is_opened_by_keyboard_and_tells_what_it_takes(page: Page) -> None:
    page.goto("/api/v1/")
    operation = page.locator("#act_on_project")
    operation.locator("summary").press("Enter")
    expect(operation.get_by_role("rowheader", name="Idempotency-Key")).to_be_visible()


def test_present_state_of_a_project_is_lit(page: Page, sign_in: Callable[[Any], None]) -> None:
    world = World().to("confirming")
    sign_in(world.officer)
    page.goto(f"/lifecycles/project/?project={world.project.code}")
    lit = page.locator(".picture__state--here")
    expect(lit).to_have_count(2)  # the state, and the desk where the partners answer
    expect(lit.first).to_contain_text("รอความยินยอมของหน่วยงานร่วม")
