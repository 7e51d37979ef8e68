# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Acts on many projects that workers make: the list, how far one is, what became of each project, stopping one."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import User
from accounts.person import person_of
from budget_review.operations.many import rules_for
from budget_review.queries.under_way import bulk_acts_for, dealt_with
from workflows.bulk_acts.asking import stop
from workflows.bulk_acts.models import BulkAct
from workflows.bulk_acts.reading import trouble_of, under_way

SHOWN = 50


def bulk_acts(request: HttpRequest) -> HttpResponse:
    """List what was asked for, the last first."""
    user, at = person_of(request), timezone.now()
    rows = [_named(act) for act in bulk_acts_for(user, at)[:SHOWN]]
    return render(request, "budget_review/bulk_acts.html", {"rows": rows})


def bulk_act(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far an act is, and when it has ended what became of each project; htmx asks for the first alone."""
    user, at = person_of(request), timezone.now()
    act = get_object_or_404(bulk_acts_for(user, at), pk=pk)
    context: dict[str, Any] = {**_named(act), "trouble": trouble_of(act, at), "may_stop": act.is_under_way}
    if request.headers.get("HX-Request"):
        if not act.is_under_way:  # now the whole page is another
            return HttpResponse(headers={"HX-Refresh": "true"})
        return render(request, "budget_review/parts/bulk_progress.html", context)
    context["steps"] = [{"label": _("Work under way"), "href": reverse("bulk_acts")}, {"label": context["label"]}]
    if not act.is_under_way:
        told = dealt_with(act, user, at)
        unseen = act.item_count - sum(map(len, told.values()))
        context |= {"is_own": act.actor_id == user.pk, "unseen": unseen, **told}
    return render(request, "budget_review/bulk_act.html", context)


@require_POST
def bulk_act_stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin no further project of this act."""
    user, at = person_of(request), timezone.now()
    act = stop(get_object_or_404(bulk_acts_for(user, at), pk=pk).pk, actor=user, at=at)
    if act.stop_asked_at and act.status != BulkAct.Status.DONE:
        messages.success(request, _("No further project is begun. What is done stays done."))
    else:
        messages.info(request, _("It had ended already."))
    return redirect("bulk_act", pk=pk)


def _named(act: BulkAct) -> dict[str, Any]:
    return {"act": act, "label": rules_for(act.step).label}


def own_under_way(user: User) -> list[dict[str, Any]]:
    """What this person waits for, in one query, as ``parts/under_way.html`` shows it."""
    return [_named(act) for act in under_way(user)]
