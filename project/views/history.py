# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A project's full history as a file, and the program that proves it away from here."""

from pathlib import Path

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

import workflows.history
from accounts.person import person_of
from budget_review.queries import may_see_everything, project_for
from project.history import history_lines

VERIFIER = Path(workflows.history.__file__).parent / "verify_history.py"


def history_export(request: HttpRequest, code: str) -> StreamingHttpResponse:
    """Stream the history of a project; refused to those who may not see all of it."""
    user, at = person_of(request), timezone.now()
    project = project_for(user, code, at)
    if not may_see_everything(user, at):
        raise PermissionDenied(_("Only auditors and administrators take the full history away."))
    answer = StreamingHttpResponse(history_lines(project, at), content_type="application/jsonl; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{project.code}-history.jsonl"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def verifier(request: HttpRequest) -> HttpResponse:
    """Hand out the program; it holds nothing of anybody."""
    answer = HttpResponse(VERIFIER.read_bytes(), content_type="text/x-python; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{VERIFIER.name}"'
    return answer
