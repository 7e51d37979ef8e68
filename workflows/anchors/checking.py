# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Computing every anchor anew from the records, in one pass over them."""

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext_noop as _

from workflows.anchors.heads import Chain, Head
from workflows.anchors.making import canonical
from workflows.anchors.merkle import Tree, leaf_hash
from workflows.anchors.models import Anchor, Timestamp
from workflows.anchors.stamping import StampRefused, checked
from workflows.faults import Fault, also_verified
from workflows.models import TransitionRecord
from workflows.records import FIRST, digest


@also_verified
def faults_of_anchors() -> Iterator[Fault]:
    """Say which anchors were changed, do not follow one another, or no longer fit the records."""
    number, prev, cut = 0, FIRST, 0
    growing = Growing()
    for anchor in Anchor.objects.order_by("number"):
        if anchor.canonical != canonical(anchor) or anchor.hash != digest(anchor.canonical):
            yield Fault(_("Anchor %(number)s was changed."), number=anchor.number)
        if (anchor.number, anchor.prev_hash) != (number + 1, prev) or anchor.last_record < cut:
            yield Fault(_("Anchor %(number)s does not continue the one before."), number=anchor.number)
        number, prev, cut = anchor.number, anchor.hash, anchor.last_record
        if growing.up_to(cut) != (anchor.root, anchor.chain_count, anchor.record_count):
            yield Fault(
                _("Anchor %(number)s: the records are no longer those that it was made over."), number=anchor.number
            )
    yield from _faults_of_stamps()


class Growing:
    """The tree over the heads as it grows with the records."""

    def __init__(self) -> None:
        records = TransitionRecord.objects.order_by("pk").values_list("pk", "subject_type", "subject_id", "seq", "hash")
        self._records = records.iterator(chunk_size=5000)
        self._waiting = next(self._records, None)
        self._places: dict[Chain, int] = {}
        self._heads: dict[Chain, Head] = {}  # those that moved since the tree was last brought up to date
        self._tree = Tree()
        self._count = 0

    def up_to(self, cut: int) -> tuple[str, int, int]:
        """Root, chains and records when every record up to ``cut`` is in."""
        while self._waiting is not None and self._waiting[0] <= cut:
            _pk, kind, subject_id, seq, hashed = self._waiting
            self._heads[kind, subject_id] = Head(kind, subject_id, seq, hashed)
            self._count += 1
            self._waiting = next(self._records, None)
        for chain, head in self._heads.items():
            if chain in self._places:
                self._tree.replace(self._places[chain], leaf_hash(head.text))
            else:
                self._places[chain] = self._tree.add(leaf_hash(head.text))
        self._heads.clear()
        return self._tree.root(), len(self._tree), self._count


def _faults_of_stamps() -> Iterator[Fault]:
    """A stamp can be checked only against certificates that are trusted here."""
    if not settings.TSA_CERTIFICATES:
        return
    for kept in Timestamp.objects.select_related("anchor").order_by("anchor__number"):
        try:
            response = checked(bytes(kept.token), kept.anchor)
        except StampRefused as refused:
            yield Fault(_("The time-stamp of anchor %(number)s: %(reason)s"), number=kept.anchor.number, reason=refused)
        else:
            if response.tst_info.gen_time != kept.stamped_at:
                yield Fault(_("The time-stamp of anchor %(number)s names another time."), number=kept.anchor.number)
