# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The register of resolutions: everything that was certified, found by words, committee, year, verb, project, state."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from accounts.models import User
from committee.models import Committee, Resolution
from committee.queries.confidential import of_seen_matters
from committee.queries.meetings import committees_for
from papers.search import terms_of

PAGE = 50
MOST = 5000  # resolutions taken away at once


@dataclass(frozen=True)
class Asked:
    """What is looked for; empty is anything."""

    text: str = ""
    committee: str = ""  # its code
    year: int | None = None
    verb: str = ""
    project: str = ""  # its code
    state: str = ""


def resolutions_for(user: User, at: datetime) -> QuerySet[Resolution]:
    """The numbered resolutions on matters that a person sees, of committees that they see, the newest first."""
    seen = Resolution.objects.filter(committee__in=committees_for(user, at).values("pk"), number__isnull=False)
    seen = seen.filter(of_seen_matters(user, at, "item__"))
    return seen.select_related("committee", "meeting", "item__project").order_by("-be_year", "-number", "-pk")


def found_by(seen: QuerySet[Resolution], asked: Asked) -> QuerySet[Resolution]:
    """Those that answer to what is asked; each word occurs in the text, the matter, the project or the number."""
    for term in terms_of(asked.text):
        seen = seen.annotate(text_l=Lower("text"), title_l=Lower("item__title"))
        hit = Q(text_l__contains=term) | Q(title_l__contains=term) | Q(item__project__code__iexact=term)
        number, stroke, year = term.partition("/")
        if stroke and number.isdecimal() and year.isdecimal() and len(term) < 16:
            hit |= Q(number=int(number), be_year=int(year))
        seen = seen.filter(hit)
    if asked.committee:
        seen = seen.filter(committee__code=asked.committee)
    if asked.year:
        seen = seen.filter(be_year=asked.year)
    if asked.verb:
        seen = seen.filter(Q(verb=asked.verb) | Q(pk__in=_saying_also(seen, asked.verb)))
    if asked.project:
        seen = seen.filter(item__project__code__iexact=asked.project)
    if asked.state:
        seen = seen.filter(state=asked.state)
    return seen


def behind(seen: QuerySet[Resolution], last: Resolution) -> QuerySet[Resolution]:
    """What follows behind one in the register's order."""
    later = Q(be_year__lt=last.be_year) | Q(be_year=last.be_year, number__lt=last.number)
    return seen.filter(later | Q(be_year=last.be_year, number=last.number, pk__lt=last.pk))


def years_of(seen: QuerySet[Resolution]) -> list[int]:
    """The years in which there is a resolution, the latest first."""
    years = seen.order_by().values_list("be_year", flat=True).distinct()
    return sorted((year for year in years if year is not None), reverse=True)


def committees_in(user: User, at: datetime) -> list[Committee]:
    """The committees to choose from."""
    return list(committees_for(user, at).order_by("code"))


def _saying_also(seen: QuerySet[Resolution], verb: str) -> list[int]:
    """Those that say it beside something else; read here, since SQLite cannot ask a list in a column."""
    return [pk for pk, also in seen.order_by().exclude(also=[]).values_list("pk", "also") if verb in also]
