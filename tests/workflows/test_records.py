# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The chain's own words: the text that is hashed, what may stand in it, and which record is a subject's last."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from types import SimpleNamespace
from typing import Any, cast
from uuid import UUID, uuid4

import pytest

from accounts.models import User
from budget_review.models import IntegrationProject, Participation
from tests.world import AT, World
from workflows import engine, records
from workflows.lifecycle import Attempt, Subject
from workflows.models import OutboxMessage, TransitionRecord

ZEROS = "0" * 64


def test_record_is_hashed_as_one_text_of_all_its_columns() -> None:
    """Word by word: whoever proves a chain in ten years writes the same text, and finds the same hash."""
    record = TransitionRecord(
        subject_type="office.paper", subject_id=12, seq=3, transition="sign", source="drafted", target="signed",
        actor_id=5, on_behalf_of_id=6, delegation=7, content_version=2, note="เห็นชอบ", facts={"ข": [1, None], "a": {}},
        at=AT.replace(microsecond=120), request_id=UUID(int=8), prev_hash=ZEROS, canonical="…", hash="…",
    )  # fmt: skip
    assert records.canonical(record) == (
        '{"actor":5,"at":"2020-11-02T03:00:00.000120Z","content_version":2,"delegation":7,"facts":{"a":{},"ข":[1,null]},'
        '"note":"เห็นชอบ","on_behalf_of":6,"prev_hash":"' + ZEROS + '",'
        '"request_id":"00000000-0000-0000-0000-000000000008","seq":3,"source":"drafted","subject_id":12,'
        '"subject_type":"office.paper","target":"signed","transition":"sign"}'
    )
    assert records.digest("ก") == "2d1d9c572948ea561abf37b1aec906fd2ea595d9b8f182845f0cf0876f544fb2"


def test_moment_is_written_in_utc() -> None:
    bangkok = datetime(2021, 1, 1, 2, 30, 0, 7, tzinfo=timezone(timedelta(hours=7)))
    assert records.moment(bangkok) == "2020-12-31T19:30:00.000007Z"
    assert records.moment(datetime(2021, 1, 1, tzinfo=UTC)) == "2021-01-01T00:00:00.000000Z"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("", True),
        ("ก็ “ดี” \n😀", True),
        ("\ud7ff\ue000", True),  # the letters on both sides of the surrogates
        ("\x01", True),
        ("\0", False),
        ("ก\0", False),
        (chr(0xD800), False),
        (chr(0xDABC), False),
        (chr(0xDFFF), False),
        (None, True),
        (0, True),
        (2**62, True),
        (False, True),
        (0.5, False),
        (Decimal(1), False),
        (b"a", False),
        ({1, 2}, False),
        ([], True),
        (["ก", ["ข", None]], True),
        (("ก", 1), True),
        (["ก", 0.5], False),
        ([["\0"]], False),
        ({}, True),
        ({"ก": {"ข": 1}}, True),
        ({"ก": 0.5}, False),
        ({"ก": 1, "ข": "\0"}, False),
        ({"\0": 1}, False),
        ({7: 1}, False),
        ({None: 1}, False),
    ],
    ids=repr,
)
def test_what_both_databases_give_back_as_it_was(value: object, expected: bool) -> None:
    assert records.can_be_kept(value) is expected


