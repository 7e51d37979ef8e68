# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The queues of every floor: which of them a person works on, and what they are called."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

import agencies.queries
import committee.queries
from accounts.models import User
from agencies.roles import Role
from committee.models import Committee


def groups_of(user: User, at: datetime) -> list[str]:
    """The keys of the queues that a person works on, by role and by seat."""
    return [*agencies.queries.groups_of(user, at), *committee.queries.groups_of(user, at)]


def queue_names(keys: Iterable[str]) -> dict[str, str]:
    """What queues are called, in three queries at most: ``{"agency_officer@12": "Agency officer, DOPA"}``."""
    known = {key for key in keys if key}
    of_seats = {key for key in known if key.startswith("person@") or "@committee/" in key}
    return agencies.queries.group_names(known - of_seats) | _seat_names(of_seats)


def _seat_names(keys: set[str]) -> dict[str, str]:
    """The names of single people, and of seats in committees."""
    parted = {key: key.partition("@")[::2] for key in keys}
    people = User.objects.in_bulk({int(place) for who, place in parted.values() if who == "person"} or [])
    seats = {key: (who, int(place.partition("/")[2])) for key, (who, place) in parted.items() if who != "person"}
    committees = Committee.objects.in_bulk({pk for _who, pk in seats.values()} or [])
    names = {key: str(people[int(place)]) for key, (who, place) in parted.items() if who == "person"}
    for key, (who, pk) in seats.items():
        role = _("Chair") if who == "chair" else Role(who).label
        names[key] = agencies.queries.queue_name(role, committees[pk].name)
    return names
