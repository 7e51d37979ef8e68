# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The keys of the queues of a committee, and which of them a person works on."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import JSONField, OuterRef, Q, QuerySet, Subquery, Value

from accounts.models import User
from agencies.roles import Role, day_of, group, holds
from agencies.standing import order_in_hand
from committee.models import Mandate, Power, ProcedureProfile, SeatTenure
from committee.permissions import CHAIRS, SECRETARIES


def secretariat_group(committee_id: int) -> str:
    """``"secretary@committee/3"``: not an agency's secretary, but this committee's."""
    return f"{group(Role.SECRETARY)}@committee/{committee_id}"


def chairs_group(committee_id: int) -> str:
    """``"chair@committee/3"``."""
    return f"chair@committee/{committee_id}"


def late_approvers_group(committee_id: int) -> str:
    """``"late@committee/3"``: those who approve late items, by a seat that the rules name or by a mandate."""
    return f"late@committee/{committee_id}"


def person_group(user_id: int) -> str:
    """``"person@7"``: a turn that only one person can take."""
    return f"person@{user_id}"


def groups_of(user: User, at: datetime) -> list[str]:
    """The queues that a person works on, by a seat or by a mandate; one query."""
    keys = {person_group(user.pk)}
    order = order_in_hand(user)
    seats_lent = order.giver_id if order and order.role == Role.SECRETARY else None
    people = {user.pk, seats_lent} - {None}
    for committee, who, role, approving in _seats(day_of(at), Q(user__in=people)).union(
        _mandates(day_of(at), Q(to_user=user)), all=True
    ):
        own = who == user.pk
        if own and role in CHAIRS:
            keys.add(chairs_group(committee))
        if own and role in (approving or ()):
            keys.add(late_approvers_group(committee))
        if role in SECRETARIES and (not own or holds(user, Role.SECRETARY, at)):
            keys.add(secretariat_group(committee))
    return sorted(keys)


def people_of_groups(keys: Iterable[str], at: datetime) -> list[User]:
    """The people who work on these queues of committees at a moment: the other way about from ``groups_of``."""
    found: dict[int, User] = {}
    for key in keys:
        name, _at, place = key.partition("@")
        if name == "person":
            found |= User.objects.in_bulk([int(place)])
            continue
        of_committee = Q(committee=int(place.partition("/")[2]))
        rows = _seats(day_of(at), of_committee).union(_mandates(day_of(at), of_committee), all=True)
        wanted = {who for _committee, who, role, approving in rows if role in _roles_of(name, approving)}
        people = [user for pk, user in sorted(User.objects.in_bulk(wanted).items())]
        found |= {user.pk: user for user in people if name != Role.SECRETARY or holds(user, Role.SECRETARY, at)}
    return list(found.values())


def _roles_of(queue: str, approving: list[str] | None) -> Iterable[str]:
    """The roles of those who work on a committee's queue."""
    return CHAIRS if queue == "chair" else (approving or ()) if queue == "late" else SECRETARIES


def _seats(day: date, wanted: Q) -> QuerySet[Any, tuple[int, int, str, list[str] | None]]:
    """Who sits on this day: committee, person, the seat's role, and which roles approve late items there."""
    in_force = ProcedureProfile.objects.filter(committee=OuterRef("committee"), effective_from__lte=day)
    approving = in_force.order_by("-effective_from", "-version").values("late_approvers")[:1]
    held = SeatTenure.objects.filter(wanted, *_holding(day)).order_by()
    return held.values_list("committee_id", "user_id", "seat__role", Subquery(approving, output_field=JSONField()))


def _mandates(day: date, wanted: Q) -> QuerySet[Any, tuple[int, int, str, list[str] | None]]:
    """Who may approve late items by a mandate of this day, told as a role of its own: committee, person, power."""
    held = Mandate.objects.filter(wanted, *_holding(day), to_user__isnull=False, ceiling_baht=None).order_by()
    return held.values_list("committee_id", "to_user_id", Value(Power.APPROVE_LATE_ITEM.value), "powers")


def _holding(day: date) -> tuple[Q, Q]:
    return Q(from_date__lte=day), Q(to_date=None) | Q(to_date__gte=day)
