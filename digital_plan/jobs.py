# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What workers do for campaigns: print result letters when they were sent, so that nobody waits for the paper."""

from datetime import datetime

from django.utils import timezone
from django_tasks import task

from digital_plan.models import AlignmentLetter, AlignmentResponse
from digital_plan.operations.campaigns import paper_of
from papers.signing.asking import have_signed
from workflows.jobs import enqueue, subscriber
from workflows.models import OutboxMessage

RESULT_IS_SENT = f"{AlignmentResponse._meta.label_lower}.send_result"


@subscriber("digital_plan.letters")
def hear_what_is_sent(message: OutboxMessage, at: datetime) -> None:
    """Have a result letter printed and signed."""
    if message.topic == RESULT_IS_SENT:
        enqueue(print_alignment_letter, once=str(message.record.subject_id), response_id=message.record.subject_id)


@task
def print_alignment_letter(response_id: int) -> None:
    """Print a letter that was sent, keep it, and have it signed; a second run finds it printed."""
    letter = AlignmentLetter.objects.select_related("response__agency").get(response=response_id)
    have_signed(paper_of(letter, at=timezone.now()))
