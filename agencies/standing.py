# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""For whom a person acts on their pages now: one order, taken up by choice and kept with the person who asks.

It widens what is seen and says under which order an act is asked for. Whether the act is allowed, the engine judges.
"""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from workflows.lifecycle import Attempt

if TYPE_CHECKING:
    from accounts.models import User
    from agencies.models import Delegation


def take_up(user: "User", order: "Delegation | None") -> None:
    """Let this person object act under an order from now on."""
    user._order_in_hand = order  # type: ignore[attr-defined]


def order_in_hand(user: "User") -> "Delegation | None":
    """The order under which this person acts now."""
    return getattr(user, "_order_in_hand", None)


def delegation_of(user: "User") -> int | None:
    """The id of the order under which this person acts now, as acts take it."""
    order = order_in_hand(user)
    return order.pk if order else None


def attempt_of(user: "User", at: datetime) -> Attempt:
    """What this person would try now, in person or under the order in hand; it is only asked about, never made."""
    order = order_in_hand(user)
    if order is None:
        return Attempt(actor=user, at=at, request_id=uuid4())
    return Attempt(
        actor=user, at=at, request_id=uuid4(), on_behalf_of=order.giver, delegation=order.pk, authority=order
    )
