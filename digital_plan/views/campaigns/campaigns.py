# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The list of campaigns, writing one, and its page: DGA has the queue of checks, an agency its response."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from agencies.queries import agencies_of
from digital_plan.forms.campaigns import CampaignForm, FilterForm, fields_of, written
from digital_plan.models import AlignmentCampaign, AlignmentResponse
from digital_plan.operations.campaigns import begin_campaign, edit_campaign
from digital_plan.permissions.campaigns import campaign_officer
from digital_plan.queries.campaigns import (
    campaign_for,
    campaigns_for,
    counts_of,
    filtered,
    ministries_of,
    reads_all,
    responses_for,
)
from digital_plan.states.campaigns import CampaignState
from digital_plan.story import entries
from papers.differences import differences
from papers.one_act import Asking, Page, asking, one_act
from papers.thai import fiscal_year
from workflows.explaining import explain
from workflows.forms import button, status_of, typed_but
from workflows.models import Task
from workflows.queries import history_of
from workflows.refusals import Refused, VersionConflict

SHOWN = 50
ASIDE = ("drop_campaign", "move_last_day")


def campaigns(request: HttpRequest) -> HttpResponse:
    """List the campaigns that this person may see, the newest first; an agency's with its own response."""
    me = asking(request)
    own = {one.campaign_id: one for one in _own_responses(me)}
    rows = [(campaign, own.get(campaign.pk)) for campaign in campaigns_for(me.user, me.at)[:SHOWN]]
    context = {"rows": rows, "has_own": bool(own), "may_write": campaign_officer(AlignmentCampaign(), me.attempt)}
    return render(request, "digital_plan/campaigns/campaigns.html", context)


def new(request: HttpRequest) -> HttpResponse:
    """Write a new campaign."""
    me = asking(request)
    if not campaign_officer(AlignmentCampaign(), me.attempt):
        raise PermissionDenied(campaign_officer.sentence)
    initial = {
        "request_id": uuid4(), "expected_revision": 0, "asks_all": True, "fiscal_year": fiscal_year(me.at.date()),
        "opens_on": me.at.date(),
    }  # fmt: skip
    form = CampaignForm(request.POST or None, initial=initial)
    refused: Refused | None = None
    if request.method == "POST" and form.is_valid():
        try:
            record = begin_campaign(
                form.text, agencies=form.agencies_chosen, request_id=form.cleaned_data["request_id"], **me.by
            )
        except Refused as no:
            refused = no
        else:
            messages.success(request, _("The campaign is written. A head of screening opens it."))
            return redirect("campaign", record.subject_id)
    return _form(request, form, refused, title=_("New campaign"), back=reverse("campaigns"))


def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a campaign anew, while it is a draft."""
    me = asking(request)
    campaign = campaign_for(me.user, pk, me.at)
    if not campaign_officer(campaign, me.attempt):
        raise PermissionDenied(campaign_officer.sentence)
    form = CampaignForm(request.POST or None, initial=written(campaign) | {"request_id": uuid4()})
    refused: Refused | None = None
    told: list[Any] = []
    if request.method == "POST" and form.is_valid():
        try:
            edit_campaign(
                campaign_id=pk, text=form.text, agencies=form.agencies_chosen,
                expected_revision=form.cleaned_data["expected_revision"], **me.by,
            )  # fmt: skip
        except Refused as no:
            refused = no
            if isinstance(no, VersionConflict):
                now = AlignmentCampaign.objects.get(pk=pk)
                stored = written(now)
                told = differences(form, {name: stored[name] for name in stored if name != "agencies"})
                typed_but(form, expected_revision=now.revision)
        else:
            messages.success(request, _("The campaign was kept."))
            return redirect("campaign", pk)
    return _form(
        request, form, refused, title=_("Edit the campaign"), back=reverse("campaign", args=[pk]), differences=told
    )


def campaign(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a campaign: what it asks until when, what can be done, how far it is, and its responses."""
    me = asking(request)
    found = campaign_for(me.user, pk, me.at)
    context: dict[str, Any] = {
        "campaign": found,
        "own": [one for one in _own_responses(me) if one.campaign_id == pk],
        "buttons": [
            replace(button(found, answer, reverse("campaign_act", args=[pk, answer.name])), aside=answer.name in ASIDE)
            for answer in explain(found, me.attempt)
        ],
        "reads_all": reads_all(me.user, me.at),
        "may_edit": found.state == CampaignState.DRAFT and campaign_officer(found, me.attempt),
        "story": entries(history_of(found), found)[::-1],
        "now": me.at,
    }
    if context["reads_all"]:
        context |= _queue(request, found)
    return render(request, "digital_plan/campaigns/campaign.html", context)


def act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Make an act on a campaign, or say why not."""
    me = asking(request)
    found = campaign_for(me.user, pk, me.at)
    here = reverse("campaign", args=[pk])
    trail = [
        {"label": _("Alignment campaigns"), "href": reverse("campaigns")},
        {"label": found.name, "href": here},
    ]
    page = Page(about=found.name, back=here, trail=trail)
    return one_act(request, me, found, name, page, fields=fields_of(name))


def _queue(request: HttpRequest, found: AlignmentCampaign) -> dict[str, Any]:
    """The responses that are wanted, what is due first before, a page at a time."""
    form = FilterForm(request.GET or None, ministries=ministries_of(found))
    kind = AlignmentResponse._meta.label_lower
    wanted = filtered(found.responses.select_related("agency"), form.wanted)
    after = request.GET.get("page", "")
    place = int(after) if after.isdecimal() and len(after) < 6 else 0
    open_turns = Task.objects.filter(subject_type=kind, finished=None, flow_task_type="HUMAN")
    rows = list(wanted.order_by(F("submitted_at").asc(nulls_last=True), "pk")[place * SHOWN : (place + 1) * SHOWN + 1])
    tasks = {task.subject_id: task for task in open_turns.filter(subject_id__in=[row.pk for row in rows[:SHOWN]])}
    return {
        "filters": form,
        "counts": counts_of(found),
        "rows": [(row, tasks.get(row.pk)) for row in rows[:SHOWN]],
        "next_page": place + 1 if len(rows) > SHOWN else None,
        "is_first": place == 0,
    }


def _own_responses(me: Asking) -> list[AlignmentResponse]:
    own = agencies_of(me.user, me.at)
    return list(responses_for(me.user, me.at).filter(agency__in=own).order_by("pk")) if own else []


def _form(
    request: HttpRequest, form: CampaignForm, refused: Refused | None, *, title: str, back: str, **more: Any
) -> HttpResponse:
    context = {"form": form, "refused": refused, "title": title, "back": back, **more}
    status = status_of(refused) if refused else 422 if form.is_bound and form.errors else 200
    return render(request, "digital_plan/campaigns/form.html", context, status=status)
