# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writing an action plan: beginning it, its kind and years, each section, and the steps that it takes."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from digital_plan.forms.action_plans import BeginPlanForm, PlanDetailsForm, receipt_fields
from digital_plan.in_force import plan_of_year
from digital_plan.models import ActionPlan
from digital_plan.operations.action_plans import SectionText, begin_plan, not_open, write_details, write_sections
from digital_plan.permissions.action_plans import plan_writer
from digital_plan.queries.action_plans import agencies_without_plan, section_of
from digital_plan.template_sections import BY_KEY, SECTIONS
from digital_plan.views.action_plans.asked import AskedOfPlan, ask
from papers.one_act import Page, asking, one_act
from papers.section_page import SectionPage, refusal
from papers.sections import Row, Section, Written
from papers.thai import bangkok_day, fiscal_year
from workflows.forms import status_of, typed_but
from workflows.refusals import Refused, VersionConflict


def begin(request: HttpRequest) -> HttpResponse:
    """Begin the action plan of one's agency."""
    me = asking(request)
    agencies = agencies_without_plan(me.user, me.at)
    if not agencies:
        raise PermissionDenied(plan_writer.sentence)
    year = fiscal_year(bangkok_day(me.at))
    plan = plan_of_year(year)
    form = BeginPlanForm(request.POST or None, agencies=agencies, years=(year, plan.last_year if plan else year + 2))
    refused: Refused | None = None
    if request.method == "POST" and form.is_valid():
        try:
            made = begin_plan(**form.cleaned_data, **me.by)
        except Refused as no:
            refused = no
        else:
            messages.success(request, _("The plan is begun. Write its sections in any order."))
            return redirect("action_plan", made.pk)
    status = status_of(refused) if refused else 422 if form.is_bound and form.errors else 200
    context = {"form": form, "refusal": refusal(refused) if refused else None}
    return render(request, "digital_plan/action_plan_begin.html", context, status=status)


def details(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the kind and the years of the plan."""
    asked = _drafted(request, pk)
    form = PlanDetailsForm(request.POST or None, plan=asked.plan)
    refused: Refused | None = not_open(asked.plan, asked.attempt)
    if request.method == "POST" and form.is_valid():
        try:
            write_details(plan_id=pk, **form.cleaned_data, **asked.by)
        except Refused as no:
            refused = no
            if isinstance(no, VersionConflict):
                typed_but(form, expected_revision=ActionPlan.objects.get(pk=pk).revision)
        else:
            messages.success(request, _("Saved."))
            return redirect("action_plan", pk)
    status = status_of(refused) if refused else 422 if form.is_bound and form.errors else 200
    context = {"plan": asked.plan, "form": form, "refusal": refusal(refused) if refused else None}
    return render(request, "digital_plan/action_plan_details.html", context, status=status)


def section(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Write one section. The page's own script posts it in the background too, and is answered with one line."""
    asked = _drafted(request, pk)
    if key not in BY_KEY:
        raise Http404
    return OfActionPlan(asked, section_of(asked.plan, BY_KEY[key])).answer()


class OfActionPlan(SectionPage):
    """A section of an action plan."""

    template = "digital_plan/action_plan_section.html"
    sections = SECTIONS

    def __init__(self, asked: AskedOfPlan, written: Written) -> None:
        super().__init__(asked.request, asked.at, written)
        self.asked = asked

    def closed(self) -> Refused | None:
        return not_open(self.asked.plan, self.asked.attempt)

    def closed_page(self, refused: Refused) -> HttpResponse:
        context = {"plan": self.asked.plan, "refusal": refusal(refused)}
        return render(self.request, "digital_plan/action_plan_refused.html", context, status=status_of(refused))

    def write(self, *, expected_revision: int, text: str, rows: Sequence[Row]) -> int:
        plan = write_sections(
            plan_id=self.asked.plan.pk, sections=[SectionText(self.written.section.key, text, rows)],
            expected_revision=expected_revision, **self.asked.by,
        )  # fmt: skip
        return plan.revision

    @property
    def revision(self) -> int:
        return self.asked.plan.revision

    def now(self) -> tuple[int, Written]:
        plan = ActionPlan.objects.get(pk=self.asked.plan.pk)
        return plan.revision, section_of(plan, self.written.section)

    def context(self) -> dict[str, Any]:
        return {"plan": self.asked.plan, "back": reverse("action_plan", args=[self.asked.plan.pk])}

    def address_of(self, section: Section) -> str:
        return reverse("action_plan_section", args=[self.asked.plan.pk, section.key])


def act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Send the plan, acknowledge its receipt, return it, revise or end it."""
    asked = ask(request, pk)
    plan = asked.plan
    here = reverse("action_plan", args=[pk])
    page = Page(
        about=f"{plan.agency.name} · {plan.get_plan_kind_display()} {plan.years}",
        back=here,
        trail=[
            {"label": _("Agencies' action plans"), "href": reverse("action_plans")},
            {"label": plan.agency.name, "href": here},
        ],
    )

    fields = receipt_fields() if name == "acknowledge_receipt" else {}
    return one_act(request, asked, plan, name, page, fields=fields)


def _drafted(request: HttpRequest, pk: int) -> AskedOfPlan:
    """The plan for somebody who reads what is being written. Raises Http404."""
    asked = ask(request, pk)
    if not asked.reads_draft:
        raise Http404
    return asked
