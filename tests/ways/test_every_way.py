# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every lifecycle × state × step × role × way in: each answers what ``explain`` says, and a refusal changes nothing.

Generated from the lifecycles themselves; what ought to be so, person by person, stands in the tables by hand
(``tests/budget_review/lifecycle_table.py``, ``tests/committee``, ``tests/agencies``).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django_fsm import TransitionNotAllowed

from committee.guards import pack_is_current
from tests.api.asking import at
from tests.sizes import SIZES
from tests.ways.entries import (
    ABSENT,
    MADE,
    Browsers,
    Try,
    address,
    by_batch,
    by_engine,
    by_page,
    by_preview,
    by_program,
    of_program,
    pages_of,
)
from tests.ways.stages import ROLES, undone, walk
from tests.world import World, everything
from workflows.checks import subjects
from workflows.explaining import Answer, explain
from workflows.jobs.registry import PERIODIC
from workflows.lifecycle import Attempt, Subject, rules_of, starts_in, state_field, steps_of
from workflows.models import TransitionRecord

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not SIZES.every_way, reason="takes minutes: make test-long"),
]
Way = Callable[[Try, Browsers], str]


def standing(world: World, seen: set[tuple[Any, ...]]) -> Iterator[Any]:
    """Each subject that stands as none did before: its state, its whole's state, and what rules tell apart."""
    subject: Any
    for model in subjects():
        for subject in model._default_manager.order_by("pk"):
            whole: Any = getattr(subject, model.part_of) if model.part_of else subject
            side: Any = getattr(subject, "is_lead", None) if subject.kind.endswith("participation") else None
            if subject.kind.endswith("agendaitem"):
                side = subject.project_id is None
            place = (subject.kind, subject.state, whole.state, side)
            if place not in seen:
                seen.add(place)
                yield subject


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


def compared(way: Way, tried: Try, browsers: Browsers, expected: Iterable[str]) -> list[str]:
    """Nothing, or what this way answered instead. What was made is undone; what was refused stands to be looked at."""
    point = transaction.savepoint()
    answered = way(tried, browsers)
    if answered == MADE:
        transaction.savepoint_rollback(point)
    else:
        transaction.savepoint_commit(point)
    place = f"{way.__name__}: {tried.subject.kind} {tried.subject.state}, {tried.name} by {tried.who}"
    return [] if answered in expected else [f"{place}: {answered} instead of {' or '.join(expected)}"]


def tries(world: World, subject: Any) -> Iterator[tuple[Try, str]]:
    """Each step by each role with how it must end; of a step that starts elsewhere two are enough."""
    said = {who: answers_to(world, subject, who) for who in ROLES}
    for place, (name, step) in enumerate(steps_of(subject.__class__).items()):
        starts = starts_in(step, subject.state) and rules_of(step).who is not None
        others = ROLES[(place + subject.version) % len(ROLES)], MOST_OFTEN[subject.kind]
        people = ROLES if starts else tuple(dict.fromkeys(others))
        for who in people:
            expected = foretold(subject, name, said[who])
            yield Try(world, subject, name, who), expected
            if expected == MADE and rules_of(step).asks:
                yield Try(world, subject, name, who, brings=False), "guards_unmet"


MOST_OFTEN = {  # who acts most on a kind of subject: tried at every step, whatever its state
    "budget_review.integrationproject": "screener",
    "budget_review.participation": "officer",
    "budget_review.expertopinion": "expert",
    "budget_review.condition": "screener",
    "committee.meeting": "secretary",
    "committee.agendaitem": "secretary",
    "committee.rollentry": "secretary",
    "committee.resolution": "chair",
    "agencies.delegation": "head",
}


def test_engine_and_batch_answer_as_explain_says_and_refusals_change_nothing() -> None:
    """Each state of each lifecycle is reached, no step can be called past the engine, and time alone moves nothing."""
    wrong: list[str] = []
    made: Counter[str] = Counter()
    reached, seen = set(), set[tuple[Any, ...]]()
    for stage, world in walk():
        nobody = Browsers(world)
        for subject in standing(world, seen):
            reached.add((type(subject), subject.state))
            before = everything()
            for tried, expected in tries(world, subject):
                for way in (by_engine, by_preview, by_batch):
                    wrong += compared(way, tried, nobody, [expected])
                made[expected] += 1
            wrong += called_directly(subject)
            if everything() != before:
                wrong.append(f"{subject.kind} {subject.state}: a refusal left something behind")
        wrong += [f"{stage}: {name}" for name in moved_by_time(world)]
    assert wrong == []
    assert reached == {(model, state) for model in subjects() for state, _label in state_field(model).choices}
    assert {model._meta.label_lower for model in subjects()} == set(MOST_OFTEN)
    assert set(made) == {MADE, "not_permitted", "guards_unmet", "wrong_state"}
    assert len(PERIODIC) > 3


def called_directly(subject: Any) -> list[str]:
    """The steps that moved the subject though the engine did not call them."""
    moved = []
    for name in steps_of(subject.__class__):
        fresh = type(subject)._default_manager.get(pk=subject.pk)
        try:
            getattr(fresh, name)()
        except TransitionNotAllowed:
            continue
        moved.append(f"called: {subject.kind} {subject.state}, {name}")
    return moved


