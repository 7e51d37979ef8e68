# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The agency's own plan document: attached or linked, and handed out."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _

from digital_plan.documents import blank_template, plan_document
from digital_plan.forms.action_plans import OwnDocumentForm
from digital_plan.models import ActionPlanRevision
from digital_plan.operations.action_plans import attach_document, draft_pdf, not_open, paper_of_revision
from digital_plan.queries.action_plans import document_for, sections_of
from digital_plan.states.action_plans import OPEN_FOR_WRITING
from digital_plan.template_sections import written_in
from digital_plan.views.action_plans.asked import AskedOfPlan, ask
from papers.handing_out import handed_out
from papers.printing_page import paper, paper_of_document
from papers.section_page import refusal
from papers.word import DOCX
from workflows.forms import status_of
from workflows.refusals import Refused


def own_document(request: HttpRequest, pk: int) -> HttpResponse:
    """Attach the agency's own document, or name the address where it is published."""
    asked = ask(request, pk)
    if not asked.reads_draft:
        raise Http404
    refused: Refused | None = not_open(asked.plan, asked.attempt)
    is_sent = request.method == "POST" and refused is None
    form = OwnDocumentForm(request.POST, request.FILES) if is_sent else OwnDocumentForm()
    if is_sent and form.is_valid():
        try:
            kept = attach_document(plan_id=pk, **form.cleaned_data, **asked.by)
        except Refused as no:
            refused = no
        else:
            messages.success(request, _("The document is kept with the plan."))
            return redirect("action_plan_compare", pk, kept.pk) if kept.is_word else redirect("action_plan", pk)
    status = status_of(refused) if refused else 422 if form.is_bound and form.errors else 200
    context = {
        "plan": asked.plan,
        "form": form,
        "refusal": refusal(refused) if refused else None,
        "held": asked.plan.own_document(),
    }
    return render(request, "digital_plan/action_plan_document.html", context, status=status)


def document_file(request: HttpRequest, pk: int, number: int) -> FileResponse:
    """Hand out a document: any to the agency, to others those that were sent with a revision."""
    asked = ask(request, pk)
    held = document_for(asked.plan, asked.user, number, asked.at)
    if held.document is None:
        raise Http404
    return handed_out(held.document, held.filename)


def blank(request: HttpRequest) -> HttpResponse:
    """The blank template of an action plan; official papers are Thai."""
    with translation.override("th"):
        return _word(blank_template(), "action-plan-template.docx")


def document_of_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """The plan in the shape of the template: as it is written to the agency, as it was sent last to everybody else."""
    asked = ask(request, pk)
    plan, last = asked.plan, asked.plan.last_sent()
    if not asked.reads_draft and last is None:
        raise Http404
    sections = sections_of(plan) if asked.reads_draft or last is None else written_in(last.content)
    with translation.override("th"):
        content = plan_document(
            kind=plan.get_plan_kind_display(), agency=plan.agency.name_th, years=plan.years, sections=sections
        )
    return _word(content, f"action-plan-{plan.agency.code}.docx")


def paper_of_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """The plan as a paper: to the agency a draft while it is written, to everybody else as it was sent last."""
    asked = ask(request, pk)
    plan, last = asked.plan, asked.plan.last_sent()
    if last is not None and not (asked.reads_draft and plan.state in OPEN_FOR_WRITING):
        return _printed(request, last, asked)
    if not asked.reads_draft:
        raise Http404
    name = f"action-plan-{plan.agency.code}-draft.pdf"
    return paper(request, lambda: (draft_pdf(plan, sections_of(plan), at=asked.at), name), _not_now())


def paper_of_sent(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """A revision as a paper, the same bytes each time."""
    asked = ask(request, pk)
    return _printed(request, get_object_or_404(asked.plan.revisions, number=number), asked)


def _printed(request: HttpRequest, revision: ActionPlanRevision, asked: AskedOfPlan) -> HttpResponse:
    return paper_of_document(request, lambda: paper_of_revision(revision, at=asked.at), _not_now())


def _not_now() -> str:
    return _("The plan cannot be printed now.")


def _word(content: bytes, filename: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{filename}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type=DOCX, headers=headers)
