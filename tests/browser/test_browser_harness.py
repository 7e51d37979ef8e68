# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The harness itself: the browser sees this test's server, and its accessibility checker sees faults."""

from playwright.sync_api import Page

from tests.browser.accessibility import barriers
from tests.browser.conftest import LiveApp


def test_page_opened_in_thai_comes_from_this_tests_server(page: Page, live_app: LiveApp) -> None:
    page.goto("/")
    assert page.url.startswith(live_app.url)
    assert page.evaluate("navigator.language") == "th-TH"


def test_page_with_a_nameless_picture_is_found_wanting(page: Page) -> None:
    page.goto("/")
    page.set_content("<html lang='th'><title>x</title><main><h1>x</h1><img src='data:,'></main></html>")
    assert [barrier.split(":")[0] for barrier in barriers(page)] == ["critical image-alt"]
