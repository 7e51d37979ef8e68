# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Building a pack to look at, and handing packs out to those who may have them."""

from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from committee.models import PackBuild
from committee.operations import cancel_build, want_pack
from committee.permissions import keeps
from committee.queries import pack_for
from committee.queries.builds import last_build, line_of, pieces_of_build
from committee.views.asking import asking
from committee.views.meeting import page
from papers.queries import document_content
from papers.signing.asking import in_form
from workflows.refusals import NotPermitted, Refused


@require_POST
def build(request: HttpRequest, pk: int) -> HttpResponse:
    """Build the pack of the agenda as it is, without issuing it: at once, or beside the work where it takes longer."""
    me = asking(request)
    meeting = me.meeting(pk)
    try:
        made = want_pack(
            meeting_id=meeting.pk, actor=me.user, at=me.at, request_id=uuid4(), delegation=me.delegation
        )  # fmt: skip
    except Refused as no:
        return page(request, me, meeting, refused=no)
    if isinstance(made, PackBuild):
        return being_built(request, pk)
    messages.success(
        request,
        _("Pack %(number)s is built. Look it through; members see it once it is issued.") % {"number": made.number},
    )
    return redirect(f"{reverse('meeting', args=[pk])}#packs")


def being_built(request: HttpRequest, pk: int) -> HttpResponse:
    """Back to the meeting, where the bar says how far it is."""
    messages.info(request, _("The pack is being built. You will be told when it is ready, and need not wait here."))
    return redirect(f"{reverse('meeting', args=[pk])}#packs")


@require_safe
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the last build is, piece by piece; the bar alone for the part of the meeting's page that asks again."""
    me = asking(request)
    meeting = me.meeting(pk)
    if not keeps(meeting, me.attempt):
        raise Http404
    found = last_build(meeting)
    if request.headers.get("HX-Request") and found is not None:
        return render(request, "committee/build/line.html", {"meeting": meeting, "line": line_of(found)})
    context = {"meeting": meeting, "line": line_of(found) if found else None}
    return render(request, "committee/build/page.html", context | {"pieces": pieces_of_build(found) if found else []})


@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel the build that is under way."""
    me = asking(request)
    meeting = me.meeting(pk)
    found = last_build(meeting)
    if found is None:
        raise Http404
    try:
        cancel_build(meeting_id=meeting.pk, build_id=found.pk, actor=me.user, at=me.at, delegation=me.delegation)
    except Refused as no:
        return page(request, me, meeting, refused=no)
    messages.success(request, _("The build is cancelled. What was laid out is kept for the next one."))
    return redirect(f"{reverse('meeting', args=[pk])}#packs")


@require_safe
def pack(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Hand out a pack: to keep, or with ``?view=1`` to read in the browser, with ``?signed=1`` its signed form.

    Who may not have all of it is told why.
    """
    me = asking(request)
    try:
        document = pack_for(me.user, pk, number, me.at).document
    except NotPermitted as no:
        return page(request, me, me.meeting(pk), refused=no)
    found = in_form(document, signed=request.GET.get("signed") == "1")
    if found is None:
        raise Http404
    document = found
    etag = f'"{document.sha256}"'
    if request.headers.get("If-None-Match") == etag:
        response: HttpResponse = HttpResponseNotModified()
    else:
        response = HttpResponse(document_content(document), content_type=document.media_type)
        how = "inline" if request.GET.get("view") == "1" else "attachment"
        response["Content-Disposition"] = f'{how}; filename="{document.filename}"'
    response["ETag"] = etag
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-cache"
    return response
