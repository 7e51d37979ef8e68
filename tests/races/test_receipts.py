# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Many hand in on the last day: each gets a number of its own, and none is lost."""

import pytest

from budget_review.models import IntegrationProject, Receipt
from tests.databases import FreshDatabase
from tests.together import at_once
from tests.world import World

pytestmark = pytest.mark.postgresql


def test_numbers_given_at_once_are_unbroken(fresh_database: FreshDatabase) -> None:
    world = World()
    ids = [world.project_id, *(world.draft().pk for _time in range(5))]
    for pk in ids:
        world.project_id = pk
        world.to("agency_approval")
    lacking = ids.pop()  # one is refused meanwhile, and takes no number

    def hand_in(place: int) -> object:
        project = IntegrationProject.objects.get(pk=[*ids, lacking][place])
        facts = {} if project.pk == lacking else {"letter_number": f"ทส {place}"}
        return world.act("hand_in", "head", project, facts=facts)

    results = at_once(len(ids) + 1, hand_in)
    assert sorted(type(result).__name__ for result in results) == ["GuardsUnmet", *["TransitionRecord"] * len(ids)]
    assert sorted(Receipt.objects.values_list("number", flat=True)) == list(range(1, len(ids) + 1))
