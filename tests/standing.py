# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Rows that stand for all tests of a module: made once, and rolled back after the last."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

media: list[Path] = []  # where the files of the rows that stand now were kept


@contextmanager
def standing(blocker: DjangoDbBlocker, files: pytest.TempPathFactory) -> Iterator[None]:
    """Hold a transaction open in which a module's tests each have a savepoint. For fixtures of module scope."""
    folder = files.mktemp("media")
    with override_settings(MEDIA_ROOT=folder), blocker.unblock(), transaction.atomic():
        media.append(folder)
        try:
            yield
        finally:
            media.remove(folder)
            transaction.set_rollback(True)


def check_deferred() -> None:
    """Let PostgreSQL check now what it would check at the commit, which a test never reaches."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
