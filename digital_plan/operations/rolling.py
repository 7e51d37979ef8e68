# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Freezing the year-end summary of a plan, and printing what was frozen."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from agencies.roles import day_of
from digital_plan.models import Plan, YearSummary, YearSummaryPaper
from digital_plan.operations.frozen import hashed
from digital_plan.queries.rolling import may_freeze_year, summary_of
from papers.models import Document
from papers.packs import build_year_summary_pdf
from papers.printing import printed_once
from workflows.refusals import GuardsUnmet, NotPermitted, RequestReused


@transaction.atomic
def freeze_year(*, plan_id: int, fiscal_year: int, actor: User, at: datetime, request_id: UUID) -> YearSummary:
    """Freeze the summary as it is now, under the next number of the plan's year. The same request gives the same again.

    Raises NotPermitted, GuardsUnmet for a year outside of the plan, or RequestReused - and then nothing has changed.
    """
    plan = Plan.objects.select_for_update(no_key=True).get(pk=plan_id)  # numbers are given one at a time
    if before := YearSummary.objects.filter(request_id=request_id).first():
        if (before.plan_id, before.fiscal_year, before.taken_by_id) != (plan.pk, fiscal_year, actor.pk):
            raise RequestReused(_("The request id already stands for another act."))
        return before
    if not may_freeze_year(actor, at):
        raise NotPermitted(_("Only a DGA screening officer or head freezes a year-end summary."))
    if not plan.covers(fiscal_year):
        raise GuardsUnmet(_("The plan does not cover this fiscal year."))
    taken = YearSummary.objects.filter(plan=plan, fiscal_year=fiscal_year)
    return YearSummary.objects.create(
        plan=plan, fiscal_year=fiscal_year, number=taken.count() + 1, taken_by=actor, taken_at=at,
        request_id=request_id, **hashed(summary_of(plan, fiscal_year, at)),
    )  # fmt: skip


def printed_of(summary: YearSummary) -> dict[str, Any]:
    """What the paper prints: the frozen content, its number, day and hash."""
    return summary.content | {
        "number": summary.number,
        "sha256": summary.sha256,
        "date": day_of(summary.taken_at).isoformat(),
    }


def paper_of_summary(summary: YearSummary, *, at: datetime) -> Document:
    """The paper of a year-end summary as it was first printed (papers.printing)."""
    title = _("Year-end summary of FY%(year)s, no. %(number)s") % {
        "year": summary.fiscal_year, "number": summary.number,
    }  # fmt: skip
    return printed_once(
        YearSummaryPaper.objects, summary, lambda: build_year_summary_pdf(printed_of(summary)), of="summary", at=at,
        filename=f"year-summary-{summary.plan.code}-{summary.fiscal_year}-{summary.number}.pdf", title=title,
    )  # fmt: skip
