# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which bands count on a day, and how a project stands by them."""

from datetime import date, datetime

from agencies.roles import day_of
from budget_review.models import IntegrationProject, TierBands
from budget_review.tiers import Rated, rate


def bands_in_force(day: date) -> TierBands:
    """The version that counts on a day: the last one that has begun."""
    return TierBands.objects.filter(from_date__lte=day).order_by("-from_date", "-number")[:1].get()


def expected(project: IntegrationProject, at: datetime) -> Rated:
    """How a project that is not taken up yet would be screened if it were taken up now."""
    return rate(project, bands_in_force(day_of(at)))
