# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The queues of every floor: which of them a person works on, and what they are called."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy

import agencies.queries
import committee.queries
from accounts.models import User
from accounts.person import read_once
from agencies.roles import Role
from committee.models import Committee

OF_SEATS = {
    "chair": gettext_lazy("Chair"), "late": gettext_lazy("Who approves late items"),
    "verify": gettext_lazy("Who verifies what was assigned"),
    "letters": gettext_lazy("Who sends the committee's letters"),
}  # fmt: skip


def groups_of(user: User, at: datetime) -> list[str]:
    """The keys of the queues that a person works on, by role and by seat."""
    return read_once(user, "queues", lambda: _groups_of(user, at))


def _groups_of(user: User, at: datetime) -> list[str]:
    return [*agencies.queries.groups_of(user, at), *committee.queries.groups_of(user, at)]


def all_groups_of(user: User, at: datetime) -> list[str]:
    """Those, and behind them the queues of other units where this person may act too."""
    beside = read_once(user, "queues beside", lambda: agencies.queries.neighbouring_groups_of(user, at))
    return [*groups_of(user, at), *beside]


def people_of(key: str, at: datetime) -> list[User]:
    """Who works on a queue and has an open account, by name, with their memberships read."""
    floor: Any = committee.queries if _is_of_a_seat(key) else agencies.queries
    found = sorted(floor.people_of_groups([key], at), key=lambda person: (str(person), person.pk))
    prefetch_related_objects(found, "memberships")
    return [person for person in found if person.is_active]


def _is_of_a_seat(key: str) -> bool:
    return key.startswith("person@") or "@committee/" in key


def queue_names(keys: Iterable[str]) -> dict[str, str]:
    """What queues are called, in three queries at most: ``{"agency_officer@12": "Agency officer, DOPA"}``."""
    known = {key for key in keys if key}
    of_seats = {key for key in known if _is_of_a_seat(key)}
    return agencies.queries.group_names(known - of_seats) | _seat_names(of_seats)


def _seat_names(keys: set[str]) -> dict[str, str]:
    """The names of single people, and of seats in committees."""
    parted = {key: key.partition("@")[::2] for key in keys}
    people = User.objects.in_bulk({int(place) for who, place in parted.values() if who == "person"} or [])
    seats = {key: (who, int(place.partition("/")[2])) for key, (who, place) in parted.items() if who != "person"}
    committees = Committee.objects.in_bulk({pk for _who, pk in seats.values()} or [])
    names = {key: str(people[int(place)]) for key, (who, place) in parted.items() if who == "person"}
    for key, (who, pk) in seats.items():
        role = OF_SEATS[who] if who in OF_SEATS else Role(who).label
        names[key] = agencies.queries.queue_name(role, committees[pk].name)
    return names
