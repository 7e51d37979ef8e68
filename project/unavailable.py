# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is answered when the service cannot work now: a full disk, a database that is away, or a fault of ours.

Django asks ``answer`` for whatever nobody caught, be it in a view, a template or a middleware.
"""

import errno
import sqlite3
import sys
from dataclasses import dataclass
from typing import Any

import psycopg
from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from ninja.responses import Response

from accounts.api import problem
from papers.fonts import FontsMissing


@dataclass(frozen=True)
class Outage:
    """Why nothing can be done for the moment."""

    code: str  # for programs
    sentence: Any
    again_after: int  # seconds: what ``Retry-After`` says


FULL = Outage(
    "storage_full",
    _("The service has no room left to keep anything, so it takes nothing in. The administrator must make room."),
    300,
)
READ_ONLY = Outage("read_only", _("The service can be read but takes nothing in just now."), 60)
AWAY = Outage("database_away", _("The database cannot be reached just now."), 10)
BUSY = Outage("database_busy", _("Too many people are at work in the same place just now."), 5)

NO_FONT = Outage(
    "fonts_missing",
    _("The typeface of official papers is not installed, so none can be made. The administrator runs “make setup”."),
    300,
)

OF_SQLITE = {
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_READONLY: READ_ONLY,
    sqlite3.SQLITE_IOERR: AWAY,
    sqlite3.SQLITE_CANTOPEN: AWAY,
    sqlite3.SQLITE_BUSY: BUSY,
    sqlite3.SQLITE_LOCKED: BUSY,
}
OF_POSTGRESQL = {  # by SQLSTATE or its class: https://www.postgresql.org/docs/current/errcodes-appendix.html
    "53100": FULL,
    "25006": READ_ONLY,
    "53": AWAY,
    "57P": AWAY,
    "08": AWAY,
    "40": BUSY,
    "55P03": BUSY,
    "57014": BUSY,
}
OF_FILES = {errno.ENOSPC: FULL, errno.EDQUOT: FULL, errno.EROFS: READ_ONLY}


def outage_of(error: BaseException | None) -> Outage | None:
    """The outage behind an error, or None where the fault is ours."""
    if isinstance(error, Error):
        error = error.__cause__ or error
    if isinstance(error, sqlite3.Error):
        return OF_SQLITE.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)  # the low byte tells what, the rest where
    if isinstance(error, psycopg.Error):
        state = error.sqlstate
        if state is None:  # nobody answered who could have named one
            return AWAY if isinstance(error, psycopg.OperationalError | psycopg.InterfaceError) else None
        return next((OF_POSTGRESQL[state[:length]] for length in (5, 3, 2) if state[:length] in OF_POSTGRESQL), None)
    if isinstance(error, FontsMissing):
        return NO_FONT
    if isinstance(error, OSError):
        return OF_FILES.get(error.errno or 0)
    return None


def answer(request: HttpRequest) -> HttpResponse:
    """Answer an error that nobody caught, as a page or as JSON: 503 while it passes by itself, 500 otherwise."""
    outage = outage_of(sys.exc_info()[1])
    for_program = request.path.startswith("/api/")
    if outage is None:
        if for_program:
            return Response(problem("fault").model_dump(), status=500)
        return HttpResponse(render_to_string("500.html"), status=500)
    if for_program:
        told = problem("unavailable", outage.sentence).model_dump() | {"code": outage.code}
        response: HttpResponse = Response(told, status=503)
    else:
        shown = {"outage": outage, "sent": sent_again(request), "address": request.get_full_path()}
        response = HttpResponse(render_to_string("503.html", shown), status=503)
    response["Retry-After"] = str(outage.again_after)
    response["Cache-Control"] = "private, no-store"
    return response


def sent_again(request: HttpRequest) -> list[tuple[str, str]] | None:
    """Every field of the form that was sent, so that the page can send it again; None where it cannot.

    A password is never written into a page, and a file cannot be: there the way back in the browser keeps the form.
    """
    if request.method != "POST" or request.FILES or any("password" in name for name in request.POST):
        return None
    return [(name, value) for name, values in request.POST.lists() for value in values if isinstance(value, str)]
