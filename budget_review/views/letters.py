# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The result letter to an agency, as a PDF."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from budget_review.models import ResultNotice
from budget_review.operations.letter_papers import english_letter, paper_of
from budget_review.queries import may_see_letter
from budget_review.views.reading import ask
from papers.fonts import FontsMissing
from papers.models import PDF
from papers.queries import document_content
from papers.rendering import RenderingRefused
from papers.signing.asking import in_form
from papers.text_gate import TextDiffers, Unprintable


def letter(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Hand out the paper of a letter to the agency itself, DGA's screening and auditors.

    With ``?signed=1`` its signed form; with ``?language=en`` what it says in English, which is kept nowhere.
    """
    asked = ask(request, code)
    found = ResultNotice.objects.select_related("participation__agency", "participation__project")
    notice = get_object_or_404(found, participation__project=asked.project, pk=pk)
    if not may_see_letter(notice.participation, asked.user, asked.at):
        raise Http404
    try:
        if request.GET.get("language") == "en":
            return _handed_out(english_letter(notice), f"{asked.project.code}-{notice.pk}-en.pdf")
        document = in_form(paper_of(notice, at=asked.at), signed=request.GET.get("signed") == "1")
    except (FontsMissing, RenderingRefused, TextDiffers, Unprintable) as error:
        context = {
            "project": asked.project,
            "refusal": {"rule": _("The letter cannot be printed now."), "missing": [str(error)]},
        }
        return render(request, "budget_review/refused.html", context, status=503)
    if document is None:
        raise Http404
    return _handed_out(document_content(document), document.filename)


def _handed_out(pdf: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(pdf, content_type=PDF, headers=headers)
