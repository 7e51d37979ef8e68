# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The pages of the definitions: who lives under which, what differs, what a migration would do; for those who check."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agencies.models import Agency, Membership
from agencies.roles import Role
from project import lifecycles
from tests.permits.living import Permits, first_release, permits
from tests.project.conftest import visitor
from tests.world import World, everything
from workflows.models import Definition

__all__ = ["permits"]


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "status"), [("admin", 200), ("auditor", 200), ("officer", 404), ("secretary", 404)])
def test_definitions_are_shown_to_those_who_check(name: str, status: int) -> None:
    client = visitor(World().people[name])
    for address in ("/lifecycles/project/definitions/", "/lifecycles/project/definitions/1/migration/"):
        assert client.get(address).status_code == status
    html = client.get("/lifecycles/project/").content.decode()
    assert ('href="/lifecycles/project/definitions/"' in html) == (status == 200)


@pytest.mark.django_db
def test_first_definition_names_who_lives_under_it() -> None:
    client = visitor(World().people["auditor"])
    html = client.get("/lifecycles/project/definitions/").content.decode()
    row = Definition.objects.get(kind="budget_review.integrationproject")
    assert f"<code>{row.hash[:8]}</code>" in html
    assert client.get("/lifecycles/moon/definitions/").status_code == 404
    assert client.get("/lifecycles/project/definitions/7/migration/").status_code == 404


@pytest.fixture
def admin(permits: Permits, monkeypatch: pytest.MonkeyPatch) -> Client:
    """An administrator, to whom permits are shown among the lifecycles, in English."""
    from tests.permits.models import Permit

    monkeypatch.setitem(lifecycles.KINDS, "permit", Permit)
    agency = Agency.objects.create(code="X", name_th="สำนัก", name_en="Office")
    Membership.objects.create(
        user=permits.people["admin"], agency=agency, role=Role.ADMINISTRATOR, from_date="2000-01-01"
    )
    client = Client()
    client.force_login(permits.people["admin"])
    client.cookies["django_language"] = "en"
    return client


@pytest.fixture
def old(permits: Permits, tmp_path: Path) -> Callable[..., Any]:
    """Make a permit that is checked under the first definition."""

    def make(**fields: Any) -> Any:
        with first_release(tmp_path):
            return permits.act("check_it", "clerk", permits.ask(**fields))

    return make


def test_two_definitions_are_told_apart(permits: Permits, admin: Client, old: Callable[..., Any]) -> None:
    old()
    permits.ask()
    html = admin.get("/lifecycles/permit/definitions/").content.decode()
    assert "The step “Look again” is gone: Checked → Looked at twice." in html
    assert "What a migration to 2 would do" in html
    same = admin.get("/lifecycles/permit/definitions/", {"old": "2", "new": "2"}).content.decode()
    assert "Definitions 2 and 2 say the same." in same
    assert admin.get("/lifecycles/permit/definitions/", {"old": "x", "new": "9"}).status_code == 200


def test_report_tells_who_is_blocked_and_changes_nothing(
    permits: Permits, admin: Client, old: Callable[..., Any]
) -> None:
    old()
    before = everything()
    address = "/lifecycles/permit/definitions/2/migration/"
    html = admin.get(address).content.decode()
    assert "The state “Checked” is not in the new definition; say which one takes its place." in html
    assert "In place of “Checked”" in html
    mapped = admin.get(address, {"checked": "verified"}).content.decode()
    assert "takes its place." not in mapped
    assert "<b>Verified</b>" in mapped
    assert everything() == before


def test_report_reads_as_often_for_many_as_for_one(permits: Permits, admin: Client, old: Callable[..., Any]) -> None:
    counts = []
    for more in (1, 4):
        for _number in range(more):
            old()
        with CaptureQueriesContext(
            connection,
        ) as queries:
            admin.get("/lifecycles/permit/definitions/2/migration/", {"checked": "verified"})
        counts.append(len(queries))
    assert counts[0] == counts[1]
