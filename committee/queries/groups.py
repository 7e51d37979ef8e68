# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The keys of the queues of a committee, and which of them a person works on."""

from collections.abc import Iterable
from datetime import datetime

from accounts.models import User
from agencies.roles import Role, day_of, group, holds
from agencies.standing import order_in_hand
from committee.models import SeatTenure
from committee.permissions import CHAIRS, SECRETARIES


def secretariat_group(committee_id: int) -> str:
    """``"secretary@committee/3"``: not an agency's secretary, but this committee's."""
    return f"{group(Role.SECRETARY)}@committee/{committee_id}"


def chairs_group(committee_id: int) -> str:
    """``"chair@committee/3"``."""
    return f"chair@committee/{committee_id}"


def person_group(user_id: int) -> str:
    """``"person@7"``: a turn that only one person can take."""
    return f"person@{user_id}"


def groups_of(user: User, at: datetime) -> list[str]:
    """The queues that a person works on by a seat."""
    day = day_of(at)
    keys = {person_group(user.pk)}
    order = order_in_hand(user)
    seats_lent = order.giver_id if order and order.role == Role.SECRETARY else None
    for tenure in SeatTenure.objects.filter(user__in={user.pk, seats_lent} - {None}):
        own, role = tenure.user_id == user.pk, tenure.seat.role
        if own and tenure.holds_on(day) and role in CHAIRS:
            keys.add(chairs_group(tenure.committee_id))
        if tenure.holds_on(day) and role in SECRETARIES and (not own or holds(user, Role.SECRETARY, at)):
            keys.add(secretariat_group(tenure.committee_id))
    return sorted(keys)


def people_of_groups(keys: Iterable[str], at: datetime) -> list[User]:
    """The people who work on these queues of committees at a moment: the other way about from ``groups_of``."""
    day = day_of(at)
    found: dict[int, User] = {}
    for key in keys:
        name, _at, place = key.partition("@")
        if name == "person":
            found |= User.objects.in_bulk([int(place)])
            continue
        tenures = SeatTenure.objects.select_related("user").filter(committee=int(place.partition("/")[2]))
        wanted = CHAIRS if name == "chair" else SECRETARIES
        sitting = (tenure.user for tenure in tenures.filter(seat__role__in=wanted) if tenure.holds_on(day))
        found |= {user.pk: user for user in sitting if name == "chair" or holds(user, Role.SECRETARY, at)}
    return list(found.values())
