# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who may do what by a committee's mandate, and which body confirms what it resolves."""

from datetime import date
from decimal import Decimal

from accounts.models import User
from committee.models import Committee, Mandate, Power
from committee.rules.mandates import letting


def mandate_of(committee: Committee, power: Power, holder: User | Committee, day: date) -> Mandate | None:
    """The committee's mandate by which a person or a body may use a power on this day, whatever the amount."""
    own = committee.mandates.order_by("from_date", "pk")
    held = own.filter(to_user=holder) if isinstance(holder, User) else own.filter(to_committee=holder)
    return letting(held, power, day)


def confirming_body_of(committee: Committee, day: date, amount_baht: Decimal | None = None) -> Committee | None:
    """The body that takes up what this one resolves on a matter of this amount. None when nothing is to be confirmed.

    A body with the power to resolve finally, given by the one that would confirm, needs no confirmation.
    """
    above = committee.confirming_body
    return None if above is None or finally_by(committee, day, amount_baht) else above


def finally_by(committee: Committee, day: date, amount_baht: Decimal | None = None) -> Mandate | None:
    """The mandate by which a body resolves finally what the one above it would confirm. None when it does not."""
    held = committee.mandates_held.filter(committee=committee.confirming_body_id).order_by("from_date", "pk")
    return letting(held, Power.RESOLVE_FINALLY, day, amount_baht)
