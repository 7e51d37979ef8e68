# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Moves that lead back: every circle has one, each says what becomes of every part, and does just that."""

from collections.abc import Iterator

import pytest
from django.apps import apps

from workflows.back_moves import STANDS
from workflows.checks import subjects
from workflows.lifecycle import Subject, rules_of, sources_of, steps_of

WHOLES = [model for model in subjects() if model.flow]
BACK = [
    pytest.param(model, name, id=f"{model.__name__}.{name}")
    for model in subjects()
    for name, step in steps_of(model).items()
    if rules_of(step).back
]


def moves(model: type[Subject], *, back: bool) -> Iterator[tuple[str, str]]:
    """The pairs of states that steps join, those that lead back or the others."""
    for step in steps_of(model).values():
        if bool(rules_of(step).back) == back:
            yield from ((str(source), str(target)) for source, target in sources_of(step).items() if source != target)


def reached(pairs: set[tuple[str, str]], start: str) -> set[str]:
    found: set[str] = set()
    ahead = {start}
    while ahead:
        found |= ahead
        ahead = {target for source, target in pairs if source in found} - found
    return found


@pytest.mark.parametrize("model", WHOLES)
def test_without_its_back_moves_a_life_never_goes_round(model: type[Subject]) -> None:
    pauses = {("in_session", "suspended"), ("suspended", "in_session")}  # a meeting goes on where it stood
    pairs = set(moves(model, back=False)) - pauses
    assert [(source, target) for source, target in pairs if source in reached(pairs, target)] == []


@pytest.mark.parametrize("model", WHOLES)
def test_every_back_move_is_one(model: type[Subject]) -> None:
    """It leads to where the life may have been before, or it ends what others would have gone on with."""
    pairs = set(moves(model, back=False)) | set(moves(model, back=True))
    for source, target in moves(model, back=True):
        assert source in reached(pairs, target) or not [step for step in pairs if step[0] == target]


@pytest.mark.parametrize(("model", "name"), BACK)
def test_every_back_move_tells_what_becomes_of_every_kind_of_part(model: type[Subject], name: str) -> None:
    back = rules_of(steps_of(model)[name]).back
    assert back is not None
    parts = {part._meta.label_lower for part in subjects() if _whole(part) is model}
    assert set(back.parts) == parts
    for kind, step in back.parts.items():
        if step != STANDS:
            assert rules_of(steps_of(apps.get_model(kind))[step]).caused_by == model._meta.label_lower  # type: ignore[arg-type]


def _whole(part: type[Subject]) -> object:
    return part._meta.get_field(part.part_of).related_model if part.part_of else None
