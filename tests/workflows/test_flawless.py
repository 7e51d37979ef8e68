# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""PostgreSQL's quick yes: given to what the engine wrote, in whatever letters, and to nothing else.

What it must refuse is in ``test_verify``: whatever it let pass there would not be named.
"""

import json

import pytest
from django.apps import apps
from django.db import connection

from tests.standing import check_deferred
from tests.world import World
from workflows.flawless import BEFORE, BEHIND, is_flawless, moves_by_definition
from workflows.lifecycle import Subject
from workflows.models import TransitionRecord

pytestmark = pytest.mark.django_db
EVERY_ID = (-(2**63), 2**63 - 1)
KINDS = [model for model in apps.get_models() if issubclass(model, Subject)]


def test_it_writes_every_member_of_the_text_that_is_hashed() -> None:
    World()
    record = TransitionRecord.objects.latest("pk")
    assert [*json.loads(record.canonical)] == [*BEFORE, "facts", *BEHIND]


@pytest.mark.postgresql
@pytest.mark.parametrize("note", ["ถอน", 'a "quoted" \\ word', "two\nlines\tand\r\x07", "/ ไม้ยมก ๆ 😀 \u2028"])
def test_a_whole_life_is_flawless_in_any_letters(note: str) -> None:
    world = World().to("returned")
    world.act("withdraw", "head", note=note, facts={"facts": {"a": 1, "note": f',"note":{note}'}, "note": note})
    World("2").to("reported_back")
    assert [model for model in KINDS if not is_flawless(model, moves_by_definition(model), *EVERY_ID)] == []


@pytest.mark.postgresql
def test_text_that_is_no_json_is_not_flawless_and_leaves_the_connection_usable() -> None:
    world = World().to("confirming")
    check_deferred()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE workflows_transitionrecord DISABLE TRIGGER USER")
        cursor.execute("UPDATE workflows_transitionrecord SET canonical = 'no json' WHERE facts <> '{}'")
    check_deferred()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE workflows_transitionrecord ENABLE TRIGGER USER")
    assert not is_flawless(type(world.project), moves_by_definition(type(world.project)), *EVERY_ID)
    assert TransitionRecord.objects.filter(canonical="no json").exists()


def test_sqlite_has_no_quick_yes() -> None:
    world = World()
    assert is_flawless(type(world.project), moves_by_definition(type(world.project)), *EVERY_ID) is (
        connection.vendor == "postgresql"
    )
