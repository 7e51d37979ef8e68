# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The anchors over all chains, for those who check: listed, and handed out as they were made and stamped."""

from django.db.models import QuerySet
from django.http import Http404

from workflows.anchors.models import Anchor, Timestamp

PAGE = 50


def anchors(before: int | None = None) -> QuerySet[Anchor]:
    """The anchors, the newest first, going on behind the number ``before``; each with its time-stamp in one query."""
    found = Anchor.objects.select_related("timestamp").defer("timestamp__token").order_by("-number")
    return found.filter(number__lt=before) if before is not None else found


def stamp_of(anchor: Anchor) -> Timestamp | None:
    """An anchor's time-stamp, where an authority has given one."""
    return getattr(anchor, "timestamp", None)


def anchor_numbered(number: int) -> Anchor:
    """One anchor. Raises Http404."""
    found = anchors().filter(number=number).first() if number < 2**31 else None
    if found is None:
        raise Http404
    return found


def token_of(number: int) -> bytes:
    """The authority's whole answer, DER, as ``openssl ts -verify`` reads it. Raises Http404 where there is none."""
    found = Timestamp.objects.filter(anchor=anchor_numbered(number)).first()
    if found is None:
        raise Http404
    return bytes(found.token)
