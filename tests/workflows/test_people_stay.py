# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What must not be lost or guessed: the people in the history, and what a state means."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db.models import PROTECT, ForeignKey, ProtectedError

from accounts.models import User
from tests.world import World, everything
from workflows.checks import subjects
from workflows.models import Task, TaskEvent, TransitionRecord

ROOT = Path(__file__).parents[2]
FLOORS = ("workflows", "accounts", "agencies", "papers", "budget_review", "committee", "project")
READS_LETTERS = {"startswith", "endswith", "find", "count", "split", "partition"}


@pytest.mark.django_db
def test_person_with_a_record_cannot_be_deleted() -> None:
    world = World().to("submitted")
    before = everything()
    for name in ("officer", "nora", "head"):
        with pytest.raises(ProtectedError):
            world.people[name].delete()
        assert User.objects.filter(pk=world.people[name].pk).exists()
    assert everything() == before


def test_no_table_of_the_history_goes_with_a_person() -> None:
    kept: list[Any] = [TransitionRecord, TaskEvent, Task, *subjects()]
    to_people = [
        (model, field)
        for model in kept
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey) and issubclass(field.related_model, User)
    ]
    assert {model for model, _field in to_people} > {TransitionRecord, TaskEvent}
    named = apps.get_model("workflows", "TransitionRecord")._meta
    assert {field.name for field in named.get_fields() if isinstance(field, ForeignKey)} >= {"actor", "on_behalf_of"}
    cascading = [
        (model, field.name)
        for model, field in to_people
        if field.remote_field.on_delete is not PROTECT and not issubclass(model, Task)
    ]
    assert cascading == []


def test_no_code_reads_a_meaning_from_the_spelling_of_a_state() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}" for path in _sources() for line in _spelled(ast.parse(path.read_text()))
    ]
    assert found == []


def test_spelling_that_is_read_would_be_found() -> None:
    guesses = 'if "accepted" in project.state: pass\nif project.state.startswith("re"): pass'
    assert list(_spelled(ast.parse(guesses))) == [1, 2]
    assert list(_spelled(ast.parse("if project.state in ENDED: pass"))) == []


def _sources() -> Iterator[Path]:
    return (path for floor in FLOORS for path in sorted((ROOT / floor).rglob("*.py")))


def _spelled(tree: ast.AST) -> Iterator[int]:
    """The lines that look for a piece of text in a state, or ask how it begins or ends."""
    for node in ast.walk(tree):
        match node:
            case ast.Compare(left=ast.Constant(value=str()), ops=[ast.In() | ast.NotIn()], comparators=[place]):
                read = place
            case ast.Call(func=ast.Attribute(attr=name, value=place)) if name in READS_LETTERS:
                read = place
            case _:
                continue
        if _is_state(read):
            yield node.lineno


def _is_state(node: ast.expr) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "state"
