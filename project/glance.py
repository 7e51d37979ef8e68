# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The round at a glance: how many projects stand where, and the money by stage, of what a person may see."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import ngettext

from accounts.models import User
from budget_review.models import Round
from budget_review.queries import projects_for, round_totals
from budget_review.queries.listing import SUMMED, by_state
from project.tones import tone_of


@dataclass(frozen=True)
class Glance:
    """A round, its bars for ``components/bars.html`` and its sums for ``components/sums.html``."""

    round: Round
    bars: dict[str, Any]
    sums: list[tuple[Any, Decimal]]


def glance(user: User, at: datetime) -> Glance | None:
    """The latest round that has opened, or nothing when there is none or it has nothing to show to this person."""
    latest = Round.objects.filter(opens_at__lte=at).select_related("workplan").order_by("-opens_at").first()
    if latest is None:
        return None
    projects = projects_for(user, at).filter(round=latest)
    counts = by_state(projects)
    if not counts:
        return None
    total = sum(many for _state, many in counts)
    rows = [{"label": state.label, "value": many, "tone": tone_of(state)} for state, many in counts]
    caption = ngettext("%(total)s project open to you", "%(total)s projects open to you", total) % {"total": total}
    totals = round_totals(projects.values_list("pk", flat=True)) if total <= SUMMED else {}
    sums = [(stage.label, total_baht) for stage, total_baht in totals.items()]
    return Glance(latest, {"caption": caption, "whole": max(many for _state, many in counts), "rows": rows}, sums)
