# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Orders by which one person acts for another, for programs: finding them, what can be done, doing it, the history."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema

from accounts.api import (
    READING,
    REFUSALS,
    ActBody,
    ActsOut,
    After,
    HistoryPage,
    IfMatch,
    Limit,
    PersonOut,
    RecordOut,
    RequestId,
    acts_of,
    asker,
    history_page,
    make_step,
    person_out,
)
from agencies.models import Delegation
from agencies.queries import order_for, orders_for
from agencies.standing import attempt_of
from workflows.queries import history_of

router = Router(tags=["acting for another"])


class OrderOut(Schema):
    """One order. ``acts`` and ``subjects`` empty are all; ``is_standing`` says that it can be used today."""

    id: int
    extent: str
    giver: PersonOut | None
    receiver: PersonOut
    agency: str
    role: str
    acts: list[str]
    subjects: list[str]
    order_number: str
    order_date: date
    valid_from: date
    valid_to: date
    reason: str
    paper_sha256: str | None
    state: str
    version: int
    is_standing: bool


class OrderPage(Schema):
    """Orders, the latest written first."""

    orders: list[OrderOut]
    next: int | None


@router.get("", response={200: OrderPage} | READING, summary="Find orders to act for another")
def list_orders(request: HttpRequest, mine: bool = False, after: After = None, limit: Limit = 25) -> OrderPage:
    """Those that you may see; with ``mine`` those under which you may act yourself: name one in ``Acting-Under``."""
    now, user = timezone.now(), asker(request)
    found = orders_for(user, now).order_by("-pk")
    if mine:
        found = found.filter(receiver=user)
    rows = list((found.filter(pk__lt=after) if after else found)[: limit + 1])
    shown = [_order_out(row, row.is_standing(now)) for row in rows[:limit]]
    return OrderPage(orders=shown, next=rows[limit - 1].pk if len(rows) > limit else None)


@router.get("/{int:pk}/explain", response={200: ActsOut} | READING, summary="What can be done, and by whom")
def explain_order(request: HttpRequest, pk: int) -> ActsOut:
    """Every act that starts in the present state: may I, what is missing, who can."""
    now, user = timezone.now(), asker(request)
    return acts_of(order_for(user, pk, now), [], attempt_of(user, now))


@router.get("/{int:pk}/history", response={200: HistoryPage} | READING, summary="Read the records")
def read_order_history(request: HttpRequest, pk: int, after: After = None, limit: Limit = 25) -> HistoryPage:
    """Every record of the order; the first holds what it said."""
    return history_page(history_of(order_for(asker(request), pk, timezone.now())), after, limit)


@router.post("/{int:pk}/transitions/{slug:name}", response={200: RecordOut} | REFUSALS, summary="Act on an order")
def act_on_order(
    request: HttpRequest, pk: int, name: str, body: ActBody, request_id: RequestId, if_match: IfMatch = None
) -> Any:
    """Confirm, register, withdraw or revoke it, always in person."""
    order = order_for(asker(request), pk, timezone.now())
    return make_step(request, order, name, body=body, request_id=request_id, if_match=if_match)


def _order_out(order: Delegation, is_standing: bool) -> OrderOut:
    return OrderOut(
        id=order.pk,
        extent=order.extent,
        giver=person_out(order.giver) if order.giver else None,
        receiver=person_out(order.receiver),
        agency=order.agency.name,
        role=order.role,
        acts=order.acts,
        subjects=order.subjects,
        order_number=order.order_number,
        order_date=order.order_date,
        valid_from=order.valid_from,
        valid_to=order.valid_to,
        reason=order.reason,
        paper_sha256=order.paper.sha256 if order.paper else None,
        state=order.state,
        version=order.version,
        is_standing=is_standing,
    )
