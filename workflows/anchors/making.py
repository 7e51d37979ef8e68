# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writing an anchor."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from workflows.anchors.heads import heads_at, quiet_cut, tree_of
from workflows.anchors.models import Anchor
from workflows.records import FIRST, canonical_json, digest, moment


def canonical(anchor: Anchor) -> str:
    """The text whose hash is the anchor's: every column but id, canonical and hash."""
    return canonical_json(
        {
            "at": moment(anchor.at),
            "chain_count": anchor.chain_count,
            "last_record": anchor.last_record,
            "number": anchor.number,
            "prev_hash": anchor.prev_hash,
            "record_count": anchor.record_count,
            "root": anchor.root,
        }
    )


def last_anchor() -> Anchor | None:
    """The anchor made last."""
    return Anchor.objects.order_by("-number").first()


def make_anchor(at: datetime) -> Anchor:
    """Anchor every chain as it stands now. Of two made at once, the later is refused with IntegrityError."""
    cut = quiet_cut()
    heads = heads_at(cut)
    before = last_anchor()
    anchor = Anchor(
        number=before.number + 1 if before else 1,
        at=at,
        last_record=cut,
        chain_count=len(heads),
        record_count=sum(head.seq for head in heads),
        root=tree_of(heads).root(),
        prev_hash=before.hash if before else FIRST,
    )
    anchor.canonical = canonical(anchor)
    anchor.hash = digest(anchor.canonical)
    with transaction.atomic():
        anchor.save(force_insert=True)
    return anchor


def anchor_of_the_day(at: datetime) -> Anchor:
    """The anchor of this day in the service's own time zone, made now if there is none yet."""
    begins = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    of_today = Anchor.objects.filter(at__gte=begins, at__lt=begins + timedelta(days=1)).order_by("-number").first()
    return of_today or make_anchor(at)
