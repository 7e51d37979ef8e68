# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Errors are designed too: each page says what is so and that nothing has changed, and needs nothing to be shown."""

import pytest
from django.template.loader import get_template
from django.test import Client
from django.utils import translation

from tests.project.conftest import visitor
from tests.world import World


@pytest.mark.parametrize(
    ("template", "heading"),
    [
        ("400.html", "ระบบอ่านคำขอไม่ได้"),
        ("403_csrf.html", "แบบฟอร์มหมดอายุแล้ว"),
        ("500.html", "ระบบขัดข้อง"),
    ],
)
def test_page_shows_without_any_context(template: str, heading: str) -> None:
    with translation.override("th"):
        assert f"<h1>{heading}</h1>" in get_template(template).render()


def test_form_from_elsewhere_is_refused_on_our_own_page() -> None:
    answer = Client(enforce_csrf_checks=True, headers={"accept-language": "th"}).post("/login/", {"username": "malee"})
    assert answer.status_code == 403
    assert "<h1>แบบฟอร์มหมดอายุแล้ว</h1>" in answer.content.decode()


@pytest.mark.parametrize("path", ["/projects/{}/", "/projects/{}/edit/", "/projects/DG65-001{}/acts/propose/"])
@pytest.mark.parametrize("junk", ["%00", "%E0%B9%91", "%ED%A0%80", "'%20OR%201=1", "x" * 3000])
def test_code_that_no_database_could_hold_is_not_found(world: World, path: str, junk: str) -> None:
    assert visitor(world.officer).get(path.format(junk)).status_code == 404


def test_static_file_comes_with_the_policy_too() -> None:
    answer = Client().get("/static/mark.svg")
    assert answer.status_code == 200
    assert "object-src 'none'" in answer.headers["Content-Security-Policy"]
