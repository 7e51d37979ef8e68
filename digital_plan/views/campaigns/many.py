# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Many responses at once: those found clearly aligned, and the letters of those checked; looked at before."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from digital_plan.lifecycle.campaigns import ResponseLifecycle
from digital_plan.models import AlignmentResponse
from digital_plan.queries.campaigns import campaign_for, reads_all
from digital_plan.states.campaigns import Finding, ResponseState
from papers.one_act import asking
from workflows.batches import Item
from workflows.bulk import perform_many, preview_many
from workflows.lifecycle import rules_of

AT_ONCE = 200
ACTS: dict[str, tuple[Any, tuple[str, ...], dict[str, str]]] = {
    "record_finding": (
        ResponseLifecycle.record_finding,
        (ResponseState.SUBMITTED, ResponseState.CHECKING),
        {"alignment": Finding.ALIGNED.value},
    ),
    "send_result": (ResponseLifecycle.send_result, (ResponseState.CHECKED,), {}),
}


def many(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Choose responses, look at what would become of each, and do it."""
    me = asking(request)
    campaign = campaign_for(me.user, pk, me.at)
    if name not in ACTS:
        raise Http404
    step, states, facts = ACTS[name]
    rule = rules_of(step).who
    if not reads_all(me.user, me.at) or rule is None or not rule(AlignmentResponse(campaign=campaign), me.attempt):
        raise PermissionDenied(rule.sentence if rule else "")
    waiting = campaign.responses.filter(state__in=states).select_related("agency").prefetch_related("own_projects")
    rows = list(waiting.order_by("submitted_at", "pk")[:AT_ONCE])
    context: dict[str, Any] = {
        "campaign": campaign, "name": name, "label": rules_of(step).label, "rows": rows, "is_finding": bool(facts),
        "request_id": uuid4(), "back": reverse("campaign", args=[pk]),
    }  # fmt: skip
    if request.method == "POST":
        chosen = {int(value) for value in request.POST.getlist("chosen") if value.isdecimal() and len(value) < 19}
        items = [Item(row.pk) for row in rows if row.pk in chosen]
        if not items:
            return render(request, "digital_plan/campaigns/many.html", context | {"nothing": True}, status=422)
        if "confirmed" in request.POST:
            made = perform_many(
                AlignmentResponse, items, name, facts=facts, request_id=_request_id(request), **me.by
            )  # fmt: skip
            done = sum(1 for one in made if one.refused is None)
            said = _("Responses done: %(count)s.") % {"count": done}
            messages.success(request, said)
            for one in made:
                if one.refused is not None:
                    messages.warning(request, f"{one.subject and one.subject.agency.name}: {one.refused}")  # type: ignore[attr-defined]
            return redirect("campaign", pk)
        by_id = {row.pk: row for row in rows}
        outcomes = preview_many(AlignmentResponse, items, name, facts=facts, **me.by)
        context["outcomes"] = [(by_id[one.item.subject_id], one.refused) for one in outcomes]
    return render(request, "digital_plan/campaigns/many.html", context)


def _request_id(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("request_id", ""))
    except ValueError:
        return uuid4()
