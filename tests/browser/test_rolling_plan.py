# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The rolling plan in Thai: an agency proposes a change, DGA takes and lists it, and the year is summed up."""

from typing import Any

import pytest
from playwright.sync_api import Page

from digital_plan.models import PlanRevision, RevisionProposal, YearSummary
from tests.browser.accessibility import barriers
from tests.browser.test_campaign import press, shot, thai
from tests.campaigns import carried, opened
from tests.world import World


@pytest.fixture
def world(live_app: Any) -> World:
    """A project that is handed in, and a campaign with one answer."""
    world = World().to("submitted")
    opened(world, ("lead", "north"), fiscal_year=2565)
    carried(world, "lead", "officer", "handed_over")
    return world


def test_change_is_proposed_taken_and_listed_and_the_year_is_summed_up(page: Page, sign_in: Any, world: World) -> None:
    sign_in(world.nora)
    page.goto("/rolling-plan/")
    shot(page, "rolling-plan")
    press(page, "See the proposals", "link")
    press(page, "Propose a change of the plan", "link")
    page.locator("#id_plan").select_option(index=1)
    page.get_by_label(thai("For the fiscal year (B.E.)")).fill("2565")
    page.locator('input[name="change_kind"][value="change"]').check()
    page.locator("#id_item_code").select_option("63-65/1")
    page.locator("#id_what").fill("เพิ่มตัวชี้วัดของบริการดิจิทัล")
    page.locator("#id_why").fill("ผลของปีที่ผ่านมาวัดไม่ได้")
    shot(page, "proposing")
    assert barriers(page) == []
    press(page, "Save")
    assert barriers(page) == []
    found = RevisionProposal.objects.get()
    sign_in(world.screening_head)
    page.goto(f"/rolling-plan/proposals/{found.pk}/")
    press(page, "Take it for the revision", "link")
    page.locator("#id_note").fill("เห็นควรปรับ")
    press(page, "Take it for the revision")
    shot(page, "proposal")
    page.goto("/rolling-plan/plans/63-65/revise/")
    page.get_by_label(thai("For the fiscal year (B.E.)")).fill("2565")
    page.locator("#id_reason").fill("ทบทวนแผนประจำปี")
    press(page, "Save")
    assert "เพิ่มตัวชี้วัดของบริการดิจิทัล" in page.content()
    assert barriers(page) == []
    shot(page, "revision-log")
    page.goto("/rolling-plan/plans/63-65/2565/")
    press(page, "Freeze the summary")
    assert barriers(page) == []
    shot(page, "year-summary")
    assert PlanRevision.objects.get().content["changes"][0]["proposal"] == found.pk
    assert YearSummary.objects.get().content["totals"]["projects"] == 1
