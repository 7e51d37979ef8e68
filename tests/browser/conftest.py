# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A real browser against a real server on a fresh database.

``page`` opens addresses of this test's own server (``page.goto("/")``), speaks Thai, and fails the test when a page
breaks its Content-Security-Policy or raises an error in a script.
"""

import os
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.test.testcases import LiveServerThread
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, expect

from tests.databases import FreshDatabase

FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SLOW_MACHINE_MS = 20_000

expect.set_options(timeout=SLOW_MACHINE_MS)


@dataclass(frozen=True)
class LiveApp:
    """The service as it runs now: its address, and the database behind it."""

    url: str
    database: FreshDatabase


def _as_deployed(handler: Any) -> Any:
    """Undo Django's serving of the media folder: here an attachment only ever comes through its permission check."""
    return handler.application


@pytest.fixture
def live_app(fresh_database: FreshDatabase) -> Iterator[LiveApp]:
    """Serve the whole application, in threads of this process, on a fresh database."""
    server = LiveServerThread("127.0.0.1", _as_deployed)  # type: ignore[arg-type]  # any callable will do
    server.daemon = True
    server.start()
    server.is_ready.wait()
    if server.error:
        raise server.error
    yield LiveApp(url=f"http://127.0.0.1:{server.port}", database=fresh_database)
    server.terminate()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Use the installed browser; Chromium's sandbox cannot be had as root."""
    found = subprocess.run(["deploy/find-browser"], cwd=settings.BASE_DIR, capture_output=True, text=True)
    if found.returncode:
        pytest.exit(f"No browser. {found.stderr}Install Chromium, or name one: BROWSER=/path/to/chrome", returncode=2)
    flags = [*FLAGS, "--no-sandbox"] if os.getuid() == 0 else FLAGS
    return {**browser_type_launch_args, "executable_path": found.stdout.strip(), "args": flags}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Look at the pages as an official in Bangkok does."""
    return {
        **browser_context_args,
        "locale": "th-TH",
        "timezone_id": "Asia/Bangkok",
        "viewport": {"width": 1366, "height": 768},
    }


@pytest.fixture
def context(new_context: Callable[..., BrowserContext], live_app: LiveApp) -> BrowserContext:
    """A browser window, as fresh as the server it looks at."""
    context = new_context(base_url=live_app.url)
    context.set_default_timeout(SLOW_MACHINE_MS)
    return context


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A tab whose pages must keep their own rules."""
    broken: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            broken.append(message.text)

    context.on("console", note)
    context.on("weberror", lambda error: broken.append(str(error.error)))
    yield context.new_page()
    assert broken == []


def let_in(person: Any, context: BrowserContext, live_app: LiveApp) -> None:
    """Let a browser in as a person, without the log-in page (which has a test of its own)."""
    visitor = Client()
    visitor.force_login(person)
    session = visitor.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_app.url}])


@pytest.fixture
def sign_in(context: BrowserContext, live_app: LiveApp) -> Callable[[Any], None]:
    """Let this browser in as a person."""
    return lambda person: let_in(person, context, live_app)


@pytest.fixture
def colleague(new_context: Callable[..., BrowserContext], live_app: LiveApp) -> Callable[[Any], Page]:
    """A tab of another person's own browser, open at the same time."""

    def tab(person: Any) -> Page:
        context = new_context(base_url=live_app.url)
        context.set_default_timeout(SLOW_MACHINE_MS)
        let_in(person, context, live_app)
        return context.new_page()

    return tab
