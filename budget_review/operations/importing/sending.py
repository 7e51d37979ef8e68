# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A file that was sent: kept as it came, previewed, confirmed, and brought in by a worker."""

import hashlib
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from budget_review.models.imports import ImportStatus, WorkplanImport
from budget_review.operations.importing.making import Brought, bring_in
from budget_review.operations.importing.progress import forget
from budget_review.operations.importing.reading import Answers, read_sheet
from papers.spreadsheets import NotATable
from workflows.refusals import NotPermitted, Refused, RequestReused, WrongState

KEPT = ("host_id", "confirm_agencies", "same_as", "workplan", "fiscal_year")


def send_file(
    content: bytes, filename: str, answers: Answers, *, actor: User, at: datetime, request_id: UUID
) -> WorkplanImport:
    """Keep a file for its preview; the same request again gives the same file again.

    Raises NotATable for one that cannot be read at all, RequestReused for another file; then nothing is kept.
    """
    sheet = read_sheet(content, filename, answers)
    sha256 = hashlib.sha256(content).hexdigest()
    sent, _is_new = WorkplanImport.objects.get_or_create(
        request_id=request_id,
        defaults={
            "filename": filename[-200:], "sha256": sha256, "content": content,
            "actor": actor, "sent_at": at, "answers": as_json(answers), "row_count": sheet.row_count,
        },
    )  # fmt: skip
    if (sent.actor_id, sent.sha256) != (actor.pk, sha256):
        raise RequestReused()
    return sent


def bring_in_sent(sent: WorkplanImport, *, at: datetime) -> Brought:
    """Bring in a file that was sent, and note what came of it.

    Raises a refusal, and then only that it was refused is noted.
    """
    answers = answers_of(sent)
    try:
        brought = bring_in(
            read_sheet(bytes(sent.content), sent.filename, answers), answers, sent=sent, actor=sent.actor, at=at
        )
    except (Refused, NotATable):
        _end(sent, ImportStatus.REFUSED, {}, at)
        raise
    finally:
        forget(sent.pk)
    _end(sent, ImportStatus.DONE, brought.as_json(), at)
    return brought


@transaction.atomic
def confirm_import(sent_id: int, answers: Answers, *, actor: User) -> WorkplanImport:
    """Take the answers and let the file wait for a worker, who brings it in in the sender's name.

    Raises NotPermitted for anybody but the sender, WrongState for a file that was confirmed before.
    """
    sent = WorkplanImport.objects.select_for_update().get(pk=sent_id)
    if sent.actor_id != actor.pk:
        raise NotPermitted(_("The person who sent the file; everything in it is brought in under that name."))
    if sent.status not in (ImportStatus.PREVIEWED, ImportStatus.REFUSED):
        raise WrongState(_("This file was confirmed already: %(status)s.") % {"status": sent.get_status_display()})
    sent.answers, sent.status = as_json(answers), ImportStatus.QUEUED
    sent.save(update_fields=["answers", "status"])
    return sent


def as_json(answers: Answers) -> dict[str, Any]:
    """Answers as the import keeps them."""
    closes_at = answers.closes_at.isoformat() if answers.closes_at else ""
    return {name: getattr(answers, name) for name in KEPT} | {
        "same_as": dict(answers.same_as), "closes_at": closes_at,
    }  # fmt: skip


def answers_of(sent: WorkplanImport) -> Answers:
    """The answers that were kept."""
    kept = dict(sent.answers)
    closes_at = kept.pop("closes_at", "")
    return Answers(**kept, closes_at=datetime.fromisoformat(closes_at) if closes_at else None)


def _end(sent: WorkplanImport, status: ImportStatus, outcome: dict[str, Any], at: datetime) -> None:
    sent.status, sent.outcome, sent.ended_at = status, outcome, at
    sent.done_count = sent.row_count if status == ImportStatus.DONE else 0
    sent.save(update_fields=["status", "outcome", "ended_at", "done_count"])
