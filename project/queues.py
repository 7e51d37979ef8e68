# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The queues of every floor: which of them a person works on, and what they are called."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

import agencies.queries
import committee.queries
from accounts.models import User
from agencies.models import Agency
from agencies.roles import Role
from committee.models import Committee


def groups_of(user: User, at: datetime) -> list[str]:
    """The keys of the queues that a person works on, by role and by seat."""
    return [*agencies.queries.groups_of(user, at), *committee.queries.groups_of(user, at)]


def queue_names(keys: Iterable[str]) -> dict[str, str]:
    """What queues are called, in three queries at most: ``{"agency_officer@12": "Agency officer, DOPA"}``."""
    parted = {key: key.partition("@")[::2] for key in keys if key}
    agency_ids = {int(place) for who, place in parted.values() if place.isdecimal() and who != "person"}
    committee_ids = {int(place.partition("/")[2]) for _who, place in parted.values() if place.startswith("committee/")}
    person_ids = {int(place) for who, place in parted.values() if who == "person"}
    agencies_by_id = Agency.objects.in_bulk(agency_ids) if agency_ids else {}
    committees_by_id = Committee.objects.in_bulk(committee_ids) if committee_ids else {}
    people = User.objects.in_bulk(person_ids) if person_ids else {}
    names = {
        **{str(pk): agency.abbreviation or agency.name for pk, agency in agencies_by_id.items()},
        **{f"committee/{pk}": committee.name for pk, committee in committees_by_id.items()},
    }
    return {
        key: str(people[int(place)]) if who == "person" else _queue_name(who, names.get(place, ""))
        for key, (who, place) in parted.items()
    }


def _queue_name(who: str, place: str) -> str:
    role = _("Chair") if who == "chair" else str(Role(who).label)
    return _("%(role)s, %(place)s") % {"role": role, "place": place} if place else role
