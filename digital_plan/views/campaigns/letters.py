# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The result letter of a response: its page and its paper. An agency opens it first, and the record says when."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from digital_plan.models import AlignmentLetterPaper
from digital_plan.operations.campaigns import paper_of
from digital_plan.views.campaigns.responses import letter_of
from papers.one_act import asking
from papers.printing_page import paper_of_document
from workflows.models import TransitionRecord


def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the letter, and when the agency opened it."""
    me = asking(request)
    found = letter_of(me, pk)
    if found is None:
        return redirect("response", pk)
    opened = TransitionRecord.objects.filter(
        subject_type=found.response.kind, subject_id=pk, transition="open_result"
    ).select_related("actor")
    context = {
        "letter": found,
        "response": found.response,
        "campaign": found.response.campaign,
        "says": found.snapshot,
        "opened": opened.first(),
        "paper": AlignmentLetterPaper.objects.select_related("document").filter(letter=found).first(),
    }
    return render(request, "digital_plan/campaigns/letter.html", context)


def pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out the letter's paper."""
    me = asking(request)
    found = letter_of(me, pk)
    if found is None:
        return redirect("response", pk)
    return paper_of_document(request, lambda: paper_of(found, at=me.at), _("The letter cannot be printed now."))
