# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Notices for programs: one's own alone, marked as read, and the ways in which one is told."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Notice, NoticePreference, User
from tests.api.asking import Program, at
from tests.world import AT, World

pytestmark = pytest.mark.django_db


def told(person: User, count: int = 1) -> list[Notice]:
    """So many notices of a person, oldest first."""
    return [
        Notice.objects.create(
            person=person, event_id=uuid4(), channel="here", kind="turn", topic="x.y", title=f"เรื่อง {number}",
            text_th="ข้อความ", text_en="text", href="/tasks/", at=AT,
        )
        for number in range(count)
    ]  # fmt: skip


@pytest.fixture
def world(db: None) -> World:
    return World()


def put(asked: Program, body: Any) -> Any:
    with at():
        return asked.client.put("/api/v1/notices/preferences", body, "application/json", headers=asked.headers)


def post(asked: Program, path: str, body: Any = None) -> Any:
    with at():
        return asked.client.post(f"/api/v1{path}", body or {}, "application/json", headers=asked.headers)


def test_own_notices_are_listed_newest_first_page_by_page(world: World) -> None:
    first, second, third = told(world.officer, 3)
    told(world.head)
    Notice.objects.create(person=world.officer, event_id=uuid4(), channel="mail", kind="turn", topic="x", at=AT)
    asked = Program(world, "officer")
    page = asked.get("/notices?limit=2").json()
    assert ([one["id"] for one in page["notices"]], page["unread"], page["next"]) == (
        [third.pk, second.pk], 3, second.pk
    )  # fmt: skip
    assert [one["id"] for one in asked.get(f"/notices?after={second.pk}").json()["notices"]] == [first.pk]
    assert page["notices"][0]["text"] == "text"
    assert page["notices"][0]["at"] == "2020-11-02T03:00:00.000000Z"


def test_one_is_marked_as_read_once(world: World) -> None:
    first, second = told(world.officer, 2)
    asked = Program(world, "officer")
    read = post(asked, f"/notices/{first.pk}/read").json()["read_at"]
    assert read is not None
    assert post(asked, f"/notices/{first.pk}/read").json()["read_at"] == read
    page = asked.get("/notices?unread=true").json()
    assert ([one["id"] for one in page["notices"]], page["unread"]) == ([second.pk], 1)


def test_another_s_notice_is_not_there(world: World) -> None:
    [notice] = told(world.officer)
    assert post(Program(world, "head"), f"/notices/{notice.pk}/read").status_code == 404
    assert Program(world, "head").get("/notices").json()["notices"] == []
    notice.refresh_from_db()
    assert notice.read_at is None


def test_all_that_were_shown_are_marked_and_none_that_came_later(world: World) -> None:
    first, second, later = told(world.officer, 3)
    told(world.head)
    asked = Program(world, "officer")
    assert post(asked, "/notices/read", {"upto": second.pk}).json() == {"marked": 2, "unread": 1}
    assert Notice.objects.filter(read_at=None).count() == 2
    later.refresh_from_db()
    assert later.read_at is None
    assert first.pk < second.pk


def test_preferences_are_chosen_all_at_once(world: World) -> None:
    asked = Program(world, "officer")
    assert asked.get("/notices/preferences").json() == {"ways": {}, "language": "th"}
    chosen = {"ways": {"turn": "digest", "clock": "off"}, "language": "en"}
    assert put(asked, chosen).json() == chosen
    assert asked.get("/notices/preferences").json() == chosen
    assert put(asked, {"ways": {"turn": "here"}, "language": "en"}).status_code == 200
    rows = NoticePreference.objects.filter(person=world.officer).values_list("kind", "way")
    assert list(rows) == [("turn", "here")]


@pytest.mark.parametrize(
    "body", [{}, {"ways": {"moon": "here"}, "language": "th"}, {"ways": {"turn": "loud"}, "language": "th"},
             {"ways": {}, "language": "de"}]
)  # fmt: skip
def test_what_is_no_preference_is_named_and_changes_nothing(world: World, body: Any) -> None:
    assert put(Program(world, "officer"), body).status_code == 422
    assert not NoticePreference.objects.exists()


def test_queries_do_not_grow_with_the_notices(world: World) -> None:
    asked, counts = Program(world, "officer"), []
    asked.get("/notices")  # notes the first use of the token
    for _round in range(2):
        told(world.officer, 5)
        with CaptureQueriesContext(connection) as captured:
            asked.get("/notices")
        counts.append(len(captured))
    assert counts[0] == counts[1]
