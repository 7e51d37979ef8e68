# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Listed agencies, organisations that were named freely, and which of the former a free name may mean."""

from django.db.models import QuerySet

from agencies.models import Agency
from budget_review.similarity.thai_text import folded, runs

ALIKE = 0.8  # of the shorter name, that stands in the longer one too
SHOWN = 3
WRITTEN = "org-"  # how the codes of organisations begin that were named freely


def is_outsider(agency: Agency) -> bool:
    """Whether this is an organisation that somebody named freely: it takes part without budget, and hosts nothing."""
    return agency.code.startswith(WRITTEN)


def listed_agencies() -> QuerySet[Agency]:
    """Every agency but the organisations that were named freely."""
    return Agency.objects.exclude(code__startswith=WRITTEN)


def agencies_like(name: str) -> list[Agency]:
    """The agencies whose name a name holds nearly whole, or is held by, the most alike first; two letters tell nothing.

    ``บริษัท กรมการค้าต่างประเทศ`` is like ``กรมการค้าต่างประเทศ``; ``มหาวิทยาลัยพะเยา`` is not like another university.
    """
    given, words = runs(folded(name)), set(folded(name).split())
    found: list[tuple[float, str, Agency]] = []
    for agency in listed_agencies().only("name_th", "name_en", "abbreviation"):
        share = max(_share(given, runs(folded(own))) for own in (agency.name_th, agency.name_en))
        if agency.abbreviation and folded(agency.abbreviation) in words:
            share = 1
        if share >= ALIKE:
            found.append((-share, agency.name_th, agency))
    return [agency for _share, _name, agency in sorted(found, key=lambda one: one[:2])[:SHOWN]]


def _share(one: frozenset[int], other: frozenset[int]) -> float:
    fewer = min(len(one), len(other))
    return len(one & other) / fewer if fewer > 1 else 0
