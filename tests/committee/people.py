# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Everybody of the small world, and the question that every table asks: who may make which step now?"""

from uuid import uuid4

from tests.world import PEOPLE, World
from workflows.explaining import explain
from workflows.lifecycle import Attempt, Subject

EVERYBODY = tuple(PEOPLE)


def allowed(world: World, subject: Subject) -> dict[str, set[str]]:
    """``{"convene": {"secretary"}}``: the steps that lead out of the present state, and who may make them."""
    found: dict[str, set[str]] = {}
    for name in EVERYBODY:
        for answer in explain(subject, Attempt(actor=world.people[name], at=world.at, request_id=uuid4())):
            found.setdefault(answer.name, set())
            if answer.permitted:
                found[answer.name].add(name)
    return found
