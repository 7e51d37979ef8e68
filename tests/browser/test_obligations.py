# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Obligations in Thai: DGA writes one from the slides and puts it in force, an agency reports, DGA confirms many."""

import os
from typing import Any

import pytest
from django.utils import timezone, translation
from django.utils.translation import gettext
from playwright.sync_api import Page, expect

from digital_plan.models import AgencyObligation, Obligation
from tests.browser.accessibility import barriers
from tests.obligations import carried
from tests.world import World

LINK = "https://data.go.th/dataset/lead"


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
    world = World()
    world.at = timezone.now()
    return world


def test_obligation_of_the_slides_is_asked_reported_and_confirmed(page: Page, sign_in: Any, world: World) -> None:
    sign_in(world.screener)
    page.goto("/obligations/")
    press(page, "New obligation", "link")
    page.get_by_role("link", name="data.go.th").first.click()  # the circular of the slides
    expect(page.locator("[name=due_date]")).to_have_value("2021-07-29")
    assert barriers(page) == []
    shot(page, "new")
    press(page, "Keep the draft")
    obligation = Obligation.objects.get()
    expect(page.locator("main")).to_contain_text("เลขที่และวันที่ของหนังสือเวียน")  # what is not public is said so
    sign_in(world.screening_head)
    page.goto(f"/obligations/{obligation.pk}/")
    press(page, "Put in force and ask the agencies")
    assert AgencyObligation.objects.count() == len(world.agencies)
    duty = AgencyObligation.objects.get(agency=world.agencies["lead"])

    sign_in(world.officer)
    page.goto("/obligations/")
    assert barriers(page) == []
    shot(page, "ours")
    page.get_by_role("link", name="data.go.th").first.click()
    shot(page, "duty-outstanding")
    press(page, "Give evidence", "link")
    page.locator("[name=title]").fill("ชุดข้อมูลที่เปิดเผย")
    page.locator("[name=link]").fill(LINK)
    assert barriers(page) == []
    shot(page, "evidence")
    press(page, "Keep the evidence")
    press(page, "Report it done", "link")
    page.locator("[name=done_on]").fill("2021-07-20")
    page.locator("[name=text]").fill("เชื่อมโยงกับ GDX แล้ว 2 บริการ")
    shot(page, "report")
    page.locator("main form button.btn-primary").click()
    expect(page).to_have_url(f"{page.url.split('/duties/')[0]}/duties/{duty.pk}/")
    assert AgencyObligation.objects.get(pk=duty.pk).state == "reported_done"
    carried(world, "reported_done", "north", "nora")

    sign_in(world.screener)
    page.goto("/obligations/")
    shot(page, "dga")
    page.goto("/obligations/agencies/?state=reported_done")
    assert barriers(page) == []
    shot(page, "agencies")
    page.goto(f"/duties/{duty.pk}/")
    assert barriers(page) == []
    shot(page, "duty-reported")
    page.goto(f"/obligations/{obligation.pk}/")
    assert barriers(page) == []
    shot(page, "obligation")
    press(page, "Confirm reports", "link")
    for box in page.locator("input[name=chosen]").all():
        box.check()
    press(page, "Look at what is ticked")
    shot(page, "many")
    press(page, "Confirm that it is done")
    assert AgencyObligation.objects.filter(state="confirmed").count() == 2
    sign_in(world.officer)
    page.goto(f"/duties/{duty.pk}/")
    page.set_viewport_size({"width": 390, "height": 800})
    shot(page, "narrow")
    expect(page.locator("main")).to_contain_text(thai("Confirmed by DGA"))
