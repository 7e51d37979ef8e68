# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What no address says: a NUL. PostgreSQL keeps none in a text, so a page that seeks one would be at fault."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

NOTHING = "\ufffd"  # stands in no address of ours: what was asked for is not found
Answer = Callable[[HttpRequest], HttpResponse]


def without_nul(answer: Answer) -> Answer:
    """Leave NULs out of what pages are asked, and find nothing where a path holds one. Programs are told (422)."""

    def answered(request: HttpRequest) -> HttpResponse:
        asked = request.META.get("QUERY_STRING", "")
        if "%00" in asked and not request.path.startswith("/api/"):
            request.META["QUERY_STRING"] = asked.replace("%00", "")
        if "\0" in request.path_info and not request.path.startswith("/api/"):
            request.path, request.path_info = (one.replace("\0", NOTHING) for one in (request.path, request.path_info))
        return answer(request)

    return answered
