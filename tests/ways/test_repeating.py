# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The same request twice, another act under its id, and an act on what moved meanwhile: the same answers by every way.

Each step of each lifecycle, the first time that somebody may make it on the walk through the stages.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle
from typing import Any
from uuid import uuid4

import pytest
from django.utils import translation

from tests.api.asking import at
from tests.sizes import SIZES
from tests.ways.addresses import CORRECTIONS, has_page
from tests.ways.entries import MADE, Browsers, Try, by_batch, by_engine, by_page, by_program
from tests.ways.stages import ROLES, undone, walk
from tests.ways.trying import Sample, Way, can_be_brought, is_fixing_alone, made_now, standing
from tests.world import World, everything
from workflows.checks import subjects
from workflows.judging import meanwhile
from workflows.lifecycle import Subject, rules_of, starts_in, steps_of
from workflows.models import TransitionRecord

pytestmark = pytest.mark.django_db
WAYS: tuple[Way, ...] = (by_engine, by_batch, by_program, by_page)


def first_times(world: World, seen: set[tuple[Any, ...]], known: set[tuple[str, str]]) -> Iterator[Try]:
    """Each step that can be made here and was not met before, by the first person who may."""
    for subject in standing(world, seen):
        model: type[Subject] = type(subject)
        steps = steps_of(model)
        new = {
            name for name in steps_by_hand(model)
            if starts_in(steps[name], subject.state) and (subject.kind, name) not in known
        }  # fmt: skip
        for who in ROLES if new else ():
            for name in sorted(new & made_now(world, subject, who)):
                if not can_be_brought(subject, name):
                    continue
                new.remove(name)
                known.add((subject.kind, name))
                yield Try(world, subject, name, who)


def test_request_sent_twice_is_one_act_by_every_way() -> None:
    """And under its id nothing else is done. In the small size one step in three takes one way."""
    some_steps = Sample(1 if SIZES.every_way == 1 else 3)
    wrong: list[str] = []
    seen, known = set[tuple[Any, ...]](), set[tuple[str, str]]()
    turns = cycle(WAYS)
    with at():
        for _stage, world in walk():
            browsers = Browsers(world)
            for tried in first_times(world, seen, known):
                if not some_steps.takes():
                    continue
                assert browsers[tried.who]  # logged in outside of what is undone
                for way in WAYS if SIZES.every_way == 1 else (next(turns),):
                    if can_go(way, tried):
                        found = [*sent_twice(way, tried, browsers), *stale(way, tried, browsers)]
                        place = f"{way.__name__}: {tried.subject.kind} {tried.subject.state}, {tried.name} by"
                        wrong += [f"{place} {tried.who}: {what}" for what in found]
    assert wrong == []
    by_hand = {(model._meta.label_lower, name) for model in subjects() for name in steps_by_hand(model)}
    assert by_hand == known, " ".join(map("/".join, sorted(by_hand ^ known)))


def steps_by_hand(model: type[Subject]) -> list[str]:
    """The steps that a person makes."""
    return [name for name, step in steps_of(model).items() if rules_of(step).who is not None]


def can_go(way: Way, tried: Try) -> bool:
    """Whether this way makes the step: some have no page, and one is made ready by page and program alone."""
    if way is by_page:
        return has_page(tried.subject, tried.name)
    return way is by_program or not is_fixing_alone(tried)


def sent_twice(way: Way, tried: Try, browsers: Browsers) -> Iterator[str]:
    """What goes wrong when one request is sent again, and when its id then stands for another act."""
    with undone():
        before = TransitionRecord.objects.count()
        if (first := way(tried, browsers)).code != MADE:
            yield f"the first answered {first.code} {first.words[:300]}"
            return
        stands = everything()
        if TransitionRecord.objects.count() == before:
            yield "no record was made"
        if (second := way(tried, browsers)).code != MADE:
            yield f"the second answered {second.code}"
        if everything() != stands:
            yield "the second changed something"
        for other in () if way is by_page and shares_its_form(tried) else others(tried):
            answered = way(other, browsers).code
            if answered != "request_reused":
                yield f"{other.name} under the same id answered {answered}"
            if everything() != stands:
                yield f"{other.name} under the same id changed something"


def shares_its_form(tried: Try) -> bool:
    """Whether it is one of several presses of one form, each of which is a request of its own."""
    return tried.subject.kind == "committee.recusal"


def others(tried: Try) -> Iterator[Try]:
    """Other acts that might be sent under the same id: another step of the subject, whose form is then filled in."""
    model: type[Subject] = type(tried.subject)
    steps = steps_of(model)
    for name in steps_by_hand(model):
        is_filled = all(asked.name == "note" or asked.name in tried.facts for asked in rules_of(steps[name]).asks)
        if name != tried.name and has_page(tried.subject, name) and is_filled:
            yield replace(tried, name=name)
            return


def stale(way: Way, tried: Try, browsers: Browsers) -> Iterator[str]:
    """What goes wrong when the act is meant for the version before: who moved it, how and when is to be told.

    A page that corrects attendance names the mark that is wrong, not where the member stood: that stands in its place.
    """
    if way is by_page and tried.name in CORRECTIONS:
        return
    with undone():
        stands = everything()
        late = replace(tried, request_id=uuid4(), expected_version=tried.subject.version - 1)
        answered = way(late, browsers)
        if answered.code != "version_conflict":
            yield f"a stale version answered {answered.code}"
        elif missing := [word for word in told_of(tried.subject) if word not in answered.words]:
            yield f"a stale version was not told {missing}"
        if everything() != stands:
            yield "a stale version changed something"


def told_of(subject: Subject) -> list[str]:
    """Who made what last, and when, as the sentence says it in English."""
    with translation.override("th"):
        last = meanwhile(subject)
        return [str(last.person), str(last.label), str(last.sentence)]
