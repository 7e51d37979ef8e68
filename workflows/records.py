# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writing the chain of records, and finding what is wrong with one."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import connection

from workflows import statements
from workflows.lifecycle import Attempt, Subject
from workflows.models import OutboxMessage, TransitionRecord
from workflows.statements import Statement

FIRST = "0" * 64
RECORDS, MESSAGES = TransitionRecord._meta.db_table, OutboxMessage._meta.db_table


def canonical_json(value: Any) -> str:
    """The one way a value is written before it is hashed: sorted keys, no spaces, Thai as it is."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def can_be_kept(value: Any) -> bool:
    """Whether a fact is plain data that both databases give back as it was: texts, whole numbers, lists and the like.

    No float, for PostgreSQL writes it anew (and money is text); no NUL and no lone surrogate, which it refuses.
    """
    if isinstance(value, str):
        return "\0" not in value and not any("\ud800" <= letter <= "\udfff" for letter in value)
    if isinstance(value, Mapping):
        return all(isinstance(name, str) and can_be_kept(name) and can_be_kept(of) for name, of in value.items())
    if isinstance(value, list | tuple):
        return all(map(can_be_kept, value))
    return value is None or isinstance(value, int)


def digest(text: str) -> str:
    """The SHA-256 of a text's UTF-8 bytes, in hexadecimal."""
    return sha256(text.encode()).hexdigest()


def content_of(**content: Any) -> dict[str, str]:
    """The fact that stands for what somebody wrote, where a record need not hold the words: a request that comes again
    with other words is another request."""
    return {"content_sha256": digest(canonical_json(content))}


def moment(at: datetime) -> str:
    """A moment as records write it: UTC with microseconds, ``2021-01-25T02:00:00.000000Z``."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def canonical(record: TransitionRecord) -> str:
    """The text whose hash is the record's: every column but id, canonical and hash."""
    return canonical_json(
        {
            "actor": record.actor_id,
            "at": moment(record.at),
            "content_version": record.content_version,
            "delegation": record.delegation,
            "facts": record.facts,
            "note": record.note,
            "on_behalf_of": record.on_behalf_of_id,
            "prev_hash": record.prev_hash,
            "request_id": str(record.request_id),
            "seq": record.seq,
            "source": record.source,
            "subject_id": record.subject_id,
            "subject_type": record.subject_type,
            "target": record.target,
            "transition": record.transition,
        }
    )


def drafted(
    subject: Subject, attempt: Attempt, *, transition: str, target: str, facts: dict[str, Any], prev_hash: str
) -> TransitionRecord:
    """The record of a move that the subject is about to make, not yet kept."""
    record = TransitionRecord(
        subject_type=subject.kind,
        subject_id=subject.pk,
        seq=subject.version + 1,
        transition=transition,
        source=subject.state,
        target=target,
        actor=attempt.actor,
        on_behalf_of=attempt.on_behalf_of,
        delegation=attempt.delegation,
        content_version=getattr(subject, "content_version", None),
        note=attempt.note,
        facts=facts | ({"cause": attempt.cause} if attempt.cause else {}),
        at=attempt.at,
        request_id=attempt.request_id,
        prev_hash=prev_hash,
    )
    record.canonical = canonical(record)
    record.hash = digest(record.canonical)
    return record


def keep(records: Sequence[TransitionRecord]) -> None:
    """Write records, at most one of each subject, and their messages in the outbox."""
    statements.insert(records)
    statements.insert([OutboxMessage(record=record, topic=_topic(record), created_at=record.at) for record in records])


def _topic(record: TransitionRecord) -> str:
    return f"{record.subject_type}.{record.transition}"


def keep_moved(moves: Sequence[tuple[Subject, TransitionRecord]]) -> None:
    """Write the records of subjects that have moved, at most one of each, their messages, and where they now stand."""
    if len(moves) == 1 and connection.vendor == "postgresql":
        _keep_at_once(*moves[0])
        return
    keep([record for _subject, record in moves])
    reached: dict[tuple[type[Subject], str, int], list[int]] = {}
    for subject, _record in moves:
        reached.setdefault((type(subject), subject.state, subject.version), []).append(subject.pk)
    for (model, state, version), pks in reached.items():
        statements.update(model, pks, state=state, version=version).send()


def _keep_at_once(subject: Subject, record: TransitionRecord) -> None:
    """The same for one subject in one statement; the subject waits for its record, which its trigger looks for."""
    told = f"INSERT INTO {MESSAGES} (record_id, topic, created_at) SELECT id, %s, %s FROM kept"  # noqa: S608
    table = subject._meta.db_table
    moved = f"UPDATE {table} SET state = %s, version = %s FROM kept WHERE {table}.id = %s RETURNING kept.id"  # noqa: S608
    whole = Statement(moved, [subject.state, subject.version, subject.pk]).behind(
        kept=statements.insertion([record]), told=Statement(told, [_topic(record), record.at])
    )
    statements.have_ids([record], whole.ask())


def append(
    subject: Subject, attempt: Attempt, *, transition: str, target: str, facts: dict[str, Any], prev_hash: str
) -> TransitionRecord:
    """Write the record of a move that the subject is about to make, and its message in the outbox."""
    record = drafted(subject, attempt, transition=transition, target=target, facts=facts, prev_hash=prev_hash)
    keep([record])
    return record


def heads(subjects: Sequence[Subject]) -> dict[int, TransitionRecord]:
    """The last record of each of many subjects of one kind, with who made it, by id."""
    versions = {subject.pk: subject.version for subject in subjects}
    found = TransitionRecord.objects.order_by().select_related("actor", "on_behalf_of")
    rows = found.filter(subject_type=subjects[0].kind, subject_id__in=versions, seq__in=set(versions.values()))
    return {row.subject_id: row for row in rows if versions[row.subject_id] == row.seq}


def since(subject: Subject, version: int, most: int) -> list[TransitionRecord]:
    """The records of a subject after a version, with who made them, the last first."""
    found = TransitionRecord.objects.order_by("-seq").select_related("actor", "on_behalf_of")
    return list(found.filter(subject_type=subject.kind, subject_id=subject.pk, seq__gt=version)[:most])


def head_hash(subject: Subject) -> str:
    """The hash that the subject's next record continues from."""
    held = TransitionRecord.objects.order_by().filter(
        subject_type=subject.kind, subject_id=subject.pk, seq=subject.version
    )
    return held.values_list("hash", flat=True).get()


SAME_OR_HEAD = f"""SELECT id, subject_type, subject_id, seq, hash, request_id = %s FROM {RECORDS}
    WHERE request_id = %s OR (subject_type = %s AND subject_id = %s AND seq = %s)"""  # noqa: S608 - our own table


def same_or_head(subject: Subject, request_id: UUID) -> tuple[int | None, str]:
    """The id of the record that a request wrote before, if any, and the subject's last hash: in one narrow query."""
    at_head = (subject.kind, subject.pk, subject.version)
    of_request = TransitionRecord._meta.get_field("request_id").get_db_prep_value(request_id, connection)
    same, last = None, FIRST
    asked = Statement(SAME_OR_HEAD, (of_request, of_request, *at_head))
    for pk, *place, found, is_same in asked.ask():
        same = pk if is_same else same
        last = found if tuple(place) == at_head else last
    return same, last


def hashes_of(kind: str, subjects: Sequence[Subject]) -> dict[int, str]:
    """The hash of the last record of each of many subjects of one kind, by id."""
    versions = {subject.pk: subject.version for subject in subjects}
    rows = TransitionRecord.objects.order_by().filter(
        subject_type=kind, subject_id__in=versions, seq__in=set(versions.values())
    )
    return {pk: found for pk, seq, found in rows.values_list("subject_id", "seq", "hash") if versions[pk] == seq}
