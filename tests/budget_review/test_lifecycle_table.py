# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""State × step × person: ``explain`` and ``perform`` both say what the table says, and a refusal changes nothing."""

from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import transaction
from django.utils import translation

from budget_review.models import IntegrationProject, Participation
from budget_review.states import State
from tests.budget_review.lifecycle_table import (
    CONDITION,
    INQUIRY,
    LACKING,
    NOTE,
    OPINION,
    PART,
    PERMITTED_THOUGH_LACKING,
    PROJECT,
    facts_for,
)
from tests.world import AT, World, everything
from workflows.explaining import explain
from workflows.lifecycle import Attempt, Subject, rules_of, steps_of
from workflows.refusals import GuardsUnmet, NotPermitted, Refused, WrongState

pytestmark = pytest.mark.django_db

BRANCHES = {  # states beside the main path, each reached from a savepoint of it
    "draft": ["withdrawn"],
    "screening": ["returned"],
    "recommended": ["not_eligible"],
    "in_committee": ["deferred", "conditional", "not_endorsed"],
    "budgeting": ["not_funded"],
}
MAIN = [
    "draft", "confirming", "agency_approval", "submitted", "screening", "recommended", "screened", "queued",
    "in_committee", "endorsed", "forwarded", "budgeting", "decided", "reported_back",
]  # fmt: skip


def test_table_has_every_state_and_every_step_that_a_person_makes() -> None:
    assert set(PROJECT) == set(State.values) == set(MAIN) | {state for of in BRANCHES.values() for state in of}
    by_hand = {name for name, step in steps_of(IntegrationProject).items() if rules_of(step).who}
    in_table = {name for steps in PROJECT.values() for name in steps} | {name for _, name in LACKING}
    assert in_table == by_hand
    assert {name for name, step in steps_of(Participation).items() if rules_of(step).who} == {
        "consent", "consent_by_letter", "ask_changes", "decline", "leave", "rejoin",
    }  # fmt: skip


def outcome(world: World, subject: Subject, name: str, who: str) -> type[Refused] | None:
    """What perform answers, in a savepoint that is rolled back whatever it is."""
    with transaction.atomic():
        try:
            world.act(name, who, subject, note=NOTE, facts=facts_for(name, world.amounts()))
        except Refused as refused:
            return type(refused)
        finally:
            transaction.set_rollback(True)
    return None


def compared(world: World, subject: Subject, may: dict[str, tuple[str, ...]], lacking: dict[str, list[str]]) -> None:
    """Compare both answers with the table for every step and person; nothing may have changed at the end."""
    before = everything()
    permitted = may | {name: PERMITTED_THOUGH_LACKING[name] for name in lacking}
    for who, person in world.people.items():
        attempt = Attempt(actor=person, at=AT, request_id=uuid4())
        answers = {answer.name: answer for answer in explain(subject, attempt)}
        for name, step in steps_of(type(subject)).items():
            if rules_of(step).who is None:
                continue
            answer = answers.get(name)
            place = (subject.state, name, who)
            assert (answer is not None and answer.may) == (who in may.get(name, ())), place
            if answer is not None and name in permitted:
                assert answer.permitted == (who in permitted[name]), place
            if answer is None and who not in ("officer", "screener"):
                continue  # the state refuses whoever it is: two persons show it
            expected = (
                WrongState if answer is None
                else NotPermitted if not answer.permitted
                else GuardsUnmet if answer.missing
                else None
            )  # fmt: skip
            assert outcome(world, subject, name, who) == expected, place
            if answer is not None and name in lacking and answer.permitted:
                with translation.override("en"):
                    assert list(map(str, answer.missing)) == lacking[name]
    assert everything() == before


def lacking_in(state: str) -> dict[str, list[str]]:
    return {name: said for (of, name), said in LACKING.items() if of == state}


def all_compared(world: World, state: str) -> None:
    project = world.project
    assert project.state == state
    compared(world, project, PROJECT[state], lacking_in(state))
    if state in PART:
        stands, may = PART[state]
        part = world.part("north")
        assert part.state == stands
        compared(world, part, may, {})


def test_every_state_step_and_person_answers_as_the_table_says() -> None:
    """One project walks the main path; each branch is taken from a savepoint."""
    world = World()
    for state in MAIN:
        world.to(state)
        all_compared(world, state)
        for branch in BRANCHES.get(state, []):
            with transaction.atomic():
                world.to(branch)
                all_compared(world, branch)
                transaction.set_rollback(True)


def test_opinion_step_and_person_answer_as_the_table_says() -> None:
    world = World(amount=Decimal("50000000.00")).to("screening")
    compared(world, world.opinion(), OPINION["asked"], {})
    world.act("give", "expert", world.opinion(), facts=facts_for("give", {}))
    compared(world, world.opinion(), OPINION["given"], {})
    world.act("decline_to_advise", "expert", world.opinion(1), note=NOTE)
    compared(world, world.opinion(1), OPINION["declined"], {})


def test_opinion_is_not_given_while_the_project_is_elsewhere() -> None:
    world = World(amount=Decimal("50000000.00")).to("returned")
    compared(world, world.opinion(), {}, {})


@pytest.mark.parametrize(
    ("state", "steps"),
    [
        ("asked", []),
        ("answered", [("answer", "officer")]),
        ("closed", [("answer", "officer"), ("close", "screener")]),
        ("withdrawn", [("withdraw_question", "screener")]),
    ],
)
def test_question_step_and_person_answer_as_the_table_says(state: str, steps: list[tuple[str, str]]) -> None:
    world = World().to("screening")
    inquiry = world.ask()
    for name, who in steps:
        world.act(name, who, inquiry, note=NOTE, facts=facts_for(name, {}))
    inquiry = type(inquiry).objects.get(pk=inquiry.pk)
    assert inquiry.state == state
    compared(world, inquiry, INQUIRY[state], {})


def test_question_that_ended_with_the_screening_is_nobodys() -> None:
    world = World().to("screening")
    inquiry = world.ask()
    world.to("returned")
    compared(world, type(inquiry).objects.get(pk=inquiry.pk), INQUIRY["ended"], {})


def test_condition_step_and_person_answer_as_the_table_says() -> None:
    world = World().to("conditional")
    condition = world.project.conditions.get()
    compared(world, condition, CONDITION["open"], {})
    world.act("meet", "screener", condition, facts=facts_for("meet", {}))
    compared(world, type(condition).objects.get(pk=condition.pk), CONDITION["met"], {})
    assert outcome(world, world.project, "forward", "screener") is None


def test_part_that_left_is_named_again_by_the_lead_alone() -> None:
    world = World()
    world.act("leave", "officer", world.part("north"))
    compared(world, world.part("north"), {"rejoin": ("officer",)}, {})


def test_lead_cannot_leave_its_own_project() -> None:
    world = World()
    assert outcome(world, world.part("lead"), "leave", "officer") is GuardsUnmet
