# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The anchors over all chains: to be printed, published and held against an export, by those who check."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from project.anchors import PAGE, anchor_numbered, anchors, stamp_of, token_of
from project.views.records import for_readers


@for_readers
def index(request: HttpRequest) -> HttpResponse:
    """List the anchors, newest first."""
    before = request.GET.get("before", "")
    found = list(anchors(int(before) if before.isdecimal() and len(before) < 10 else None)[: PAGE + 1])
    context = {
        "rows": [(anchor, stamp_of(anchor)) for anchor in found[:PAGE]],
        "is_first": not before,
        "next": found[PAGE - 1].number if len(found) > PAGE else None,
    }
    return render(request, "project/anchors.html", context)


@for_readers
def text(request: HttpRequest, number: int) -> HttpResponse:
    """Hand out the text whose hash the anchor is."""
    return _file(anchor_numbered(number).canonical.encode(), "application/json; charset=utf-8", f"anchor-{number}.json")


@for_readers
def token(request: HttpRequest, number: int) -> HttpResponse:
    """Hand out the time-stamp."""
    return _file(token_of(number), "application/timestamp-reply", f"anchor-{number}.tsr")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer
