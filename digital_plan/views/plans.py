# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The plans as pages: to browse, to see what serves an item, and for administrators to complete."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.person import person_of
from digital_plan.forms.plans import ChangeForm, DetailsForm, ItemForm, PlanForm, RetireForm
from digital_plan.in_force import in_force
from digital_plan.kinds import ItemKind
from digital_plan.links import Link, links_for
from digital_plan.models import Plan, PlanChange, PlanItem
from digital_plan.operations.plans import add_plan, change_plan
from digital_plan.queries.plans import history_of_item, last_change, may_keep_plans, owners_of
from digital_plan.queries.revisions import revisions_of
from workflows.forms import status_of, typed_but
from workflows.refusals import Refused

CHANGES_SHOWN = 10


def plan(request: HttpRequest) -> HttpResponse:
    """Show every plan that is known, the latest first."""
    known = in_force()
    rows = [{"plan": one, **_counted(one)} for one in reversed(known.plans)]
    context = {"plans": rows, "may_keep": may_keep_plans(person_of(request), timezone.now())}
    return render(request, "digital_plan/plans.html", context)


def one_plan(request: HttpRequest, code: str) -> HttpResponse:
    """Show a plan: its strategies with what stands under each, its focus areas and mechanisms, and what serves them."""
    shown, user, now = _plan(code), person_of(request), timezone.now()
    known = in_force()
    served = _served(links_for(user, now))
    rows = [_row(item, served) for item in known.items if item.plan_id == shown.pk]
    strategies = [
        {
            "row": row,
            "key_projects": _under(rows, row, ItemKind.KEY_PROJECT),
            "measures": _under(rows, row, ItemKind.MEASURE),
        }
        for row in rows
        if row["item"].kind == ItemKind.STRATEGY
    ]
    context = {
        "plan": shown,
        **_counted(shown),
        "strategies": strategies,
        "others": [
            (label, found)
            for label, found in (
                (_("Key projects whose strategy is not known"), _under(rows, None, ItemKind.KEY_PROJECT)),
                (_("Measures whose strategy is not known"), _under(rows, None, ItemKind.MEASURE)),
                (_("Focus areas and target groups"), _under(rows, None, ItemKind.FOCUS)),
                (_("Mechanisms that drive the plan"), _under(rows, None, ItemKind.MECHANISM)),
            )
            if found
        ],
        "may_keep": may_keep_plans(user, now),
        "revisions": revisions_of(shown),
        "changes": PlanChange.objects.filter(facts__plan=shown.code).select_related("actor")[:CHANGES_SHOWN],
    }
    return render(request, "digital_plan/plan.html", context)


def item(request: HttpRequest, code: str, own: str) -> HttpResponse:
    """Show an item: how it reads, who is responsible, what serves it, and how it has read before."""
    shown, user, now = _item(code, own), person_of(request), timezone.now()
    context = {
        "plan": shown.plan,
        "item": shown,
        "strategy": in_force().by_code.get(shown.under),
        "owners": owners_of([shown.code]).get(shown.code, []),
        "links": [(label, found.get(shown.code, [])) for label, found in links_for(user, now)],
        "history": history_of_item(shown.code),
        "may_keep": may_keep_plans(user, now),
        "edit": reverse("plan_item_edit", args=[code, own]),
        "retire": reverse("plan_item_retire", args=[code, own]),
    }
    return render(request, "digital_plan/item.html", context)


def new_plan(request: HttpRequest) -> HttpResponse:
    """Begin a plan."""
    form = PlanForm(request.POST or None, plan=Plan())

    def make(**by: Any) -> str:
        add_plan(code=form.cleaned_data["code"], details=form.details, **by)
        return reverse("one_plan", args=[form.cleaned_data["code"]])

    return _changed(request, form, _("Add a plan"), reverse("plan"), make)


def edit_plan(request: HttpRequest, code: str) -> HttpResponse:
    """Put the plan's own facts right."""
    shown = _plan(code)
    form = DetailsForm(request.POST or None, plan=shown)
    back = reverse("one_plan", args=[code])

    def make(**by: Any) -> str:
        change_plan(plan_id=shown.pk, details=form.details, expected_change=form.cleaned_data["expected_change"], **by)
        return back

    return _changed(request, form, _("Edit the plan"), back, make, plan=shown)


