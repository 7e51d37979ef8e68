# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is tried at every stage: which subjects, which steps, by whom, and how it must end by what ``explain`` says."""

import os
import random
from collections.abc import Callable, Iterable, Iterator
from itertools import count
from typing import Any
from uuid import uuid4

from django.db import transaction

from committee.guards import pack_is_current
from tests.ways.apart import STEPS, models_tried
from tests.ways.entries import MADE, Answered, Browsers, Try
from tests.ways.stages import ROLES
from tests.world import World
from workflows.explaining import Answer, explain
from workflows.lifecycle import Attempt, Subject, rules_of, starts_in, steps_of

Way = Callable[[Try, Browsers], Answered]

MOST_OFTEN = {  # who acts most on a kind of subject: tried at every step, whatever its state
    "budget_review.integrationproject": "screener",
    "budget_review.participation": "officer",
    "budget_review.expertopinion": "expert",
    "budget_review.condition": "screener",
    "budget_review.inquiry": "screener",
    "budget_review.pairfinding": "screener",
    "committee.meeting": "secretary",
    "committee.agendaitem": "secretary",
    "committee.rollentry": "secretary",
    "committee.resolution": "chair",
    "agencies.delegation": "head",
}


def standing(world: World, seen: set[tuple[Any, ...]]) -> Iterator[Any]:
    """Each subject that stands as none did before: its state, its whole's state, and what rules tell apart."""
    subject: Any
    for model in models_tried():
        for subject in model._default_manager.order_by("pk"):
            whole: Any = getattr(subject, model.part_of) if model.part_of else subject
            place = (subject.kind, subject.state, whole.state, _side(world, subject))
            if place not in seen:
                seen.add(place)
                yield subject


def _side(world: World, subject: Any) -> Any:
    """What rules tell apart beside the states: of a whole, the acts for which something is still missing."""
    if subject.kind.endswith("participation"):
        return subject.is_lead, subject.brings_budget
    if subject.kind.endswith("agendaitem"):
        return subject.project_id is None, subject.item_kind
    if subject.part_of:
        return None
    return frozenset(name for name, answer in answers_to(world, subject, "admin").items() if answer.missing)


def answers_to(world: World, subject: Subject, who: str) -> dict[str, Answer]:
    """What ``explain`` says to a person."""
    attempt = Attempt(actor=world.people[who], at=world.at, request_id=uuid4())
    return {answer.name: answer for answer in explain(subject, attempt)}


def foretold(subject: Subject, name: str, answers: dict[str, Answer]) -> str:
    """How an attempt that brings all it is asked for must end, by what ``explain`` says."""
    if name in answers:
        answer = answers[name]
        return MADE if answer.may else "guards_unmet" if answer.permitted else "not_permitted"
    step = steps_of(subject.__class__)[name]
    is_by_hand = rules_of(step).who is not None
    return "not_permitted" if not is_by_hand and starts_in(step, subject.state) else "wrong_state"


class Sample:
    """One in so many, from a random first one; the same ones again where ``CI`` is set."""

    def __init__(self, each: int) -> None:
        first = 0 if os.environ.get("CI") else random.randrange(each)
        self.each, self.numbers = each, count(first)

    def takes(self) -> bool:
        """Whether the next one is among them."""
        return next(self.numbers) % self.each == 0


def tries(world: World, subject: Any, sample: Sample) -> Iterator[tuple[Try, str]]:
    """Each step by each role with how it must end; of a step that starts elsewhere two are enough."""
    said: dict[str, dict[str, Answer]] = {}
    for place, (name, step) in enumerate(steps_of(subject.__class__).items()):
        if (subject.kind, name) in STEPS:
            continue
        starts = starts_in(step, subject.state) and rules_of(step).who is not None
        others = ROLES[(place + subject.version) % len(ROLES)], MOST_OFTEN[subject.kind]
        for who in ROLES if starts else tuple(dict.fromkeys(others)):
            if not sample.takes():
                continue
            if who not in said:
                said[who] = answers_to(world, subject, who)
            expected = foretold(subject, name, said[who])
            yield Try(world, subject, name, who), expected
            if expected == MADE and rules_of(step).asks:
                yield Try(world, subject, name, who, brings=False), "guards_unmet"


def compared(way: Way, tried: Try, browsers: Browsers, expected: Iterable[str]) -> list[str]:
    """Nothing, or what this way answered instead. What was made is undone; what was refused stands to be looked at."""
    point = transaction.savepoint()
    answered = way(tried, browsers).code
    if answered == MADE:
        transaction.savepoint_rollback(point)
    else:
        transaction.savepoint_commit(point)
    place = f"{way.__name__}: {tried.subject.kind} {tried.subject.state}, {tried.name} by {tried.who}"
    return [] if answered in expected else [f"{place}: {answered} instead of {' or '.join(expected)}"]


def is_fixing_alone(tried: Try) -> bool:
    """Whether only the pack is missing, which page and program build with the act."""
    answer = answers_to(tried.world, tried.subject, tried.who).get(tried.name)
    return answer is not None and _lacks_the_pack_alone(answer)


def made_now(world: World, subject: Subject, who: str) -> set[str]:
    """The steps that page and program make for a person now."""
    answers = answers_to(world, subject, who).values()
    return {answer.name for answer in answers if answer.may or _lacks_the_pack_alone(answer)}


def _lacks_the_pack_alone(answer: Answer) -> bool:
    is_all = list(answer.missing) == [pack_is_current.sentence]
    return answer.name in ("freeze", "issue_addendum") and answer.permitted and is_all


def has_page(subject: Any, name: str) -> bool:
    """Whether a page takes this step of this subject."""
    if rules_of(steps_of(subject.__class__)[name]).who is None:
        return False
    if subject.kind == "committee.agendaitem" and name == "draft":
        return subject.is_decided_on and subject.state != "drafted"  # there the same page mends the draft
    return True
