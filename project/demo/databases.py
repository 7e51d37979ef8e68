# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The database into which a story is told: a new one, or one that is empty."""

import os
import sys
from pathlib import Path

from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DEFAULT_DB_ALIAS, connections

from project.demo import registers


def prepare_empty_database() -> None:
    """Migrate the database where it has no tables yet; refuse one that holds anything."""
    prepare_tables()
    if not registers.is_empty():
        raise CommandError("The database is not empty: the round starts from nothing. Name a new one with --into.")


def prepare_tables() -> None:
    """Migrate the database where it has no tables yet."""
    tables = connections[DEFAULT_DB_ALIAS].introspection.table_names()
    if "agencies_agency" not in tables:
        if tables:
            raise CommandError("The database holds tables of something else. Name a new one with --into.")
        call_command("migrate", verbosity=0)


def start_again_with(database: str) -> None:
    """Run this very command anew with another DATABASE_URL: settings are read once, at the start."""
    if "://" not in database:
        path = Path(database).resolve()
        if path.exists():
            raise CommandError(f"{path} is there already: --into makes a new database.")
        path.parent.mkdir(parents=True, exist_ok=True)
        database = f"sqlite:///{path}"
    rest = without_into(sys.argv)
    os.execve(sys.executable, [sys.executable, *rest], os.environ | {"DATABASE_URL": database})  # noqa: S606


def without_into(arguments: list[str]) -> list[str]:
    """Return a command line without ``--into X`` or ``--into=X``."""
    kept: list[str] = []
    skip = False
    for argument in arguments:
        if not skip and argument != "--into" and not argument.startswith("--into="):
            kept.append(argument)
        skip = argument == "--into"
    return kept
