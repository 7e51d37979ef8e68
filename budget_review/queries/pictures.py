# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The money of projects by stage, by ministry and by the strategy that they serve, as charts show it."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet, Sum
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from budget_review.models import ProposalSection, Stage
from budget_review.plan import PRESENT, strategy_label, strategy_of
from budget_review.queries.money import Projects, round_totals, stages_reached, standing, totals_by_stage
from papers.charts import Bars, Row

SHOWN = (Stage.PROPOSED, Stage.SCREENED, Stage.ENDORSED, Stage.BILL, Stage.ACT)  # more bars than these nobody compares
Sums = dict[Any, dict[Stage, Decimal]]


def by_stage(projects: Projects) -> Bars | None:
    """The sum of each stage that was reached."""
    rows = [Row(stage.label, [total]) for stage, total in round_totals(projects).items()]
    return Bars(_("Money by stage"), _("Stage"), [_("Million baht")], rows, is_money=True) if rows else None


def by_ministry(projects: Projects) -> Bars | None:
    """What the agencies of each ministry bring, by stage; the largest first."""
    return _bars(_("Money by ministry"), _("Ministry"), _of_ministries(projects))


def by_strategy(projects: Projects) -> Bars | None:
    """What serves each strategy of the plan, by the first one that a proposal names, by stage."""
    of = projects if isinstance(projects, QuerySet) else list(projects)
    sections = ProposalSection.objects.filter(project__in=of, key="plan_relation")
    named = {pk: strategy_of(rows, text) for pk, rows, text in sections.values_list("project_id", "rows", "text")}
    sums: Sums = {}
    for pk, of_project in totals_by_stage(projects).items():
        _add(sums, named.get(pk, ""), of_project.items())
    order = sorted(sums, key=lambda code: (not code, not code.startswith(PRESENT), code))
    labels = {code: strategy_label(code) if code else _("No strategy named") for code in order}
    return _bars(_("Money by strategy"), _("Strategy"), {labels[code]: sums[code] for code in order}, largest=False)


def _of_ministries(projects: Projects) -> Sums:
    place = "line__participation__agency__ministry_"
    rows = standing(projects).order_by()
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
