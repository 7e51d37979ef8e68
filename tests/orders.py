# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Orders to act for another, between the people of ``tests.world``."""

from datetime import date
from io import BytesIO
from typing import Any
from uuid import uuid4

from pypdf import PdfWriter

from agencies.lifecycle import Extent
from agencies.models import Delegation
from agencies.operations import write_order
from agencies.roles import Role
from tests.world import PEOPLE, World
from workflows.acting import act

FIRST, LAST = date(2020, 10, 1), date(2020, 12, 31)
HAND_IN = "budget_review.integrationproject.hand_in"


def order_text(world: World, giver: str | None, receiver: str, **changed: Any) -> Delegation:
    """An order as somebody would write it: to act in the giver's post, unless ``changed`` says otherwise."""
    agency, role, _unit = PEOPLE[giver or "head"]
    said: dict[str, Any] = {
        "extent": Extent.ACTING,
        "giver": world.people[giver] if giver else None,
        "receiver": world.people[receiver],
        "agency": world.agencies[agency],
        "role": role or Role.AGENCY_HEAD,
        "order_number": "12/2563",
        "order_date": FIRST,
        "valid_from": FIRST,
        "valid_to": LAST,
        "reason": "ไปราชการต่างประเทศ",
    }
    return Delegation(**said | changed)


def write(world: World, order: Delegation, by: str, **paper: Any) -> Delegation:
    """Write an order as a person by name."""
    return write_order(order, actor=world.people[by], at=world.at, request_id=uuid4(), **paper)


def order_in_force(world: World, giver: str | None, receiver: str, **changed: Any) -> Delegation:
    """An order that its giver has confirmed; for a vacant post, one that the administrator has registered."""
    by = giver or "admin"
    written = write(world, order_text(world, giver, receiver, **changed), by, paper=pdf(), filename="คำสั่ง.pdf")
    act(written, "confirm" if giver else "register", actor=world.people[by], at=world.at, request_id=uuid4())
    return Delegation.objects.get(pk=written.pk)


def pdf(width: int = 595) -> bytes:
    """A PDF of one empty page."""
    writer, out = PdfWriter(), BytesIO()
    writer.add_blank_page(width=width, height=842)
    writer.write(out)
    return out.getvalue()
