# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Proving one record by itself: its columns make its text, its text its hash, and its neighbours are chained to it."""

from dataclasses import dataclass

from workflows.models import TransitionRecord
from workflows.records import FIRST, canonical, digest


@dataclass(frozen=True)
class Proof:
    """What was computed anew, and the neighbours in the chain."""

    record: TransitionRecord
    text: str
    hash: str
    before: TransitionRecord | None
    after: TransitionRecord | None

    @property
    def text_stands(self) -> bool:
        """Whether the columns still make the text that was hashed."""
        return self.text == self.record.canonical

    @property
    def hash_stands(self) -> bool:
        """Whether that text still has the hash that was kept."""
        return self.hash == self.record.hash

    @property
    def follows(self) -> bool:
        """Whether the record continues from the one before, or begins its chain."""
        if self.record.seq == 1:
            return self.before is None and self.record.prev_hash == FIRST
        return self.before is not None and self.record.prev_hash == self.before.hash

    @property
    def is_followed(self) -> bool:
        """Whether the next record, if there is one, continues from this one."""
        return self.after is None or self.after.prev_hash == self.record.hash

    @property
    def holds(self) -> bool:
        """All of it."""
        return self.text_stands and self.hash_stands and self.follows and self.is_followed


def prove(record: TransitionRecord) -> Proof:
    """Compute a record's text and hash anew and look at its neighbours, in one query."""
    chain = TransitionRecord.objects.filter(subject_type=record.subject_type, subject_id=record.subject_id)
    beside = {near.seq: near for near in chain.filter(seq__in=(record.seq - 1, record.seq + 1))}
    return Proof(
        record=record,
        text=canonical(record),
        hash=digest(record.canonical),
        before=beside.get(record.seq - 1),
        after=beside.get(record.seq + 1),
    )
