# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What an act does is the same in every language: an effect is found whatever language the reader has."""

import pytest
from django.utils import translation

from tests.world import World


@pytest.mark.parametrize("language", ["th", "en"])
def test_project_is_queued_with_its_item_in_every_language(world: World, language: str) -> None:
    world.to("screened")
    with translation.override(language):
        world.plan_meeting()
        world.put_on_agenda()
    assert world.project.state == "queued"
