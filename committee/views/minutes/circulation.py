# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Comments on circulated minutes, the secretariat's answers, and the papers for those who may have them."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from committee.forms.minutes import AnswerForm, CommentForm
from committee.models import MinutesPaper
from committee.operations.minutes import answer_comment, preview, say_of_minutes
from committee.queries.minutes import hidden_sections, papers_for, sees_draft
from committee.translations import english_minutes
from committee.views.asking import asking
from committee.views.minutes.page import minutes_of, page
from papers.fonts import FontsMissing
from papers.models import PDF
from papers.queries import document_content
from papers.rendering import RenderingRefused
from papers.signing.asking import in_form
from papers.text_gate import TextDiffers, Unprintable
from workflows.refusals import GuardsUnmet, NotPermitted, Refused

NOT_WHOLE = _(
    "These minutes also tell of matters that are not open to you, so their paper is not handed out to you. "
    "The sections that you may read are on this page."
)


@require_POST
def comment(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Comment on a section."""
    me = asking(request)
    found = minutes_of(me, pk)
    form = CommentForm(request.POST, auto_id=f"{key}_%s")
    if not form.is_valid():
        return page(request, me, found, wrong=True, wrong_form=form, wrong_key=key)
    try:
        say_of_minutes(
            minutes_id=found.pk, key=key, text=form.cleaned_data["text"], actor=me.user, at=me.at,
            request_id=form.cleaned_data["request_id"], delegation=me.delegation,
        )  # fmt: skip
    except Refused as refused:
        return page(request, me, found, refused=refused, wrong_form=form, wrong_key=key)
    messages.success(request, _("Your comment is kept; the secretariat will answer it."))
    return redirect(f"{reverse('minutes', args=[pk])}#{key}")


@require_POST
def answer(request: HttpRequest, pk: int, comment: int) -> HttpResponse:
    """Answer a comment."""
    me = asking(request)
    found = minutes_of(me, pk)
    said = get_object_or_404(found.comments.select_related("section"), pk=comment)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return page(request, me, found, wrong=True, wrong_answer=form, wrong_comment=said.pk)
    try:
        answer_comment(
            comment_id=said.pk, verdict=form.cleaned_data["verdict"], text=form.cleaned_data["text"], actor=me.user,
            at=me.at, delegation=me.delegation,
        )  # fmt: skip
    except Refused as refused:
        return page(request, me, found, refused=refused, wrong_answer=form, wrong_comment=said.pk)
    messages.success(request, _("The comment is answered."))
    return redirect(f"{reverse('minutes', args=[pk])}#{said.section.key}")


@require_safe
def look(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper of the present text, as it would be circulated; nothing is kept."""
    me = asking(request)
    found = minutes_of(me, pk)
    if not sees_draft(me.user, found.meeting, me.at):
        raise Http404
    if hidden_sections(me.user, found, me.at):
        return page(request, me, found, refused=NotPermitted(NOT_WHOLE))
    try:
        pdf = preview(minutes=found)
    except Refused as refused:
        return page(request, me, found, refused=refused)
    return HttpResponse(pdf, content_type=PDF, headers={"X-Content-Type-Options": "nosniff"})


@require_safe
def paper(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Hand out a kept paper: to keep, or with ``?view=1`` to read in the browser.

    With ``?signed=1`` its signed form, with ``?language=en`` what it says in English, which is kept nowhere.
    """
    me = asking(request)
    found = minutes_of(me, pk)
    prepares, hidden = sees_draft(me.user, found.meeting, me.at), hidden_sections(me.user, found, me.at)
    kept = _among(papers_for(found, prepares=prepares, sees_all=not hidden), number)
    if kept is None:
        if hidden and _among(papers_for(found, prepares=prepares, sees_all=True), number):
            return page(request, me, found, refused=NotPermitted(NOT_WHOLE))
        raise Http404
    if request.GET.get("language") == "en":
        try:
            return _in_english(kept)
        except (FontsMissing, RenderingRefused, TextDiffers, Unprintable) as error:
            why = _("The minutes could not be printed faithfully: %(why)s") % {"why": error}
            return page(request, me, found, refused=GuardsUnmet(why))
    document = in_form(kept.document, signed=request.GET.get("signed") == "1")
    if document is None:
        raise Http404
    how = "inline" if request.GET.get("view") == "1" else "attachment"
    headers = {
        "Content-Disposition": f'{how}; filename="{document.filename}"',
        "ETag": f'"{document.sha256}"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-cache",
    }
    return HttpResponse(document_content(document), content_type=document.media_type, headers=headers)


def _among(papers: list[MinutesPaper], number: int) -> MinutesPaper | None:
    return next((one for one in papers if one.pk == number), None)


def _in_english(kept: MinutesPaper) -> HttpResponse:
    """Raises as ``papers.packs.build_minutes_pdf``."""
    name = f"{kept.document.filename.removesuffix('.pdf')}-en.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(english_minutes(kept), content_type=PDF, headers=headers)
