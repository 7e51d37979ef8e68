# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The criteria that the service finds by itself, by their code: what each finds, its working, and how that is said."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from budget_review import guards
from budget_review.automatic import computing, saying
from budget_review.automatic.computing import Worked

if TYPE_CHECKING:
    from budget_review.models import IntegrationProject


@dataclass(frozen=True)
class Check:
    """One automatic criterion: the rule in a sentence, what finds it, and how its working is told."""

    sentence: Any
    find: "Callable[[IntegrationProject], Worked]"
    say: Callable[[dict[str, Any]], list[str]]


AUTOMATIC: dict[str, Check] = {
    "two-agencies": Check(guards.two_agencies.sentence, computing.two_agencies, saying.agencies),
    "shared-kpi": Check(guards.shared_kpi.sentence, computing.shared_kpi, saying.owners),
    "weights-add-up": Check(guards.weights_add_up.sentence, computing.weights_add_up, saying.weights),
    "lines-add-up": Check(guards.lines_add_up.sentence, computing.lines_add_up, saying.lines),
    "measurable": Check(
        _("It has a beginning and an end, and every KPI has a baseline and a target."),
        computing.measurable, saying.measures,
    ),
    "plan-link": Check(
        _("It names the strategy or key project of the plan of its fiscal year that it serves."),
        computing.plan_link, saying.plan_items,
    ),
    "state-committee": Check(
        _("A computer system above 100 million baht goes to the State committee on procuring them."),
        computing.state_committee, saying.systems,
    ),
    "duplication": Check(
        _("No other project says the same again, or the officer has found that it does not."),
        computing.duplication, saying.pairs,
    ),
    "could-connect": Check(
        _("Every project that could be connected with this one has been looked at."),
        computing.could_connect, saying.pairs,
    ),
}  # fmt: skip
SIMILAR = ("duplication", "could-connect")