def moved_by_time(world: World) -> list[str]:
    """The periodic work that moves something, however late it runs."""
    with undone():
        before = moves()
        for work in PERIODIC.values():
            work.work(world.at + timedelta(days=400))
            if moves() != before:
                return [work.name]
    return []


def moves() -> list[Any]:
    """Where everything stands, and what led there."""
    states = [list(model._default_manager.order_by("pk").values()) for model in subjects()]
    return [*states, TransitionRecord.objects.count()]


def test_program_is_answered_as_explain_says_and_refusals_change_nothing() -> None:
    wrong: list[str] = []
    seen: set[tuple[Any, ...]] = set()
    with at():
        for _stage, world in walk():
            browsers = Browsers(world)
            for subject in standing(world, seen):
                before = everything()
                for tried, expected in tries(world, subject):
                    told = told_to_program(browsers, tried.who, subject)
                    expected = MADE if is_fixing_alone(tried) else expected
                    if told is None:
                        wrong += [] if expected != MADE else [f"{tried.who} may {tried.name} what they cannot see"]
                        wrong += compared(by_program, tried, browsers, [ABSENT])
                        continue
                    wrong += compared(by_program, tried, browsers, [expected])
                    if tried.brings and told.get(tried.name, False) != (expected == MADE):
                        wrong.append(f"explained: {subject.kind} {subject.state}, {tried.name} to {tried.who}")
                if everything() != before:
                    wrong.append(f"{subject.kind} {subject.state}: a refusal left something behind")
    assert wrong == []


def told_to_program(browsers: Browsers, who: str, subject: Any) -> dict[str, bool] | None:
    """What the API's ``explain`` says of a subject's steps; None where this person sees no such subject."""
    whole: Any = getattr(subject, subject.part_of) if subject.part_of else subject
    found: Any = browsers[who].get(f"/api/v1/{of_program(whole)}/explain")
    if found.status_code == 404:
        return None
    said = found.json()
    mine = [one for one in [said, *said["parts"]] if (one["subject"], one["id"]) == (subject.kind, subject.pk)]
    return {act["name"]: act["may"] for one in mine for act in one["acts"]} if mine else None


def is_fixing_alone(tried: Try) -> bool:
    """Whether only the pack is missing, which page and program build with the act."""
    answer = answers_to(tried.world, tried.subject, tried.who).get(tried.name)
    if tried.name != "freeze" or answer is None:
        return False
    return answer.permitted and list(answer.missing) == [pack_is_current.sentence]


def test_pages_offer_and_make_what_explain_says_and_refusals_change_nothing() -> None:
    wrong: list[str] = []
    seen: set[tuple[Any, ...]] = set()
    with at():
        for _stage, world in walk():
            browsers = Browsers(world)
            for subject in standing(world, seen):
                before = everything()
                pages = {who: shown(browsers, who, subject) for who in ROLES}
                may: dict[str, set[str]] = {who: set() for who in ROLES}
                for tried, expected in tries(world, subject):
                    expected = MADE if is_fixing_alone(tried) else expected
                    if expected == MADE:
                        may[tried.who].add(tried.name)
                    admitted = [expected] if has_page(subject, tried.name) else [ABSENT]
                    if pages[tried.who] is None and expected != MADE:
                        admitted = [ABSENT, expected] if is_part_of_agenda(subject) else [ABSENT]
                    wrong += compared(by_page, tried, browsers, admitted)
                for who, page in pages.items():
                    offered = {name for name in steps_of(subject.__class__) if page and leads_to(page, subject, name)}
                    if offered != {name for name in may[who] if has_page(subject, name)} - OFFERED_TOGETHER:
                        place = f"offered: {subject.kind} {subject.state} of {subject.pk} to {who}"
                        wrong.append(f"{place}: {sorted(offered)} instead of {sorted(may[who])}")
                if everything() != before:
                    wrong.append(f"{subject.kind} {subject.state}: a refusal left something behind")
    assert wrong == []


OFFERED_TOGETHER = {"take_note"}  # one page for all the matters of a meeting


def is_part_of_agenda(subject: Any) -> bool:
    """Whether who sees the meeting may still not see the subject: before the papers are out."""
    return subject.kind in ("committee.agendaitem", "committee.resolution")


def has_page(subject: Any, name: str) -> bool:
    """Whether a page takes this step of this subject."""
    if rules_of(steps_of(subject.__class__)[name]).who is None:
        return False
    if subject.kind == "committee.agendaitem" and name == "draft":
        return subject.project_id is not None and subject.state != "drafted"  # there the same page mends the draft
    return True


def shown(browsers: Browsers, who: str, subject: Any) -> str | None:
    """The pages on which a person finds the acts on a subject; None where they see none."""
    pages = []
    for href in pages_of(subject):
        answer: Any = browsers[who].get(href)
        if answer.status_code == 200:
            pages.append(answer.content.decode())
    return "".join(pages) or None


def leads_to(page: str, subject: Any, name: str) -> bool:
    """Whether a page has a link or a form to the address of a step."""
    href = address(subject, name)
    return href is not None and has_page(subject, name) and f'"{href}"' in page
