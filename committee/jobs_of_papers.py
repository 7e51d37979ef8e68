# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What workers do for papers that were issued: print letters and keep them, and have each signed where that is set up.

Nothing waits for the signer: the act that issues a paper is over when the worker hears of it.
"""

from datetime import datetime

from django.utils import timezone
from django_tasks import task

from committee.models import AgendaItem, CabinetReportPaper, DecisionLetter, Meeting, Minutes, MinutesPaper
from committee.operations.letter_papers import paper_of
from papers.models import Document
from papers.signing.asking import have_signed
from workflows.jobs import enqueue, subscriber
from workflows.models import OutboxMessage

MEETING, LETTER, ITEM, MINUTES = (one._meta.label_lower for one in (Meeting, DecisionLetter, AgendaItem, Minutes))
PACK_IS_ISSUED = (f"{MEETING}.freeze", f"{MEETING}.issue_addendum")
LETTER_IS_SENT = f"{LETTER}.begin"
REPORT_LEAVES = f"{ITEM}.release_report"
MINUTES_STAND = tuple(
    f"{MINUTES}.{name}" for name in ("adopt_here", "adopt_at_meeting", "adopt_by_circulation", "publish")
)


@subscriber("committee.papers")
def hear_what_is_issued(message: OutboxMessage, at: datetime) -> None:
    """Have what an act issued printed and signed."""
    record = message.record
    if message.topic == LETTER_IS_SENT:
        enqueue(print_letter, once=str(record.subject_id), letter_id=record.subject_id)
        return
    for document in _issued_by(message):
        have_signed(document)


def _issued_by(message: OutboxMessage) -> list[Document]:
    record = message.record
    if message.topic in PACK_IS_ISSUED:
        meeting = Meeting.objects.get(pk=record.subject_id)
        return [pack.document for pack in meeting.packs.filter(number=record.facts["pack"]).select_related("document")]
    if message.topic == REPORT_LEAVES:
        found = CabinetReportPaper.objects.filter(report__item=record.subject_id).select_related("document")
        return [paper.document for paper in found]
    if message.topic in MINUTES_STAND:
        papers = MinutesPaper.objects.filter(text__minutes=record.subject_id, is_draft=False)
        stands = Minutes.objects.values_list("adopted_id", flat=True).get(pk=record.subject_id)
        return [
            paper.document
            for paper in papers.select_related("text", "document")
            if paper.text_id == stands or paper.text.is_public
        ]
    return []


@task
def print_letter(letter_id: int) -> None:
    """Print a letter that was sent, keep it, and have it signed; a second run finds it printed."""
    letter = DecisionLetter.objects.select_related("agency", "resolution").get(pk=letter_id)
    have_signed(paper_of(letter, at=timezone.now()))
