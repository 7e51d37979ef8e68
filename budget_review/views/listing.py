# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The list of projects that a person may see."""

from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.person import person_of
from agencies.roles import Role, exercises
from agencies.standing import attempt_of
from budget_review.forms.columns import SCORE
from budget_review.forms.filters import FilterForm
from budget_review.models import Stage
from budget_review.operations.many import acts_for, starts_from
from budget_review.queries import projects_for
from budget_review.queries.listing import PAGE, SUMMED, Listed, by_state, listed, offered_from, totals_of
from budget_review.queries.matching import matching
from budget_review.queries.ranking import may_rank
from budget_review.search_index import is_cut_short
from budget_review.views.found import found_by
from budget_review.views.many import acts_on_many
from budget_review.views.under_way import own_under_way
from papers.search import terms_of
from papers.spreadsheets.handing_out import sheet
from papers.thai import bangkok_day


def projects(request: HttpRequest) -> HttpResponse:
    """List projects by code; filters, columns and the place in the list stand in the address."""
    asked = found_by(request, "projects")
    if asked.goes_to:
        return redirect(asked.goes_to)
    found, shows = asked.projects.order_by("code"), asked.shows
    after = request.GET.get("after", "")
    page = list((found.filter(code__gt=after) if after else found)[: PAGE + 1])
    summed = totals_of(found, shows.stages)
    count, totals = summed or (SUMMED, [])
    attempt = attempt_of(asked.user, asked.at)
    acts = acts_on_many(attempt, dict(by_state(found)) if summed else None) if acts_for(attempt) else []
    tickable = {state for act in acts for state in starts_from(act["name"])}
    context = {
        **asked.context,
        "rows": listed(page[:PAGE], shows.stages, with_scores=SCORE in shows.chosen),
        "count": count,
        "is_more": summed is None,
        "is_short": is_cut_short(terms_of(asked.filters.text)),
        "totals": [(stage.label, total) for stage, total in totals],
        "next": page[PAGE - 1].code if len(page) > PAGE else "",
        "is_first": not after,
        "may_begin": exercises(attempt, Role.AGENCY_OFFICER),
        "acts": acts,
        "under_way": own_under_way(asked.user) if acts else [],
        "tickable": tickable,
        "is_tickable": any(project.state in tickable for project in page[:PAGE]),
        "most": SUMMED,
        "request_id": uuid4(),
    }
    return render(request, "budget_review/projects.html", context)


def projects_file(request: HttpRequest, kind: str) -> HttpResponse:
    """Give what the filters find, at most ``SUMMED`` projects, with every stage that any of them has reached."""
    user, at = person_of(request), timezone.now()
    seen, sees_scores = projects_for(user, at), may_rank(user, at)
    form = FilterForm(request.GET, offered_from(seen))
    rows = listed(
        list(matching(seen, form.filters(user, at)).order_by("code")[:SUMMED]), list(Stage), with_scores=sees_scores
    )
    stages = [stage for place, stage in enumerate(Stage) if any(row.amounts[place][1] is not None for row in rows)]
    headings = [
        _("Code"), _("Project"), _("Lead agency"), _("Ministry"), _("Round"), _("Fiscal year"), _("State"), _("Review"),
        _("Whose turn"), _("Due"), *([_("Score")] if sees_scores else []), *(stage.label for stage in stages),
    ]  # fmt: skip
    cells = [[*_cells(row), *([row.score] if sees_scores else []), *_amounts(row, stages)] for row in rows]
    return sheet(kind, "projects", _("Projects"), headings, cells)


def _cells(row: Listed) -> list[Any]:
    project, due = row.project, row.due
    return [
        project.code, project.title, project.lead.name, project.lead.ministry, project.round.name,
        project.round.workplan.fiscal_year, project.get_state_display(), project.get_tier_display(),
        " · ".join(turn.person for turn in row.turns), bangkok_day(due.due_at) if due and due.due_at else None,
    ]  # fmt: skip


def _amounts(row: Listed, stages: list[Stage]) -> list[Any]:
    known = dict(row.amounts)
    return [known[stage] for stage in stages]
