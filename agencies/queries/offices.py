# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is asked about people and agencies. Who acts under an order sees what its post sees, while they act."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from agencies.models import Agency, Delegation, Membership
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
    """The queues that a person works on, by role alone and by role in an agency."""
    keys = set()
    for held in seen_from(user, at):
        keys |= {group(Role(held.role)), group(Role(held.role), held.agency_id)}
    return sorted(keys)


def group_names(keys: Iterable[str]) -> dict[str, str]:
    """What the queues of roles are called, in one query: ``{"agency_officer@12": "Agency officer, DOPA"}``."""
    parted = {key: key.partition("@")[::2] for key in keys}
    ids = {int(place) for _role, place in parted.values() if place}
    agencies = Agency.objects.in_bulk(ids) if ids else {}
    names = {str(pk): agency.abbreviation or agency.name for pk, agency in agencies.items()}
    return {key: queue_name(Role(role).label, names.get(place, "")) for key, (role, place) in parted.items()}


def queue_name(role: object, place: str) -> str:
    """A role with the place where it is held."""
    return _("%(role)s, %(place)s") % {"role": role, "place": place} if place else str(role)


def people_of_groups(keys: Iterable[str], at: datetime) -> QuerySet[User]:
    """The people who work on these queues at a moment: the other way about from ``groups_of``."""
    held = Q(pk__in=[])
    for key in keys:
        role, _at, place = key.partition("@")
        held |= Q(role=role, agency_id=int(place)) if place else Q(role=role)
    day = day_of(at)
    held &= Q(from_date__lte=day) & (Q(to_date=None) | Q(to_date__gte=day))
    return User.objects.filter(pk__in=Membership.objects.filter(held).values("user")).order_by("pk")
