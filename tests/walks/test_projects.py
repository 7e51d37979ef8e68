# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Random persons try random acts on the project, its parts and its meeting; what must always be so is so after each."""

import random
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.sizes import SIZES
from tests.walks.striding import replayed, strides
from tests.world import World
from workflows.desks import expected_desks, flow_of, open_desks
from workflows.judging import is_permitted
from workflows.lifecycle import Attempt, Subject, rules_of, steps_of

pytestmark = pytest.mark.django_db

BEGINNINGS = ("draft", "confirming", "screening", "screened", "queued", "in_committee", "budgeting")
AMOUNTS = (Decimal("1500000.00"), Decimal("50000000.00"))  # of each line; three of the second ask for experts


@settings(max_examples=SIZES.walks, suppress_health_check=list(HealthCheck), deadline=None)
@given(seed=st.integers(0, 2**32), beginning=st.sampled_from(BEGINNINGS), amount=st.sampled_from(AMOUNTS))
@example(seed=6, beginning="budgeting", amount=AMOUNTS[0])  # a correction is drafted and waits for its seal
def test_walk_of_any_persons_keeps_every_invariant(seed: int, beginning: str, amount: Decimal) -> None:
    with transaction.atomic():
        walk(World(amount=amount).to(beginning), random.Random(seed))
        transaction.set_rollback(True)


def walk(world: World, chance: random.Random) -> None:
    moved: list[Subject] = []
    amounts = world.amounts()

    def attempt() -> None:
        if world.project.state == "screening" and chance.random() < 0.3:
            moved[:] = [world.ask(chance.choice(["screener", "officer"]), chance.choice(["lead", "north"]))]
            return
        subject = chance.choice(subjects_of(world))
        name = chance.choice(plausible(subject, chance))
        world.act(name, somebody(world, subject, name, chance), subject, **brought(amounts, chance))
        moved[:] = [subject]

    def look() -> None:
        for subject in moved:
            replayed(type(subject)._default_manager.get(pk=subject.pk))
        desks_fit(world)

    strides(attempt, look)


def subjects_of(world: World) -> list[Subject]:
    project = world.project
    found: list[Subject] = [project, *project.participations.all(), *project.opinions.all(), *project.conditions.all()]
    found += [*project.inquiries.all(), *project.pair_findings.all()]
    if world.meeting_id:
        meeting = world.meeting
        found += [meeting, *meeting.items.all(), *meeting.roll.all(), *meeting.resolutions.all()]
    return found


def plausible(subject: Subject, chance: random.Random) -> list[str]:
    """Mostly steps that start where the subject stands, sometimes any."""
    steps = steps_of(type(subject))
    here = [name for name, step in steps.items() if subject.state in step._django_fsm.transitions]  # type: ignore[attr-defined]
    return here if here and chance.random() < 0.9 else list(steps)


def somebody(world: World, subject: Subject, name: str, chance: random.Random) -> str:
    """Mostly one whom the step is for, since a walk in which all are refused leads nowhere; sometimes anybody."""
    rule = rules_of(steps_of(type(subject))[name]).who
    people = list(world.people)
    if rule is not None and chance.random() < 0.7:
        tried = [(one, Attempt(actor=world.people[one], at=world.at, request_id=uuid4())) for one in people]
        with subject.held_still():
            people = [one for one, attempt in tried if is_permitted(subject, name, rule, attempt)] or people
    return chance.choice(people)


def brought(amounts: dict[str, str], chance: random.Random) -> dict[str, Any]:
    """What an act may ask for, all at once; now and then something is left out."""
    facts = {
        "letter_number": "1", "sections": ["essentials"], "source": "เอกสาร", "amounts": amounts,
        "stage": "bureau", "advice": "support", "text": "ข้อความ", "evidence": "หนังสือ",
        "verb": chance.choice(["endorse", "endorse_with_conditions", "not_endorse", "defer", "return_from_committee"]),
        "conditions": [{"text": "เงื่อนไข", "before_forwarding": chance.random() < 0.5}],
    }  # fmt: skip
    if chance.random() < 0.1:
        facts.pop(chance.choice(list(facts)))
    return {"facts": facts, "note": "เหตุผล" if chance.random() < 0.9 else ""}


def desks_fit(world: World) -> None:
    project = world.project
    parts: list[Subject] = [*project.participations.all(), *project.opinions.all(), *project.conditions.all()]
    parts += project.inquiries.select_related("participation")
    found = {(task.flow_task.name, task.subject_type, task.subject_id) for task in open_desks(project)}
    assert found == expected_desks(flow_of(project), project, parts)
    if world.meeting_id:
        meeting = world.meeting
        of_meeting = [*meeting.items.all(), *meeting.roll.all(), *meeting.resolutions.all()]
        found = {(task.flow_task.name, task.subject_type, task.subject_id) for task in open_desks(meeting)}
        assert found == expected_desks(flow_of(meeting), meeting, of_meeting)
