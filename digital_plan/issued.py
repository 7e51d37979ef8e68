# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is known of result letters of campaigns, and of action plans as they were sent, to whoever checks one."""

from dataclasses import dataclass
from datetime import date

from agencies.roles import day_of
from digital_plan.models import ActionPlanPaper, AlignmentLetterPaper
from papers.issued import IssuedPaper, Kind, Status, knows_papers
from papers.models import Document


@dataclass(frozen=True)
class Office:
    """The office that a letter names as its sender; it has one name."""

    name_th: str

    @property
    def name(self) -> str:
        """As it is printed."""
        return self.name_th


def paper_of_document(document: Document) -> IssuedPaper | None:
    """What is known of a document that was issued here."""
    return _letter(document) or _action_plan(document)


def _letter(document: Document) -> IssuedPaper | None:
    """A result letter stands: a finding is never taken back after its letter."""
    found = AlignmentLetterPaper.objects.select_related("letter").filter(document=document).first()
    if found is None:
        return None
    said = found.letter.snapshot
    dated, sender = date.fromisoformat(said["date"]), Office(said["sender"])
    return IssuedPaper(Kind.ALIGNMENT, found.letter.letter_number, sender, dated, Status.VALID, document)


def _action_plan(document: Document) -> IssuedPaper | None:
    """An action plan as it was sent stands until the agency sends its next revision."""
    found = ActionPlanPaper.objects.select_related("revision__plan__agency").filter(document=document).first()
    if found is None:
        return None
    revision = found.revision
    later = list(revision.plan.revisions.filter(number__gt=revision.number).order_by("number"))
    return IssuedPaper(
        Kind.ACTION_PLAN,
        str(revision.number),
        revision.plan.agency,
        day_of(revision.sent_at),
        Status.SUPERSEDED if later else Status.VALID,
        document,
        since=day_of(later[0].sent_at) if later else None,
        by=str(later[-1].number) if later else "",
        sha256=revision.sha256,
    )


knows_papers(paper_of_document)
