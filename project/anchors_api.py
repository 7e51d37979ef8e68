# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The anchors over all chains for programs that keep them elsewhere: ``/api/v1/anchors``."""

from base64 import b64encode

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Field, Router, Schema

from accounts.api import READING, After, Limit, Moment, asker
from project.anchors import anchor_numbered, anchors, stamp_of, token_of
from project.records import may_read_records
from workflows.anchors.models import Anchor
from workflows.records import moment

router = Router(tags=["anchors"])


class StampOut(Schema):
    """A time-stamp authority's answer (RFC 3161)."""

    authority: str
    stamped_at: Moment


class AnchorOut(Schema):
    """One hash over the heads of all chains up to and with the record ``last_record``."""

    number: int
    at: Moment
    last_record: int
    chain_count: int
    record_count: int
    root: str = Field(description="The root of the Merkle tree (RFC 6962) over the chains' heads.")
    prev_hash: str
    canonical: str = Field(description="The text whose SHA-256 is ``hash``.")
    hash: str
    timestamp: StampOut | None


class StampedOut(AnchorOut):
    """The same with the whole time-stamp, DER in base64."""

    token: str | None


class AnchorPage(Schema):
    """Anchors, the newest first."""

    anchors: list[AnchorOut]
    next: int | None


@router.get("", response={200: AnchorPage} | READING, summary="Anchors")
def list_anchors(request: HttpRequest, after: After = None, limit: Limit = 25) -> AnchorPage:
    """The anchors, the newest first; for auditors and administrators."""
    _refuse_others(request)
    found = list(anchors(after)[: limit + 1])
    shown = [_out(anchor) for anchor in found[:limit]]
    return AnchorPage(anchors=shown, next=found[limit - 1].number if len(found) > limit else None)


@router.get("/{int:number}", response={200: StampedOut} | READING, summary="One anchor with its time-stamp")
def read_anchor(request: HttpRequest, number: int) -> StampedOut:
    """An anchor, and the token that an authority gave it."""
    _refuse_others(request)
    anchor = anchor_numbered(number)
    token = b64encode(token_of(number)).decode() if stamp_of(anchor) else None
    return StampedOut(**_out(anchor).model_dump(), token=token)


def _refuse_others(request: HttpRequest) -> None:
    if not may_read_records(asker(request), timezone.now()):
        raise Http404


def _out(anchor: Anchor) -> AnchorOut:
    stamp = stamp_of(anchor)
    return AnchorOut(
        number=anchor.number, at=moment(anchor.at), last_record=anchor.last_record, chain_count=anchor.chain_count,
        record_count=anchor.record_count, root=anchor.root, prev_hash=anchor.prev_hash, canonical=anchor.canonical,
        hash=anchor.hash,
        timestamp=StampOut(authority=stamp.authority, stamped_at=moment(stamp.stamped_at)) if stamp else None,
    )  # fmt: skip
