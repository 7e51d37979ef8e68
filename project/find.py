# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Finding anything by its name from any page: projects, meetings and agencies, each as its own list shows them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.db.models import Exists, F, OuterRef, QuerySet

from accounts.models import User
from agencies.models import Agency
from budget_review.models import IntegrationProject
from budget_review.queries import projects_for
from budget_review.queries.listing import Filters, matching
from budget_review.search_index import Letters
from committee.models import Meeting
from committee.queries import meetings_for
from committee.queries.meetings import of_fiscal_year
from papers.search import terms_of

Row = TypeVar("Row")
SHOWN = 10  # of each kind


@dataclass(frozen=True)
class Kind(Generic[Row]):
    """What was found of one kind, at most ``SHOWN``, and whether there is more."""

    rows: list[Row]
    is_more: bool

    @classmethod
    def of(cls, found: "QuerySet[Any]") -> "Kind[Any]":
        """The first rows of what was found."""
        rows = list(found[: SHOWN + 1])
        return cls(rows[:SHOWN], len(rows) > SHOWN)


@dataclass(frozen=True)
class Found:
    """All that answers to a text, for one person."""

    projects: Kind[IntegrationProject]
    meetings: Kind[Meeting]
    agencies: Kind[Agency]

    def __bool__(self) -> bool:
        return bool(self.projects.rows or self.meetings.rows or self.agencies.rows)


def find(user: User, at: datetime, text: str, year: int | None = None) -> Found | None:
    """What a person may see that holds every word of a text, in one query for each kind; None without a word.

    With a fiscal year, projects and meetings are those of that year.
    """
    terms = terms_of(text)
    if not terms:
        return None
    seen = projects_for(user, at)
    leads = Agency.objects.filter(Exists(seen.filter(lead=OuterRef("pk"))))  # as the list of projects offers them
    meetings = meetings_for(user, at)
    if year:
        meetings = meetings.filter(of_fiscal_year(year))
    return Found(
        Kind.of(matching(seen, Filters(text=text, year=year)).order_by("code")),
        Kind.of(_holding(meetings, terms, "title", "place", "committee__name_th", "committee__name_en")),
        Kind.of(_holding(leads, terms, "name_th", "name_en", "abbreviation", "code").order_by("name_th")),
    )


def _holding(rows: QuerySet[Any], terms: list[str], *columns: str) -> QuerySet[Any]:
    """Those in whose columns, read as one text, every term occurs; these tables are small, and need no index."""
    rows = rows.alias(letters=Letters(*(F(column) for column in columns)))
    for term in terms:
        rows = rows.filter(letters__contains=term)
    return rows
