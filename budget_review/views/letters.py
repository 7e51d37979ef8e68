# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The result letter to an agency, as a PDF."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from budget_review.models import ResultNotice
from budget_review.queries import may_see_letter
from budget_review.views.reading import ask
from papers.fonts import FontsMissing
from papers.packs import build_letter_pdf
from papers.rendering import RenderingRefused
from papers.text_gate import TextDiffers, Unprintable


def letter(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Print the letter from its frozen snapshot, for the agency itself, DGA's screening and auditors."""
    asked = ask(request, code)
    found = ResultNotice.objects.select_related("participation__agency")
    notice = get_object_or_404(found, participation__project=asked.project, pk=pk)
    if not may_see_letter(notice.participation, asked.user, asked.at):
        raise Http404
    try:
        pdf = build_letter_pdf(notice.snapshot)
    except (FontsMissing, RenderingRefused, TextDiffers, Unprintable) as error:
        context = {
            "project": asked.project,
            "refusal": {"rule": _("The letter cannot be printed now."), "missing": [str(error)]},
        }
        return render(request, "budget_review/refused.html", context, status=503)
    name = f"{asked.project.code}-{notice.participation.agency.code}-{notice.pk}.pdf"
    return HttpResponse(
        pdf,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"},
    )