def test_record_drafted_holds_who_what_when_and_why() -> None:
    actor, giver = User(pk=5), User(pk=6)
    subject = cast(
        "Subject", SimpleNamespace(kind="office.paper", pk=12, version=2, state="drafted", content_version=4)
    )
    attempt = Attempt(
        actor=actor, at=AT, request_id=UUID(int=8), on_behalf_of=giver, delegation=7, note="เห็นชอบ",
        facts={"not": "these"},
    )  # fmt: skip
    given: dict[str, Any] = {"transition": "sign", "target": "signed", "prev_hash": ZEROS}
    record = records.drafted(subject, attempt, facts={"letter_number": "ทส 1"}, **given)
    assert {field.attname: getattr(record, field.attname) for field in TransitionRecord._meta.concrete_fields} == {
        "id": None, "subject_type": "office.paper", "subject_id": 12, "seq": 3, "transition": "sign",
        "source": "drafted", "target": "signed", "actor_id": 5, "on_behalf_of_id": 6, "delegation": 7,
        "content_version": 4, "note": "เห็นชอบ", "facts": {"letter_number": "ทส 1"}, "at": AT,
        "request_id": UUID(int=8), "prev_hash": ZEROS, "canonical": records.canonical(record),
        "hash": records.digest(records.canonical(record)),
    }  # fmt: skip
    caused = records.drafted(subject, attempt.caused_by(subject, 3), facts={}, **given)
    assert caused.facts == {"cause": "office.paper/12/3"}
    unfrozen = cast("Subject", SimpleNamespace(kind="office.paper", pk=12, version=2, state="drafted"))
    assert records.drafted(unfrozen, attempt, facts={}, **given).content_version is None


# ── of the many, the last ──


@pytest.fixture
def world(db: None) -> World:
    return World()


def beside(world: World) -> tuple[IntegrationProject, Participation]:
    """A project and a part that have the same id and stand at the same version."""
    project = world.project
    if not Participation.objects.filter(pk=project.pk).exists():
        part = Participation(pk=project.pk, project=project, agency=world.agencies["elsewhere"])
        engine.create(part, actor=world.officer, at=AT, request_id=uuid4())
    return project, Participation.objects.get(pk=project.pk)


def test_last_record_is_that_of_the_kind_asked_for(world: World) -> None:
    project, part = beside(world)
    assert (project.pk, project.version) == (part.pk, part.version)
    for subject in (project, part):
        own = TransitionRecord.objects.get(subject_type=subject.kind, subject_id=subject.pk, seq=subject.version)
        assert records.heads([subject]) == {subject.pk: own}
        assert records.hashes_of(subject.kind, [subject]) == {subject.pk: own.hash}
        assert records.head_hash(subject) == own.hash


def test_last_record_is_that_of_the_version_where_each_stands(world: World) -> None:
    """Two of one kind, at versions that both have a record of."""
    other = world.draft()
    world.act("propose", "officer")
    both: list[Subject] = [world.project, other]
    assert [subject.version for subject in both] == [2, 1]
    own = {
        subject.pk: TransitionRecord.objects.get(subject_type=subject.kind, subject_id=subject.pk, seq=subject.version)
        for subject in both
    }
    assert records.heads(both) == own
    assert records.hashes_of(other.kind, both) == {pk: record.hash for pk, record in own.items()}
    older = world.project
    older.version = 1
    assert records.head_hash(older) == TransitionRecord.objects.get(subject_id=older.pk, seq=1, transition="begin",
                                                                    subject_type=older.kind).hash  # fmt: skip


def test_record_of_a_request_is_found_beside_the_last_one(world: World) -> None:
    first = world.act("propose", "officer")
    last = world.act("take_back", "officer", note="แก้")
    project = world.project
    assert records.same_or_head(project, first.request_id) == (first.pk, last.hash)
    assert records.same_or_head(project, last.request_id) == (last.pk, last.hash)
    assert records.same_or_head(project, uuid4()) == (None, last.hash)
    assert records.same_or_head(world.draft(), first.request_id)[0] == first.pk
    assert records.same_or_head(IntegrationProject(pk=10**9), uuid4()) == (None, records.FIRST)


def test_record_and_its_message_are_written_together(world: World) -> None:
    record = world.act("propose", "officer")
    assert (record._state.adding, record._state.db) == (False, "default")
    message = OutboxMessage.objects.get(record=record)
    assert (message.topic, message.created_at) == ("budget_review.integrationproject.propose", AT)
