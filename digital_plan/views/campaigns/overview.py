# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The overview of a campaign: as it is now, as it was frozen, as a spreadsheet and as a paper."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from digital_plan.models import AlignmentCampaign
from digital_plan.operations.campaigns.overviews import COUNTS, paper_of_snapshot, take_snapshot
from digital_plan.permissions.campaigns import campaign_officer
from digital_plan.placing import places_of
from digital_plan.queries.campaigns import campaign_for, reads_all
from digital_plan.queries.overview import gaps_of, overview_of, snapshot_for, snapshots_of
from digital_plan.showing import of_overview
from digital_plan.views.frozen import sheet_file
from papers.charts import Bars
from papers.charts import Row as BarRow
from papers.one_act import Asking, asking
from papers.printing_page import paper_of_document
from workflows.refusals import Refused


def overview(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the overview as it is now, and what was frozen of it."""
    me = asking(request)
    campaign = _campaign(me, pk)
    context = _shown(overview_of(campaign, me.at)) | {
        "campaign": campaign,
        "snapshots": snapshots_of(campaign),
        "may_freeze": campaign.state in COUNTS and campaign_officer(campaign, me.attempt),
        "request_id": uuid4(),
    }
    return render(request, "digital_plan/campaigns/overview.html", context)


@require_POST
def freeze(request: HttpRequest, pk: int) -> HttpResponse:
    """Freeze the overview as it is now."""
    me = asking(request)
    campaign = _campaign(me, pk)
    try:
        request_id = UUID(request.POST.get("request_id", ""))
    except ValueError as none:
        raise Http404 from none
    try:
        snapshot = take_snapshot(campaign_id=campaign.pk, request_id=request_id, **me.by)
    except Refused as refused:
        messages.error(request, f"{refused.title} {refused}")
        return redirect("campaign_overview", pk)
    messages.success(request, _("The overview is frozen as number %(number)s.") % {"number": snapshot.number})
    return redirect("campaign_snapshot", pk, snapshot.number)


def snapshot(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Show the overview as it was frozen."""
    me = asking(request)
    found = snapshot_for(me.user, pk, number, me.at)
    context = _shown(found.content) | {
        "campaign": found.campaign, "snapshot": found, "places": places_of(of_overview(found), me.user, me.at),
    }  # fmt: skip
    return render(request, "digital_plan/campaigns/overview.html", context)


def file(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The tables of a frozen overview as a spreadsheet."""
    me = asking(request)
    found = snapshot_for(me.user, pk, number, me.at)
    rows = _rows(found.content)
    headings = [_("Table"), _("Code"), _("Name"), *(label for _name, label in _columns())]
    return sheet_file(f"overview-{pk}-{number}", _("Overview"), headings, rows)


def pdf(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The paper of a frozen overview."""
    me = asking(request)
    found = snapshot_for(me.user, pk, number, me.at)
    rule = _("The overview cannot be printed now.")
    return paper_of_document(request, lambda: paper_of_snapshot(found, at=me.at), rule)


def _campaign(me: Asking, pk: int) -> AlignmentCampaign:
    """The campaign, for who reads every response; 404 for all others."""
    if not reads_all(me.user, me.at):
        raise Http404
    return campaign_for(me.user, pk, me.at)


def _named(row: dict[str, Any]) -> str:
    if not row["name_th"]:
        return _("No ministry named")
    return str(row["name_th"] if get_language() == "th" else row["name_en"] or row["name_th"])


def _labelled(row: dict[str, Any]) -> str:
    return " ".join(filter(None, (row["number"], _named(row))))


def _shown(content: dict[str, Any]) -> dict[str, Any]:
    """The overview as its page shows it, in the reader's language."""
    ministries = Bars(
        caption=_("Responses by ministry"), heading=_("Ministry"), series=[_("Asked"), _("Handed in"), _("Late")],
        rows=[BarRow(_named(row), [row["asked"], row["handed_in"], row["late"]]) for row in content["ministries"]],
    )  # fmt: skip
    strategies = Bars(
        caption=_("What is served, by strategy"), heading=_("Strategy"), series=[_("Agencies"), _("Projects")],
        rows=[BarRow(_labelled(row), [row["agencies"], row["projects"]]) for row in content["strategies"]],
    )  # fmt: skip
    totals = content["totals"]
    findings = Bars(
        caption=_("Findings"), heading=_("Finding"), series=[_("Agencies")],
        rows=[
            BarRow(_("Aligned with the plan"), [totals["aligned"]]),
            BarRow(_("Partly aligned with the plan"), [totals["partly"]]),
            BarRow(_("Not aligned with the plan"), [totals["not_aligned"]]),
        ],
    )  # fmt: skip
    return {
        "content": content,
        "totals": totals,
        "rate": round(totals["handed_in"] * 100 / totals["asked"]) if totals["asked"] else 0,
        "charts": [ministries, findings, strategies],
        "key_projects": [row | {"label": _labelled(row)} for row in content["key_projects"]],
        "measures": [row | {"label": _labelled(row)} for row in content["measures"]],
        "gaps": len(gaps_of(content)),
        "findings_by_ministry": [row | {"label": _named(row)} for row in content["ministries"]],
        "duties": [row | {"label": _duty(row["section"])} for row in content["duties"]],
        "obligations": [row | {"label": _obliged(row)} for row in content.get("obligations", [])],
        "back": reverse("campaigns"),
    }


def _duty(section: str) -> str:
    return {
        "12": _("Section 12: data governance"), "13": _("Section 13: data exchange"), "17": _("Section 17: open data"),
    }[section]  # fmt: skip


def _obliged(row: dict[str, Any]) -> str:
    """An obligation by its section, where it has one, and its name."""
    section = _("Section %(number)s:") % {"number": row["section"]} if row["section"] else ""
    return " ".join(filter(None, (section, _named(row))))


def _columns() -> list[tuple[str, str]]:
    return [
        ("asked", _("Asked")), ("handed_in", _("Handed in")), ("late", _("Late")),
        ("aligned", _("Aligned with the plan")), ("partly", _("Partly aligned with the plan")),
        ("not_aligned", _("Not aligned with the plan")), ("told", _("Result sent")),
        ("owners", _("Agencies responsible")), ("agencies", _("Agencies")), ("projects", _("Projects")),
        ("confirmed", _("Confirmed")), ("waiting", _("Waiting for DGA")), ("outstanding", _("Outstanding")),
        ("exempt", _("Does not apply")),
    ]  # fmt: skip


def _rows(content: dict[str, Any]) -> list[list[Any]]:
    tables = (
        (_("Ministries"), [row | {"code": "", "number": ""} for row in content["ministries"]]),
        (_("Strategies"), content["strategies"]),
        (_("Key projects"), content["key_projects"]),
        (_("Measures and mechanisms"), content["measures"]),
    )
    found = [
        [table, row["code"], _labelled(row), *(row.get(name) for name, _label in _columns())]
        for table, rows in tables
        for row in rows
    ]
    duties = [[_("Digital Government Act"), row["section"], _duty(row["section"]), *_of_duty(row)]
              for row in content["duties"]]  # fmt: skip
    obligations = [
        [_("Obligations"), row["section"], _obliged(row), *(row.get(name) for name, _label in _columns())]
        for row in content.get("obligations", [])
    ]
    return found + duties + obligations


def _of_duty(row: dict[str, Any]) -> list[Any]:
    return [row["agencies"] if name == "agencies" else None for name, _label in _columns()]
