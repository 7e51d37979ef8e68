# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The console in a browser: a lost connection loses nothing and repeats nothing, and two secretaries see each other."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from committee.models import AttendanceMark, Dissent, VoteRound
from tests.browser.accessibility import barriers
from tests.browser.conftest import LiveApp
from tests.world import World

SignIn = Callable[[Any], None]


@pytest.fixture
def world(live_app: LiveApp) -> World:
    """A project before a meeting of chair and member; the third member is not there."""
    return World().to("in_committee")


def seat(page: Page, world: World, name: str) -> Any:
    """A member's press on the strip."""
    return page.locator("#console-strip .seat-of__press", has_text=str(world.people[name]))


def test_presses_without_a_connection_wait_and_are_made_once(page: Page, sign_in: SignIn, world: World) -> None:
    sign_in(world.secretary)
    page.goto(reverse("console", args=[world.meeting_id]))
    assert barriers(page) == []
    page.context.set_offline(True)
    seat(page, world, "absent").click()
    seat(page, world, "member").click()
    expect(page.locator("[data-waiting-count]")).to_have_text("2")
    expect(page.locator('[data-connection="off"]')).to_be_visible()
    assert AttendanceMark.objects.count() == 2
    page.context.set_offline(False)
    expect(seat(page, world, "absent")).to_have_attribute("aria-pressed", "true")
    expect(seat(page, world, "member")).to_have_attribute("aria-pressed", "false")
    expect(page.locator("[data-waiting]")).to_be_hidden()
    assert [mark.kind for mark in AttendanceMark.objects.order_by("pk")] == ["came", "came", "came", "left"]


def test_answer_that_was_lost_is_asked_for_again_and_acts_once(page: Page, sign_in: SignIn, world: World) -> None:
    sign_in(world.secretary)
    page.goto(reverse("console", args=[world.meeting_id]))
    lost: list[str] = []

    def lose_one(route: Any) -> None:
        if lost:
            route.continue_()
            return
        lost.append(route.request.post_data)
        route.fetch(max_redirects=0)  # the server acts, and the answer never comes
        route.abort()

    page.route("**/console/acts/roll/", lose_one)
    seat(page, world, "absent").click()
    expect(seat(page, world, "absent")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("[data-waiting]")).to_be_hidden()
    assert len(lost) == 1
    assert AttendanceMark.objects.filter(entry=world.entry("absent")).count() == 1


def test_two_secretaries_and_a_vote_by_name(
    page: Page, sign_in: SignIn, colleague: Callable[[Any], Page], world: World
) -> None:
    sign_in(world.secretary)
    here = reverse("console", args=[world.meeting_id])
    page.goto(here)
    other = colleague(world.secretary)
    other.goto(here)
    other.get_by_text("กรรมการมีความเห็นแย้ง").click()
    typed = other.locator("textarea[name=reason]")
    typed.fill("ยังพิมพ์ไม่เสร็จ")

    page.get_by_text("ขอให้ที่ประชุมออกเสียง").click()
    page.locator("form[action$='/vote/'] select[name=mode]").select_option("named")
    page.locator("form[action$='/vote/'] .btn").click()
    expect(page.locator(".ballots li")).to_have_count(2)
    page.locator(".ballots li").nth(0).locator("button[value^=for]").click()
    expect(page.locator(".ballots b")).to_have_count(1)
    page.locator(".ballots li").nth(1).locator("button[value^=against]").click()
    expect(page.locator(".ballots b")).to_have_count(2)
    page.locator("form[action$='/count/'] .btn-primary").click()
    expect(page.locator("#console-said")).to_contain_text("เสียงชี้ขาด")  # a tie: nothing has changed
    page.locator("select[name=casting]").select_option("for")
    page.locator("form[action$='/count/'] .btn-primary").click()
    expect(page.locator(".vote__told")).to_contain_text("ต้องการ 2 จาก 2 · เห็นชอบ 1 · ไม่เห็นชอบ 1")
    assert VoteRound.objects.get().outcome == "carried"

    expect(other.locator(".console__news")).to_contain_text("นับคะแนน")  # the other sees who did what
    expect(typed).to_have_value("ยังพิมพ์ไม่เสร็จ")  # and has lost nothing
    other.locator("form[action$='/dissent/'] select[name=entry]").select_option(str(world.entry("member").pk))
    other.locator("form[action$='/dissent/'] .btn").click()
    expect(other.locator("#dissents-title + ul")).to_contain_text("ยังพิมพ์ไม่เสร็จ")
    assert Dissent.objects.get().entry == world.entry("member")


def test_items_are_gone_through_without_loading_the_page(page: Page, sign_in: SignIn, world: World) -> None:
    sign_in(world.secretary)
    page.goto(reverse("console", args=[world.meeting_id]))
    page.evaluate("window.stays = true")
    page.locator("#console-agenda a[data-item]").first.click()
    page.wait_for_url(f"**/console/items/{world.item.pk}/")
    expect(page.locator("#console-agenda a[aria-current]")).to_have_count(1)
    assert page.evaluate("window.stays") is True
