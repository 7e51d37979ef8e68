# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The year-end summary of FY2565 in the demo: frozen once, after the round and both rounds on the status of plans."""

from datetime import datetime

from agencies.roles import BANGKOK
from digital_plan.models import Plan, YearSummary
from digital_plan.operations.rolling import freeze_year
from project.demo.acts import person, request_id

PLAN, YEAR, WHO = "63-65", 2565, "screening_head"
FROZEN_AT = datetime(2022, 10, 3, 10, 0, tzinfo=BANGKOK)  # the first working day of the next fiscal year


def sum_up() -> YearSummary:
    """Freeze it."""
    return freeze_year(
        plan_id=Plan.objects.get(code=PLAN).pk, fiscal_year=YEAR, actor=person(WHO), at=FROZEN_AT,
        request_id=request_id("year-end", PLAN, WHO, FROZEN_AT),
    )  # fmt: skip
