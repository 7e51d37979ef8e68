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
from committee.guards.minutes import paper_is_current, public_paper_is_current
from committee.guards.resolutions import says_that_it_assigns
from committee.operations.minutes.papers import NEEDS
from committee.queries import sees_agenda
from tests.ways.addresses import CORRECTIONS, ON_THE_CONSOLE, correction, has_page
from tests.ways.entries import ABSENT, MADE, Answered, Browsers, Try
from tests.ways.stages import ROLES
from tests.world import World
from workflows.checks import subjects
from workflows.explaining import Answer, explain
from workflows.lifecycle import Attempt, Subject, rules_of, starts_in, steps_of

Way = Callable[[Try, Browsers], Answered]

PAPERS = {pack_is_current.sentence, paper_is_current.sentence, public_paper_is_current.sentence}
PREPARED = {"freeze", "issue_addendum", *NEEDS}  # page and program make the paper that these need with the act
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
    "committee.recusal": "secretary",
    "committee.voteround": "chair",
    "committee.decisionletter": "nora",
    "committee.actionitem": "nora",
    "committee.minutes": "secretary",
    "committee.minutesreply": "member",
    "agencies.delegation": "head",
    "digital_plan.alignmentcampaign": "screener",
    "digital_plan.alignmentresponse": "nora",
    "digital_plan.clinicbooking": "screener",
    "digital_plan.actionplan": "officer",
    "digital_plan.statusround": "screener",
    "digital_plan.revisionproposal": "nora",
    "digital_plan.statusreturn": "nora",
    "digital_plan.obligation": "screener",
    "digital_plan.agencyobligation": "officer",
}


def standing(world: World, seen: set[tuple[Any, ...]]) -> Iterator[Any]:
    """Each subject that stands as none did before: its state, its whole's state, and what rules tell apart."""
    subject: Any
    for model in subjects():
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
        report = getattr(subject, "cabinet_report", None)
        return subject.project_id is None, subject.item_kind, report and (report.laid_id, hasattr(report, "paper"))
    if subject.kind.endswith("resolution"):
        asked = Attempt(actor=world.admin, at=world.at, request_id=uuid4())
        return subject.corrects_id is None, says_that_it_assigns(subject, asked)
    if subject.kind.endswith("rollentry"):
        return subject.marks.count()
    if subject.kind in ("committee.recusal", "committee.voteround"):
        return subject.item.state
    if subject.part_of:
        return None
    if subject.kind == "committee.minutes":  # an act may wait for its paper alone, or for words too
        return frozenset(made_now(world, subject, "secretary"))
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
        starts = starts_in(step, subject.state) and rules_of(step).who is not None
        others = ROLES[(place + subject.version) % len(ROLES)], MOST_OFTEN[subject.kind]
        for who in ROLES if starts else tuple(dict.fromkeys(others)):
            if not sample.takes():
                continue
            if who not in said:
                said[who] = answers_to(world, subject, who)
            expected = foretold(subject, name, said[who])
            if expected != MADE or can_be_brought(subject, name):
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


def can_be_brought(subject: Any, name: str) -> bool:
    """Whether there is anything that the act could take along: not every wrong mark can be set right to any end."""
    is_correction = subject.kind == "committee.rollentry" and name in CORRECTIONS
    return not is_correction or correction(subject, name) is not None


def is_fixing_alone(tried: Try) -> bool:
    """Whether only a paper is missing, which page and program make with the act."""
    answer = answers_to(tried.world, tried.subject, tried.who).get(tried.name)
    return answer is not None and _lacks_a_paper_alone(answer)


def made_now(world: World, subject: Subject, who: str) -> set[str]:
    """The steps that page and program make for a person now."""
    answers = answers_to(world, subject, who).values()
    return {answer.name for answer in answers if answer.may or _lacks_a_paper_alone(answer)}


def _lacks_a_paper_alone(answer: Answer) -> bool:
    return answer.name in PREPARED and answer.permitted and bool(answer.missing) and set(answer.missing) <= PAPERS


def admitted_of_page(tried: Try, expected: str, page: str | None) -> list[str]:
    """What a page may answer; ``page`` is what the person sees of the subject, None where they see nothing of it."""
    subject: Any = tried.subject
    if not has_page(subject, tried.name):
        return [ABSENT]
    if is_mending(subject, tried.name) and tried.who == "secretary":
        return [MADE]
    if subject.kind == "committee.minutesreply" and subject.user != tried.world.people[tried.who]:
        return [ABSENT]  # an answer is its member's own
    if (subject.kind, tried.name) in ON_THE_CONSOLE:
        sees = sees_agenda(tried.world.people[tried.who], subject.meeting, tried.world.at)
        return [expected] if (page is not None and sees) or expected == MADE else [ABSENT]
    if page is None and expected != MADE:
        return [ABSENT, expected] if is_part_of_agenda(subject) else [ABSENT]
    if subject.kind == "committee.meeting" and tried.name == "open" and expected == "not_permitted":
        return [expected, "guards_unmet"]  # on another day its form asks for the reason, whoever presses
    return [expected]


def is_mending(subject: Any, name: str) -> bool:
    """Whether the page of this step mends what is drafted already, which is no step."""
    return bool(subject.kind == "committee.agendaitem" and name == "draft" and subject.state == "drafted")


def is_part_of_agenda(subject: Any) -> bool:
    """Whether who sees the meeting may still not see the subject: before the papers are out."""
    return subject.kind in ("committee.agendaitem", "committee.resolution")


def admitted_of_program(subject: Any, expected: str) -> list[str]:
    """What a program may answer where ``explain`` told this person nothing of the subject."""
    is_lapsed = subject.kind == "committee.minutesreply"  # of an earlier circulation: its member finds it still
    return [ABSENT, expected] if is_lapsed and expected != MADE else [ABSENT]
