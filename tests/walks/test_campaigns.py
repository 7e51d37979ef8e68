# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Random persons open, answer, check, send and close; what must always be so is so after each act.

A campaign is not reported while somebody who handed in has no letter; who was told has exactly one letter, and its
number is nobody else's; who handed in has what they handed in kept.
"""

import random
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digital_plan.models import AlignmentCampaign, AlignmentLetter, AlignmentResponse
from digital_plan.states.campaigns import HANDED_IN, TOLD, UNTOLD
from tests.campaigns import fill, opened, written
from tests.sizes import SIZES
from tests.walks.striding import replayed, strides
from tests.walks.test_projects import plausible, somebody
from tests.world import World
from workflows.desks import expected_desks, flow_of, open_desks
from workflows.refusals import WrongState

pytestmark = pytest.mark.django_db
OFFICERS = {"lead": "officer", "north": "nora", "south": "somsak"}


@settings(max_examples=SIZES.walks, suppress_health_check=list(HealthCheck), deadline=None)
@given(seed=st.integers(0, 2**32))
def test_walk_among_responses_keeps_every_invariant(seed: int) -> None:
    with transaction.atomic():
        world = World()
        written(world, agencies=("north",), name="อีกรอบ")
        opened(world, tuple(OFFICERS))
        walk(world, random.Random(seed))
        transaction.set_rollback(True)


def walk(world: World, chance: random.Random) -> None:
    strides(lambda: chance.choice([write_one, move_one, move_one, move_one])(world, chance), look)


def write_one(world: World, chance: random.Random) -> None:
    agency, who = chance.choice(list(OFFICERS.items()))
    response = AlignmentResponse.objects.filter(agency=world.agencies[agency]).first()
    if response is None or AlignmentResponse.objects.filter(agency=world.agencies[agency]).count() > 1:
        raise WrongState("the other campaign is open too")
    with transaction.atomic():  # two savings, of which the second may be refused
        fill(world, agency, who)


def move_one(world: World, chance: random.Random) -> None:
    responses = list(AlignmentResponse.objects.select_related("campaign").order_by("pk"))
    subject: Any = chance.choice([*responses, *responses, *AlignmentCampaign.objects.order_by("pk")])
    name = chance.choice(plausible(subject, chance))
    at = world.at.replace(month=12) if name == "close_campaign" and chance.random() < 0.5 else world.at
    facts: dict[str, Any] = {
        "due_date": "2020-12-01",
        "text": "ข้อความ",
        "alignment": chance.choice(["aligned", "partly", "not_aligned", "x"]),
    }
    if chance.random() < 0.1:
        facts = {}
    note = "เหตุผล" if chance.random() < 0.9 else ""
    world.act(name, somebody(world, subject, name, chance), subject, note=note, facts=facts, at=at)


def look() -> None:
    for response in AlignmentResponse.objects.all():
        replayed(response)
        fits(response)
        assert AlignmentLetter.objects.filter(response=response).exists() is (response.state in TOLD)
        assert response.versions.exists() is (response.state in HANDED_IN)
        assert bool(response.submitted_by_id) is (response.state in HANDED_IN)
    for campaign in AlignmentCampaign.objects.all():
        replayed(campaign)
        fits(campaign)
        if campaign.state == "results_reported":
            assert not campaign.responses.filter(state__in=UNTOLD).exists()
        if campaign.state in ("closed", "results_reported"):
            assert not campaign.responses.filter(state="awaited").exists()
    numbers = list(AlignmentLetter.objects.values_list("letter_number", flat=True))
    assert len(numbers) == len(set(numbers))


def fits(subject: Any) -> None:
    found = {(task.flow_task.name, task.subject_type, task.subject_id) for task in open_desks(subject)}
    assert found == expected_desks(flow_of(subject), subject, [])
