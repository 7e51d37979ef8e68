# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A meeting from the plan to its end, in a browser, in Thai: secretary, member and chair, each with one refusal."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from committee.models import Meeting, RollEntry
from tests.browser.accessibility import barriers
from tests.browser.conftest import LiveApp
from tests.world import World

SignIn = Callable[[Any], None]


@pytest.fixture
def world(live_app: LiveApp) -> World:
    """A screened project that waits for an agenda."""
    return World().to("screened")


def entry(meeting: Meeting, name: str) -> RollEntry:
    """A person's place on the roll."""
    found: RollEntry = meeting.roll.get(user__username=name)
    return found


def plan(page: Page, world: World) -> str:
    """Plan a meeting for today, and return its address."""
    page.goto("/meetings/")
    expect(page.get_by_text("ยังไม่มีการประชุม")).to_be_visible()
    page.locator("main").get_by_role("link", name="วางกำหนดการประชุม").first.click()
    today = timezone.localdate().isoformat()
    page.get_by_label("เรื่อง", exact=True).fill("การพิจารณาโครงการบูรณาการ")
    page.get_by_label("เริ่ม", exact=True).fill(f"{today}T09:30")
    page.get_by_label("สิ้นสุด", exact=True).fill(f"{today}T08:30")
    page.get_by_label("สถานที่", exact=True).fill("ห้องประชุมใหญ่")
    page.locator("form[data-keep] .btn-primary").click()
    expect(page.get_by_role("alert")).to_contain_text("เวลาเลิกประชุมต้องอยู่หลังเวลาเริ่มประชุม")
    expect(page.get_by_label("เรื่อง", exact=True)).to_have_value("การพิจารณาโครงการบูรณาการ")
    page.get_by_label("สิ้นสุด", exact=True).fill(f"{today}T12:30")
    page.locator("form[data-keep] .btn-primary").click()
    page.wait_for_url("**/meetings/*/")
    return page.url


def test_meeting_from_plan_to_end(page: Page, sign_in: SignIn, world: World) -> None:
    sign_in(world.secretary)
    here = plan(page, world)
    meeting = Meeting.objects.get()
    assert barriers(page) == []

    # the secretary puts the waiting project and a matter in words on the agenda, and convenes
    page.get_by_label(world.project.title).check()
    page.locator("form[action$='agenda/projects/'] [name=preview]").click()
    expect(page.locator("main")).to_contain_text(world.project.code)
    page.locator("form[action$='agenda/projects/'] .btn-primary").click()
    expect(page.locator(".agenda")).to_contain_text(world.project.code)
    page.get_by_text("เพิ่มเรื่องอื่น").click()
    page.get_by_label("เรื่อง", exact=True).fill("สถานะแผนงาน")
    page.locator("form[action$='agenda/matters/'] .btn").click()
    expect(page.locator(".agenda")).to_contain_text("สถานะแผนงาน")
    expect(page.locator("form[action$='acts/convene/']")).to_have_count(
        0
    )  # today is too soon, unless the chair says so
    sign_in(world.chair)
    page.goto(f"{here}acts/make_urgent/")
    page.locator("[name=note]").fill("ต้องทันกรอบงบประมาณ")
    page.locator("form[data-keep] .btn-primary").click()
    sign_in(world.secretary)
    page.goto(here)
    page.locator("form[action$='acts/convene/'] .btn").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("ครั้งที่ 1/")

    # the pack is built to look at, then issued; the meeting does not open without its members
    page.locator("form[action$='packs/'] .btn").click()
    expect(page.locator("#packs")).to_contain_text("ชุดที่ 1")
    page.locator("form[action$='acts/close_call/'] .btn").click()
    page.locator("form[action$='acts/freeze/'] .btn").click()
    expect(page.locator("#packs")).to_contain_text("ออกแล้ว")
    expect(page.locator("aside")).to_contain_text("ไม่ครบองค์ประชุม")
    expect(page.locator("form[action$='acts/open/']")).to_have_count(0)
    assert barriers(page) == []

    # a member answers and fetches the pack, and is not offered what is the secretary's
    sign_in(world.member)
    page.goto(here)
    page.locator("form[action$='/accept/'] .btn").click()
    expect(page.locator("#roll")).to_contain_text("ท่าน")
    with page.expect_download() as download:
        page.locator("#packs a[download]").click()
    assert download.value.path().read_bytes()[:5] == b"%PDF-"
    assert page.locator("form[action$='/arrive/']").count() == 0
    answer = page.goto(f"{here}acts/cancel/")
    assert answer is not None
    assert answer.status == 403
    expect(page.get_by_role("alert")).to_be_visible()

    # the secretary notes who arrives, opens, and drafts the resolution
    sign_in(world.secretary)
    page.goto(here)
    for name in ("chair", "member"):
        page.locator(f"#roll-{entry(meeting, name).pk} .btn").click()
        expect(page.locator(f"#roll-{entry(meeting, name).pk}")).to_contain_text("มาประชุม")
    page.locator("form[action$='acts/open/'] .btn").click()
    expect(page.locator("aside")).to_contain_text("ครบองค์ประชุม")
    page.locator("aside .btn-primary").click()
    expect(page.locator("#conditions")).to_be_hidden()
    page.locator("input[value=endorse_with_conditions]").check()
    expect(page.get_by_label("ข้อความมติ")).to_have_value(
        f"เห็นชอบโครงการ{world.project.title.removeprefix('โครงการ')} วงเงิน 4,500,000 บาท โดยมีเงื่อนไขตามที่ที่ประชุมกำหนด"
    )
    page.locator("input[name^=amount_]").first.fill("๑,๒๐๐,๐๐๐.๕๐")
    expect(page.locator("[data-total]")).to_have_text("4,200,000.50")
    expect(page.get_by_label("ข้อความมติ")).to_have_value(re.compile(r"วงเงิน 4,200,000\.50 บาท"))
    page.locator("#id_conditions-0-text").fill("ปรับสถาปัตยกรรมก่อน")
    assert barriers(page) == []
    page.locator("form[data-draft] .btn-primary").click()
    expect(page.locator(".decision")).to_contain_text("4,200,000.50")
    expect(page.locator("form[action$='/certify/']")).to_have_count(0)

    # the chair reads and certifies; the secretary ends the meeting
    sign_in(world.chair)
    page.goto(here)
    page.locator("aside .btn-primary").click()
    expect(page.locator("aside")).to_contain_text("สี่ล้านสองแสนบาทห้าสิบสตางค์")
    assert barriers(page) == []
    page.locator("form[action$='/certify/'] .btn").click()
    expect(page.locator(".decision")).to_contain_text("เห็นชอบโดยมีเงื่อนไข")
    assert world.project.state == "conditional"
    sign_in(world.secretary)
    page.goto(here)
    page.locator("form[action$='acts/end/'] .btn").click()
    expect(page.get_by_role("heading", level=1).locator("..")).to_contain_text("เลิกประชุม")
    page.goto(f"/committees/{world.committee.code}/")
    expect(page.locator("main")).to_contain_text(world.project.code)
    assert barriers(page) == []


@pytest.mark.parametrize("width", [1366, 390, 320])
def test_meeting_fits_the_screen(page: Page, sign_in: SignIn, world: World, width: int) -> None:
    world.to("queued")
    sign_in(world.secretary)
    page.set_viewport_size({"width": width, "height": 768})
    for path in ("/meetings/", f"/meetings/{world.meeting_id}/", f"/committees/{world.committee.code}/"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
