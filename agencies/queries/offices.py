# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is asked about people and agencies. Who acts under an order sees what its post sees, while they act."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from agencies.models import Agency, Delegation, Membership, Unit
from agencies.roles import Role, day_of, group, memberships_of
from agencies.standing import order_in_hand


def seen_from(user: User, at: datetime) -> Iterator[Membership | Delegation]:
    """Where a person stands when they look: their memberships, and the post in which they act now."""
    yield from memberships_of(user, at)
    order = order_in_hand(user)
    if order is not None:
        yield order


def roles_of(user: User, at: datetime) -> set[str]:
    """The roles from which a person sees at a moment. What they may do is judged by ``exercises`` alone."""
    return {held.role for held in seen_from(user, at)}


def agencies_of(user: User, at: datetime) -> set[int]:
    """The agencies for which a person acts as officer or head."""
    own = {Role.AGENCY_OFFICER, Role.AGENCY_HEAD}
    return {held.agency_id for held in seen_from(user, at) if held.role in own}


def groups_of(user: User, at: datetime) -> list[str]:
    """The queues that a person works on: by role alone, by role in an agency, and in the unit they belong to.

    Who belongs to no unit works for the whole agency, and so on the queue of each of its units.
    """
    held = list(seen_from(user, at))
    keys = {group(Role(one.role)) for one in held} | {group(Role(one.role), one.agency_id) for one in held}
    keys |= {group(Role(one.role), one.agency_id, one.unit_id) for one in held}
    whole = {one.agency_id for one in held if one.unit_id is None}
    units = list(Unit.objects.filter(agency__in=whole).values_list("agency", "pk")) if whole else []
    keys |= {
        group(Role(one.role), agency, unit)
        for one in held
        for agency, unit in units
        if one.unit_id is None and one.agency_id == agency
    }
    return sorted(keys)


def neighbouring_groups_of(user: User, at: datetime) -> list[str]:
    """The queues of other units of the agencies where a person works, in the same role: the rules let them act there.

    They are not this person's own turn, but may be looked into when nobody of that unit is there.
    """
    held = [one for one in memberships_of(user, at) if one.unit_id is not None]
    if not held:
        return []  # who belongs to no unit works on all of them already
    units = Unit.objects.filter(agency__in={one.agency_id for one in held}).values_list("agency", "pk")
    keys = {group(Role(one.role), agency, unit) for agency, unit in units for one in held if one.agency_id == agency}
    return sorted(keys - set(groups_of(user, at)))


def group_names(keys: Iterable[str]) -> dict[str, str]:
    """What the queues of roles are called, in two queries at most: ``{"agency_officer@12": "Agency officer, DOPA"}``.

    A unit's stands behind its agency: ``"Agency officer, DOPA · Registration"``. One person's is called as they are.
    """
    every = {key: key.partition("@")[::2] for key in keys}
    alone = {key: int(place) for key, (role, place) in every.items() if role == "person"}
    people = User.objects.in_bulk(set(alone.values())) if alone else {}
    names = {key: str(people[pk]) for key, pk in alone.items() if pk in people}
    parted = {key: parts for key, parts in every.items() if key not in alone}
    places = {place.partition("/")[::2] for _role, place in parted.values() if place}
    agencies = Agency.objects.in_bulk({int(agency) for agency, _unit in places}) if places else {}
    wanted = {int(unit) for _agency, unit in places if unit}
    units = Unit.objects.in_bulk(wanted) if wanted else {}
    return names | {
        key: queue_name(Role(role).label, _place(place, agencies, units)) for key, (role, place) in parted.items()
    }


def _place(place: str, agencies: dict[int, Agency], units: dict[int, Unit]) -> str:
    """What a key's place is called; nothing where it has none, or an agency that is not there."""
    agency, _slash, unit = place.partition("/")
    found = agencies.get(int(agency)) if agency else None
    if found is None:
        return ""
    name = found.abbreviation or found.name
    return f"{name} · {units[int(unit)].name}" if unit and int(unit) in units else name


def queue_name(role: object, place: str) -> str:
    """A role with the place where it is held."""
    return _("%(role)s, %(place)s") % {"role": role, "place": place} if place else str(role)


def people_of_groups(keys: Iterable[str], at: datetime) -> QuerySet[User]:
    """The people who work on these queues at a moment: the other way about from ``groups_of``."""
    held = Q(pk__in=[])
    for key in keys:
        role, _at, place = key.partition("@")
        agency, _slash, unit = place.partition("/")
        there = Q(role=role, agency_id=int(agency)) if agency else Q(role=role)
        held |= there & (Q(unit_id=int(unit)) | Q(unit_id=None)) if unit else there
    day = day_of(at)
    held &= Q(from_date__lte=day) & (Q(to_date=None) | Q(to_date__gte=day))
    return User.objects.filter(pk__in=Membership.objects.filter(held).values("user")).order_by("pk")
