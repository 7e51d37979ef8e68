# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The filters that a person has saved, as they stand beside a list of any floor."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from accounts.person import person_of
from accounts.saved_filters import saved_filters_of, wanted


@dataclass(frozen=True)
class Choice:
    """A saved filter as a link beside the list."""

    name: str
    href: str
    is_here: bool


@dataclass(frozen=True)
class Beside:
    """What stands beside a list: the filters saved for it, and whether what is shown can be saved.

    ``goes_to`` is where the bare address leads when a filter is shown first.
    """

    page: str
    choices: list[Choice]
    query: str
    goes_to: str
    all_href: str
    can_save: bool


def saved_beside(request: HttpRequest, page: str) -> Beside:
    """The saved filters of the person who asks, in one query."""
    address, query = reverse(page), wanted(request.META.get("QUERY_STRING", ""))
    held = saved_filters_of(person_of(request), page)
    first = next((one for one in held if one.is_default), None)
    return Beside(
        page=page,
        choices=[Choice(one.name, f"{address}?{one.query}", one.query == query) for one in held],
        query=query,
        goes_to=f"{address}?{first.query}" if first and not request.GET else "",
        all_href=f"{address}?all=1" if first else address,
        can_save=bool(query) and all(one.query != query for one in held),
    )
