# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Handing out one part of the issued pack: the agenda, one matter, the sheet to sign."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from committee.operations.packs import printed_pack
from committee.queries.pack_parts import part_for
from committee.views.asking import asking
from committee.views.meeting import page
from papers.models import PDF
from workflows.refusals import Refused


@require_safe
def part(request: HttpRequest, pk: int, piece: str) -> HttpResponse:
    """The part as a PDF, with ``?language=en`` in English."""
    me = asking(request)
    content = part_for(me.user, pk, piece, request.GET.get("language", ""), me.at)
    meeting = me.meeting(pk)
    try:
        pdf = printed_pack(content).pdf
    except Refused as no:
        return page(request, me, meeting, refused=no)
    name = f"{meeting.committee.code}-{meeting.number}-{meeting.be_year}-{piece}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff",
               "Cache-Control": "private, no-cache"}  # fmt: skip
    return HttpResponse(pdf, content_type=PDF, headers=headers)
