# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A whole sitting on the console in a browser, from the opening to the end, with the connection lost in its middle."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from committee.models import AgendaItem, AttendanceMark, Ballot, Dissent, Meeting, Recusal, Resolution, VoteRound
from tests.browser.accessibility import barriers
from tests.browser.conftest import LiveApp
from tests.world import World
from workflows.verification import faults

SignIn = Callable[[Any], None]


@pytest.fixture
def world(live_app: LiveApp) -> World:
    """A meeting about to begin, with two projects and a matter for information; nobody is there yet."""
    world = World().to("screened")
    first = world.project_id
    world.project_id = world.draft().pk
    world.to("screened")
    world.plan_meeting()
    world.put_on_agenda()
    world.project_id = first
    world.put_on_agenda()
    world.act("convene", "secretary", world.meeting)
    world.freeze_agenda()
    return world


def test_answer_that_comes_late_brings_nobody_back_to_the_item_they_left(
    page: Page, sign_in: SignIn, world: World
) -> None:
    first, second = AgendaItem.objects.order_by("position")
    sign_in(world.secretary)
    page.goto(reverse("console_item", args=[world.meeting_id, first.pk]))
    held: list[Any] = []

    def hold_one(route: Any) -> None:
        if held or route.request.headers.get("x-console") != "all":
            route.continue_()
        else:
            held.append((route, route.fetch()))

    page.route("**/console/items/**", hold_one)
    seat(page, world, "chair").click()
    while not held:
        page.wait_for_timeout(20)
    theirs = reverse("console_item", args=[world.meeting_id, second.pk])
    page.locator(f"#console-agenda a[href='{theirs}']").click()
    page.wait_for_url(f"**{theirs}")
    route, answer = held[0]
    route.fulfill(response=answer)
    expect(seat(page, world, "chair")).to_have_attribute("aria-pressed", "true")  # what it tells of the rest is shown
    expect(page.locator("#console-item")).to_have_attribute("data-item", str(second.pk))
    expect(page.locator("#console-agenda a[aria-current]")).to_have_attribute("href", theirs)


def come(page: Page, world: World, *names: str) -> None:
    """Members arrive."""
    for name in names:
        seat(page, world, name).click()
        expect(seat(page, world, name)).to_have_attribute("aria-pressed", "true")


def test_a_sitting_is_conducted_on_the_console(page: Page, sign_in: SignIn, world: World) -> None:
    deferred, decided = AgendaItem.objects.order_by("position")
    sign_in(world.secretary)
    page.goto(reverse("console", args=[world.meeting_id]))

    # without a quorum it does not open, and says why; with it, it does, on another day for a reason
    acts = page.locator(".console__acts")
    expect(acts).to_contain_text("ต้องครบองค์ประชุม")
    come(page, world, "chair", "member")
    acts.locator("summary", has_text="เริ่มประชุม").click()
    why = acts.locator("form[action$='/open/'] [name=note]")
    why.fill("เลื่อนวันประชุมตามมติเวียน")
    come(page, world, "absent")
    expect(why).to_have_value("เลื่อนวันประชุมตามมติเวียน")  # what is typed stays, whatever arrives meanwhile
    acts.locator("form[action$='/open/'] .btn").click()
    expect(page.locator("#console-item")).to_contain_text("อยู่ระหว่างพิจารณา")
    assert Meeting.objects.get().state == "in_session"
    assert barriers(page) == []

    # the first matter is put off
    page.locator("input[value=defer]").check()
    page.locator("#console-item form[data-draft] .btn-primary").click()
    expect(page.locator("#console-item form[action$='/record/'] .btn")).to_be_visible()
    page.locator("#console-item form[action$='/record/'] .btn").click()
    expect(page.locator("#console-item .console__head")).to_contain_text("เลื่อน")
    assert AgendaItem.objects.get(pk=deferred.pk).state == "deferred"

    # on the second a member declares an interest and leaves; no vote is theirs
    page.locator(f"#console-agenda a[href$='/items/{decided.pk}/']").click()
    page.wait_for_url(f"**/items/{decided.pk}/")
    page.get_by_text("กรรมการแจ้งส่วนได้เสีย").click()
    page.locator("form[action$='/recuse/'] select[name=entry]").last.select_option(str(world.entry("absent").pk))
    page.locator("form[action$='/recuse/'] select[name=ground]").last.select_option("party")
    page.locator("form[action$='/recuse/'] .btn").last.click()
    page.locator("button[value^='leave_room:']").click()
    expect(page.locator("button[value^='come_back:']")).to_be_visible()
    assert Recusal.objects.get().state == "left_room"
    vote = page.locator("form[action$='/vote/']")
    page.get_by_text("ขอให้ที่ประชุมออกเสียง").click()
    vote.locator("select[name=mode]").select_option("named")
    vote.locator(".btn").click()
    expect(page.locator(".ballots li")).to_have_count(2)

    # the connection is lost between two ballots: both are given, each once
    page.context.set_offline(True)
    page.locator(f"button[value='for:{world.entry('chair').pk}']").click()
    page.locator(f"button[value='against:{world.entry('member').pk}']").click()
    expect(page.locator("[data-waiting-count]")).to_have_text("2")
    assert Ballot.objects.count() == 0
    page.context.set_offline(False)
    expect(page.locator(".ballots b")).to_have_count(2)
    assert sorted(Ballot.objects.values_list("choice", flat=True)) == ["against", "for"]
    page.locator("select[name=casting]").select_option("for")
    page.locator("form[action$='/count/'] .btn-primary").click()
    expect(page.locator(".vote__outcome")).to_be_visible()
    assert VoteRound.objects.get().outcome == "carried"

    # the outcome in one act, with amounts; the one who was against says why
    page.locator("input[value=endorse]").check()
    page.locator("input[name^=amount_]").first.fill("๑,๒๐๐,๐๐๐")
    page.locator("#console-item form[data-draft] .btn-primary").click()
    expect(page.locator("#console-item .decision")).to_contain_text("4,200,000")
    page.get_by_text("กรรมการมีความเห็นแย้ง").click()
    dissent = page.locator("form[action$='/dissent/']")
    dissent.locator("select[name=entry]").select_option(str(world.entry("member").pk))
    dissent.locator("textarea").fill("ไม่คุ้มค่า")
    dissent.locator(".btn").click()
    expect(page.locator("#dissents-title + ul")).to_contain_text("ไม่คุ้มค่า")
    assert Dissent.objects.get().entry == world.entry("member")

    # the chair seals both from the same screen; a member leaves, and the meeting ends
    sign_in(world.chair)
    for item in (deferred, decided):
        page.goto(reverse("console_item", args=[world.meeting_id, item.pk]))
        page.locator("form[action$='/certify/'] .btn-primary").click()
        expect(page.locator("form[action$='/certify/']")).to_have_count(0)
    assert list(Resolution.objects.order_by("number").values_list("number", "state")) == [
        (1, "certified"), (2, "certified"),
    ]  # fmt: skip
    sign_in(world.secretary)
    page.goto(reverse("console", args=[world.meeting_id]))
    seat(page, world, "absent").click()
    expect(seat(page, world, "absent")).to_have_attribute("aria-pressed", "false")
    page.locator(".console__acts form[action$='/end/'] .btn").click()
    expect(page.locator(".console__acts")).to_have_count(0)
    assert Meeting.objects.get().state == "concluded"
    assert sum(map(Decimal, Resolution.objects.get(number=2).amounts.values())) == Decimal("4200000.00")
    assert [mark.kind for mark in AttendanceMark.objects.order_by("pk")] == ["came", "came", "came", "left"]
    assert list(faults()) == []


def seat(page: Page, world: World, name: str) -> Locator:
    """A member's press on the strip."""
    return page.locator("#console-strip .seat-of__press", has_text=str(world.people[name]))
