# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A round is screened from the workbench: taken up at once, recommended one after another by keyboard, passed.

A few projects at each run; a year's 300 with ``make test-long``.
"""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone, translation
from playwright.sync_api import Page, expect

from budget_review.models import ExpertOpinion, IntegrationProject, Round
from project.demo import acts
from project.demo.acts import make
from project.demo.large import carry_round, open_large_round
from project.demo.live import calendar_of
from tests.browser.accessibility import barriers
from tests.browser.conftest import LiveApp
from tests.sizes import SIZES
from workflows import verification

SignIn = Callable[[Any], None]
SLOWEST_MS = 300_000  # two hundred are taken up in one request, each compared with every other project
FOUND = """() => {
  for (const group of document.querySelectorAll("fieldset:has([name^=verdict_])"))
    group.querySelector("input").checked = true;
  for (const field of document.querySelectorAll("[name^=evidence_]")) field.value = "เอกสารแนบ หน้า 3";
}"""


@pytest.fixture
def held(live_app: LiveApp) -> Round:
    calendar = calendar_of(timezone.now())
    with translation.override("th"):
        found = open_large_round(calendar, SIZES.round)
        carry_round(found, calendar, projects=SIZES.round)
    return found


def states() -> dict[str, int]:
    found: dict[str, int] = {}
    for state in IntegrationProject.objects.values_list("state", flat=True):
        found[state] = found.get(state, 0) + 1
    return found


def act_on_all(page: Page, state: str, act: str) -> None:
    """Make one act on all that the workbench shows in a state, as many at once as are taken at once."""
    while IntegrationProject.objects.filter(state=state).exists():
        page.goto(f"/workbench/?state={state}")
        page.get_by_label("ทำพร้อมกันหลายโครงการ").select_option(act)
        page.locator("#many button[name=all]").press("Enter")
        page.locator("button[name=confirmed]").press("Enter")
        expect(page.locator(".notice.tone-good")).to_be_visible(timeout=SLOWEST_MS)


def test_a_round_is_screened_by_two_people(page: Page, held: Round, sign_in: SignIn) -> None:
    page.set_default_timeout(SLOWEST_MS)
    sign_in(acts.person("screener"))
    act_on_all(page, "submitted", "take_up")
    assert states() == {"screening": SIZES.round}
    for opinion in ExpertOpinion.objects.filter(state="asked"):
        make(opinion, "give", actor="expert", at=timezone.now(), advice="support", text="สนับสนุน")
    work_down(page)
    assert states() == {"recommended": SIZES.round}
    sign_in(acts.person("screening_head"))
    act_on_all(page, "recommended", "pass_on")
    assert states() == {"screened": SIZES.round}
    rank(page, held)
    assert list(verification.first_faults(1)) == []


def work_down(page: Page) -> None:
    """Recommend one project after another; from each the next is one key away."""
    page.goto("/workbench/?state=screening&order=code")
    codes = list(IntegrationProject.objects.order_by("code").values_list("code", flat=True))
    assert barriers(page) == []
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator("#beside")).to_contain_text(codes[1])  # beside the list, which stays
    expect(page.locator(".work-rows .is-here")).to_contain_text(codes[1])
    assert f"at={codes[1]}" in page.url
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    expect(page.locator("#beside")).to_contain_text(codes[0])
    page.wait_for_load_state("load")
    page.keyboard.press("o")
    for code in codes:
        page.wait_for_url(f"**/projects/{code}/")
        page.get_by_role("link", name="บันทึกผลการตรวจและความเห็น").press("Enter")
        page.wait_for_url("**/screening/")
        page.evaluate(FOUND)
        page.get_by_label("ความเห็น", exact=True).fill("เห็นควรสนับสนุน")
        page.get_by_label("ให้ผ่านเข้าคณะกรรมการ").check()
        page.locator("button[name=recommend]").press("Enter")
        expect(page.get_by_role("status").first).to_contain_text("เสนอผลการกลั่นกรอง")
        page.wait_for_load_state("load")  # keys are heard from then on
        page.keyboard.press("n")


def rank(page: Page, held: Round) -> None:
    """Try another order on the board; the board stays as it is."""
    page.goto(f"/rounds/ranking/?round={held.pk}")
    assert barriers(page) == []
    rows = page.locator("tbody tr:not(.board__line)")
    expect(rows).to_have_count(SIZES.round)
    first = rows.first.locator("[data-row]").text_content()
    page.keyboard.press("j")
    page.keyboard.press("Shift+J")
    page.wait_for_url(re.compile(r"to=\d+%3A2"))
    expect(rows.nth(1).locator("[data-row]")).to_have_text(first or "")
    expect(rows.nth(1).locator("[data-row]")).to_be_focused()
    page.goto(f"/rounds/ranking/?round={held.pk}")
    expect(rows.first.locator("[data-row]")).to_have_text(first or "")


@pytest.mark.parametrize("width", [1366, 320])
def test_pages_of_a_round_are_open_to_everyone(page: Page, live_app: LiveApp, sign_in: SignIn, width: int) -> None:
    calendar = calendar_of(timezone.now())
    with translation.override("th"):
        held = open_large_round(calendar, 4)
        carry_round(held, calendar, projects=4, screened=2)
    codes = IntegrationProject.objects.order_by("code").values_list("code", flat=True)
    sign_in(acts.person("screening_head"))
    page.set_viewport_size({"width": width, "height": 700})
    for place in (
        f"/rounds/{held.pk}/progress/", f"/rounds/{held.pk}/pictures/", f"/rounds/{held.pk}/money/?unit=million",
        "/money/?year=", "/tiers/new/",
        f"/rounds/ranking/?round={held.pk}&ceiling=1000000", "/workbench/", "/projects/?col=due&col=score&band=1",
        f"/projects/compare/?code={codes[0]}&code={codes[1]}",
    ):  # fmt: skip
        page.goto(place)
        assert (place, barriers(page)) == (place, [])
        assert (place, page.evaluate("document.documentElement.scrollWidth")) == (place, width)
