# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The paper of a result letter: printed once and kept, or told in English beside it."""

from datetime import datetime

from budget_review.models import ResultNotice, ResultPaper
from budget_review.models.money import Category
from papers.both_languages import choices_in_both
from papers.codes import read_code
from papers.models import Document
from papers.packs import build_letter_pdf, build_translation_pdf
from papers.printing import printed_once


def paper_of(letter: ResultNotice, *, at: datetime) -> Document:
    """The paper of a letter as it was first printed (papers.printing).

    Raises as ``papers.packs.build_letter_pdf``, and then nothing is kept.
    """
    part, said = letter.participation, letter.snapshot
    return printed_once(
        ResultPaper.objects, letter, lambda: build_letter_pdf(said | {"sha256": letter.sha256}),
        filename=f"{part.project.code}-{part.agency.code}-{letter.pk}.pdf", title=letter.letter_number, at=at,
        code=read_code(said.get("verify", {}).get("code", "")),
    )  # fmt: skip


def english_letter(letter: ResultNotice) -> bytes:
    """What a letter says in English, unofficial and kept nowhere; names are English where the data has English ones.

    Raises as ``papers.packs.build_letter_pdf``.
    """
    agency = letter.participation.agency
    names = dict(choices_in_both(Category))
    if agency.name_en:
        names[agency.name_th] = agency.name_en
    return build_translation_pdf("pack/english/result_letter.html", letter.snapshot | {"sha256": letter.sha256}, names)
