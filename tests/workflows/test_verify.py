# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is changed behind the engine's back, ``manage.py verify`` names; what the engine left, it passes."""

from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils.translation import gettext, override

from tests.standing import check_deferred, grounded
from tests.world import World
from workflows import triggers
from workflows.models import OutboxMessage, Process, Task, TransitionRecord
from workflows.records import canonical, digest
from workflows.verification import faults

pytestmark = pytest.mark.django_db

PROJECT, PART = "budget_review.integrationproject", "budget_review.participation"
TABLES = ("workflows_transitionrecord", "budget_review_integrationproject", "budget_review_participation")


def made() -> World:
    """A project whose partners are asked: three desks have been, two are open."""
    return World().to("confirming")


ground, world = grounded(made)


def behind(statement: str, *values: Any) -> None:
    """Change rows with the triggers out of the way, as one could who owns the database."""
    check_deferred()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            triggers.take_down(using="default")
            cursor.execute(statement, values)
            triggers.put_up(using="default")
            return
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(statement, values)
        check_deferred()
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def named(*expected: str) -> None:
    """``verify`` fails with the first of these faults, and there are no others."""
    assert list(faults()) == list(expected)
    with pytest.raises(CommandError) as failed:
        call_command("verify", language="en")
    assert str(failed.value) == expected[0]
    assert failed.value.returncode == 1


def task_of(world: World, agency: str = "north") -> Task:
    return Task.objects.get(subject_type=PART, subject_id=world.part(agency).pk, finished=None)


