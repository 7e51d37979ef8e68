# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""An officer of an agency books a place at the plan clinic, is refused a second, and takes the calendar file."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from digital_plan.models import ClinicBooking, ClinicSeason
from tests.browser.accessibility import barriers
from tests.clinic import opened
from tests.world import World


@pytest.fixture
def world(live_app: Any) -> World:
    """A season that is open now and is held every week for a month, as the slides have it."""
    world = World()
    world.at = timezone.now()
    first = timezone.localdate() + timedelta(1)
    opened(world, first_day=first, last_day=first + timedelta(27), registration_opens_at=world.at - timedelta(1))
    return world


def test_officer_books_and_is_refused_a_second_booking(
    page: Page, world: World, sign_in: Callable[[Any], None]
) -> None:
    season = ClinicSeason.objects.get()
    sign_in(world.officer)
    page.goto("/clinic/")
    assert barriers(page) == []
    page.locator("#page").get_by_role("link", name=season.name_th).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(season.name_th)
    assert barriers(page) == []
    page.locator(".times a").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("จองเวลา")
    assert barriers(page) == []
    page.get_by_label("คำถามหรือประเด็นที่ต้องการปรึกษา").fill("ขอแนวทางจัดทำแผนปฏิบัติการ")
    page.get_by_role("button", name="จองเวลา").click()
    expect(page.get_by_text("บันทึกการจองแล้ว")).to_be_visible()
    expect(page.locator(".page-head")).to_contain_text("ได้เวลานัดแล้ว")
    assert barriers(page) == []
    assert ClinicBooking.objects.get().slot is not None

    page.goto(f"/clinic/{season.pk}/book/")
    page.get_by_role("button", name="จองเวลา").click()
    expect(page.get_by_text("หน่วยงานต้องไม่มีการจองในเรื่องเดียวกันค้างอยู่")).to_be_visible()
    assert ClinicBooking.objects.count() == 1

    page.goto(f"/clinic/bookings/{ClinicBooking.objects.get().pk}/")
    with page.expect_download() as download:
        page.get_by_role("link", name="ใส่ในปฏิทินของฉัน").click()
    assert download.value.suggested_filename.endswith(".ics")
