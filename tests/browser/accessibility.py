# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Ask axe-core whether a page can be used by everyone."""

from collections.abc import Callable, Container, Mapping, Sequence
from functools import cache
from typing import Any

from django.conf import settings
from playwright.sync_api import Page


@cache
def _axe() -> str:
    return (settings.BASE_DIR / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


def barriers(page: Page) -> list[str]:
    """Return what axe-core (WCAG 2.2 A and AA, best practice) finds wrong: ``"serious color-contrast: a.nav-link"``.

    Whoever pressed something first waits for what shows that the next page has come: a press alone does not.
    """
    page.wait_for_load_state()  # a page that is still being read has no parts to look at
    page.evaluate(_axe())  # from outside, so the page's own strict policy stands
    violations = page.evaluate("async () => (await axe.run()).violations")
    return [
        f"{violation['impact']} {violation['id']}: {' '.join(node['target'])}"
        for violation in violations
        for node in violation["nodes"]
    ]


def lost_on(page: Page, who: str, address: str, narrow: int = 320) -> list[str]:
    """Return what is wrong with the page that somebody has open: its barriers, and what a narrow screen loses."""
    found = [f"{who} {address}: {barrier}" for barrier in barriers(page)]
    page.set_viewport_size({"width": narrow, "height": 640})
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.set_viewport_size({"width": 1366, "height": 768})
    return [*found, *([f"{who} {address}: {wide} pixels wide"] if wide > narrow else [])]


def lost_on_visits(
    page: Page,
    sign_in: Callable[[Any], None],
    people: Mapping[str, Any],
    visits: Mapping[str, Sequence[str]],
    words: Mapping[str, Any],
    *,
    statuses: Container[int] = (200,),
    narrow: int = 320,
) -> list[str]:
    """Return what is wrong with the pages that persons visit, by their names: ``{"secretary": ["/meetings/{item}/"]}``.

    Whatever answers with another status than ``statuses`` is an error of the test.
    """
    found = []
    for who, paths in visits.items():
        sign_in(people[who])
        for path in paths:
            address = path.format(**words)
            answer = page.goto(address)
            assert answer is not None
            assert answer.status in statuses, (who, address, answer.status)
            found += lost_on(page, who, address, narrow)
    return found
