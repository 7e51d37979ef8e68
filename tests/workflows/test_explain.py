# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""May I, what is missing, who can: the answers, and that they are the door's own."""

from typing import Any
from uuid import uuid4

import pytest
from django.utils import translation

from tests.orders import order_in_force
from tests.world import AT, World, everything
from workflows.explaining import Answer, elsewhere, explain
from workflows.judging import is_permitted
from workflows.lifecycle import Attempt, Subject, rules_of, steps_for

pytestmark = pytest.mark.django_db


def answers(world: World, who: str, subject: Subject | None = None) -> dict[str, Answer]:
    attempt = Attempt(actor=world.people[who], at=AT, request_id=uuid4())
    return {answer.name: answer for answer in explain(subject or world.project, attempt)}


def test_explain_offers_the_steps_of_the_present_state_in_the_order_of_the_screen() -> None:
    world = World()
    assert list(answers(world, "officer")) == ["propose", "withdraw"]
    assert list(answers(world.to("confirming"), "officer")) == ["take_back", "withdraw"]
    assert list(answers(world.to("recommended"), "screening_head")) == [
        "pass_on", "find_not_eligible", "reconsider", "withdraw",
    ]  # fmt: skip


def test_explain_leaves_out_what_nobody_does_by_hand() -> None:
    world = World().to("queued")
    assert list(answers(world, "secretary")) == ["withdraw"]


def test_explain_says_who_can_when_one_may_not() -> None:
    answer = answers(World(), "stranger")["propose"]
    assert (answer.permitted, answer.may, list(answer.missing)) == (False, False, [])
    with translation.override("en"):
        assert str(answer.who) == "An officer of the lead agency."


def test_explain_names_what_is_missing_to_everyone() -> None:
    world = World()
    world.act("leave", "officer", world.part("north"))
    for who, permitted in (("officer", True), ("auditor", False)):
        answer = answers(world, who)["propose"]
        with translation.override("en"):
            missing = list(map(str, answer.missing))
        assert missing == ["The weights of each KPI's owners must add up to 100 percent."]
        assert (answer.permitted, answer.may) == (permitted, False)


def test_explain_names_what_is_asked_for_and_still_may() -> None:
    answer = answers(World().to("agency_approval"), "head")["hand_in"]
    assert ([asked.name for asked in answer.asks], answer.may) == (["letter_number"], True)


def test_explain_of_a_part_answers_for_the_part() -> None:
    world = World().to("confirming")
    assert {name: answer.may for name, answer in answers(world, "nora", world.part("north")).items()} == {
        "consent": True, "consent_by_letter": False, "ask_changes": True, "decline": True, "leave": False,
    }  # fmt: skip
    assert not any(answer.permitted for answer in answers(world, "nora", world.part("south")).values())


def test_explain_changes_nothing() -> None:
    world = World()
    before = everything()
    answers(world, "officer")
    assert everything() == before


def test_subject_read_while_judged_is_read_anew_after() -> None:
    world = World()
    project = world.project
    with project.held_still():
        assert len(project.active_parts()) == 3
        world.act("leave", "officer", world.part("south"))
        with project.held_still():
            assert len(project.active_parts()) == 3  # one judgement sees one picture, also one inside another
        assert len(project.active_parts()) == 3
    assert len(project.active_parts()) == 2


def test_step_of_another_state_is_named_and_nobody_may_make_it_now() -> None:
    project = World().project
    answer = elsewhere(project, "hand_in")
    assert answer is not None
    assert answer.label == rules_of(steps_for(project)["hand_in"]).label
    assert (answer.name, answer.permitted, answer.may, answer.missing, answer.who) == ("hand_in", False, False, [], "")
    assert [asked.name for asked in answer.asks] == ["letter_number"]


@pytest.mark.parametrize("name", ["queue", "all_consented", "no_such_step"])
def test_step_of_another_state_that_no_hand_makes_is_not_named(name: str) -> None:
    assert elsewhere(World().project, name) is None


def test_person_is_permitted_in_person_or_by_an_order_that_serves() -> None:
    world = World().to("agency_approval")
    order = order_in_force(world, "head", "officer")
    head_hands_in = rules_of(steps_for(world.project)["hand_in"]).who
    assert head_hands_in is not None

    def may(who: str, name: str = "hand_in", **more: Any) -> bool:
        attempt = Attempt(actor=world.people[who], at=AT, request_id=uuid4(), **more)
        return is_permitted(world.project, name, head_hands_in, attempt)

    assert (may("head"), may("officer"), may("officer", delegation=order.pk)) == (True, False, True)
    assert not may("nora", delegation=order.pk)
