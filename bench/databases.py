# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Databases of known sizes in a throw-away PostgreSQL cluster, each made once in a cluster's life."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings")


def prepare() -> None:
    """Start Django on the cluster that ``TEST_POSTGRES_URL`` names (``python -m tests.with_postgresql …`` sets it)."""
    if not os.environ.get("TEST_POSTGRES_URL"):
        raise SystemExit("Run me as: python -m tests.with_postgresql python -m bench.…")
    import tests.environment  # noqa: F401 - the same fixed environment as the tests have

    django.setup()


def _switch(name: str) -> None:
    from django.contrib.contenttypes.models import ContentType
    from django.db import connection, connections

    connection.close()
    connections.settings["default"]["NAME"] = name
    connection.settings_dict["NAME"] = name
    ContentType.objects.clear_cache()


@contextmanager
def using(name: str) -> Iterator[None]:
    """Work on this database of the cluster."""
    from django.db import connection

    before = connection.settings_dict["NAME"]
    _switch(name)
    try:
        yield
    finally:
        _switch(before)


def sized(projects: int) -> str:
    """The name of a database with so many projects; it is made when the cluster has none yet."""
    from django.core.management import call_command
    from django.db import connection

    from bench.generate import fill

    name = f"mati_{projects}"
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if cursor.fetchone():
            return name
        cursor.execute(f'CREATE DATABASE "{name}_unfinished"')
    began = perf_counter()
    with using(f"{name}_unfinished"):
        call_command("migrate", verbosity=0)
        fill(projects=projects)
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'ALTER DATABASE "{name}_unfinished" RENAME TO "{name}"')
    print(f"{projects:,} projects made and verified in {perf_counter() - began:.0f} s", flush=True)
    return name
