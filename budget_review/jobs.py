# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What workers do for this app: bring in a file that somebody confirmed, sign what was written past the pages."""

import logging
from datetime import datetime, timedelta

from django.utils import timezone
from django_tasks import task

from budget_review.models import ImportStatus, Participation, WorkplanImport
from budget_review.operations.importing import bring_in_sent
from budget_review.similarity.looking import look_for_similar
from budget_review.similarity.signing import look_for_missing, sign_missing
from papers.spreadsheets import NotATable
from workflows.jobs import enqueue, periodic, subscriber
from workflows.models import OutboxMessage
from workflows.refusals import Refused

log = logging.getLogger(__name__)
WHO_TAKES_PART = tuple(f"{Participation._meta.label_lower}.{name}" for name in ("begin", "leave", "rejoin"))
AT_ONCE = 500  # projects signed in one slot; a new way of reading goes through ten thousand in less than four hours


@task
def bring_in_file(import_id: int) -> None:
    """Bring in all of a file, or nothing; a second run finds it done. The page shows why a file was refused."""
    waiting = WorkplanImport.objects.filter(pk=import_id, status__in=(ImportStatus.QUEUED, ImportStatus.RUNNING))
    if not waiting.update(status=ImportStatus.RUNNING):
        return
    try:
        bring_in_sent(waiting.get(), at=timezone.now())
    except (Refused, NotATable) as refused:
        log.info("Import %s was refused: %s", import_id, refused)


@periodic(every=timedelta(minutes=10))
def sign_what_lacks(at: datetime) -> None:
    """Sign projects whose words were never signed, or were read by an older method (docs/similarity.md)."""
    look_for_missing(AT_ONCE)
    sign_missing(AT_ONCE)


@subscriber("budget_review.similarity")
def hear_who_takes_part(message: OutboxMessage, at: datetime) -> None:
    """Look again for projects like one from which an agency went, or to which it came back: no save tells of it."""
    if message.topic in WHO_TAKES_PART:
        part = Participation.objects.get(pk=message.record.subject_id)
        enqueue(look_for_similar, project_id=part.project_id)
