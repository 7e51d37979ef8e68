# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Building a pack to look at, and handing packs out to those who may have them."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from committee.operations import build_pack
from committee.queries import pack_for
from committee.views.asking import asking
from committee.views.meeting import page
from papers.queries import document_content
from papers.signing.asking import in_form
from workflows.refusals import NotPermitted, Refused


@require_POST
def build(request: HttpRequest, pk: int) -> HttpResponse:
    """Build the pack of the agenda as it is, without issuing it."""
    me = asking(request)
    meeting = me.meeting(pk)
    try:
        pack = build_pack(meeting_id=meeting.pk, actor=me.user, at=me.at, delegation=me.delegation)
    except Refused as no:
        return page(request, me, meeting, refused=no)
    messages.success(
        request,
        _("Pack %(number)s is built. Look it through; members see it once it is issued.") % {"number": pack.number},
    )
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
