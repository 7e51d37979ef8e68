# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Rows that stand for all tests of a module: made once, and rolled back after the last."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import override_settings
from django.utils import translation
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


def grounded(make: Callable[[], Any]) -> tuple[Any, Any]:
    """Two fixtures, ``ground, world = grounded(World)``: what is made stands for the tests of a module.

    Each test has it as it was made. Those that do not ask for ``world`` come first, so that none sees rows it did not
    ask for.
    """

    @pytest.fixture(scope="module")
    def ground(
        django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
    ) -> Iterator[Any]:
        with standing(django_db_blocker, tmp_path_factory):
            with translation.override("en"):
                made = make()
            yield made

    def world(ground: Any, db: None) -> Any:
        return deepcopy(ground)

    world.stands_on_ground = True  # type: ignore[attr-defined]
    return ground, pytest.fixture(world)


def lay_grounds(items: list[pytest.Item]) -> None:
    """Put the tests that stand on a ground after the others of their module."""
    places = {path: place for place, path in enumerate(dict.fromkeys(item.path for item in items))}
    items.sort(key=lambda item: (places[item.path], _stands(item)))


def _stands(item: pytest.Item) -> bool:
    found = item._fixtureinfo.name2fixturedefs.get("world", ()) if isinstance(item, pytest.Function) else ()
    return any(hasattr(each.func, "stands_on_ground") for each in found)
