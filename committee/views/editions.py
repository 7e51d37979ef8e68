# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Making another copy of a pack, and handing copies out to those who may have them."""

from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from committee.models import PackBuild
from committee.models.editions import Language, Profile
from committee.operations.editions import want_edition
from committee.queries import pack_for
from committee.queries.editions import edition_for
from committee.views.asking import asking
from committee.views.meeting import page
from papers.queries import document_content
from papers.signing.asking import in_form
from workflows.refusals import Refused


@require_POST
def build(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Make the copy that was chosen: at once, or beside the work where it takes longer."""
    me = asking(request)
    meeting = me.meeting(pk)
    profile, _dash, language = request.POST.get("copy", "").partition("-")
    if profile not in Profile or language not in Language:
        return redirect(f"{reverse('meeting', args=[pk])}#packs")
    wanted = Profile(profile), Language(language)
    try:
        pack = pack_for(me.user, pk, number, me.at)
        made = want_edition(
            pack, *wanted, actor=me.user, at=me.at, request_id=uuid4(), delegation=me.delegation
        )  # fmt: skip
    except Refused as no:
        return page(request, me, meeting, refused=no)
    if isinstance(made, PackBuild):
        messages.info(request, _("The copy is being made. You will be told when it is ready, and need not wait here."))
    else:
        messages.success(request, _("The copy is made."))
    return redirect(f"{reverse('meeting', args=[pk])}#packs")


@require_safe
def hand_out(request: HttpRequest, pk: int, number: int, edition: str) -> HttpResponse:
    """Hand out a copy, as ``public-th``, with ``?signed=1`` its signed form."""
    me = asking(request)
    document = in_form(
        edition_for(me.user, pk, number, edition, me.at).document, signed=request.GET.get("signed") == "1"
    )
    if document is None:
        raise Http404
    response = HttpResponse(document_content(document), content_type=document.media_type)
    response["Content-Disposition"] = f'attachment; filename="{document.filename}"'
    response["ETag"] = f'"{document.sha256}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-cache"
    return response
