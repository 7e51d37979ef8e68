# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The paper of a letter on a resolution: printed once and kept, so that everybody holds the same bytes."""

from datetime import datetime

from committee.models import DecisionLetter, LetterPaper
from papers.models import Document
from papers.packs import build_decision_letter_pdf
from papers.printing import printed_once


def paper_of(letter: DecisionLetter, *, at: datetime) -> Document:
    """The paper of a letter as it was first printed (papers.printing).

    Raises as ``papers.packs.build_letter_pdf``, and then nothing is kept.
    """
    return printed_once(
        LetterPaper.objects, letter, lambda: build_decision_letter_pdf(letter.snapshot | {"sha256": letter.sha256}),
        filename=f"resolution-{letter.resolution.number}-{letter.resolution.be_year}-{letter.agency.code}.pdf",
        title=letter.letter_number, at=at,
    )  # fmt: skip
