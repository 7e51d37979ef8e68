# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The pages by which anybody asks whether a paper is ours and still stands: by its code, or by the file. No login."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from papers.asked_often import MINUTE, asked_too_often
from papers.codes import in_groups, read_code
from papers.hashing import MOST_BYTES, HashingHandler, PassedFile
from papers.issued import paper_by_code, paper_by_hash

TEMPLATE = "papers/verify.html"


@login_not_required
@require_safe
def letter(request: HttpRequest, token: str) -> HttpResponse:
    """Say whether the paper with this code stands, with its number, day and hash; never what it says, nor to whom."""
    if asked_too_often(request):
        return _too_often(request)
    found = paper_by_code(token)
    shown = in_groups(read_code(token)) if read_code(token) else ""
    return _answer(request, {"asked": True, "paper": found, "code": shown}, status=200 if found else 404)


@login_not_required
@csrf_exempt  # the handler must be set before anything reads the request; ``_ask`` asks for the token
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """Ask by a code that is typed, or by a file, which is hashed as it comes and kept nowhere."""
    if request.method == "POST":
        if asked_too_often(request):
            return _too_often(request)
        request.upload_handlers = [HashingHandler(request)]
    answer: HttpResponse = _ask(request)
    return answer


@csrf_protect
def _ask(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        code = read_code(request.GET.get("code", ""))
        if code:
            return redirect("verify_letter", code)
        return _answer(request, {"is_no_code": bool(request.GET.get("code", "").strip())})
    file: Any = request.FILES.get("file")
    handler: Any = request.upload_handlers[0]
    if handler.is_too_large:
        return _answer(request, {"is_too_large": True}, status=413)
    if not isinstance(file, PassedFile) or not file.size:
        return _answer(request, {"is_nothing": True}, status=422)
    found = paper_by_hash(file.sha256)
    return _answer(
        request, {"asked": True, "paper": found, "file": file, "by_file": True}, status=200 if found else 404
    )


def _too_often(request: HttpRequest) -> HttpResponse:
    answer = _answer(request, {"too_often": True}, status=429)
    answer["Retry-After"] = str(MINUTE)
    return answer


def _answer(request: HttpRequest, said: dict[str, Any], status: int = 200) -> HttpResponse:
    """Kept by nobody, and found by no search engine."""
    answer = render(request, TEMPLATE, said | {"most_bytes": MOST_BYTES}, status=status)
    answer["Cache-Control"], answer["X-Robots-Tag"] = "no-store", "noindex, nofollow"
    answer["Referrer-Policy"] = "no-referrer"
    return answer
