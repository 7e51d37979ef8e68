# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""In Thai: a campaign is written, opened by another, answered, and its overview goes onto a committee's agenda."""

import re
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from committee.models import AgendaItem, ItemPaper
from digital_plan.models import AlignmentCampaign, AlignmentResponse, Plan
from tests.browser.accessibility import barriers
from tests.browser.test_campaign import press, thai
from tests.campaigns import fill
from tests.world import World
from workflows.clocks.calendars import calendar_in_force


@pytest.fixture
def world(live_app: Any) -> World:
    world = World()
    world.at = timezone.now()
    return world


def test_campaign_is_opened_and_its_overview_goes_onto_an_agenda(page: Page, sign_in: Any, world: World) -> None:
    meeting = world.plan_meeting()
    last = calendar_in_force().shift(timezone.localdate(world.at), 10)
    sign_in(world.screener)
    page.goto("/campaigns/")
    press(page, "New campaign", "link")
    page.locator("[name=name]").fill("แบบสอบถามความสอดคล้อง ปี 2570")
    page.locator("[name=plan]").select_option(str(Plan.objects.get(code="63-65").pk))
    page.locator("[name=due_date]").fill(last.isoformat())
    page.locator("[name=asks_all]").uncheck()
    page.locator("[name=agencies]").select_option([str(world.agencies[name].pk) for name in ("lead", "north")])
    for name, said in (("prefix", "สพร ๐๒"), ("sender", "สพร."), ("signer", "ผู้อำนวยการ")):
        page.locator(f"[name=letter_{name}]").fill(said)
    assert barriers(page) == []
    press(page, "Save")
    expect(page).to_have_url(re.compile(r"/campaigns/\d+/$"))
    campaign = AlignmentCampaign.objects.get()
    assert campaign.due_date == last
    sign_in(world.screening_head)
    page.goto(f"/campaigns/{campaign.pk}/")
    press(page, "Open the campaign and invite the agencies")
    page.wait_for_load_state("networkidle")
    assert AlignmentResponse.objects.filter(campaign=campaign, state="awaited").count() == 2
    response = AlignmentResponse.objects.get(agency=world.agencies["north"])
    fill(world, "north", "nora")
    sign_in(world.nora)
    page.goto(f"/responses/{response.pk}/")
    press(page, "Hand in the response")
    sign_in(world.screener)
    page.goto(f"/campaigns/{campaign.pk}/overview/")
    press(page, "Freeze the overview")
    assert barriers(page) == []
    overview = page.url
    sign_in(world.secretary)
    page.goto(overview)
    press(page, "Put on an agenda", "link")
    page.locator(f'input[name="meeting"][value="{meeting.pk}"]').check()
    assert barriers(page) == []
    page.locator("main form button.btn-primary").click()
    expect(page.get_by_text(thai("It is on the agenda, with its paper."))).to_be_visible(timeout=30_000)
    item = AgendaItem.objects.get(meeting=meeting)
    assert item.item_kind == "information"
    assert ItemPaper.standing().filter(item=item).count() == 1
