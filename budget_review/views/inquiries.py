# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Questions to a project's agencies: the tab with every thread, and the page on which one is asked."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from budget_review.forms.inquiries import QuestionForm
from budget_review.models import ExpertOpinion, Inquiry
from budget_review.operations.inquiries import ask_agency
from budget_review.permissions import asks_questions
from budget_review.queries.inquiries import Thread, threads_of
from budget_review.states import State
from budget_review.views.reading import INVALID, STATUS, Asked, ask, fresh_request_id, number_in, refusal, saved
from workflows.explaining import explain
from workflows.refusals import GuardsUnmet, NotPermitted, Refused


def tab(asked: Asked) -> dict[str, Any]:
    """Every thread that this person may read, each with what this person may do in it."""
    threads = [
        {"thread": thread, "acts": _acts(asked, thread)}
        for thread in threads_of(asked.project, asked.user, asked.at)
    ]  # fmt: skip
    return {"threads": threads, "may_ask": _refused(asked, None) is None}


def ask_question(request: HttpRequest, code: str) -> HttpResponse:
    """Put a question to one of the agencies; ``?opinion=`` names the opinion that it is for."""
    asked = ask(request, code)
    wanted = request.POST.get("opinion") or request.GET.get("opinion") or ""
    opinion = get_object_or_404(asked.project.opinions, pk=number_in(wanted)) if wanted.isdecimal() else None
    if request.method != "POST":
        refused = _refused(asked, opinion)
        initial = {"request_id": fresh_request_id(), "opinion": opinion}
        return _shown(
            asked, opinion, None if refused else QuestionForm(initial=initial, project=asked.project), refused
        )
    form = QuestionForm(request.POST, project=asked.project)
    if not form.is_valid():
        return _shown(asked, opinion, form, status=INVALID)
    given = form.cleaned_data
    try:
        ask_agency(
            project=asked.project, participation=given["participation"], opinion=opinion, section=given["section"],
            text=given["text"], days=given["days"], actor=asked.user, at=asked.at, request_id=given["request_id"],
            delegation=asked.delegation,
        )  # fmt: skip
    except Refused as refused:
        return _shown(asked, opinion, form, refused)
    saved(request, _("The question was put to %(agency)s.") % {"agency": given["participation"].agency.name})
    return redirect(f"{reverse('project', args=[code])}?tab=questions")


def _refused(asked: Asked, opinion: ExpertOpinion | None) -> Refused | None:
    """Why this person asks nothing now, whatever the question is."""
    inquiry = Inquiry(project=asked.project, opinion=opinion)
    if opinion is not None:
        opinion.project = asked.project
    if not asks_questions(inquiry, asked.attempt):
        return NotPermitted(asks_questions.sentence)
    if asked.project.state != State.SCREENING:
        return GuardsUnmet(_("The project must be being screened."))
    return None


def _shown(
    asked: Asked, opinion: ExpertOpinion | None, form: QuestionForm | None, refused: Refused | None = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    context = {
        "project": asked.project,
        "opinion": opinion,
        "form": form,
        "refusal": refusal(refused, asks_questions.sentence) if refused else None,
    }
    status = STATUS[refused.code] if refused else status
    return render(asked.request, "budget_review/question_new.html", context, status=status)


def _acts(asked: Asked, thread: Thread) -> list[dict[str, Any]]:
    inquiry = thread.inquiry
    return [
        {
            "label": answer.label,
            "href": reverse("part_act", args=[asked.project.code, "inquiry", inquiry.pk, answer.name]),
            "is_first": answer.name == "answer",
        }
        for answer in explain(inquiry, asked.attempt)
        if answer.may or (answer.permitted and answer.asks)
    ]
