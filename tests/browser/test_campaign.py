# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A campaign in Thai, from an agency's answers to its letter: what an agency officer and DGA's officers press."""

import os
from typing import Any

import pytest
from django.utils import translation
from django.utils.translation import gettext
from playwright.sync_api import Page

from digital_plan.models import AlignmentCampaign, AlignmentResponse
from tests.browser.accessibility import barriers
from tests.campaigns import opened
from tests.world import World


def thai(sentence: str) -> str:
    with translation.override("th"):
        return gettext(sentence)


def press(page: Page, sentence: str, role: Any = "button") -> None:
    page.get_by_role(role, name=thai(sentence), exact=True).first.click()


def shot(page: Page, name: str) -> None:
    if folder := os.environ.get("MATI_SHOTS"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


@pytest.fixture
def world(live_app: Any) -> World:
    """A campaign that asks two agencies."""
    world = World()
    opened(world, ("lead", "north"))
    return world


def test_agency_answers_dga_checks_and_the_letter_comes_back(page: Page, sign_in: Any, world: World) -> None:
    response = AlignmentResponse.objects.get(agency=world.agencies["north"])
    sign_in(world.nora)
    page.goto(f"/responses/{response.pk}/")
    press(page, "Fill in part 1", "link")
    page.get_by_label(thai("Where the agency's plan stands")).select_option("making")
    page.get_by_label(thai("Post of who answers")).fill("ผู้อำนวยการกองแผนงาน")
    page.get_by_label(thai("Mailbox of the agency")).fill("plan@north.go.th")
    shot(page, "part-1")
    press(page, "Save")
    press(page, "Add a project of the agency", "link")
    page.get_by_label(thai("Project of the agency")).fill("ระบบบริการกลาง")
    page.locator('input[name="measures"]').first.check()
    shot(page, "project")
    press(page, "Save")
    assert barriers(page) == []
    shot(page, "response")
    press(page, "Hand in the response")
    sign_in(world.screener)
    page.goto(f"/campaigns/{response.campaign_id}/")
    shot(page, "campaign")
    assert barriers(page) == []
    page.goto(f"/responses/{response.pk}/")
    press(page, "Record the finding", "link")
    page.locator('input[name="alignment"][value="aligned"]').check()
    press(page, "Record the finding")
    page.goto(f"/campaigns/{response.campaign_id}/overview/")
    press(page, "Freeze the overview")
    assert barriers(page) == []
    shot(page, "overview")
    sign_in(world.screening_head)
    page.goto(f"/campaigns/{response.campaign_id}/many/send_result/")
    page.locator('input[name="chosen"]').first.check()
    shot(page, "many")
    press(page, "Look at what is ticked")
    press(page, "Send the result letter")
    sign_in(world.nora)
    page.goto(f"/responses/{response.pk}/")
    press(page, "Open the result letter")
    assert page.url.endswith(f"/responses/{response.pk}/letter/")
    assert barriers(page) == []
    shot(page, "letter")
    assert AlignmentResponse.objects.get(pk=response.pk).state == "acknowledged"
    assert AlignmentCampaign.objects.get().snapshots.count() == 1
