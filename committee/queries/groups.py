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

MANDATED = "by_mandate"  # beside the roles of seats
POWERS = {"late": Power.APPROVE_LATE_ITEM, "verify": Power.VERIFY_CONDITION, "letters": Power.SIGN_LETTER}
OF_SECRETARIES = (Role.SECRETARY.value, "verify", "letters")  # the queues on which a committee's secretaries work


def secretariat_group(committee_id: int) -> str:
    """``"secretary@committee/3"``: not an agency's secretary, but this committee's."""
    return f"{group(Role.SECRETARY)}@committee/{committee_id}"


def chairs_group(committee_id: int) -> str:
    """``"chair@committee/3"``."""
    return f"chair@committee/{committee_id}"


def late_approvers_group(committee_id: int) -> str:
    """``"late@committee/3"``: those who approve late items, by a seat that the rules name or by a mandate."""
    return f"late@committee/{committee_id}"


def verifiers_group(committee_id: int) -> str:
    """``"verify@committee/3"``: those who verify what was assigned, as secretaries or by a mandate."""
    return f"verify@committee/{committee_id}"


def senders_group(committee_id: int) -> str:
    """``"letters@committee/3"``: those who send letters, as secretaries or by a mandate without a ceiling."""
    return f"letters@committee/{committee_id}"


def person_group(user_id: int) -> str:
    """``"person@7"``: a turn that only one person can take."""
    return f"person@{user_id}"


def groups_of(user: User, at: datetime) -> list[str]:
    """The queues that a person works on, by a seat or by a mandate; one query."""
    keys = {person_group(user.pk)}
    order = order_in_hand(user)
    seats_lent = order.giver_id if order and order.role == Role.SECRETARY else None
    people = {user.pk, seats_lent} - {None}
    day = day_of(at)
    to_bodies = _mandates_of_bodies(day, Q(user=user))
    for committee, who, role, lets in _seats(day, Q(user__in=people)).union(
        _mandates(day, Q(to_user=user)), to_bodies, all=True
    ):
        own = who == user.pk
        if role == MANDATED:
            keys |= {f"{queue}@committee/{committee}" for queue, power in POWERS.items() if power in (lets or ())}
        if own and role in CHAIRS:
            keys.add(chairs_group(committee))
        if own and role in (lets or ()):
            keys.add(late_approvers_group(committee))
        if role in SECRETARIES and (not own or holds(user, Role.SECRETARY, at)):
            keys |= {f"{queue}@committee/{committee}" for queue in OF_SECRETARIES}
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
        of_committee = Q(committee=int(place.partition("/")[2]))
        by_bodies = _mandates_of_bodies(day, Q(committee__mandates_held__committee=int(place.partition("/")[2])))
        rows = _seats(day, of_committee).union(_mandates(day, of_committee), by_bodies, all=True)
        mandated = {
            who for _committee, who, role, lets in rows if role == MANDATED and POWERS.get(name) in (lets or ())
        }
        seated = {who for _committee, who, role, lets in rows if role in _roles_of(name, lets)}
        people = [user for pk, user in sorted(User.objects.in_bulk(mandated | seated).items())]
        needs_role = name in OF_SECRETARIES
        found |= {
            one.pk: one for one in people if one.pk in mandated or not needs_role or holds(one, Role.SECRETARY, at)
        }
    return list(found.values())


def _roles_of(queue: str, approving: list[str] | None) -> Iterable[str]:
    """The roles of the seats that work on a committee's queue."""
    return CHAIRS if queue == "chair" else (approving or ()) if queue == "late" else SECRETARIES


def _seats(day: date, wanted: Q) -> QuerySet[Any, tuple[int, int, str, list[str] | None]]:
    """Who sits on this day: committee, person, the seat's role, and which roles approve late items there."""
    in_force = ProcedureProfile.objects.filter(committee=OuterRef("committee"), effective_from__lte=day)
    approving = in_force.order_by("-effective_from", "-version").values("late_approvers")[:1]
    held = SeatTenure.objects.filter(wanted, *_holding(day)).order_by()
    return held.values_list("committee_id", "user_id", "seat__role", Subquery(approving, output_field=JSONField()))


def _mandates(day: date, wanted: Q) -> QuerySet[Any, tuple[int, int, str, list[str] | None]]:
    """Who holds a mandate of this day that works whatever the amount, told as a role of its own, with its powers."""
    held = Mandate.objects.filter(wanted, *_holding(day), to_user__isnull=False, ceiling_baht=None).order_by()
    return held.values_list("committee_id", "to_user_id", Value(MANDATED), "powers")


def _mandates_of_bodies(day: date, wanted: Q) -> QuerySet[Any, tuple[int, int, str, list[str] | None]]:
    """The same of mandates to a body, which its chair, vice-chair and secretary use."""
    in_force = Q(committee__mandates_held__from_date__lte=day, committee__mandates_held__ceiling_baht=None) & (
        Q(committee__mandates_held__to_date=None) | Q(committee__mandates_held__to_date__gte=day)
    )
    held = SeatTenure.objects.filter(wanted, in_force, *_holding(day), seat__role__in=(*CHAIRS, *SECRETARIES))
    return held.order_by().values_list(
        "committee__mandates_held__committee_id", "user_id", Value(MANDATED), "committee__mandates_held__powers"
    )


def _holding(day: date) -> tuple[Q, Q]:
    return Q(from_date__lte=day), Q(to_date=None) | Q(to_date__gte=day)
