# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reporting something that was assigned as done, with a file. The other acts on it are steps alone."""

from datetime import datetime
from typing import Any
from uuid import UUID

from accounts.models import User
from committee.models import ActionItem
from papers.operations import keep_document
from papers.uploads import accept
from workflows.acting import act
from workflows.explaining import explain
from workflows.lifecycle import Attempt
from workflows.models import TransitionRecord


def report_action(
    *,
    action: ActionItem,
    content: bytes = b"",
    filename: str = "",
    link: str = "",
    note: str,
    actor: User,
    at: datetime,
    request_id: UUID,
    expected_version: int | None = None,
    delegation: int | None = None,
) -> TransitionRecord:
    """Report it as done, with a link, a file or both.

    The file is looked at and kept only for somebody who may report. Raises papers.uploads.NotAccepted, and whatever
    the act raises; a file that was kept for an act that was refused stays behind, harmless, under its hash.
    """
    facts: dict[str, Any] = {"link": link}
    if content and _may_report(action, actor, at, request_id, delegation):
        accepted = accept(content, filename)
        document = keep_document(
            content=accepted.content,
            media_type=accepted.media_type,
            filename=accepted.filename,
            title=action.text[:200],
            at=at,
        )
        facts["document"] = document.sha256
    return act(
        action,
        "report",
        actor=actor,
        at=at,
        request_id=request_id,
        expected_version=expected_version,
        delegation=delegation,
        note=note,
        facts=facts,
    )


def _may_report(action: ActionItem, actor: User, at: datetime, request_id: UUID, delegation: int | None) -> bool:
    attempt = Attempt(actor=actor, at=at, request_id=request_id, delegation=delegation)
    return any(answer.name == "report" and answer.permitted for answer in explain(action, attempt))