def test_database_as_the_engine_left_it_passes(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("verify", language="en")
    assert capsys.readouterr().out == "Verified: 7 records, 2 open tasks. No fault.\n"


def test_command_speaks_the_language_of_the_service_unless_told_another(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("verify")
    with override("th"):
        said = gettext("Verified: %(records)s records, %(open_tasks)s open tasks. No fault.")
    assert capsys.readouterr().out == said % {"records": 7, "open_tasks": 2} + "\n"
    task_of(world).delete()
    with pytest.raises(CommandError) as failed:
        call_command("verify")
    with override("th"):
        assert str(failed.value) == next(iter(faults())).told
    assert "should be open" not in str(failed.value)


# ── desks ──


def test_task_finished_is_named(world: World) -> None:
    task = task_of(world)
    Task.objects.filter(pk=task.pk).update(finished=task.created, status="DONE")
    named(f"{PROJECT}/{world.project_id}: the desk consenting for {PART}/{task.subject_id} should be open.")


def test_task_deleted_is_named(world: World) -> None:
    task = task_of(world)
    subject_id = task.subject_id
    task.delete()
    named(f"{PROJECT}/{world.project_id}: the desk consenting for {PART}/{subject_id} should be open.")


def test_task_given_an_owner_is_named(world: World) -> None:
    task = task_of(world)
    Task.objects.filter(pk=task.pk).update(owner=world.stranger)
    named(
        f"{PROJECT}/{world.project_id}: task {task.pk} has the status NEW and the owner {world.stranger.pk}.",
    )


@pytest.mark.parametrize("status", ["ASSIGNED", "DONE", "CANCELED", "STARTED"])
def test_task_given_a_status_is_named(world: World, status: str) -> None:
    task = task_of(world)
    Task.objects.filter(pk=task.pk).update(status=status)
    named(f"{PROJECT}/{world.project_id}: task {task.pk} has the status {status} and the owner None.")


def test_task_started_by_its_owner_is_named(world: World) -> None:
    task = task_of(world)
    Task.objects.filter(pk=task.pk).update(status="STARTED", owner=world.nora)
    named(f"{PROJECT}/{world.project_id}: task {task.pk} is open with the status STARTED.")


def test_task_given_to_another_subject_is_named(world: World) -> None:
    task, south = task_of(world), world.part("south").pk
    Task.objects.filter(pk=task.pk).update(subject_id=south)
    named(
        f"{PROJECT}/{world.project_id}: task {task.pk} waits in the queue {task.unit}, "
        f"not agency_officer@{world.agencies['south'].pk}.",
        f"{PROJECT}/{world.project_id}: the desk consenting for {PART}/{task.subject_id} should be open.",
        f"{PROJECT}/{world.project_id}: a desk is open twice.",
    )


def test_task_put_into_another_queue_is_named(world: World) -> None:
    task = task_of(world)
    Task.objects.filter(pk=task.pk).update(unit="administrator")
    named(
        f"{PROJECT}/{world.project_id}: task {task.pk} waits in the queue administrator, "
        f"not agency_officer@{world.agencies['north'].pk}."
    )


def test_task_of_a_desk_unknown_to_its_flow_is_named(world: World) -> None:
    task = task_of(world)
    behind("UPDATE workflows_task SET flow_task = 'budget_review/flows.ProjectFlow.nowhere' WHERE id = %s", task.pk)
    named(
        f"{PROJECT}/{world.project_id}: task {task.pk} stands at a desk that the flow does not know.",
        f"{PROJECT}/{world.project_id}: the desk consenting for {PART}/{task.subject_id} should be open.",
    )


def test_task_made_a_gateway_is_named(world: World) -> None:
    task = task_of(world)
    Task.objects.filter(pk=task.pk).update(flow_task_type="PARALLEL_GATEWAY")
    named(f"{PROJECT}/{world.project_id}: the desk consenting for {PART}/{task.subject_id} should be open.")


def test_desk_opened_where_none_belongs_is_named(world: World) -> None:
    approving = "budget_review/flows.ProjectFlow.approving"
    task = task_of(world)
    behind(
        "UPDATE workflows_task SET flow_task = %s, subject_type = %s, subject_id = %s, unit = %s WHERE id = %s",
        approving, PROJECT, world.project_id, f"agency_head@{world.agencies['lead'].pk}", task.pk,
    )  # fmt: skip
    named(
        f"{PROJECT}/{world.project_id}: the desk consenting for {PART}/{task.subject_id} should be open.",
        f"{PROJECT}/{world.project_id}: the desk approving for {PROJECT}/{world.project_id} should be closed.",
    )


def test_process_finished_is_named(world: World) -> None:
    Process.objects.filter(finished=None).update(finished=world.at)
    named(f"{PROJECT}/{world.project_id}: 0 processes are open, not 1.")


def test_process_of_another_subject_is_named(world: World) -> None:
    Process.objects.filter(finished=None).update(subject_id=10**9)
    named(
        f"{PROJECT}/{world.project_id}: the desk consenting for {PART}/{world.part('north').pk} should be open.",
        f"{PROJECT}/{world.project_id}: the desk consenting for {PART}/{world.part('south').pk} should be open.",
        f"{PROJECT}/{world.project_id}: 0 processes are open, not 1.",
        f"{PROJECT}/{10**9}: tasks are open for a subject that is not there.",
        f"{PROJECT}/{10**9}: a process is open for a subject that is not there.",
    )


# ── states and records ──


def test_state_altered_is_named(world: World) -> None:
    behind("UPDATE budget_review_participation SET state = 'consented' WHERE id = %s", world.part("north").pk)
    found = list(faults())
    assert found[0] == f"{PART}/{world.part('north').pk} is not where its last record left it."
    named(*found)


def test_version_altered_is_named(world: World) -> None:
    behind("UPDATE budget_review_participation SET version = 1 WHERE id = %s", world.part("north").pk)
    named(f"{PART}/{world.part('north').pk} is not where its last record left it.")


@pytest.mark.parametrize(
    "change",
    [
        "note = 'another'", "at = created_at_of", "actor_id = actor_id + 1", "facts = '{}'", "delegation = 7",
        "content_version = 9", "canonical = '{}'", "request_id = other_request", "on_behalf_of_id = actor_id",
    ],
)  # fmt: skip
def test_record_altered_is_named(world: World, change: str) -> None:
    record = TransitionRecord.objects.get(subject_type=PROJECT, seq=2)
    other = "'00000000-0000-0000-0000-000000000001'" if connection.vendor == "postgresql" else "'1'"
    change = change.replace("created_at_of", "'2001-01-01 00:00:00+00:00'").replace("other_request", other)
    change = change.replace("'1'", "'00000000000000000000000000000001'")
    behind(f"UPDATE workflows_transitionrecord SET {change} WHERE id = %s", record.pk)
    named(f"{PROJECT}/{world.project_id}: record 2 was changed.")


def test_record_altered_with_its_text_and_hash_breaks_the_chain(world: World) -> None:
    record = TransitionRecord.objects.get(subject_type=PROJECT, seq=1)
    record.note = "another"
    text = canonical(record)
    behind(
        "UPDATE workflows_transitionrecord SET note = 'another', canonical = %s, hash = %s WHERE id = %s",
        text, digest(text), record.pk,
    )  # fmt: skip
    named(f"{PROJECT}/{world.project_id}: record 2 does not continue the one before.")


def test_record_given_another_step_is_named(world: World) -> None:
    behind("UPDATE workflows_transitionrecord SET transition = 'decide' WHERE subject_type = %s AND seq = 2", PROJECT)
    named(
        f"{PROJECT}/{world.project_id}: record 2 was changed.",
        f"{PROJECT}/{world.project_id}: record 2 makes a move that the lifecycle does not know.",
    )


def test_record_given_another_kind_is_named(world: World) -> None:
    behind("UPDATE workflows_transitionrecord SET subject_type = 'no.thing' WHERE subject_type = %s", PART)
    lost = [f"{PART}/{world.part(name).pk} has no record." for name in ("lead", "north", "south")]
    named("There are records of an unknown kind: no.thing.", *lost)


def test_last_record_removed_is_named(world: World) -> None:
    last = TransitionRecord.objects.filter(subject_type=PROJECT).latest("seq")
    OutboxMessage.objects.filter(record=last).delete()
    behind("DELETE FROM workflows_transitionrecord WHERE id = %s", last.pk)
    named(f"{PROJECT}/{world.project_id} is not where its last record left it.")


def test_record_removed_from_the_middle_is_named(world: World) -> None:
    first = TransitionRecord.objects.get(subject_type=PROJECT, seq=1)
    OutboxMessage.objects.filter(record=first).delete()
    behind("DELETE FROM workflows_transitionrecord WHERE id = %s", first.pk)
    named(
        f"{PROJECT}/{world.project_id}: record 2 does not continue the one before.",
        f"{PROJECT}/{world.project_id}: record 2 makes a move that the lifecycle does not know.",
    )


def test_message_removed_from_the_outbox_is_named(world: World) -> None:
    OutboxMessage.objects.filter(topic=f"{PROJECT}.propose").delete()
    named("1 records have no message in the outbox.")


def test_all_faults_are_named_when_asked(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    OutboxMessage.objects.filter(topic=f"{PROJECT}.propose").delete()
    Process.objects.filter(finished=None).update(finished=world.at)
    with pytest.raises(CommandError, match="0 processes are open, not 1"):
        call_command("verify", all=True, language="en")
    assert capsys.readouterr().err == "1 records have no message in the outbox.\n"
