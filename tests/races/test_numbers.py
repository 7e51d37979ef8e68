# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Eight chairs certify and eight secretaries send letters at the same moment: no number twice, and no gap."""

from committee.models import DecisionLetter, LetterPattern, Resolution
from tests.databases import FreshDatabase
from tests.together import at_once
from tests.world import World
from workflows.verification import faults

MANY = 8


def drafted(world: World) -> list[Resolution]:
    """As many drafts as race, half of them in one meeting and half in another, so that no meeting's lock helps."""
    projects = [world.project_id, *(world.draft(partners=("north", "south")).pk for _each in range(MANY - 1))]
    found = []
    for half in (projects[: MANY // 2], projects[MANY // 2 :]):
        for world.project_id in half:
            world.to("screened")
        world.plan_meeting()
        for world.project_id in half:
            world.put_on_agenda()
        world.open_meeting()
        for world.project_id in half:
            world.act("draft", "secretary", world.item, facts={"verb": "not_endorse", "text": "ไม่เห็นชอบ"})
            found.append(world.resolution)
    return found


def test_resolutions_and_their_letters_are_numbered_without_gap_or_twin(fresh_database: FreshDatabase) -> None:
    world = World()
    drafts = drafted(world)
    given = at_once(MANY, lambda place: world.act("certify", "chair", drafts[place]))
    assert [one for one in given if isinstance(one, Exception)] == []
    assert list(Resolution.objects.order_by("number").values_list("number", flat=True)) == list(range(1, MANY + 1))

    series = LetterPattern.objects.create(committee=world.committee, prefix="สพร ๐๑", sender="ส", signer="ล")
    sealed = [Resolution.objects.get(pk=one.pk) for one in drafts]
    facts = {"pattern": str(series.pk)}
    given = at_once(MANY, lambda place: world.act("communicate", "secretary", sealed[place], facts=facts))
    assert [one for one in given if isinstance(one, Exception)] == []
    numbers = DecisionLetter.objects.order_by("running").values_list("running", flat=True)
    assert list(numbers) == list(range(1, 3 * MANY + 1))  # three agencies each
    assert list(faults()) == []
