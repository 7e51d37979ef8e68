# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The page of a return, and the acts on it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from digital_plan.forms.status_rounds import fields_of
from digital_plan.queries.campaigns import words_of
from digital_plan.queries.status_rounds import known_of, last_told, status_return_for, talk_of
from digital_plan.states.status_rounds import TOLD
from digital_plan.story_of_status_rounds import entries
from digital_plan.views.status_rounds.asked import called, trail_to
from papers.one_act import Page, asking, one_act
from workflows.explaining import explain
from workflows.forms import button
from workflows.queries import history_of, open_tasks

SHOWN = ("plan_status", "plan_kind", "years", "remark", "caller", "came_by")


def return_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a return: what was told, what is known from before, what can be done, and how it came here."""
    me = asking(request)
    found = status_return_for(me.user, pk, me.at)
    context = {
        "return": found,
        "round": found.round,
        "called": called(found.round),
        "is_told": found.state in TOLD,
        "facts": _facts(found),
        "known": known_of(found),
        "before": last_told(found),
        "talk": [(one, words_of(one)) for one in talk_of(found)],
        "task": open_tasks().filter(subject_type=found.kind, subject_id=pk).first(),
        "buttons": [
            button(found, answer, reverse("status_return_act", args=[pk, answer.name]))
            for answer in explain(found, me.attempt)
        ],
        "story": entries(history_of(found), found)[::-1],
        "now": me.at,
    }
    return render(request, "digital_plan/status_rounds/return.html", context)


def act_on_return(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Make an act on a return, or say why not; the form begins with what is known of the plan."""
    me = asking(request)
    found = status_return_for(me.user, pk, me.at)
    known = known_of(found)
    lead = _("Filled in beforehand from: %(source)s") % {"source": known.source} if known.source else ""
    fields = fields_of(name, known)
    back = reverse("status_return", args=[pk])
    trail = [*trail_to(found.round), {"label": found.agency.name, "href": back}]
    page = Page(about=found.agency.name, back=back, trail=trail, lead=lead if "plan_status" in fields else "")
    return one_act(request, me, found, name, page, fields=fields)


def _facts(found: object) -> list[dict[str, object]]:
    """As ``components/summary_list.html`` shows them; what DGA entered says so."""
    rows: list[dict[str, object]] = []
    for name in SHOWN:
        if name == "years":
            rows.append({"term": _("Fiscal years"), "value": getattr(found, name)})
            continue
        display = getattr(found, f"get_{name}_display", None)
        value = display() if display else getattr(found, name)
        if value or name not in ("caller", "came_by"):
            term = found._meta.get_field(name).verbose_name  # type: ignore[attr-defined]
            rows.append({"term": term, "value": value})
    return rows
