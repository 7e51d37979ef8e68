# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What every page of the console and the agenda costs: as many queries at 300 items and 60 members as at 3 and 5."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.committee.large import grown
from tests.world import World

pytestmark = pytest.mark.django_db
FEW, MANY = (3, 5), (300, 60)
Address = Callable[[World], str]


def of_meeting(name: str) -> Address:
    """A page of the meeting."""
    return lambda world: reverse(name, args=[world.meeting_id])


def of_item(name: str) -> Address:
    """A page of the world's own item."""
    return lambda world: reverse(name, args=[world.meeting_id, world.item.pk])


def program(path: str) -> Address:
    """An address of the API."""
    return lambda world: f"/api/v1/meetings/{world.meeting_id}{path}"


PAGES: dict[str, tuple[Address, str, dict[str, str]]] = {
    "meeting": (of_meeting("meeting"), "secretary", {}),
    "meeting to a member": (of_meeting("meeting"), "member", {}),
    "console": (of_meeting("console"), "secretary", {}),
    "console to the chair": (of_meeting("console"), "chair", {}),
    "console to a member": (of_meeting("console"), "member", {}),
    "console, all that changed": (of_meeting("console"), "secretary", {"X-Console": "all"}),
    "console, around the matter": (of_meeting("console"), "secretary", {"X-Console": "around"}),
    "matter": (of_item("console_item"), "secretary", {"X-Console": "item"}),
    "matter, whole page": (of_item("console_item"), "secretary", {}),
    "pulse": (of_meeting("console_pulse"), "secretary", {}),
    "what if": (of_meeting("what_if"), "secretary", {}),
    "item": (of_item("meeting_item"), "secretary", {}),
    "item to a member": (of_item("meeting_item"), "member", {}),
    "reading room": (of_meeting("reading_room"), "member", {}),
    "paper in the reading room": (of_item("reading_paper"), "member", {}),
    "an act": (lambda world: reverse("meeting_act", args=[world.meeting_id, "suspend"]), "secretary", {}),
    "meeting for programs": (program(""), "secretary", {}),
    "explained for programs": (program("/explain"), "secretary", {}),
    "explained to a member's program": (program("/explain"), "member", {}),
    "session for programs": (program("/session"), "secretary", {}),
}


def cost(world: World, client: Client, page: str) -> int:
    """The queries of opening a page."""
    address, _who, headers = PAGES[page]
    href = address(world)
    with CaptureQueriesContext(connection) as asked:
        answer: Any = client.get(href, headers=headers)
    assert answer.status_code == 200, page
    return len(asked)


def test_every_page_takes_as_many_queries_for_many_items_and_members_as_for_few() -> None:
    world = World().to("in_committee")
    clients = {name: Client() for name in ("secretary", "chair", "member")}
    for name, client in clients.items():
        client.force_login(world.people[name])
    counts: dict[str, list[int]] = {page: [] for page in PAGES}
    for items, members in (FEW, MANY):
        with grown(world, items=items, members=members):
            for page, (_address, who, _headers) in PAGES.items():
                counts[page].append(cost(world, clients[who], page))
    assert {page: of for page, of in counts.items() if of[0] != of[1]} == {}
