# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What anybody may be told of a paper that they hold, or whose code they read: which it is, and whether it stands.

Never what it says, nor to whom, nor on what matter: who asks by a file, a hash or a code learns nothing that the paper
in their hand does not tell them, but whether it still stands. The floors that issue papers say what they know of theirs
(``knows_papers``); what others sent in, and every file that nobody here issued, is unknown.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Protocol

from papers.codes import read_code
from papers.models import Document, PaperCode, SignedForm


class Kind(StrEnum):
    """What was asked about."""

    LETTER = "letter"
    RESULT = "result"
    PACK = "pack"
    ADDENDUM = "addendum"
    COPY = "copy"
    MINUTES = "minutes"
    REPORT = "report"
    ALIGNMENT = "alignment"
    ACTION_PLAN = "action_plan"


class Status(StrEnum):
    """Whether it stands; a draft was made and never issued, or only circulated."""

    VALID = "valid"
    SUPERSEDED = "superseded"
    CORRECTED = "corrected"
    DRAFT = "draft"


class Issuer(Protocol):
    """The committee or agency whose paper it is."""

    @property
    def name(self) -> str: ...

    @property
    def name_th(self) -> str: ...


@dataclass(frozen=True)
class IssuedPaper:
    """A paper of ours. ``by`` took its place; ``sha256`` is what the paper itself prints of a hash, where it does.

    ``copy`` names for whom a copy of a pack is, and its language: ``public-th``. ``document`` is the paper as it was
    kept; ``is_signed`` says that the very file that was asked about is its signed form, and ``form`` is there whenever
    one is.
    """

    kind: Kind
    number: str
    issuer: Issuer
    dated: date
    status: Status
    document: Document | None
    meeting: str = ""
    copy: str = ""
    copy_words: str = ""
    since: date | None = None
    by: str = ""
    sha256: str = ""
    form: SignedForm | None = None
    is_signed: bool = False


ByDocument = Callable[[Document], IssuedPaper | None]
ByCode = Callable[[str, str], IssuedPaper | None]
ByHash = Callable[[str], IssuedPaper | None]
BY_DOCUMENT: list[ByDocument] = []
BY_CODE: list[ByCode] = []
BY_HASH: list[ByHash] = []


def knows_papers(by_document: ByDocument, *, by_code: ByCode | None = None, by_hash: ByHash | None = None) -> None:
    """Ask a floor too: by the document; by what was typed, and the code read in it; by the hash that a paper prints."""
    BY_DOCUMENT.append(by_document)
    BY_CODE.extend([by_code] if by_code else [])
    BY_HASH.extend([by_hash] if by_hash else [])


def paper_by_code(typed: str) -> IssuedPaper | None:
    """The paper on which this code, or an older letter's token, is printed."""
    code = read_code(typed)
    found = next((paper for find in BY_CODE if (paper := find(typed, code))), None)
    if found is not None:
        return _with_form(found)
    named = PaperCode.objects.select_related("document").filter(code=code).first() if code else None
    return _of(named.document) if named is not None else None


def paper_by_hash(sha256: str) -> IssuedPaper | None:
    """The paper whose file, signed form, or printed hash this is."""
    document = Document.objects.filter(sha256=sha256).first()
    if document is not None:
        form = SignedForm.objects.select_related("document").filter(signed=document).first()
        return _of(form.document if form else document, is_signed=form is not None)
    found = next((paper for find in BY_HASH if (paper := find(sha256))), None)
    return _with_form(found) if found is not None else None


def _of(document: Document, *, is_signed: bool = False) -> IssuedPaper | None:
    found = next((paper for find in BY_DOCUMENT if (paper := find(document))), None)
    return _with_form(found, is_signed=is_signed) if found is not None else None


def _with_form(paper: IssuedPaper, *, is_signed: bool = False) -> IssuedPaper:
    if paper.document is None:
        return paper
    return replace(paper, form=SignedForm.objects.filter(document=paper.document).first(), is_signed=is_signed)
