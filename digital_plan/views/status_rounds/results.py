# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The result of a round: as it is now, as it was frozen, as a spreadsheet and as a paper."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from digital_plan.models import StatusResult
from digital_plan.operations.status_rounds import paper_of_result
from digital_plan.placing import places_of
from digital_plan.queries.campaigns import reads_all
from digital_plan.queries.status_results import STATUSES, result_of
from digital_plan.queries.status_rounds import result_for, status_round_for
from digital_plan.showing import of_result
from digital_plan.states.status_rounds import PlanStanding
from digital_plan.views.frozen import sheet_file
from digital_plan.views.status_rounds.asked import called
from papers.charts import Bars
from papers.charts import Row as BarRow
from papers.one_act import asking
from papers.printing_page import paper_of_document

Row = dict[str, Any]


def result(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the result as it was frozen, or as it is now before it is."""
    me = asking(request)
    if not reads_all(me.user, me.at):
        raise Http404
    round_ = status_round_for(me.user, pk, me.at)
    if not round_.number:
        raise Http404
    frozen = StatusResult.objects.select_related("taken_by").filter(round=round_).first()
    context: dict[str, Any] = _shown(frozen.content if frozen else result_of(round_, me.at)) | {
        "round": round_, "called": called(round_), "frozen": frozen,
        "places": places_of(of_result(frozen), me.user, me.at) if frozen else [],
    }  # fmt: skip
    return render(request, "digital_plan/status_rounds/result.html", context)


def file(request: HttpRequest, pk: int) -> HttpResponse:
    """The tables of a frozen result as a spreadsheet."""
    me = asking(request)
    found = result_for(me.user, pk, me.at)
    labels = dict(PlanStanding.choices)
    headings = [
        _("Table"), _("Code"), _("Name"), _("Ministry"), *(label for _name, label in _columns()), _("Before"), _("Now"),
    ]  # fmt: skip
    name = f"plan-status-{found.round.called.replace('/', '-')}"
    return sheet_file(name, _("Status of plans"), headings, _rows(found.content, labels))


def pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper of a frozen result."""
    me = asking(request)
    found = result_for(me.user, pk, me.at)
    rule = _("The paper cannot be printed now.")
    return paper_of_document(request, lambda: paper_of_result(found, at=me.at), rule)


def _shown(content: Row) -> Row:
    """The result as its page shows it, in the reader's language."""
    labels = dict(PlanStanding.choices)
    totals = content["totals"]
    by_status = Bars(
        caption=_("Where agencies' plans stand"), heading=_("Status"), series=[_("Agencies")],
        rows=[BarRow(str(labels[code]), [totals[code]]) for code in STATUSES],
    )  # fmt: skip
    by_ministry = Bars(
        caption=_("Returns by ministry"), heading=_("Ministry"), series=[_("Asked"), _("Told"), _("Late")],
        rows=[BarRow(_named(row), [row["asked"], row["told"], row["late"]]) for row in content["ministries"]],
    )  # fmt: skip
    return {
        "content": content,
        "totals": totals,
        "rate": round(totals["told"] * 100 / totals["asked"]) if totals["asked"] else 0,
        "previous": content["round"]["previous"],
        "since": content["since"],
        "charts": [by_status, by_ministry],
        "statuses": [str(labels[code]) for code in STATUSES],
        "ministries": [
            {"label": _named(row), "counts": [row[code] for code in STATUSES]} for row in content["ministries"]
        ],
        "matrix": [
            {
                "label": str(labels[before]),
                "cells": [
                    {"count": row["agencies"], "is_same": row["before"] == row["after"]}
                    for row in content["moves"]
                    if row["before"] == before
                ],
            }
            for before in STATUSES
        ],
        **{name: [_told(row, labels) for row in content[name]] for name in ("changed", "new", "silent")},
    }


def _told(row: Row, labels: Any) -> Row:
    words = {name: str(labels[row[name]]) for name in ("before", "after") if name in row}
    return row | words | {"label": _named(row)}


def _named(row: Row) -> str:
    if not row["name_th"]:
        return _("No ministry named")
    return str(row["name_th"] if get_language() == "th" else row["name_en"] or row["name_th"])


def _columns() -> list[tuple[str, Any]]:
    return [
        ("asked", _("Asked")), ("told", _("Told")), ("late", _("Late")), ("for_callers", _("Entered for callers")),
        *((str(value), label) for value, label in PlanStanding.choices),
    ]  # fmt: skip


def _rows(content: Row, labels: Any) -> list[list[Any]]:
    names = [name for name, _label in _columns()]
    found = [
        [table, "", name, name, *(row[one] for one in names), None, None]
        for table, name, row in [
            (_("All"), _("All"), content["totals"]),
            *((_("Ministries"), _named(row), row) for row in content["ministries"]),
        ]
    ]
    tables = (
        (_("Moved to another status"), "changed"),
        (_("Told now, not in the round before"), "new"),
        (_("Told before, not now"), "silent"),
    )
    for table, key in tables:
        for row in content[key]:
            told = _told(row, labels)
            changes = [told.get("before"), told.get("after")]
            found.append([table, row["code"], told["label"], row["ministry_th"], *(None for _one in names), *changes])
    return found
