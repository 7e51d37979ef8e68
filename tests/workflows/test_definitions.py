# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A subject lives under the definition that it began under, whatever is released after."""

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from tests.permits.living import AT, Permits, desks_of, first_release, permits, steps_made
from tests.refusing import refused
from workflows.explaining import explain
from workflows.lifecycle import Attempt
from workflows.models import Definition, TransitionRecord
from workflows.refusals import GuardsUnmet, WrongState
from workflows.verification import faults

__all__ = ["permits"]


def offered(world: Permits, permit: Any, who: str) -> list[str]:
    attempt = Attempt(actor=world.people[who], at=AT, request_id=uuid4())
    return [answer.name for answer in explain(permit, attempt) if answer.may]


def test_subject_begins_under_the_newest_definition_and_its_record_says_so(permits: Permits, tmp_path: Path) -> None:
    old, new = permits.ask(tmp_path), permits.ask()
    assert (old.definition, new.definition) == (1, 2)
    facts = [TransitionRecord.objects.get(subject_type=old.kind, subject_id=of.pk).facts for of in (old, new)]
    assert facts == [{}, {"definition": 2}]  # a record that names none was made under the first
    assert list(faults()) == []


def test_removed_step_stays_for_those_who_began_with_it_and_for_nobody_else(permits: Permits, tmp_path: Path) -> None:
    old, new = permits.ask(tmp_path), permits.ask()
    assert offered(permits, old, "clerk") == ["check_it"]
    assert offered(permits, new, "clerk") == ["verify"]
    assert offered(permits, new, "applicant") == ["withdraw"]
    with refused(WrongState) as raised:
        permits.act("verify", "clerk", old)
    assert str(raised.value) == "There is no such step."
    with refused(WrongState):
        permits.act("check_it", "clerk", new)


def test_removing_a_step_approves_nothing_that_waited_there(permits: Permits, tmp_path: Path) -> None:
    """A permit waits for its second look when a release drops second looks: it goes on waiting at the same desk."""
    with first_release(tmp_path):
        waiting = permits.act("check_it", "clerk", permits.ask(is_small=True))
    assert (waiting.state, desks_of(waiting)) == ("checked", ["looking"])
    # the second release is running now; the steps of others settle as ever
    other = permits.act("verify", "clerk", permits.ask(is_small=True))
    assert other.state == "granted"
    waiting = type(waiting).objects.get(pk=waiting.pk)
    assert (waiting.state, waiting.definition, desks_of(waiting)) == ("checked", 1, ["looking"])
    assert offered(permits, waiting, "chief") == ["look_again", "refuse"]
    waiting = permits.act("grant", "chief", permits.act("look_again", "chief", waiting))
    assert steps_made(waiting) == ["begin", "check_it", "look_again", "grant"]
    assert list(faults()) == []


def test_guard_since_a_definition_spares_those_under_the_one_before(permits: Permits, tmp_path: Path) -> None:
    old, new = permits.ask(tmp_path), permits.ask()
    permits.act("remind", "applicant", old)
    with refused(GuardsUnmet) as raised:
        permits.act("remind", "applicant", new)
    assert str(raised.value) == "The purpose must be written."


def test_part_keeps_its_own_definition(permits: Permits, tmp_path: Path) -> None:
    old, new = permits.ask(tmp_path, references=1), permits.ask(references=1)
    old, new = permits.act("check_it", "clerk", old), permits.act("verify", "clerk", new)
    assert (desks_of(old), desks_of(new)) == (["looking", "referring"], ["deciding", "referring"])
    with refused(WrongState):
        permits.act("decline", "friend", old.references.get())
    assert permits.act("decline", "friend", new.references.get()).state == "declined"
    assert list(faults()) == []


def test_record_of_a_step_that_the_code_has_no_more_is_judged_by_its_own_definition(
    permits: Permits, tmp_path: Path
) -> None:
    permit = permits.act("check_it", "clerk", permits.ask(tmp_path))
    assert list(faults()) == []
    type(permit).objects.filter(pk=permit.pk).update(purpose="changed")  # the trigger lets other columns be
    for change in ("definition = 2", "definition = 2, version = version + 1"):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE permits_permit SET {change} WHERE id = %s", [permit.pk])


def test_definition_changed_behind_the_engine_is_named(permits: Permits, tmp_path: Path) -> None:
    permit = permits.ask(tmp_path)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE permits_permit DISABLE TRIGGER mati_permits_permit_defined")
        else:
            cursor.execute("DROP TRIGGER mati_permits_permit_defined")
        cursor.execute("UPDATE permits_permit SET definition = 2 WHERE id = %s", [permit.pk])
    assert list(faults()) == [
        "The database lacks the trigger mati_permits_permit_defined.",
        f"permits.permit/{permit.pk} lives under the definition 2, its records under 1.",
    ]


def test_every_definition_is_stored_once_and_kept(permits: Permits) -> None:
    stored = Definition.objects.filter(kind__startswith="permits.").values_list("kind", "number")
    assert list(stored) == [
        ("permits.permit", 1), ("permits.permit", 2), ("permits.reference", 1), ("permits.reference", 2),
    ]  # fmt: skip
    for change in ("UPDATE workflows_definition SET number = 9", "DELETE FROM workflows_definition"):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)
