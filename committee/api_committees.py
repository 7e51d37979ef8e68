# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Committees for programs: finding and reading them. They are written on their pages."""

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router

from accounts.api import READING, asker
from agencies.roles import day_of
from committee.queries import committee_for, committees_for
from committee.queries.seating import seating_of
from committee.schemas_of_committees import CommitteeList, CommitteeRow, CommitteeWhole, committee_row, committee_whole

router = Router(tags=["committees"])


@router.get("", response={200: CommitteeList} | READING, summary="Find committees")
def list_committees(request: HttpRequest) -> CommitteeList:
    """The committees that you may see, by their codes."""
    found = committees_for(asker(request), timezone.now()).select_related("parent", "confirming_body").order_by("code")
    return CommitteeList(committees=[CommitteeRow(**committee_row(committee)) for committee in found])


@router.get("/{slug:code}", response={200: CommitteeWhole} | READING, summary="Read a committee")
def read_committee(request: HttpRequest, code: str) -> CommitteeWhole:
    """Who sits and sat, every version of the rules, the mandates."""
    now = timezone.now()
    found, day = committee_for(asker(request), code, now), day_of(now)
    mandates = found.mandates.select_related("to_committee", "to_user")
    return committee_whole(found, seating_of(found, day), list(found.profiles.all()), list(mandates), day)
