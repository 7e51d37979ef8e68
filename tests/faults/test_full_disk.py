# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A full disk, and a database that takes nothing in: nothing is changed, and the same request works later."""

import errno
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from typing import Any
from unittest import mock
from uuid import uuid4

import psycopg
import pytest
from django.db import DataError, OperationalError, connection
from django.test import Client

from project.unavailable import AWAY, BUSY, FULL, READ_ONLY, Outage, outage_of
from tests.api.asking import Program, at
from tests.databases import FreshDatabase
from tests.project.conftest import visitor
from tests.world import World, everything
from workflows.models import TransitionRecord
from workflows.verification import faults

LONG = 'ถอนเพราะ <งบประมาณ> & "แผน" เปลี่ยน\r\n' * 100  # more than the pages at hand can take


@pytest.fixture
def world(fresh_database: FreshDatabase) -> World:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL's own disk is not the test's to fill")
    return World()


def pragma(text: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {text}")
        return int((cursor.fetchone() or [0])[0])


@contextmanager
def full() -> Iterator[None]:
    """Let the database's file grow no further."""
    usual = pragma("max_page_count")
    pragma(f"max_page_count = {pragma('page_count')}")
    try:
        yield
    finally:
        pragma(f"max_page_count = {usual}")


@contextmanager
def read_only() -> Iterator[None]:
    """Let the database refuse every change."""
    pragma("query_only = 1")
    try:
        yield
    finally:
        pragma("query_only = 0")


def asked_by(client: Client, path: str, sent: dict[str, str]) -> Any:
    client.raise_request_exception = False
    with at():
        return client.post(path, sent)


CIRCUMSTANCES = [(full, "พื้นที่จัดเก็บของระบบเต็ม"), (read_only, "เปิดให้อ่านได้อย่างเดียว")]


@pytest.mark.parametrize(("circumstance", "said"), CIRCUMSTANCES)
def test_page_keeps_what_was_typed_and_the_same_press_acts_once_when_there_is_room(
    world: World, circumstance: Any, said: str
) -> None:
    path = f"/projects/{world.project.code}/acts/withdraw/"
    head = visitor(world.head, "th")
    sent = {"request_id": str(uuid4()), "expected_version": str(world.project.version), "note": LONG}
    with circumstance():
        before = everything()
        answer = asked_by(head, path, sent)
        page = answer.content.decode()
        assert (answer.status_code, answer["Cache-Control"]) == (503, "private, no-store")
        assert int(answer["Retry-After"]) > 0
        assert said in page
        assert everything() == before
        assert list(faults()) == []
        assert head.get(f"/projects/{world.project.code}/").status_code == 200  # reading goes on
    kept = {name: unescape(value) for name, value in re.findall(r'name="(\w+)" value="([^"]*)"', page)}
    assert kept == sent
    assert f'action="{path}"' in page
    for _press in range(2):
        assert asked_by(head, path, kept).status_code == 302
    assert world.project.state == "withdrawn"
    assert TransitionRecord.objects.get(transition="withdraw").request_id.hex == sent["request_id"].replace("-", "")
    assert list(faults()) == []


@pytest.mark.parametrize(("circumstance", "code"), [(full, "storage_full"), (read_only, "read_only")])
def test_api_answers_503_with_a_code_and_the_same_key_acts_when_there_is_room(
    world: World, circumstance: Any, code: str
) -> None:
    head, key = Program(world, "head"), uuid4()
    head.client.raise_request_exception = False
    path = f"/projects/{world.project.code}/transitions/withdraw"
    with circumstance():
        before = everything()
        answer = head.act(path, note=LONG, request_id=key)
        assert (answer.status_code, answer.json()["code"]) == (503, code)
        assert answer["Retry-After"]
        assert everything() == before
    first = head.act(path, note=LONG, request_id=key)
    assert first.status_code == 200
    assert head.act(path, note=LONG, request_id=key).json() == first.json()
    assert list(faults()) == []


def test_password_is_never_written_into_the_page(world: World) -> None:
    world.head.set_password("a long secret word")
    world.head.save(update_fields=["password"])
    client = Client()
    with read_only():
        answer = asked_by(client, "/login/", {"username": "head", "password": "a long secret word"})
    assert answer.status_code == 503
    assert "a long secret word" not in answer.content.decode()
    assert "<form" not in answer.content.decode()


@pytest.mark.parametrize(("path", "kind"), [("/", "text/html"), ("/api/v1/projects", "application/json")])
def test_fault_of_ours_is_a_500_of_its_own_kind(world: World, path: str, kind: str) -> None:
    head = Program(world, "head")
    visited = visitor(world.head)
    visited.raise_request_exception = False
    with mock.patch("django.db.models.query.QuerySet._fetch_all", side_effect=ZeroDivisionError):
        answer = visited.get(path, headers=head.headers)
    assert answer.status_code == 500
    assert answer["Content-Type"].startswith(kind)


def of_sqlite(code: int) -> OperationalError:
    cause = sqlite3.OperationalError("any words")
    cause.sqlite_errorcode = code
    return caused(cause)


def of_postgresql(state: str | None, kind: type[psycopg.Error] = psycopg.OperationalError) -> OperationalError:
    cause = kind("any words")
    cause.sqlstate = state
    return caused(cause)


def caused(cause: Exception) -> OperationalError:
    error = OperationalError("any words")
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "outage"),
    [
        (of_sqlite(sqlite3.SQLITE_FULL), FULL),
        (of_sqlite(sqlite3.SQLITE_READONLY), READ_ONLY),
        (of_sqlite(sqlite3.SQLITE_IOERR | (3 << 8)), AWAY),  # SQLITE_IOERR_WRITE
        (of_sqlite(sqlite3.SQLITE_CANTOPEN), AWAY),
        (of_sqlite(sqlite3.SQLITE_BUSY), BUSY),
        (of_sqlite(sqlite3.SQLITE_ERROR), None),  # "no such table": a fault of ours
        (of_postgresql("53100"), FULL),
        (of_postgresql("25006"), READ_ONLY),
        (of_postgresql("53300"), AWAY),  # too many connections
        (of_postgresql("57P01"), AWAY),  # shut down by the administrator
        (of_postgresql("57P03"), AWAY),  # still starting
        (of_postgresql("08006"), AWAY),
        (of_postgresql("40P01"), BUSY),  # a deadlock
        (of_postgresql("40001"), BUSY),
        (of_postgresql("55P03"), BUSY),
        (of_postgresql("57014"), BUSY),
        (of_postgresql(None), AWAY),  # the connection broke
        (of_postgresql(None, psycopg.ProgrammingError), None),
        (of_postgresql("42P01"), None),  # no such table
        (of_postgresql("23505"), None),
        (OSError(errno.ENOSPC, "any words"), FULL),
        (OSError(errno.EROFS, "any words"), READ_ONLY),
        (OSError(errno.ENOENT, "any words"), None),
        (DataError("any words"), None),
        (ValueError("database or disk is full"), None),
        (None, None),
    ],
)
def test_outage_is_known_by_its_code_never_by_its_words(error: BaseException | None, outage: Outage | None) -> None:
    assert outage_of(error) is outage
