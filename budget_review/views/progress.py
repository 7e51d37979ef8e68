# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How far a round has come."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from accounts.person import person_of
from budget_review.models import Round
from budget_review.queries import projects_for
from budget_review.queries.listing import SUMMED
from budget_review.queries.progress import (
    LATE_SHOWN,
    MILESTONES,
    amounts_asked,
    by_day,
    late_turns,
    reached_by,
    sums_of,
    who_waits,
)
from budget_review.views.round_tabs import round_tabs
from papers.charts import Funnel, FunnelStep, Lines, Series


def round_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how many have come how far, day by day, for whom the others wait, and what is late."""
    at = timezone.now()
    held = get_object_or_404(Round.objects.select_related("workplan"), pk=pk)
    ids = _ids(request, held)
    reached = reached_by(ids[:SUMMED])
    late = late_turns(ids[:SUMMED], at)
    context: dict[str, Any] = {
        **_frame(request, held, "round_progress", ids),
        "funnel": _funnel(reached, ids[:SUMMED]),
        "days": _lines(reached),
        "waiting": [(one, _list_of(held, owes=str(one.desk))) for one in who_waits(ids[:SUMMED], at)],
        "late": late[:LATE_SHOWN],
        "more_late": _list_of(held, due="late") if late[LATE_SHOWN:] else "",
        "now": at,
    }
    return render(request, "budget_review/round_progress.html", context)


def _ids(request: HttpRequest, held: Round) -> list[int]:
    """The round's projects that this person sees, one more than are summed where there are more."""
    found = projects_for(person_of(request), timezone.now()).filter(round=held)
    return list(found.order_by("code").values_list("pk", flat=True)[: SUMMED + 1])


def _frame(request: HttpRequest, held: Round, here: str, ids: list[int]) -> dict[str, Any]:
    return {
        "round": held,
        "tabs": round_tabs(person_of(request), timezone.now(), held.pk, here),
        "count": len(ids[:SUMMED]),
        "summed": SUMMED if len(ids) > SUMMED else None,
    }


def _funnel(reached: dict[int, dict[int, Any]], ids: list[int]) -> Funnel:
    sums = sums_of(reached, amounts_asked(ids))
    steps = [
        FunnelStep(label, len(reached[place]), amount_baht=sums[place])
        for place, (label, _names) in enumerate(MILESTONES)
    ]
    return Funnel(_("How far the projects have come, with what they asked for"), steps)


def _lines(reached: dict[int, dict[int, Any]]) -> Lines | None:
    days, lines = by_day(reached)
    series = [Series(label, values) for label, values in lines]
    return Lines(_("Day by day, all so far"), days, series) if days else None


def _list_of(held: Round, **asked: str) -> str:
    """The list of those of the round's projects that answer to this."""
    return f"{reverse('projects')}?{urlencode(asked | {'round': str(held.pk)})}"
