# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Questions to the agencies of a project under screening: who asks and answers whom, and the clocks meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from budget_review.forms.inquiries import QuestionForm
from budget_review.models import ExpertOpinion, Inquiry
from budget_review.operations.inquiries import ask_agency
from tests.refusing import refused
from tests.standing import grounded
from tests.world import AT, World, desks, everything
from workflows.models import Task, TransitionRecord
from workflows.refusals import GuardsUnmet, NotPermitted, WrongState
from workflows.verification import faults

pytestmark = pytest.mark.django_db
LARGE = Decimal("50000000.00")  # three lines of it need the opinions of experts


def made() -> World:
    return World().to("screening")


ground, world = grounded(made)


def ask(world: World, who: str = "screener", agency: str = "lead", **more: Any) -> Inquiry:
    return world.ask(who, agency, **more)


def answer(world: World, inquiry: Inquiry, who: str = "officer", **more: Any) -> Inquiry:
    facts = {"text": "เพราะเชื่อมกับระบบกลางได้"} | more.pop("facts", {})
    world.act("answer", who, inquiry, facts=facts, **more)
    return Inquiry.objects.get(pk=inquiry.pk)


@contextmanager
def lacking(sentence: str) -> Iterator[None]:
    """Expect to be told this one sentence, and every table as it was."""
    with refused(GuardsUnmet) as told:
        yield
    assert told.value.reasons == (sentence,)


def task(desk: str) -> Task:
    return next(one for one in Task.objects.filter(finished=None, flow_task_type="HUMAN") if one.flow_task.name == desk)


def clocks(desk: str = "screening") -> list[tuple[str, str, int]]:
    """What the records say of the clock of a desk: the step, the queue that owes or owed, the days left."""
    own = TransitionRecord.objects.filter(transition__in=("stop_clock", "resume_clock"), facts__desk=desk)
    return [(one.transition, one.facts["owes"], one.facts["days_left"]) for one in own.order_by("pk")]


def queue(world: World, agency: str) -> str:
    return f"agency_officer@{world.agencies[agency].pk}"


def test_question_stops_the_screenings_clock_and_its_answer_lets_it_go_on(world: World) -> None:
    before = task("screening").due_at
    inquiry = ask(world, section="money", days=3)
    held = task("screening")
    assert (held.due_at, held.stopped_at, held.owed_by, held.days_left) == (None, AT, queue(world, "lead"), 15)
    assert desks(world.project) == ["answering", "screening"]
    asked = task("answering")
    assert (asked.unit, asked.days_left, asked.subject_id) == (queue(world, "lead"), 3, inquiry.pk)

    answer(world, inquiry, at=AT + timedelta(days=7), facts={"sections": ["risks"]})
    held = task("screening")
    assert desks(world.project) == ["screening"]
    assert (held.stopped_at, held.owed_by, held.days_left) == (None, "", 15)
    assert before is not None
    assert held.due_at == before + timedelta(days=7)  # a week stood still: five working days
    lead = queue(world, "lead")
    assert clocks() == [("stop_clock", lead, 15), ("resume_clock", lead, 15)]
    assert list(faults()) == []


def test_claimed_screening_stays_claimed_while_a_question_comes_and_goes(world: World) -> None:
    from workflows.tasks import claim

    claim(task("screening").pk, actor=world.screener, at=AT)
    inquiry = ask(world)
    assert task("screening").owner == world.screener
    answer(world, inquiry)
    assert task("screening").owner == world.screener


def test_with_several_questions_the_clock_goes_on_when_the_last_is_answered(world: World) -> None:
    first, second = ask(world), ask(world, agency="north")
    lead, north = queue(world, "lead"), queue(world, "north")
    assert task("screening").owed_by == lead
    answer(world, first)
    assert task("screening").owed_by == north  # it stands still for the other one, and says so
    assert list(faults()) == []
    answer(world, second, "nora")
    assert task("screening").stopped_at is None
    assert clocks() == [
        ("stop_clock", lead, 15), ("resume_clock", lead, 15), ("stop_clock", north, 15), ("resume_clock", north, 15),
    ]  # fmt: skip
    assert list(faults()) == []


def test_two_questions_to_one_agency_hold_the_clock_once(world: World) -> None:
    first, second = ask(world), ask(world)
    answer(world, second)
    assert task("screening").owed_by == queue(world, "lead")
    answer(world, first)
    assert clocks() == [("stop_clock", queue(world, "lead"), 15), ("resume_clock", queue(world, "lead"), 15)]


def test_follow_up_stops_the_clock_again_and_closing_leaves_it_going(world: World) -> None:
    inquiry = answer(world, ask(world))
    world.act("ask_further", "screener", inquiry, facts={"text": "แล้วค่าใช้จ่ายรายปีเท่าใด"})
    assert (desks(world.project), task("screening").stopped_at) == (["answering", "screening"], AT)
    inquiry = answer(world, Inquiry.objects.get())
    world.act("close", "other_screener", inquiry)
    assert (Inquiry.objects.get().state, task("screening").stopped_at) == ("closed", None)
    assert list(faults()) == []


def test_withdrawn_question_lets_the_clock_go_on_and_is_asked_of_nobody(world: World) -> None:
    world.act("withdraw_question", "screener", ask(world), note="พบคำตอบในเอกสารแนบแล้ว")
    assert (desks(world.project), task("screening").stopped_at) == (["screening"], None)
    assert list(faults()) == []


