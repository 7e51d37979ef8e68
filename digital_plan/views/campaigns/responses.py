# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The page of a response, writing it part by part, and the acts on it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from digital_plan.forms.campaigns import (
    OwnProjectForm,
    PartOneForm,
    fields_of,
    stored_part_one,
    stored_project,
)
from digital_plan.models import AlignmentLetter, AlignmentResponse
from digital_plan.operations.campaigns import remove_own_project, save_own_project, save_part_one
from digital_plan.permissions.campaigns import respondent
from digital_plan.queries.campaigns import response_for, served_by, shows_finding, talk_of, words_of
from digital_plan.states.campaigns import TOLD, WRITTEN_IN, ResponseState
from digital_plan.story import entries
from papers.differences import differences
from papers.one_act import Asking, Page, asking, one_act
from workflows.clocks.standing import standing_still
from workflows.explaining import explain
from workflows.forms import button, status_of, typed_but
from workflows.judging import is_permitted
from workflows.queries import history_of, open_tasks
from workflows.refusals import Refused, VersionConflict

PARTS = (
    ("plan_status", "plan_kind", "plan_title", "plan_first_year", "plan_last_year", "plan_url", "respondent_role",
     "respondent_mailbox")
)  # fmt: skip


def response(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a response: what it says, what was asked on it, what can be done, and how it came here."""
    me = asking(request)
    found = response_for(me.user, pk, me.at)
    context = {
        "response": found,
        "campaign": found.campaign,
        "facts": [{"term": found._meta.get_field(name).verbose_name, "value": _shown(found, name)} for name in PARTS],  # type: ignore[union-attr]
        "served": served_by(found),
        "talk": [(one, words_of(one)) for one in talk_of(found)],
        "may_write": _may_write(found, me),
        "shows_finding": shows_finding(found, me.user, me.at) and bool(found.finding),
        "has_letter": found.state in TOLD and shows_finding(found, me.user, me.at),
        "task": open_tasks().filter(subject_type=found.kind, subject_id=pk).first(),
        "still": standing_still(found),
        "buttons": [
            button(found, answer, reverse("response_act", args=[pk, answer.name]))
            for answer in explain(found, me.attempt)
        ],
        "story": entries(history_of(found), found)[::-1],
        "now": me.at,
    }
    return render(request, "digital_plan/campaigns/response.html", context)


def act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Make an act on a response, or say why not."""
    me = asking(request)
    found = response_for(me.user, pk, me.at)
    page = Page(about=found.agency.name, back=reverse("response", args=[pk]), trail=_trail(found))
    answer = one_act(request, me, found, name, page, fields=fields_of(name))
    if name == "open_result" and answer.status_code == 302:
        return redirect("response_letter", pk)
    return answer


def part_one(request: HttpRequest, pk: int) -> HttpResponse:
    """Write part 1; saved as it is, complete or not."""
    me = asking(request)
    found = _to_write(me, pk)
    form = PartOneForm(request.POST or None, initial=stored_part_one(found))

    def save() -> None:
        save_part_one(
            response_id=pk, given=form.given, expected_revision=form.cleaned_data["expected_revision"], **me.by
        )

    def stored() -> dict[str, Any]:
        return stored_part_one(AlignmentResponse.objects.get(pk=pk))

    return _saved(request, found, form, save, stored, title=_("Part 1: the agency, its plan, who answers"))


def project(request: HttpRequest, pk: int, project: int | None = None) -> HttpResponse:
    """Write a project of the agency with what it serves, a new one without ``project``."""
    me = asking(request)
    found = _to_write(me, pk)
    held = get_object_or_404(found.own_projects, pk=project) if project else None
    initial = stored_project(held, found) if held else {
        "expected_revision": 0, "fiscal_year": found.campaign.fiscal_year,
    }  # fmt: skip
    form = OwnProjectForm(request.POST or None, response=found, initial=initial)

    def save() -> None:
        save_own_project(
            response_id=pk, text=form.text, project_id=project,
            expected_revision=form.cleaned_data["expected_revision"], **me.by,
        )  # fmt: skip

    def stored() -> dict[str, Any]:
        return stored_project(found.own_projects.get(pk=project or 0), found)

    title = held.title if held else _("Add a project of the agency")
    return _saved(request, found, form, save, stored, title=title)


@require_POST
def remove_project(request: HttpRequest, pk: int, project: int) -> HttpResponse:
    """Take a project out of the response."""
    me = asking(request)
    found = _to_write(me, pk)
    try:
        remove_own_project(response_id=found.pk, project_id=project, **me.by)
    except Refused as refused:
        messages.error(request, f"{refused.title} {refused}")
    else:
        messages.success(request, _("The project was taken out of the response."))
    return redirect("response", pk)


def _saved(
    request: HttpRequest, found: AlignmentResponse, form: Any, save: Any, stored: Any, *, title: str
) -> HttpResponse:
    """Save and go back; a conflict shows both texts, and what is refused keeps what was typed."""
    refused: Refused | None = None
    told: list[Any] = []
    if request.method == "POST" and form.is_valid():
        try:
            save()
        except Refused as no:
            refused = no
            if isinstance(no, VersionConflict):
                now = stored()
                told = differences(form, now)
                typed_but(form, expected_revision=now["expected_revision"])
        else:
            messages.success(request, _("Saved."))
            return redirect("response", found.pk)
    context = {
        "form": form, "refused": refused, "differences": told, "title": title, "trail": _trail(found),
        "back": reverse("response", args=[found.pk]), "lead": found.agency.name,
    }  # fmt: skip
    status = status_of(refused) if refused else 422 if form.is_bound and form.errors else 200
    return render(request, "digital_plan/campaigns/form.html", context, status=status)


def _to_write(me: Asking, pk: int) -> AlignmentResponse:
    """A response that this person writes in; 404 for whoever only reads it."""
    found = response_for(me.user, pk, me.at)
    if not is_permitted(found, "edit", respondent, me.attempt):
        raise Http404
    return found


def _may_write(found: AlignmentResponse, me: Asking) -> bool:
    return found.state in WRITTEN_IN and is_permitted(found, "edit", respondent, me.attempt)


def _shown(found: AlignmentResponse, name: str) -> Any:
    display = getattr(found, f"get_{name}_display", None)
    return display() if display else getattr(found, name)


def _trail(found: AlignmentResponse) -> list[dict[str, str]]:
    return [
        {"label": _("Alignment campaigns"), "href": reverse("campaigns")},
        {"label": found.campaign.name, "href": reverse("campaign", args=[found.campaign_id])},
        {"label": _("Response"), "href": reverse("response", args=[found.pk])},
    ]


def letter_of(me: Asking, pk: int) -> AlignmentLetter | None:
    """The letter of a response, for who may read it; None for an agency that has not opened it. Raises Http404."""
    found = response_for(me.user, pk, me.at)
    if found.state not in TOLD:
        raise Http404
    if not shows_finding(found, me.user, me.at):
        assert found.state == ResponseState.REPORTED
        return None
    return get_object_or_404(AlignmentLetter.objects.select_related("response__agency", "response__campaign"),
                             response=found)  # fmt: skip