def add_item(request: HttpRequest, code: str) -> HttpResponse:
    """Add an item to the plan."""
    shown = _plan(code)
    form = ItemForm(request.POST or None, plan=shown, kind=request.GET.get("kind", ItemKind.KEY_PROJECT))
    back = reverse("one_plan", args=[code])

    def make(**by: Any) -> str:
        change_plan(plan_id=shown.pk, **form.given, expected_change=form.cleaned_data["expected_change"], **by)
        return back

    return _changed(request, form, _("Add to the plan"), back, make, plan=shown)


def edit_item(request: HttpRequest, code: str, own: str) -> HttpResponse:
    """Put an item right, or say who is responsible for it."""
    shown = _item(code, own)
    owners = owners_of([shown.code]).get(shown.code, [])
    form = ItemForm(request.POST or None, plan=shown.plan, item=shown, owners=owners)
    back = reverse("plan_item", args=[code, own])

    def make(**by: Any) -> str:
        change_plan(plan_id=shown.plan_id, **form.given, expected_change=form.cleaned_data["expected_change"], **by)
        return back

    return _changed(request, form, _("Edit the item"), back, make, plan=shown.plan, item=shown)


def retire_item(request: HttpRequest, code: str, own: str) -> HttpResponse:
    """Take an item off the plan."""
    shown = _item(code, own)
    form = RetireForm(request.POST or None)

    def make(**by: Any) -> str:
        change_plan(
            plan_id=shown.plan_id, retire=shown.code, expected_change=form.cleaned_data["expected_change"], **by
        )
        return reverse("one_plan", args=[code])

    back = reverse("plan_item", args=[code, own])
    return _changed(request, form, _("Take the item off the plan"), back, make, plan=shown.plan, item=shown)


def _changed(request: HttpRequest, form: ChangeForm, title: str, back: str, make: Any, **context: Any) -> HttpResponse:
    """Ask for a change, make it, and lead to where it shows; what is refused keeps what was typed."""
    user, now = person_of(request), timezone.now()
    if not may_keep_plans(user, now):
        raise Http404
    status = 200
    context |= {"form": form, "title": title, "back": back}
    if request.method == "POST" and form.is_valid():
        try:
            there = make(
                reason=form.cleaned_data["reason"], actor=user, at=now, request_id=form.cleaned_data["request_id"]
            )
        except Refused as refused:
            context["refused"] = refused
            typed_but(form, expected_change=last_change())
            status = status_of(refused)
        else:
            messages.success(request, _("The plan is changed."))
            return redirect(there)
    elif request.method == "POST":
        status = 422
    return render(request, "digital_plan/change.html", context, status=status)


def _plan(code: str) -> Plan:
    return get_object_or_404(Plan, code=code)


def _item(code: str, own: str) -> PlanItem:
    return get_object_or_404(PlanItem.objects.select_related("plan"), code=f"{code}/{own}", retired_by=None)


def _counted(shown: Plan) -> dict[str, int]:
    """How many key projects the plan says it has, and how many are known by name."""
    known = in_force()
    promised = sum(one.promised or 0 for one in known.of(shown, ItemKind.STRATEGY))
    named = len(known.of(shown, ItemKind.KEY_PROJECT))
    return {"promised": promised, "named": named, "unnamed": max(promised - named, 0)}


def _served(links: list[tuple[Any, Mapping[str, list[Link]]]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for _label, by_code in links:
        for code, each in by_code.items():
            found[code] = found.get(code, 0) + len(each)
    return found


def _row(shown: PlanItem, served: Mapping[str, int]) -> dict[str, Any]:
    own = shown.code.partition("/")[2]
    href = reverse("plan_item", args=[shown.plan.code, own])
    return {"item": shown, "href": href, "served": served.get(shown.code, 0)}


def _under(rows: list[dict[str, Any]], strategy: dict[str, Any] | None, kind: ItemKind) -> list[dict[str, Any]]:
    code = strategy["item"].code if strategy else ""
    return [row for row in rows if row["item"].kind == kind and row["item"].under == code]
