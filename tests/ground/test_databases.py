# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The harness itself: rows of a fresh database are seen by threads and processes, and nothing stays behind."""

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.db import connection, transaction

from tests.databases import FreshDatabase
from tests.together import at_once

LATER = datetime(2565, 1, 1, tzinfo=UTC)


def keep(key: str) -> Session:
    return Session.objects.create(session_key=key, session_data="", expire_date=LATER)


@pytest.mark.parametrize("turn", [1, 2])
def test_fresh_database_used_twice_starts_empty(fresh_database: FreshDatabase, turn: int) -> None:
    assert Session.objects.count() == 0
    keep("left behind")


def test_fresh_database_written_here_is_seen_by_a_child_process(fresh_database: FreshDatabase) -> None:
    keep("ours")
    code = "import django; django.setup(); from django.contrib.sessions.models import Session as S; "
    code += "print(S.objects.get().session_key); S.objects.update(session_key='theirs')"
    child = subprocess.run(
        [sys.executable, "-c", code], env=fresh_database.environment(), capture_output=True, text=True, check=True
    )
    assert child.stdout == "ours\n"
    assert Session.objects.get().session_key == "theirs"


def test_fresh_database_written_by_many_threads_loses_nothing(fresh_database: FreshDatabase) -> None:
    keep("0")

    def add_one(number: int) -> None:
        with transaction.atomic():
            row = Session.objects.select_for_update().get()
            Session.objects.update(session_data=f"{row.session_data}+")

    assert at_once(12, add_one) == [None] * 12
    assert Session.objects.get().session_data == "+" * 12


def test_fresh_database_dropped_after_its_test(
    request: pytest.FixtureRequest, database_template: object, database_folder: Path
) -> None:
    assert [path.name for path in database_folder.glob("fresh-*")] == []
    if connection.vendor == "postgresql":
        request.getfixturevalue("db")
        with connection.cursor() as cursor:
            name = f"{connection.settings_dict['NAME']}_template_%"
            cursor.execute("SELECT count(*) FROM pg_database WHERE datname LIKE %s", [name])
            assert cursor.fetchone() == (0,)


@pytest.mark.django_db
def test_rolled_back_database_is_the_usual_one() -> None:
    assert Session.objects.count() == 0
    assert "fresh" not in str(connection.settings_dict["NAME"])
    keep("gone after")
