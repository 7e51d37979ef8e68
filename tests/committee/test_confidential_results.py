# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What was resolved on a matter that is not open to all: who finds it in registers, letters, tasks and what arises."""

from datetime import date
from typing import Any

import pytest

from agencies.models import Membership
from committee.models import ActionItem, AgendaItem, Mandate
from committee.queries.confidential import levels_seen, of_seen_matters
from committee.queries.following import actions_for, matters_arising
from committee.queries.register import resolutions_for
from committee.states import Confidentiality
from tests.world import World

pytestmark = pytest.mark.django_db
ASSIGNED = {"text": "รายงานผล", "agency": "dga", "person": None, "working_days": 30}


@pytest.fixture
def world(db: None) -> World:
    """A resolution with a condition and something assigned; a stranger studies for the committee by a mandate."""
    world = World().to("in_committee")
    facts = {"also": ["assign"], "actions": [ASSIGNED | {"agency": world.agencies["dga"].code}]}
    world.resolve("endorse_with_conditions", **facts)
    Mandate.objects.create(
        committee=world.committee, to_user=world.stranger, powers=["report"], scope="ศึกษา", order_number="1/2563",
        order_date=date(2020, 1, 1),
        from_date=date(2020, 1, 1),
    )  # fmt: skip
    return world


def found(world: World, who: str) -> list[Any]:
    """How many resolutions, tasks and matters arising a person finds."""
    person = world.people[who]
    return [
        resolutions_for(person, world.at).count(),
        actions_for(person, world.at).count(),
        len(matters_arising(world.committee, person, world.at)),
    ]


@pytest.mark.parametrize(
    ("level", "seen_by"),
    [
        ("open", {"stranger", "auditor", "member", "chair", "secretary"}),
        ("members", {"member", "chair", "secretary"}),
        ("chair", {"chair", "secretary"}),
    ],
)
def test_results_are_seen_by_who_sees_the_matter(world: World, level: str, seen_by: set[str]) -> None:
    AgendaItem.objects.filter(pk=world.item.pk).update(confidentiality=level)
    for who in ("stranger", "auditor", "member", "chair", "secretary"):
        assert found(world, who) == ([1, 1, 2] if who in seen_by else [0, 0, 0]), who


@pytest.mark.parametrize("level", Confidentiality.values)
def test_many_are_asked_as_one_meeting_is(world: World, level: str) -> None:
    AgendaItem.objects.filter(pk=world.item.pk).update(confidentiality=level)
    for person in world.people.values():
        seen = AgendaItem.objects.filter(of_seen_matters(person, world.at), pk=world.item.pk).exists()
        assert seen is (level in levels_seen(person, world.meeting, world.at)), person


def test_owner_finds_the_task_whatever_the_matter_is(world: World) -> None:
    AgendaItem.objects.filter(pk=world.item.pk).update(confidentiality="chair")
    assert Membership.objects.filter(user=world.screening_head, agency=world.agencies["dga"]).exists()
    action = ActionItem.objects.get()
    person = world.people["budget"]
    ActionItem.objects.filter(pk=action.pk).update(agency=None, person=person)
    assert list(actions_for(person, world.at)) == [action]
