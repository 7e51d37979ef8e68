# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which bands count on a day, how a project stands by them, and what other bands would change."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from agencies.roles import day_of
from budget_review.models import IntegrationProject, TierBands
from budget_review.states import State, Tier
from budget_review.tiers import Rated, rate
from workflows.held_still import held_together

ON_THE_WAY = (State.DRAFT, State.CONFIRMING, State.AGENCY_APPROVAL)  # not handed in yet, so only of open rounds
MOST = 1000  # projects that are rated for a preview


def bands_in_force(day: date) -> TierBands:
    """The version that counts on a day: the last one that has begun."""
    return TierBands.objects.filter(from_date__lte=day).order_by("-from_date", "-number")[:1].get()


def expected(project: IntegrationProject, at: datetime) -> Rated:
    """How a project that is not taken up yet would be screened if it were taken up now."""
    return rate(project, bands_in_force(day_of(at)))


@dataclass(frozen=True)
class WhatIf:
    """What other bands would make of the projects that nobody has taken up: how many go from which tier to which."""

    looked_at: int
    is_whole: bool
    moves: list[tuple[Tier, Tier, int]]
    changed: list[tuple[IntegrationProject, Tier, Tier]]

    @property
    def count(self) -> int:
        """How many would be screened otherwise."""
        return sum(count for _before, _after, count in self.moves)


def what_if(bands: TierBands, at: datetime) -> WhatIf:
    """Rate by bands that are not kept: the projects of open rounds on their way, and all that wait to be taken up.

    What was taken up keeps the bands of its day. At most ``MOST`` are looked at, in a fixed number of queries.
    """
    of_open_rounds = Q(state__in=ON_THE_WAY, round__opens_at__lte=at, round__closes_at__gt=at)
    found = IntegrationProject.objects.filter(of_open_rounds | Q(state=State.SUBMITTED))
    projects = list(found.select_related("round__workplan").prefetch_related("sections").order_by("code")[: MOST + 1])
    present, changed = bands_in_force(day_of(at)), []
    with held_together(projects[:MOST]):
        for project in projects[:MOST]:
            before, after = rate(project, present).tier, rate(project, bands).tier
            if before != after:
                changed.append((project, before, after))
    moves = Counter((before, after) for _project, before, after in changed)
    order = list(Tier)
    rows = sorted(moves.items(), key=lambda row: (order.index(row[0][0]), order.index(row[0][1])))
    return WhatIf(len(projects[:MOST]), len(projects) <= MOST, [(*pair, count) for pair, count in rows], changed)
