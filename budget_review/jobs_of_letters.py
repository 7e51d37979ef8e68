# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What workers do for result letters: print each and keep it, and have it signed where that is set up."""

from datetime import datetime

from django.utils import timezone
from django_tasks import task

from budget_review.models import IntegrationProject, ResultNotice
from budget_review.operations.letter_papers import paper_of
from papers.signing.asking import have_signed
from workflows.jobs import enqueue, subscriber
from workflows.models import OutboxMessage

REPORTED_BACK = f"{IntegrationProject._meta.label_lower}.report_back"


@subscriber("budget_review.letters")
def hear_what_is_reported(message: OutboxMessage, at: datetime) -> None:
    """Have the letters of a result printed, one job each."""
    if message.topic == REPORTED_BACK:
        record = message.record
        letters = ResultNotice.objects.filter(participation__project=record.subject_id, at=record.at)
        for pk in letters.values_list("pk", flat=True):
            enqueue(print_letter, once=str(pk), letter_id=pk)


@task
def print_letter(letter_id: int) -> None:
    """Print a letter, keep it, and have it signed; a second run finds it printed."""
    letter = ResultNotice.objects.select_related("participation__project", "participation__agency").get(pk=letter_id)
    have_signed(paper_of(letter, at=timezone.now()))
