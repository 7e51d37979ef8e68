# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A project's full history for programs that check it."""

from typing import Any

from django.http import HttpRequest, StreamingHttpResponse
from django.utils import timezone
from ninja import Router
from ninja.responses import Status

from accounts.api import READING, Problem, asker, problem
from budget_review.queries import may_see_everything, project_for
from project.history import history_lines

router = Router(tags=["projects"])


@router.get(
    "/{slug:code}/history.jsonl", response={200: Any} | READING | {403: Problem}, summary="Take the full history away"
)
def export_project_history(request: HttpRequest, code: str) -> Any:
    """Every record with its hash, the contents and the way to the last anchor, as JSON Lines.

    For auditors and administrators; ``/verify_history.py`` proves the file without this service.
    """
    user, now = asker(request), timezone.now()
    project = project_for(user, code, now)
    if not may_see_everything(user, now):
        return Status(403, problem("history_withheld"))
    return StreamingHttpResponse(history_lines(project, now), content_type="application/jsonl; charset=utf-8")
