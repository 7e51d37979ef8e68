# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Random persons try random acts on the project, its parts and its meeting; what must always be so is so after each."""

import random
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.sizes import SIZES
from tests.world import World, everything
from workflows.desks import expected_desks, flow_of, open_desks
from workflows.lifecycle import Subject, initial_state, steps_of
from workflows.models import TransitionRecord
from workflows.refusals import Refused
from workflows.verification import faults

pytestmark = pytest.mark.django_db

BEGINNINGS = ("draft", "confirming", "screening", "screened", "queued", "in_committee", "budgeting")


@settings(max_examples=SIZES.walks, suppress_health_check=list(HealthCheck), deadline=None)
@given(seed=st.integers(0, 2**32), beginning=st.sampled_from(BEGINNINGS))
def test_walk_of_any_persons_keeps_every_invariant(seed: int, beginning: str) -> None:
    with transaction.atomic():
        walk(World().to(beginning), random.Random(seed))
        transaction.set_rollback(True)


def walk(world: World, chance: random.Random) -> None:
    made = 0
    for _ in range(SIZES.strides):
        subject = chance.choice(subjects_of(world))
        name = chance.choice(plausible(subject, chance))
        who = chance.choice(list(world.people))
        before = everything()
        try:
            world.act(name, who, subject, **brought(world, chance))
        except Refused:
            assert everything() == before
        else:
            made += 1
            assert list(faults()) == []
            replayed(type(subject)._default_manager.get(pk=subject.pk))
            desks_fit(world)


def subjects_of(world: World) -> list[Subject]:
    project = world.project
    found: list[Subject] = [project, *project.participations.all(), *project.opinions.all(), *project.conditions.all()]
    if world.meeting_id:
        meeting = world.meeting
        found += [meeting, *meeting.items.all(), *meeting.roll.all(), *meeting.resolutions.all()]
    return found


def plausible(subject: Subject, chance: random.Random) -> list[str]:
    """Mostly steps that start where the subject stands, sometimes any."""
    steps = steps_of(type(subject))
    here = [name for name, step in steps.items() if subject.state in step._django_fsm.transitions]  # type: ignore[attr-defined]
    return here if here and chance.random() < 0.9 else list(steps)


def brought(world: World, chance: random.Random) -> dict[str, Any]:
    """What an act may ask for, all at once; now and then something is left out."""
    facts = {
        "letter_number": "1", "sections": ["essentials"], "source": "เอกสาร", "amounts": world.amounts(),
        "stage": "bureau", "advice": "support", "text": "ข้อความ", "evidence": "หนังสือ",
        "verb": chance.choice(["endorse", "endorse_with_conditions", "not_endorse", "defer", "return_from_committee"]),
        "conditions": [{"text": "เงื่อนไข", "before_forwarding": chance.random() < 0.5}],
    }  # fmt: skip
    if chance.random() < 0.1:
        facts.pop(chance.choice(list(facts)))
    return {"facts": facts, "note": "เหตุผล" if chance.random() < 0.9 else ""}


def replayed(subject: Subject) -> None:
    """The records alone lead to where the subject stands."""
    state = initial_state(type(subject))
    records = TransitionRecord.objects.filter(subject_type=subject.kind, subject_id=subject.pk).order_by("seq")
    for record in records:
        assert record.source == state
        state = record.target
    assert (state, len(records)) == (subject.state, subject.version)


def desks_fit(world: World) -> None:
    project = world.project
    parts = [*project.participations.all(), *project.opinions.all(), *project.conditions.all()]
    found = {(task.flow_task.name, task.subject_type, task.subject_id) for task in open_desks(project)}
    assert found == expected_desks(flow_of(project), project, parts)
    if world.meeting_id:
        meeting = world.meeting
        of_meeting = [*meeting.items.all(), *meeting.roll.all(), *meeting.resolutions.all()]
        found = {(task.flow_task.name, task.subject_type, task.subject_id) for task in open_desks(meeting)}
        assert found == expected_desks(flow_of(meeting), meeting, of_meeting)
