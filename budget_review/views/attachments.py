# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The papers of a proposal: sending them, newer files, taking out, handing out."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from budget_review.forms.attachments import AttachmentForm, NewerFileForm
from budget_review.models import Attachment, AttachmentFile, Participation
from budget_review.operations.attachments import attach, replace_file, take_out
from budget_review.operations.editing import may_edit, may_write_sections
from budget_review.queries.attachments import file_for, papers_of
from budget_review.views.reading import INVALID, STATUS, Asked, ask, fresh_request_id, refusal, saved
from budget_review.views.writing import not_open, not_open_for_sections, refused_page
from papers.handing_out import handed_out
from papers.queries import DocumentDamaged
from workflows.refusals import Refused


def attachments(request: HttpRequest, code: str) -> HttpResponse:
    """List the papers, and take one more."""
    asked = ask(request, code)
    if refused := not_open_for_sections(asked):
        return refused_page(asked, refused)
    if request.method != "POST":
        asked_for = {name: request.GET.get(name, "") for name in ("place", "kind")}
        initial = {"request_id": fresh_request_id()} | asked_for
        return _shown(asked, _form(asked, initial=initial))
    form = _form(asked, data=request.POST, files=request.FILES)
    if not form.is_valid():
        return _shown(asked, form, status=INVALID)
    given = form.cleaned_data
    try:
        held = attach(
            project_id=asked.project.pk, place=form.where(), kind=given["kind"], title=given["title"],
            is_confidential=given["is_confidential"], file=given["file"], actor=asked.user, at=asked.at,
            request_id=given["request_id"], delegation=asked.delegation,
        )  # fmt: skip
    except Refused as refused:
        return _shown(asked, form, refused=refused)
    saved(request, _("“%(title)s” was attached.") % {"title": held.title})
    return redirect("edit_attachments", code=code)


def attachment(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Send a newer file of a paper, or take the paper out."""
    asked = ask(request, code)
    held = get_object_or_404(Attachment.objects.select_related("participation__agency"), project=asked.project, pk=pk)
    paper = next((paper for paper in papers_of(asked.project, asked.user, asked.at) if paper.held.pk == pk), None)
    if paper is None or not paper.is_open:
        raise Http404
    part = held.participation
    if refused := not_open(asked, part) if part else not_open_for_sections(asked):
        return refused_page(asked, refused)
    context: dict[str, Any] = {"project": asked.project, "paper": paper, "papers": [paper]}
    if request.method != "POST":
        return _newer(asked, NewerFileForm(initial={"request_id": fresh_request_id()}), context)
    if "take_out" in request.POST:
        return _take_out(asked, held, context)
    form = NewerFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _newer(asked, form, context, status=INVALID)
    try:
        replace_file(
            attachment_id=held.pk, file=form.cleaned_data["file"], actor=asked.user, at=asked.at,
            request_id=form.cleaned_data["request_id"], delegation=asked.delegation,
        )  # fmt: skip
    except Refused as refused:
        return _newer(asked, form, context, refused=refused)
    saved(request, _("The newer file of “%(title)s” stands; those before it are kept.") % {"title": held.title})
    return redirect("edit_attachments", code=code)


def attachment_file(request: HttpRequest, code: str, pk: int, number: int) -> HttpResponseBase:
    """Hand out one file, to be saved and never shown in the service's own pages."""
    asked = ask(request, code)
    try:
        file = file_for(asked.project, pk, number, asked.user, asked.at)
    except AttachmentFile.DoesNotExist as closed:
        raise Http404 from closed
    try:
        return handed_out(file.document, file.filename)
    except DocumentDamaged:
        told = {
            "rule": _("The file is damaged in the service's own store; the administrator must mend it."),
            "missing": [],
        }
        context = {"project": asked.project, "refusal": told}
        return render(request, "budget_review/refused.html", context, status=503)


def _writable(asked: Asked) -> list[Participation]:
    return [part for part in asked.project.active_parts() if may_edit(asked.project, asked.attempt, part)]


def _form(asked: Asked, **given: Any) -> AttachmentForm:
    is_whole = may_write_sections(asked.project, asked.attempt)
    return AttachmentForm(project=asked.project, parts=_writable(asked), is_whole=is_whole, **given)


def _shown(asked: Asked, form: AttachmentForm, *, refused: Refused | None = None, status: int = 200) -> HttpResponse:
    own = {part.pk for part in _writable(asked)}
    papers = papers_of(asked.project, asked.user, asked.at)
    context = {
        "project": asked.project, "form": form, "papers": papers, "refusal": refusal(refused) if refused else None,
        "changeable": {
            paper.held.pk for paper in papers if paper.is_open and paper.held.participation_id in {None, *own}
        },
    }  # fmt: skip
    status = STATUS[refused.code] if refused else status
    return render(asked.request, "budget_review/edit/attachments.html", context, status=status)


def _newer(
    asked: Asked, form: NewerFileForm, context: dict[str, Any], *, refused: Refused | None = None, status: int = 200
) -> HttpResponse:
    context |= {"form": form, "refusal": refusal(refused) if refused else None}
    status = STATUS[refused.code] if refused else status
    return render(asked.request, "budget_review/edit/attachment.html", context, status=status)


def _take_out(asked: Asked, held: Attachment, context: dict[str, Any]) -> HttpResponse:
    try:
        take_out(attachment_id=held.pk, actor=asked.user, at=asked.at, delegation=asked.delegation)
    except Refused as refused:
        form = NewerFileForm(initial={"request_id": fresh_request_id()})
        return _newer(asked, form, context, refused=refused)
    saved(asked.request, _("“%(title)s” was taken out. What was frozen with it keeps it.") % {"title": held.title})
    return redirect("edit_attachments", code=asked.project.code)
