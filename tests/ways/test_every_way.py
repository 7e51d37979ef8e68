# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every lifecycle × state × step × role × way in: each answers what ``explain`` says, and a refusal changes nothing.

Generated from the lifecycles themselves; what ought to be so, person by person, stands in the tables by hand
(``tests/budget_review/lifecycle_table.py``, ``tests/committee``, ``tests/agencies``).
"""

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from django_fsm import TransitionNotAllowed

from tests.api.asking import at
from tests.sizes import SIZES
from tests.ways.addresses import explained_at, has_page, has_steps_of_programs, leads_to, pages_of
from tests.ways.entries import ABSENT, MADE, Browsers, by_batch, by_engine, by_page, by_preview, by_program
from tests.ways.stages import ROLES, undone, walk
from tests.ways.trying import (
    MOST_OFTEN,
    Sample,
    admitted_of_page,
    admitted_of_program,
    compared,
    is_fixing_alone,
    made_now,
    standing,
    tries,
)
from tests.world import World, everything
from workflows.checks import subjects
from workflows.jobs.registry import PERIODIC
from workflows.lifecycle import Subject, state_field, steps_of
from workflows.models import TransitionRecord

pytestmark = pytest.mark.django_db
EACH = SIZES.every_way  # one of so many tries


def test_engine_and_batch_answer_as_explain_says_and_refusals_change_nothing() -> None:
    """Each state of each lifecycle is reached, no step can be called past the engine, and time alone moves nothing."""
    sample, some_stages = Sample(EACH), Sample(1 + EACH // 16)
    wrong: list[str] = []
    made: Counter[str] = Counter()
    reached, seen = set(), set[tuple[Any, ...]]()
    for stage, world in walk():
        nobody = Browsers(world)
        for subject in standing(world, seen):
            reached.add((type(subject), subject.state))
            before = everything()
            for tried, expected in tries(world, subject, sample):
                for way in (by_engine, by_preview, by_batch):
                    wrong += compared(way, tried, nobody, [expected])
                made[expected] += 1
            wrong += called_directly(subject)
            if everything() != before:
                wrong.append(f"{subject.kind} {subject.state}: a refusal left something behind")
        if some_stages.takes():
            wrong += [f"{stage}: {name}" for name in moved_by_time(world)]
    assert wrong == []
    assert reached == {(model, state) for model in subjects() for state, _label in state_field(model).choices}
    assert {model._meta.label_lower for model in subjects()} == set(MOST_OFTEN)
    assert set(made) == {MADE, "not_permitted", "guards_unmet", "wrong_state"} or EACH > 1
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
    sample = Sample(EACH)
    wrong: list[str] = []
    seen: set[tuple[Any, ...]] = set()
    with at():
        for _stage, world in walk():
            browsers = Browsers(world)
            for subject in standing(world, seen):
                before = everything()
                for tried, expected in tries(world, subject, sample):
                    told = told_to_program(browsers, tried.who, subject)
                    expected = MADE if is_fixing_alone(tried) else expected
                    if not has_steps_of_programs(subject):
                        wrong += compared(by_program, tried, browsers, [ABSENT])
                        continue
                    if told is None:
                        wrong += [] if expected != MADE else [f"{tried.who} may {tried.name} what they cannot see"]
                        wrong += compared(by_program, tried, browsers, admitted_of_program(subject, expected))
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
    found: Any = browsers[who].get(f"/api/v1/{explained_at(whole)}")
    if found.status_code == 404:
        return None
    said = found.json()
    mine = [one for one in [said, *said["parts"]] if (one["subject"], one["id"]) == (subject.kind, subject.pk)]
    return {act["name"]: act["may"] for one in mine for act in one["acts"]} if mine else None


def test_pages_offer_and_make_what_explain_says_and_refusals_change_nothing() -> None:
    sample, some_people = Sample(EACH), Sample(EACH)
    wrong: list[str] = []
    seen: set[tuple[Any, ...]] = set()
    with at():
        for _stage, world in walk():
            browsers = Browsers(world)
            for subject in standing(world, seen):
                before = everything()
                pages = {who: shown(browsers, who, subject) for who in ROLES if some_people.takes()}
                for tried, expected in tries(world, subject, sample):
                    if tried.who not in pages:
                        pages[tried.who] = shown(browsers, tried.who, subject)
                    expected = MADE if is_fixing_alone(tried) else expected
                    wrong += compared(by_page, tried, browsers, admitted_of_page(tried, expected, pages[tried.who]))
                for who, page in pages.items():
                    wrong += offered_wrongly(world, subject, who, page)
                if everything() != before:
                    wrong.append(f"{subject.kind} {subject.state}: a refusal left something behind")
    assert wrong == []


def offered_wrongly(world: World, subject: Subject, who: str, page: str | None) -> list[str]:
    """Nothing, or how the acts that a page leads to differ from those that can be made."""
    offered = {name for name in steps_of(subject.__class__) if page and leads_to(page, subject, name)}
    may = {name for name in made_now(world, subject, who) if has_page(subject, name)}
    if offered == may - OFFERED_TOGETHER:
        return []
    return [f"offered: {subject.kind} {subject.state} of {subject.pk} to {who}: {sorted(offered)}, not {sorted(may)}"]


OFFERED_TOGETHER = {"take_note"}  # one page for all the matters of a meeting


def shown(browsers: Browsers, who: str, subject: Any) -> str | None:
    """The pages on which a person finds the acts on a subject; None if they see none. Reading is undone."""
    pages, browser = [], browsers[who]
    with undone():
        for href in pages_of(subject):
            answer: Any = browser.get(href)
            if answer.status_code == 200:
                pages.append(answer.content.decode())
    return "".join(pages) or None
