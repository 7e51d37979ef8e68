# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The small world, in a round that is open while the tests run: pages read the clock."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.utils import timezone, translation

from budget_review.models import Round
from tests.budget_review.pages import Visitor
from tests.standing import grounded
from tests.world import World


def open_round(world: World) -> World:
    """Let the round be open now."""
    Round.objects.filter(pk=world.round.pk).update(closes_at=timezone.now() + timedelta(days=30))
    return world


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Read in English, whatever language a page of an earlier test left behind."""
    with translation.override("en"):
        yield


ground, world = grounded(lambda: open_round(World()))


@pytest.fixture
def visit(world: World) -> Callable[[str], Visitor]:
    return lambda who: Visitor(world, who)
