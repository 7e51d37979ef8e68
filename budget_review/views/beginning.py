# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Beginning a proposal."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.person import person_of
from agencies.roles import Role, exercises
from agencies.standing import attempt_of, delegation_of
from budget_review.forms.beginning import BeginForm, open_rounds, own_agencies
from budget_review.models import IntegrationProject, Round
from budget_review.operations import begin_project
from budget_review.permissions import lead_officer
from budget_review.queries.carrying import to_carry_on
from budget_review.views.reading import INVALID, STATUS, fresh_request_id, refusal, saved
from workflows.refusals import NotPermitted, Refused

CARRIED_SHOWN = 20


def _earlier(user: User, at: datetime, rounds: list[Round]) -> list[IntegrationProject]:
    """The projects that this person may carry on into one of these rounds, the latest first."""
    if not rounds:
        return []
    leads = set(own_agencies(user, at).values_list("pk", flat=True))
    return list(to_carry_on(leads, max(held.workplan.fiscal_year for held in rounds))[:CARRIED_SHOWN])


def project_new(request: HttpRequest) -> HttpResponse:
    """Choose the round and the agency, give the name, and go on writing."""
    user, at = person_of(request), timezone.now()
    rounds = list(open_rounds(at, own_agencies(user, at)))
    context: dict[str, Any] = {"rounds": rounds, "form": None, "refusal": None, "earlier": _earlier(user, at, rounds)}
    if not exercises(attempt_of(user, at), Role.AGENCY_OFFICER):
        context["refusal"] = refusal(NotPermitted(lead_officer.sentence))
        return render(request, "budget_review/project_new.html", context, status=403)
    if request.method != "POST":
        if rounds:
            context["form"] = BeginForm(user=user, at=at, initial={"request_id": fresh_request_id()})
        return render(request, "budget_review/project_new.html", context)
    form = BeginForm(request.POST, user=user, at=at)
    context["form"] = form
    if not form.is_valid():
        return render(request, "budget_review/project_new.html", context, status=INVALID)
    given = form.cleaned_data
    try:
        project = begin_project(
            round_id=given["round"].pk, lead=given["lead"], title=given["title"], actor=user, at=at,
            request_id=given["request_id"], delegation=delegation_of(user),
        )  # fmt: skip
    except Refused as refused:
        context["refusal"] = refusal(refused)
        return render(request, "budget_review/project_new.html", context, status=STATUS[refused.code])
    saved(request, _("The draft %(code)s was begun. Go on with the essentials.") % {"code": project.code})
    return redirect("project_edit", code=project.code)
