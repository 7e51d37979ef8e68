# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The committee's pages, in session and after the meeting, in Thai: axe finds nothing, and 320 pixels lose nothing."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from committee.models import ActionItem, DecisionLetter, LetterPattern
from tests.browser.accessibility import lost_on_visits
from tests.browser.conftest import LiveApp
from tests.minutes import circulated
from tests.world import World

SignIn = Callable[[Any], None]

IN_SESSION = {
    "secretary": ["{m}console/", "{m}console/items/{item}/", "{m}what-if/", "{m}minutes/"],
    "member": ["{m}", "{m}reading/", "{m}reading/{item}/", "{pack}", "{pack}?q=โครงการ", "{pack}contents/",
               "{pack}agenda/", "{pack}money/?q=โครงการ", "{pack}project-{code}/"],
}  # fmt: skip
AFTERWARDS = {
    "secretary": ["{m}", "{m}minutes/", "{m}minutes/sections/opening/", "/resolutions/", "/resolutions/{resolution}/",
                  "/resolutions/{resolution}/correct/", "/actions/", "/actions/{action}/", "/letters/",
                  "/committees/{committee}/letter-series/", "/committees/{committee}/year/", "/meetings/calendar/"],
    "member": ["{m}minutes/"],
    "nora": ["/letters/{letter}/", "/actions/{action}/acts/report/"],
}  # fmt: skip


@pytest.mark.parametrize(("visits", "is_over"), [(IN_SESSION, False), (AFTERWARDS, True)], ids=["session", "after"])
def test_committees_pages_are_open_to_everyone(
    page: Page, live_app: LiveApp, sign_in: SignIn, visits: dict[str, list[str]], is_over: bool
) -> None:
    world = World().to("in_committee")
    words: dict[str, Any] = {"m": f"/meetings/{world.meeting_id}/", "item": world.item.pk}
    words |= {"pack": f"/meetings/{world.meeting_id}/packs/1/read/", "code": world.project.code}
    words |= resolved_and_told(world) if is_over else {}
    assert lost_on_visits(page, sign_in, world.people, visits, words) == []


def resolved_and_told(world: World) -> dict[str, Any]:
    """A resolution with something assigned, made known by letters; minutes that are circulated."""
    task = {"text": "รายงานผลต่อคณะกรรมการ", "agency": world.agencies["north"].code, "working_days": 5}
    world.resolve("endorse", also=["assign"], actions=[task])
    world.act("end", "secretary", world.meeting)
    series = LetterPattern.objects.create(committee=world.committee, prefix="สพร ๐๑", sender="สพร.", signer="เลขานุการ")
    world.act("communicate", "secretary", world.resolution, facts={"pattern": series.pk})
    circulated(world)
    return {
        "resolution": world.resolution.pk,
        "committee": world.committee.code,
        "action": ActionItem.objects.get().pk,
        "letter": DecisionLetter.objects.get(agency=world.agencies["north"]).pk,
    }
