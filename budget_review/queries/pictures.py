# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The money of projects by stage, by ministry and by the strategy that they serve, as charts show it."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import Sum
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from budget_review.models import ProposalSection, Stage
from budget_review.plan import STRATEGIES, strategy_named_in
from budget_review.queries.money import stages_reached, standing, totals_by_stage
from papers.charts import Bars, Row

SHOWN = (Stage.PROPOSED, Stage.SCREENED, Stage.ENDORSED, Stage.BILL, Stage.ACT)  # more bars than these nobody compares
Sums = dict[Any, dict[Stage, Decimal]]


def by_stage(project_ids: Sequence[int]) -> Bars | None:
    """The sum of each stage that was reached."""
    totals = totals_by_stage(project_ids)
    sums = {stage: sum((of[stage] for of in totals.values() if stage in of), Decimal(0)) for stage in Stage}
    rows = [Row(stage.label, [sums[stage]]) for stage in stages_reached(totals.values())]
    return Bars(_("Money by stage"), _("Stage"), [_("Million baht")], rows, is_money=True) if rows else None


def by_ministry(project_ids: Sequence[int]) -> Bars | None:
    """What the agencies of each ministry bring, by stage; the largest first."""
    return _bars(_("Money by ministry"), _("Ministry"), _of_ministries(project_ids))


def by_strategy(project_ids: Sequence[int]) -> Bars | None:
    """What serves each strategy of the plan, by the first one that a proposal names, by stage."""
    texts = ProposalSection.objects.filter(project__in=list(project_ids), key="plan_relation")
    named = {pk: strategy_named_in(text) for pk, text in texts.values_list("project_id", "text")}
    sums: Sums = {}
    for pk, of_project in totals_by_stage(project_ids).items():
        _add(sums, named.get(pk), of_project.items())
    order = [*(number for number in STRATEGIES if number in sums), *([None] if None in sums else [])]
    labels = STRATEGIES | {None: _("No strategy named")}
    return _bars(
        _("Money by strategy"), _("Strategy"), {labels[number]: sums[number] for number in order}, largest=False
    )


def _of_ministries(project_ids: Sequence[int]) -> Sums:
    place = "line__participation__agency__ministry_"
    rows = standing(project_ids).order_by()
    sums: Sums = {}
    for th, en, stage, total in rows.values_list(f"{place}th", f"{place}en", "stage").annotate(Sum("amount_baht")):
        name = (th if get_language() == "th" else en or th) or _("No ministry")
        _add(sums, name, [(Stage(stage), total)])
    return sums


def _add(sums: Sums, key: Any, amounts: Iterable[tuple[Stage, Decimal]]) -> None:
    held = sums.setdefault(key, {})
    for stage, amount in amounts:
        held[stage] = held.get(stage, Decimal(0)) + amount


def _bars(caption: str, heading: str, sums: Sums, *, largest: bool = True) -> Bars | None:
    stages = [stage for stage in stages_reached(sums.values()) if stage in SHOWN]
    rows = [Row(label, [of.get(stage) for stage in stages]) for label, of in sums.items()]
    if largest:
        rows.sort(key=lambda row: -max((value for value in row.values if value), default=Decimal(0)))
    total = Row(_("Total"), [sum((of.get(stage, Decimal(0)) for of in sums.values()), Decimal(0)) for stage in stages])
    return Bars(caption, heading, [stage.label for stage in stages], rows, is_money=True, total=total) if rows else None
