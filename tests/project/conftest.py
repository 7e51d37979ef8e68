# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A person's browser, and many things to do at little cost."""

import re
from collections.abc import Callable
from html import unescape
from uuid import uuid4

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from budget_review.models import IntegrationProject
from budget_review.operations import begin_project
from tests.standing import grounded
from tests.world import World

Visit = Callable[..., Client]


ground, world = grounded(World)  # with one draft


def visitor(person: User, language: str = "en") -> Client:
    """A person's browser."""
    client = Client()
    client.force_login(person)
    client.cookies["django_language"] = language
    return client


def page_of(person: User, path: str, language: str = "en") -> str:
    """The page that a person reads."""
    answer = visitor(person, language).get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.content.decode()


def acts_on(html: str) -> list[str]:
    """The acts of the turns that a page shows, in order."""
    return [unescape(act) for act in re.findall(r'task-card__act">([^<]*)<', html)]


def more_drafts(world: World, count: int) -> list[IntegrationProject]:
    """So many drafts more, each with its turn, with nothing written in them."""
    return [
        begin_project(
            round_id=world.round.pk, lead=world.agencies["lead"], title=f"โครงการที่ {place}", actor=world.officer,
            at=world.at, request_id=uuid4(),
        )
        for place in range(count)
    ]  # fmt: skip


def queries_of(person: User, path: str) -> int:
    """How many queries a page costs this person."""
    client = visitor(person)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)
