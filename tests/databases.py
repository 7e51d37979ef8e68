# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Fresh databases for tests that commit.

Mati's triggers refuse DELETE and TRUNCATE, so Django's way to clean up after such tests (flush) cannot work.
Instead each of them gets a migrated database of its own, copied in milliseconds from a template, and dropped after.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from urllib.parse import quote

from django.contrib.contenttypes.models import ContentType
from django.db import connection, connections

_numbers = count(1)


def _own() -> str:
    """A name of this process alone: forked ones count on from the same number."""
    return f"{os.getpid()}_{next(_numbers)}"


@dataclass(frozen=True)
class FreshDatabase:
    """A migrated, otherwise empty database; the ``default`` connection of every thread leads to it meanwhile."""

    name: str  # of the database, or the path of the SQLite file
    url: str

    def environment(self, **more: str) -> dict[str, str]:
        """Return the environment with which a child process works on this database."""
        return {**os.environ, "DATABASE_URL": self.url, **more}


class SQLiteTemplate:
    """A migrated SQLite file, and its copies beside it."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "template.sqlite3"
        self.folder = folder
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(self.path)])
        connection.close()

    def create(self) -> str:
        path = self.folder / f"fresh-{_own()}.sqlite3"
        shutil.copyfile(self.path, path)
        return str(path)

    def drop(self, name: str) -> None:
        for suffix in ("", "-wal", "-shm"):
            Path(name + suffix).unlink(missing_ok=True)

    def url(self, name: str) -> str:
        return f"sqlite:///{quote(name)}"


class PostgreSQLTemplate:
    """A migrated PostgreSQL database that nobody is connected to, as ``CREATE DATABASE … TEMPLATE`` asks."""

    def __init__(self) -> None:
        migrated = connection.settings_dict["NAME"]
        self.name = f"{migrated}_template"
        connection.close()
        self._execute(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')
        self._execute(f'CREATE DATABASE "{self.name}" TEMPLATE "{migrated}"')

    def create(self) -> str:
        name = f"{self.name}_{_own()}"
        self._execute(f'CREATE DATABASE "{name}" TEMPLATE "{self.name}"')
        return name

    def drop(self, name: str) -> None:
        self._execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def url(self, name: str) -> str:
        server = connection.settings_dict
        login = quote(server["USER"]) + (f":{quote(server['PASSWORD'])}" if server["PASSWORD"] else "")
        if server["HOST"].startswith("/"):  # a socket's folder
            return (
                f"postgres://{login}@/{quote(server['HOST'])}/{name}"
                if login
                else f"postgres:///{server['HOST']}/{name}"
            )
        return f"postgres://{login}@{server['HOST']}:{server['PORT'] or 5432}/{name}"

    def _execute(self, statement: str) -> None:
        with connection._nodb_cursor() as cursor:  # connected to "postgres"
            cursor.execute(statement)


Template = SQLiteTemplate | PostgreSQLTemplate


def make_template(folder: Path) -> Template:
    """Keep a copy of the just migrated test database, from which fresh ones are made."""
    return PostgreSQLTemplate() if connection.vendor == "postgresql" else SQLiteTemplate(folder)


@contextmanager
def fresh_database(template: Template) -> Iterator[FreshDatabase]:
    """Point ``connections["default"]``, in all threads, at a new copy of the template; drop the copy after."""
    settings = connections.settings["default"]  # one dict, shared by every thread's connection
    usual = settings["NAME"]
    connection.close()
    settings["NAME"] = name = template.create()
    ContentType.objects.clear_cache()
    try:
        yield FreshDatabase(name=name, url=template.url(name))
    finally:
        connections.close_all()
        settings["NAME"] = usual
        ContentType.objects.clear_cache()
        template.drop(name)
