# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A round on the status of plans in Thai: an agency confirms what is known, DGA enters for a caller, asks, reports."""

from typing import Any

import pytest
from playwright.sync_api import Page

from digital_plan.models import StatusResult, StatusReturn, StatusRound
from tests.browser.accessibility import barriers
from tests.browser.test_campaign import press, shot, thai
from tests.status_rounds import MAKING, drafted, opened_round, reported, return_of, tell
from tests.world import World


@pytest.fixture
def world(live_app: Any) -> World:
    """A first round that is reported, and a second one that is open and over its last day."""
    world = World()
    first = opened_round(world)
    tell(world, "north", MAKING)
    reported(world, first)
    opened_round(world, drafted(world))
    return world


def test_agency_confirms_dga_enters_and_the_result_is_frozen(page: Page, sign_in: Any, world: World) -> None:
    own, called = return_of(world, "north"), return_of(world, "lead")
    sign_in(world.nora)
    page.goto("/plan-status/")
    shot(page, "status-rounds")
    assert barriers(page) == []
    page.goto(f"/plan-status/returns/{own.pk}/")
    assert "1/2563" in page.content()
    shot(page, "status-return-awaited")
    press(page, "Tell the status of the plan", "link")
    assert page.locator('input[name="plan_status"][value="making"]').is_checked()
    page.locator('input[name="plan_status"][value="done"]').check()
    page.get_by_label(thai("Kind of plan")).select_option("action_plan")
    page.get_by_label(thai("First fiscal year (B.E.)")).fill("2563")
    page.get_by_label(thai("Last fiscal year (B.E.)")).fill("2565")
    shot(page, "status-telling")
    assert barriers(page) == []
    press(page, "Tell the status of the plan")
    assert barriers(page) == []
    sign_in(world.screener)
    page.goto(f"/plan-status/returns/{called.pk}/")
    press(page, "Enter it for a caller", "link")
    page.locator('input[name="plan_status"][value="none"]').check()
    page.get_by_label(thai("Who told it, by post")).fill("ผู้อำนวยการกองแผนงาน")
    page.locator('input[name="came_by"][value="phone"]').check()
    press(page, "Enter it for a caller")
    shot(page, "status-return-for-caller")
    page.goto(f"/plan-status/{own.round_id}/")
    shot(page, "status-round")
    assert barriers(page) == []
    press(page, "Close the round for returns")
    sign_in(world.screening_head)
    page.goto(f"/plan-status/{own.round_id}/")
    press(page, "Freeze and report the result")
    page.goto(f"/plan-status/{own.round_id}/result/")
    shot(page, "status-result")
    assert barriers(page) == []
    assert StatusRound.objects.get(pk=own.round_id).state == "round_reported"
    assert StatusReturn.objects.get(pk=called.pk).is_for_caller
    result = StatusResult.objects.get(round=own.round_id)
    assert result.content["since"] == {"same": 0, "changed": 1, "new": 1, "silent": 0}
