# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A workplan with its targets, its money against the ceiling, and its rounds."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from accounts.models import User
from accounts.person import person_of
from agencies.queries import seen_from
from agencies.roles import Role
from agencies.standing import delegation_of
from budget_review.models import Workplan
from budget_review.operations.rounds import may_keep
from budget_review.queries import projects_for, round_totals
from budget_review.queries.listing import SUMMED


def may_keep_any(user: User, at: datetime) -> bool:
    """Whether a person may write workplans of some host."""
    hosts = [None, *(held.agency_id for held in seen_from(user, at) if held.role == Role.SCREENING_HEAD)]
    return any(may_keep(host, actor=user, at=at, delegation=delegation_of(user)) for host in hosts)


def workplan(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a workplan: its targets and approaches, its money against the ceiling, its rounds."""
    user, at = person_of(request), timezone.now()
    held = get_object_or_404(Workplan.objects.select_related("host"), pk=pk)
    seen = projects_for(user, at).filter(round__workplan=held).order_by()
    ids = list(seen.values_list("pk", flat=True)[: SUMMED + 1])
    totals = round_totals(ids) if len(ids) <= SUMMED else {}
    context = {
        "workplan": held,
        "targets": held.targets.all(),
        "rounds": [{"round": one, "is_open": one.is_open_at(at)} for one in held.rounds.all()],
        "now": at,
        "count": len(ids),
        "is_summed": len(ids) <= SUMMED,
        "summed": SUMMED,
        "money": _against(held.ceiling_baht, totals),
        "may_keep": may_keep(held.host_id, actor=user, at=at, delegation=delegation_of(user)),
    }
    return render(request, "budget_review/workplan.html", context)


def _against(ceiling_baht: Decimal | None, totals: Any) -> list[dict[str, Any]]:
    """Each stage's total, and what it leaves of the ceiling."""
    left = {stage: ceiling_baht - total for stage, total in totals.items()} if ceiling_baht is not None else {}
    return [
        {"label": stage.label, "total_baht": total, "left_baht": left.get(stage)} for stage, total in totals.items()
    ]
