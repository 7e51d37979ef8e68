# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is known of result letters to whoever checks one (papers.issued)."""

from datetime import date

from agencies.roles import day_of
from budget_review.models import ResultNotice, ResultPaper
from papers.issued import IssuedPaper, Kind, Status, knows_papers
from papers.models import Document

FOUND = "participation__project__round__workplan__host"


def letter_of_document(document: Document) -> IssuedPaper | None:
    """What is known of a document that is the paper of a result letter."""
    letter = ResultNotice.objects.select_related(FOUND).filter(paper__document=document).first()
    return _of(letter) if letter is not None else None


def letter_of_hash(sha256: str) -> IssuedPaper | None:
    """A letter prints the hash of what it says."""
    letter = ResultNotice.objects.select_related(FOUND).filter(sha256=sha256).first()
    return _of(letter) if letter is not None else None


def _of(letter: ResultNotice) -> IssuedPaper:
    """It holds until the agency is sent another."""
    part = letter.participation
    after = list(part.notices.filter(pk__gt=letter.pk).order_by("pk"))
    paper = ResultPaper.objects.select_related("document").filter(letter=letter).first()
    return IssuedPaper(
        Kind.RESULT,
        letter.letter_number,
        part.project.round.workplan.host,
        date.fromisoformat(letter.snapshot["date"]),
        Status.SUPERSEDED if after else Status.VALID,
        paper.document if paper else None,
        since=day_of(after[0].at) if after else None,
        by=after[-1].letter_number if after else "",
        sha256=letter.sha256,
    )


knows_papers(letter_of_document, by_hash=letter_of_hash)
