# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A program that asks the API as a person of the small world, at the world's own time."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock
from uuid import UUID, uuid4

from django.test import Client

from accounts.operations import make_token
from tests.world import AT, World

ROOT = "/api/v1"


@contextmanager
def at(moment: Any = AT) -> Iterator[None]:
    """Let the service's clock stand still: the clock is the outside world, which views alone read."""
    with mock.patch("django.utils.timezone.now", return_value=moment):
        yield


class Program:
    """A client with a token of one person."""

    def __init__(self, world: World, name: str, *, language: str = "en") -> None:
        _token, self.key = make_token(user=world.people[name], name="test", days=30, at=AT)
        self.headers = {"Authorization": f"Bearer {self.key}", "Accept-Language": language}
        self.client = Client()

    def get(self, path: str, under: int | None = None, **query: Any) -> Any:
        """Read, in person or under an order."""
        headers = self.headers if under is None else self.headers | {"Acting-Under": str(under)}
        with at():
            return self.client.get(ROOT + path, query, headers=headers)

    def act(
        self,
        path: str,
        *,
        note: str = "",
        facts: dict[str, Any] | None = None,
        request_id: UUID | str | None = None,
        if_match: str | None = None,
        under: int | str | None = None,
    ) -> Any:
        """Act, in person or under an order."""
        headers = self.headers | {"Idempotency-Key": str(request_id or uuid4())}
        if if_match is not None:
            headers["If-Match"] = if_match
        if under is not None:
            headers["Acting-Under"] = str(under)
        body: dict[str, Any] = {"note": note} | ({"facts": facts} if facts is not None else {})
        with at():
            return self.client.post(ROOT + path, body, content_type="application/json", headers=headers)

    def put(self, path: str, body: dict[str, Any]) -> Any:
        """Write."""
        with at():
            return self.client.put(ROOT + path, body, content_type="application/json", headers=self.headers)

    def post(self, path: str) -> Any:
        """Take or give back."""
        with at():
            return self.client.post(ROOT + path, headers=self.headers)

    def send(self, path: str, body: dict[str, Any], *, request_id: UUID | None = None) -> Any:
        """Make something new."""
        headers = self.headers | {"Idempotency-Key": str(request_id or uuid4())}
        with at():
            return self.client.post(ROOT + path, body, content_type="application/json", headers=headers)


def told(response: Any) -> tuple[int, str]:
    """The status and the code of a refusal."""
    return response.status_code, response.json()["code"]
