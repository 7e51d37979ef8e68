# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The archive of a closed meeting: asked for again by its secretary, and handed out."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from committee.jobs import ask_for_archive
from committee.operations.archives import refuse_asking
from committee.queries.archives import archive_for
from committee.views.asking import asking
from committee.views.meeting import page
from papers.handing_out import handed_out
from workflows.refusals import Refused


@require_POST
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Have another archive made by a worker."""
    me = asking(request)
    meeting = me.meeting(pk)
    try:
        refuse_asking(meeting, me.user, me.at)
    except Refused as no:
        return page(request, me, meeting, refused=no)
    ask_for_archive(pk, number=meeting.archives.count() + 1, asked_by=me.user.pk)
    messages.success(request, _("The archive is being made. It stands here as soon as it was played back."))
    return redirect(f"{reverse('meeting', args=[pk])}#archive")


@require_safe
def archive(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Hand out an archive as a file."""
    me = asking(request)
    found = archive_for(me.user, me.meeting(pk), number, me.at)
    return handed_out(found.document, found.document.filename)  # type: ignore[return-value]
