# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Many responses at once: those found clearly aligned, and the letters of those checked; looked at before."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from digital_plan.lifecycle.campaigns import ResponseLifecycle
from digital_plan.models import AlignmentResponse
from digital_plan.queries.campaigns import campaign_for, reads_all
from digital_plan.states.campaigns import Finding, ResponseState
from digital_plan.views.many_at_once import AT_ONCE, Many, Row, many_page, refuse_others
from papers.one_act import asking
from workflows.lifecycle import rules_of

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
    rules = rules_of(step)
    if not reads_all(me.user, me.at):
        raise PermissionDenied(rules.who.sentence if rules.who else "")
    refuse_others(rules, AlignmentResponse(campaign=campaign), me.attempt)
    waiting = campaign.responses.filter(state__in=states).select_related("agency").prefetch_related("own_projects")
    asked = Many(
        name=name, rules=rules, facts=facts,
        rows=[_row(one, is_found=not facts) for one in waiting.order_by("submitted_at", "pk")[:AT_ONCE]],
        lead=(
            _("Each that you tick is found aligned with the plan, by its own record.")
            if facts
            else _("Each that you tick gets its letter with the next number, by its own record.")
        ),
        trail=[(_("Alignment campaigns"), reverse("campaigns")), (campaign.name, reverse("campaign", args=[pk]))],
    )  # fmt: skip
    return many_page(request, AlignmentResponse, asked, me.by)


def _row(response: AlignmentResponse, *, is_found: bool) -> Row:
    said = [response.agency.ministry, f"{_('Projects named')}: {len(response.own_projects.all())}"]
    finding = [response.get_finding_display()] if is_found and response.finding else []
    note = " · ".join(filter(None, said + finding))
    return Row(response, response.agency.name, note, reverse("response", args=[response.pk]))
