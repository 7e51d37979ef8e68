# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The bar of a pack that is being built, in a browser: it asks again by itself, and becomes the buttons."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from committee.models import PackBuild, PackBuildPart
from committee.operations import packs
from tests.browser.accessibility import barriers
from tests.browser.conftest import LiveApp
from tests.committee.test_agenda import matter
from tests.world import World

SignIn = Callable[[Any], None]


@pytest.fixture
def many(live_app: LiveApp, monkeypatch: pytest.MonkeyPatch) -> World:
    """A meeting whose agenda is put together; two matters are many here."""
    monkeypatch.setattr(packs, "AT_ONCE", 1)
    world = World().to("screened")
    world.plan_meeting()
    matter(world)
    world.put_on_agenda()
    world.act("convene", "secretary", world.meeting)
    world.act("close_call", "secretary", world.meeting)
    return world


def test_bar_asks_again_by_itself_and_becomes_the_buttons(page: Page, sign_in: SignIn, many: World) -> None:
    from committee.operations.building import build_in_parts

    sign_in(many.secretary)
    page.goto(f"/meetings/{many.meeting.pk}/")
    section = page.locator("#packs")
    section.get_by_role("button").first.click()
    bar = section.locator("#build")
    expect(bar.locator("progress")).to_be_visible()
    build = PackBuild.objects.get()
    for place, status in enumerate(("kept", "done", "begun", "failed", "waiting")):
        failure = {"code": "unprintable", "characters": ["🎯"]} if status == "failed" else {}
        PackBuildPart.objects.create(
            build=build, place=place, name="cover" if place == 0 else f"project-{place}", status=status,
            title="" if place == 0 else f"๕.{place} โครงการระบบเชื่อมโยงข้อมูลทะเบียนกลางของหน่วยงาน", failure=failure,
        )  # fmt: skip
    expect(bar.locator("progress")).to_have_attribute("max", "5", timeout=10_000)
    expect(bar).to_contain_text("🎯")
    assert barriers(page) == []
    build.parts.all().delete()
    build_in_parts.func(build.pk)
    expect(bar.locator("a[href$='/acts/freeze/']")).to_be_visible(timeout=20_000)
    expect(bar.locator("progress")).to_have_count(0)
