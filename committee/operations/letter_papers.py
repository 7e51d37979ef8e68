# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The paper of a letter on a resolution: printed once and kept, so that everybody holds the same bytes."""

from datetime import datetime

from django.db import transaction

from committee.models import DecisionLetter, LetterPaper
from papers.models import PDF, Document
from papers.operations import keep_document
from papers.packs import build_decision_letter_pdf


def paper_of(letter: DecisionLetter, *, at: datetime) -> Document:
    """The paper of a letter as it was first printed; whoever asks first has it printed and kept.

    Raises as ``papers.packs.build_letter_pdf``, and then nothing is kept.
    """
    kept = LetterPaper.objects.select_related("document").filter(letter=letter).first()
    if kept is not None:
        return kept.document
    content = build_decision_letter_pdf(letter.snapshot | {"sha256": letter.sha256})
    name = f"resolution-{letter.resolution.number}-{letter.resolution.be_year}-{letter.agency.code}.pdf"
    with transaction.atomic():
        document = keep_document(content=content, media_type=PDF, filename=name, title=letter.letter_number, at=at)
        paper, _created = LetterPaper.objects.get_or_create(letter=letter, defaults={"document": document})
    return paper.document
