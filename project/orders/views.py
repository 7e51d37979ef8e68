# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Orders to act for another: the register, writing one, what can be done with it, its paper, and taking it up."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.person import person_of
from agencies.authority import refuse_idle
from agencies.middleware import CHOSEN
from agencies.models import Delegation, OrderPaper
from agencies.operations import write_order
from agencies.powers import acts_of
from agencies.queries import order_for, orders_for, ready_for
from agencies.roles import Role
from agencies.standing import attempt_of, delegation_of
from project.orders.choices import may_write
from project.orders.forms import OrderForm
from project.records import kind_name
from project.story import told
from workflows.acting import act as make
from workflows.explaining import elsewhere, explain
from workflows.forms import ActForm, button, status_of
from workflows.judging import refuse
from workflows.lifecycle import Attempt
from workflows.queries import history_of
from workflows.refusals import NotPermitted, Refused

PAGE = 50
ENDING = ("withdraw", "revoke")  # what ends an order is never the page's primary act


def orders(request: HttpRequest) -> HttpResponse:
    """List the orders that this person may act under now, and the register of those that they may see."""
    user, now = person_of(request), timezone.now()
    after = request.GET.get("after", "")
    found = orders_for(user, now).order_by("-pk")
    rows = list((found.filter(pk__lt=after) if after.isdecimal() and len(after) < 19 else found)[: PAGE + 1])
    context = {
        "ready": ready_for(user, now),
        "rows": [(order, order.is_standing(now)) for order in rows[:PAGE]],
        "next": rows[PAGE - 1].pk if len(rows) > PAGE else None,
        "is_first": not after,
        "may_write": may_write(user, now),
    }
    return render(request, "project/orders.html", context)


def new(request: HttpRequest) -> HttpResponse:
    """Write an order; it waits for the giver, or for an administrator with the signed paper."""
    user, now = person_of(request), timezone.now()
    if not may_write(user, now):
        raise PermissionDenied(Delegation.begin.who and Delegation.begin.who.sentence)
    form = OrderForm(request.POST or None, request.FILES or None, user=user, at=now)
    refused: Refused | None = None
    if request.method == "POST" and form.is_valid():
        try:
            if delegation_of(user) is not None:
                raise NotPermitted(_("This is done in person only, never for another."))
            order = write_order(
                form.order(), actor=user, at=now, request_id=form.cleaned_data["request_id"], **form.signed_paper()
            )
        except Refused as no:
            refused = no
        else:
            messages.success(request, _("The order is written. It waits to be confirmed or registered."))
            return redirect("order", order.pk)
    status = status_of(refused) if refused else 422 if form.is_bound and form.errors else 200
    return render(request, "project/order_form.html", {"form": form, "refused": refused}, status=status)


def order(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what an order says, who else holds the same power, what can be done, and what was done with it."""
    user, now = person_of(request), timezone.now()
    found = order_for(user, pk, now)
    answers = explain(found, attempt_of(user, now))
    context = {
        "order": found,
        "facts": _facts(found),
        "buttons": [
            replace(button(found, answer, reverse("order_act", args=[pk, answer.name])), aside=answer.name in ENDING)
            for answer in answers
        ],
        "overlapping": found.overlapping(),
        "story": told(list(history_of(found)), user, now)[::-1],
        "may_take_up": found.receiver_id == user.pk and found.is_standing(now) and delegation_of(user) != found.pk,
    }
    return render(request, "project/order.html", context)


def act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Make an act on an order, or say why not."""
    user, now = person_of(request), timezone.now()
    found = order_for(user, pk, now)
    attempt = attempt_of(user, now)
    answer = next((answer for answer in explain(found, attempt) if answer.name == name), None)
    is_past = answer is None  # pressed twice, it is the same act again; otherwise the refusal says what happened
    answer = answer or elsewhere(found, name)
    if answer is None:
        raise Http404
    form = ActForm(found, answer, data=request.POST or None)
    refused: Refused | None = None
    if not answer.permitted and not is_past:
        refused = NotPermitted(answer.barred or answer.who)
    elif is_past and request.method != "POST":
        refused = _refusal(found, name, attempt)
    elif request.method == "POST" and form.is_valid():
        try:
            make(
                found, name, actor=user, at=now, delegation=delegation_of(user), note=form.note,
                request_id=form.cleaned_data["request_id"], expected_version=form.cleaned_data["expected_version"],
            )  # fmt: skip
        except Refused as no:
            refused = no
            form.looked_again(order_for(user, pk, now))
        else:
            messages.success(request, _("Done: %(act)s") % {"act": answer.label})
            return redirect("order", pk)
    context = {"order": found, "answer": answer, "form": form, "refused": refused}
    status = status_of(refused) if refused else 422 if form.errors else 200
    return render(request, "project/order_act.html", context, status=status)


def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out the signed order as it was uploaded."""
    found = order_for(person_of(request), pk, timezone.now())
    kept = get_object_or_404(OrderPaper, pk=found.paper_id)
    headers = {"Content-Disposition": f'attachment; filename="order-{found.pk}.pdf"', "ETag": f'"{kept.sha256}"'}
    return HttpResponse(bytes(kept.content), content_type="application/pdf", headers=headers)


@require_POST
def take_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Act under an order from now on, until it is laid down or ends."""
    user, now = person_of(request), timezone.now()
    found = get_object_or_404(ready_for(user, now), pk=pk)
    try:
        refuse_idle(found, user, now)
    except Refused as refused:
        messages.error(request, f"{refused.title} {refused}")
        return redirect("orders")
    request.session[CHOSEN] = found.pk
    messages.success(request, _("From now on you act: %(under)s") % {"under": found.sentence})
    return redirect("home")


@require_POST
def lay_down(request: HttpRequest) -> HttpResponse:
    """Act for oneself again."""
    request.session.pop(CHOSEN, None)
    messages.success(request, _("You act for yourself again."))
    return redirect("home")


def _facts(order: Delegation) -> list[dict[str, Any]]:
    """What the order says, as ``components/summary_list.html`` shows it; days and papers stand in the page itself."""
    labels = acts_of(Role(order.role))
    acts = ", ".join(str(labels.get(name, name)) for name in order.acts) or _("All acts of the post")
    limits = ", ".join(f"{kind_name(ref)} {ref.rpartition('/')[2]}" for ref in order.subjects)
    return [
        {"term": _("Kind"), "value": order.get_extent_display()},
        {"term": _("In place of"), "value": order.in_place_of, "note": order.post},
        {"term": _("Who acts"), "value": str(order.receiver)},
        {"term": _("Acts"), "value": acts},
        {"term": _("Limited to"), "value": limits or _("Nothing: all that the post concerns")},
        {"term": _("Reason"), "value": order.reason},
    ]


def _refusal(order: Delegation, name: str, attempt: Attempt) -> Refused | None:
    try:
        refuse(order, name, attempt)
    except Refused as no:
        return no
    return None
