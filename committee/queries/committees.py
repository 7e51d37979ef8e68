# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""One committee for a person, and the register of what it has resolved."""

from datetime import datetime

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from accounts.models import User
from committee.models import Committee, Resolution
from committee.queries.confidential import of_seen_matters
from committee.queries.meetings import committees_for
from committee.states import SEALED


def committee_for(user: User, code: str, at: datetime) -> Committee:
    """One committee, or 404 when this person may not see it or it is not there."""
    found: Committee = get_object_or_404(committees_for(user, at), code=code)
    return found


def register_of(committee: Committee, reader: User, at: datetime) -> QuerySet[Resolution]:
    """The certified resolutions of a committee on matters that the reader sees, by their numbers, the newest first."""
    certified = Resolution.objects.filter(of_seen_matters(reader, at, "item__"), committee=committee, state__in=SEALED)
    return certified.select_related("meeting", "item__project").order_by("-be_year", "-number")
