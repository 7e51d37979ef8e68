# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writing an order with its signed paper, and what its acts keep."""

from datetime import date, datetime
from hashlib import sha256
from io import BytesIO
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from pypdf import PdfReader

from accounts.models import User
from agencies.lifecycle import DelegationLifecycle
from agencies.models import Delegation, OrderPaper
from workflows import engine
from workflows.lifecycle import Attempt, effect
from workflows.refusals import GuardsUnmet

LARGEST_PAPER = 10 * 1024 * 1024  # bytes


def write_order(
    order: Delegation, *, actor: User, at: datetime, request_id: UUID, paper: bytes = b"", filename: str = ""
) -> Delegation:
    """Insert an order that waits for its confirmation, with the signed paper where there is one already.

    The same request gives the same order again. Raises NotPermitted, GuardsUnmet or RequestReused - and then nothing
    has changed.
    """
    with transaction.atomic():
        if paper:
            order.paper = keep_paper(paper, filename)
        record = engine.create(order, actor=actor, at=at, request_id=request_id, facts=what_is_ordered(order))
    return Delegation.objects.get(pk=record.subject_id)


def keep_paper(content: bytes, filename: str) -> OrderPaper:
    """Keep a PDF under its hash; one that is kept already stays the one it is. Raises GuardsUnmet for anything else."""
    if len(content) > LARGEST_PAPER:
        raise GuardsUnmet(_("The signed order must not be larger than 10 MB."))
    if not is_pdf(content):
        raise GuardsUnmet(_("The signed order must be a PDF that can be opened."))
    kept, _made = OrderPaper.objects.get_or_create(
        sha256=sha256(content).hexdigest(),
        defaults={"content": content, "filename": filename[-200:], "size": len(content)},
    )
    return kept


def is_pdf(content: bytes) -> bool:
    """Whether the bytes are a PDF with at least one page that needs no password."""
    if not content.startswith(b"%PDF-"):
        return False
    try:
        return len(PdfReader(BytesIO(content)).pages) > 0
    except Exception:  # a hostile file brings pypdf to raise nearly anything; whatever it is, this cannot be opened
        return False


def _iso(day: date) -> str:
    return day.isoformat()


@effect(DelegationLifecycle.begin)
def say_what_is_ordered(order: Delegation, attempt: Attempt) -> dict[str, Any]:
    """Write the whole order into its first record, so that the chain holds what it said."""
    return what_is_ordered(order)


def what_is_ordered(order: Delegation) -> dict[str, Any]:
    """All that an order says, as its first record keeps it."""
    return {
        "extent": order.extent,
        "giver": order.giver_id,
        "receiver": order.receiver_id,
        "agency": order.agency_id,
        "unit": order.unit_id,
        "role": order.role,
        "acts": order.acts,
        "subjects": order.subjects,
        "order_number": order.order_number,
        "order_date": _iso(order.order_date),
        "valid_from": _iso(order.valid_from),
        "valid_to": _iso(order.valid_to),
        "reason": order.reason,
        "paper_sha256": order.paper.sha256 if order.paper else None,
    }


@effect(DelegationLifecycle.confirm)
def name_overlaps(order: Delegation, attempt: Attempt) -> dict[str, Any]:
    """Name the orders in force beside it. Returns ``{"overlaps": ["12/2564"]}``."""
    return {"overlaps": [beside.order_number for beside in order.overlapping()]}


effect(DelegationLifecycle.register)(name_overlaps)
