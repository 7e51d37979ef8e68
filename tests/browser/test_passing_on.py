# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""One task on its way in Thai: out of the queue, to a colleague, taken back, and done."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import barriers
from tests.world import World
from workflows.models import Task, TaskEvent, TransitionRecord
from workflows.verification import faults


@pytest.fixture
def world(live_app: Any) -> World:
    """A project that waits to be taken up, which both screeners may."""
    return World().to("submitted")


def test_task_goes_from_the_queue_to_a_colleague_and_back_and_is_done(
    page: Page, world: World, sign_in: Callable[[Any], None]
) -> None:
    task = Task.objects.get(finished=None, flow_task_type="HUMAN")
    sign_in(world.screener)
    page.goto("/queue/")
    page.locator(f"form[action='/tasks/{task.pk}/claim/'] button").first.click()
    expect(page.locator("main")).to_contain_text("รับเรื่องเข้ากลั่นกรอง")
    assert Task.objects.get(pk=task.pk).owner == world.screener

    page.goto(f"/tasks/{task.pk}/")
    hand = page.locator(f"form[action='/tasks/{task.pk}/hand-over/']")
    if not hand.locator("button").is_visible():
        page.locator("details", has=hand).locator("summary").click()
    hand.locator("select").select_option(label="ผู้ทดสอบ other_screener")
    hand.locator("textarea").fill("ช่วยตรวจตัวเลข")
    hand.locator("button").click()
    expect(page.locator("main")).to_contain_text("ช่วยตรวจตัวเลข")
    assert Task.objects.get(pk=task.pk).owner == world.other_screener
    assert barriers(page) == []

    sign_in(world.other_screener)
    page.goto("/notices/")
    expect(page.locator("main")).to_contain_text("ผู้ทดสอบ screener ส่งต่องาน")

    sign_in(world.screener)
    page.goto(f"/projects/{world.project.code}/acts/take_up/")
    expect(page.locator("main")).to_contain_text("ผู้ทดสอบ other_screener")  # who has it is said before the act
    page.goto(f"/tasks/{task.pk}/")
    page.locator(f"form[action='/tasks/{task.pk}/take-back/'] button").click()
    expect(page.locator(f"form[action='/tasks/{task.pk}/release/']")).to_have_count(1)

    page.goto(f"/projects/{world.project.code}/acts/take_up/")
    expect(page.locator("[name=past_owner]")).to_have_count(0)
    page.locator("main form button.btn-primary").click()
    expect(page).to_have_url(re.compile(rf"/projects/{world.project.code}/$"))
    assert world.project.state == "screening"
    assert TransitionRecord.objects.get(transition="take_up").actor == world.screener
    kinds = TaskEvent.objects.filter(task=task).order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["claim", "hand_over", "take_back"]
    assert list(faults()) == []
