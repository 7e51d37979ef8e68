# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A meeting to visit, and a visitor with a name."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import translation

from tests.standing import grounded
from tests.world import World

Visit = Callable[[str], Client]


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Read refusals in English, whatever language a page of an earlier test left behind."""
    with translation.override("en"):
        yield


ground, world = grounded(World)  # nothing is met yet


@pytest.fixture
def visit(world: World) -> Visit:
    """``visit("secretary")``: that person's browser, in English."""

    def as_person(name: str) -> Client:
        client = Client()
        client.force_login(world.people[name])
        client.cookies["django_language"] = "en"
        return client

    return as_person


def pressed(subject: Any, **more: Any) -> dict[str, Any]:
    """What a button sends."""
    return {"request_id": str(uuid4()), "expected_version": subject.version, **more}