def test_experts_question_stops_the_clock_of_the_opinion_and_of_the_screening() -> None:
    world = World(amount=LARGE).to("screening")
    opinion, other = world.opinion(0), world.opinion(1)
    inquiry = ask(world, "expert", "north", opinion=opinion)
    stopped = {one.subject_id for one in Task.objects.filter(finished=None, stopped_at__isnull=False)}
    assert stopped == {opinion.pk, world.project_id}
    assert other.pk not in {one.subject_id for one in Task.objects.filter(subject_type=other.kind, stopped_at=AT)}
    answer(world, inquiry, "nora")
    assert not Task.objects.filter(finished=None, stopped_at__isnull=False).exists()
    assert list(faults()) == []


@pytest.mark.parametrize("answered", [False, True])
def test_return_ends_open_questions_and_the_clock_goes_on_with_what_was_left(world: World, answered: bool) -> None:
    inquiry = ask(world, at=AT + timedelta(days=1))
    if answered:
        answer(world, inquiry, at=AT + timedelta(days=1))
    late = AT + timedelta(days=8)
    world.act("return_for_revision", "screener", at=late, note="แก้", facts={"sections": ["money"]})
    assert (Inquiry.objects.get().state, desks(world.project)) == ("ended", ["writing"])
    assert list(faults()) == []
    world.act("resubmit", "officer", at=late)
    # one working day had passed when the clock stopped; while a question waited no other did
    assert task("screening").days_left == (9 if answered else 14)
    assert list(faults()) == []


def test_recommendation_ends_open_questions(world: World) -> None:
    ask(world)
    world.write_screening()
    world.act("recommend", "screener")
    assert (Inquiry.objects.get().state, desks(world.project)) == ("ended", ["reviewing"])
    assert list(faults()) == []


def test_withdrawal_of_the_project_ends_open_questions(world: World) -> None:
    ask(world)
    world.act("withdraw", "head", note="ถอน")
    assert (Inquiry.objects.get().state, desks(world.project)) == ("ended", [])
    assert list(faults()) == []


@pytest.mark.parametrize("who", ["officer", "nora", "screening_head", "secretary", "auditor", "expert", "stranger"])
def test_others_than_who_screens_ask_nothing(world: World, who: str) -> None:
    with refused(NotPermitted):
        ask(world, who)


def test_screener_of_a_unit_that_takes_part_asks_nothing(world: World) -> None:
    from budget_review.models import Participation

    part = world.part("north")
    Participation.objects.filter(pk=part.pk).update(agency=world.agencies["dga"], unit=world.units["one"])
    with refused(NotPermitted):
        ask(world)


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"text": " "}, "The question must be written."),
        ({"section": "nowhere"}, "The section that the question is about must be one that a proposal has."),
        ({"days": 0}, "An answer must be due in 1 to 20 working days."),
        ({"days": 21}, "An answer must be due in 1 to 20 working days."),
    ],
)
def test_question_that_is_not_whole_is_refused(world: World, more: dict[str, Any], sentence: str) -> None:
    with lacking(sentence):
        ask(world, **more)


@pytest.mark.parametrize("state", ["submitted", "recommended", "screened"])
def test_outside_the_screening_nothing_is_asked(state: str) -> None:
    world = World().to(state)
    with lacking("The project must be being screened."):
        ask(world)


def test_agency_of_another_project_is_not_asked(world: World) -> None:
    strange = world.draft().participations.get(agency=world.agencies["north"])
    with lacking("The agency asked must take part in the project."):
        ask_agency(
            project=world.project, participation=strange, text="ถาม", actor=world.screener, at=AT, request_id=uuid4()
        )


def test_who_has_no_officer_here_is_not_asked_for_the_clock_would_stand_still_for_ever(world: World) -> None:
    part = world.part("south")
    type(part).objects.filter(pk=part.pk).update(sector="private")
    part.agency.memberships.all().delete()
    with lacking(f"{part.agency.name} has no officer here: ask the lead agency."):
        ask(world, agency="south")
    offered: Any = QuestionForm(project=world.project).fields["participation"]
    assert set(offered.queryset) == {world.part("lead"), world.part("north")}


def test_question_for_an_opinion_that_is_given_is_refused() -> None:
    world = World(amount=LARGE).to("screening")
    world.act("give", "expert", world.opinion(), facts={"advice": "support", "text": "เห็นด้วย"})
    given = ExpertOpinion.objects.get(pk=world.opinion().pk)
    with lacking("The opinion that the question is for must be waited for."):
        ask(world, "expert", opinion=given)


@pytest.mark.parametrize("who", ["nora", "head", "screener", "somsak", "stranger", "auditor"])
def test_only_an_officer_of_the_agency_asked_answers(world: World, who: str) -> None:
    inquiry = ask(world)
    with refused(NotPermitted):
        answer(world, inquiry, who)


def test_answer_names_only_sections_that_there_are(world: World) -> None:
    inquiry = ask(world)
    for words in (["nowhere"], "money", {"money": 1}, 7):
        with lacking("The sections named must be ones that a proposal has."):
            answer(world, inquiry, facts={"sections": words})


def test_answered_question_is_answered_once(world: World) -> None:
    inquiry = answer(world, ask(world))
    with refused(WrongState):
        answer(world, inquiry)


def test_same_request_asks_once(world: World) -> None:
    same: dict[str, Any] = {
        "project": world.project, "participation": world.part("lead"), "text": "ถาม", "actor": world.screener,
        "at": AT, "request_id": uuid4(),
    }  # fmt: skip
    first = ask_agency(**same)
    before = everything()
    assert ask_agency(**same).pk == first.pk
    assert everything() == before


def test_return_names_only_sections_that_there_are(world: World) -> None:
    for words in (["essentials", "nowhere"], ["สรุป"]):
        with lacking("The sections named must be ones that a proposal has."):
            world.act("return_for_revision", "screener", note="แก้", facts={"sections": words})
