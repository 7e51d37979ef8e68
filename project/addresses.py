# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What no address says: a NUL. PostgreSQL keeps none in a text, so a page that seeks one would be at fault."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]


def without_nul(answer: Answer) -> Answer:
    """Read the addresses of pages as though no NUL stood in them. Programs are told of theirs (422)."""

    def answered(request: HttpRequest) -> HttpResponse:
        asked = request.META.get("QUERY_STRING", "")
        if "%00" in asked and not request.path.startswith("/api/"):
            request.META["QUERY_STRING"] = asked.replace("%00", "")
        if "\0" in request.path_info and not request.path.startswith("/api/"):
            request.path, request.path_info = (one.replace("\0", "") for one in (request.path, request.path_info))
        return answer(request)

    return answered
