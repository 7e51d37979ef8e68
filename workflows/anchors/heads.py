# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The heads of all chains as they were at a cut, in the order in which the chains began.

The cut is a record's id. Ids rise with the moment of commit only where no record is being written: ``quiet_cut`` waits
for that, so that no record with a lower id can appear after an anchor was made.
"""

from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import Exists, Max, OuterRef

from workflows.anchors.merkle import Tree, leaf_hash
from workflows.models import TransitionRecord
from workflows.records import canonical_json

Chain = tuple[str, int]  # kind and id of a subject


@dataclass(frozen=True)
class Head:
    """The last record of a chain."""

    kind: str
    subject_id: int
    seq: int
    hash: str

    @property
    def text(self) -> str:
        """What is hashed as a leaf: ``{"hash":"…","seq":7,"subject_id":1,"subject_type":"app.model"}``."""
        return canonical_json(
            {"hash": self.hash, "seq": self.seq, "subject_id": self.subject_id, "subject_type": self.kind}
        )


def quiet_cut() -> int:
    """The id of the last record, at a moment when no transaction is writing one; 0 when there is none.

    On PostgreSQL a SHARE lock on the records waits for those at work and lets no other begin; it lasts for this one
    question. On SQLite a transaction that writes is alone anyway.
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(f"LOCK TABLE {TransitionRecord._meta.db_table} IN SHARE MODE")
        return TransitionRecord.objects.aggregate(last=Max("pk"))["last"] or 0


def heads_at(cut: int) -> list[Head]:
    """The head of each chain among the records up to ``cut``, oldest chain first: the leaves of an anchor's tree."""
    known = TransitionRecord.objects.order_by().filter(pk__lte=cut)
    later = known.filter(
        subject_type=OuterRef("subject_type"), subject_id=OuterRef("subject_id"), seq=OuterRef("seq") + 1
    )
    columns = ("subject_type", "subject_id", "seq", "hash")
    heads = {
        (head[0], head[1]): Head(*head) for head in known.filter(~Exists(later)).values_list(*columns).iterator(5000)
    }
    births = known.filter(seq=1).order_by("pk").values_list("subject_type", "subject_id")
    return [heads[chain] for chain in births.iterator(5000) if chain in heads]


def tree_of(heads: list[Head]) -> Tree:
    """The tree over these heads."""
    return Tree(leaf_hash(head.text) for head in heads)
