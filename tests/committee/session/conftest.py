# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""One meeting in session for all tests of a module: each begins with it as it was, since building a pack takes long."""

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from tests.committee.session.room import sit_on_the_day
from tests.standing import standing
from tests.world import World


@pytest.fixture(scope="module")
def sitting(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """The project before a meeting of chair and member, today; the third member is not there."""
    with standing(django_db_blocker, tmp_path_factory):
        yield sit_on_the_day(World())


@pytest.fixture
def world(sitting: World, db: None) -> World:
    """The same, in a savepoint of one test."""
    return sitting
