# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Orders by which one person acts for another, for programs: finding them, what can be done, doing it, the history."""

import binascii
from base64 import b64decode
from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Field, Router, Schema
from ninja.responses import Status

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
    Prose,
    RecordOut,
    RequestId,
    Strict,
    Words,
    acts_of,
    asker,
    history_page,
    make_step,
    person_out,
)
from accounts.api.problems import told
from accounts.models import User
from agencies.lifecycle import period_is_sound
from agencies.models import Agency, Delegation, Unit
from agencies.operations import write_order
from agencies.queries import order_for, orders_for
from agencies.roles import Role
from agencies.standing import attempt_of
from workflows.queries import history_of
from workflows.refusals import GuardsUnmet, Refused

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


class OrderIn(Strict):
    """An order as it is written: the giver, or nobody for a vacant post; the acts where it delegates some."""

    extent: Literal["acting", "delegated"]
    giver: int | None = Field(None, ge=1, le=2**63 - 1)
    receiver: int = Field(ge=1, le=2**63 - 1)
    agency: int = Field(ge=1, le=2**63 - 1)
    unit: int | None = Field(None, ge=1, le=2**63 - 1)
    role: Role
    acts: list[Words] = Field(default_factory=list, max_length=100)
    subjects: list[Words] = Field(default_factory=list, max_length=100)
    order_number: Annotated[Words, Field(min_length=1, max_length=100)]
    order_date: date
    valid_from: date
    valid_to: date
    reason: Annotated[Prose, Field(min_length=1)]
    paper: str = Field("", max_length=15_000_000, description="The signed order: a PDF in base64.")
    paper_name: Words = ""


@router.post("", response={200: OrderOut} | REFUSALS, summary="Write an order")
def write_new_order(request: HttpRequest, body: OrderIn, request_id: RequestId) -> Any:
    """Write an order, in person. It waits for the giver, or for an administrator who did not write it."""
    now, user = timezone.now(), asker(request)
    try:
        order = _order_of(body)
        paper = b64decode(body.paper, validate=True)
        made = write_order(order, actor=user, at=now, request_id=request_id, paper=paper, filename=body.paper_name)
    except binascii.Error:
        return told(GuardsUnmet(_("The signed order must be a PDF that can be opened.")), None)
    except Refused as refused:
        return told(refused, Delegation.begin.who and Delegation.begin.who.sentence)
    return Status(200, _order_out(made, made.is_standing(now)))


def _order_of(body: OrderIn) -> Delegation:
    """The order with the people and the place that it names. Raises GuardsUnmet where one of them is not there."""
    people = User.objects.in_bulk({pk for pk in (body.giver, body.receiver) if pk})
    agency = Agency.objects.filter(pk=body.agency).first()
    unit = Unit.objects.filter(pk=body.unit, agency=body.agency).first() if body.unit else None
    named = [body.receiver in people, body.giver is None or body.giver in people, agency, body.unit is None or unit]
    if not all(named):
        raise GuardsUnmet(_("The order names a person, an agency or a unit that is not there."))
    if body.valid_to < body.valid_from:
        raise GuardsUnmet(period_is_sound.sentence)
    return Delegation(
        extent=body.extent, giver=people.get(body.giver or 0), receiver=people[body.receiver], agency=agency, unit=unit,
        role=body.role, acts=body.acts, subjects=body.subjects, order_number=body.order_number,
        order_date=body.order_date, valid_from=body.valid_from, valid_to=body.valid_to, reason=body.reason,
    )  # fmt: skip


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
