# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What anybody may be told of a paper that they hold, or whose code they read: which it is, and whether it stands.

Never what it says, nor to whom, nor on what matter: who asks by a file, a hash or a code learns nothing that the paper
in their hand does not tell them, but whether it still stands. What others sent in, and every file that is no issued
paper of a committee, is unknown here.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from django.db.models import QuerySet

from agencies.roles import day_of
from committee.models import (
    CabinetReportLetter,
    CabinetReportPaper,
    Committee,
    DecisionLetter,
    LetterPaper,
    MinutesPaper,
    Pack,
    PackEdition,
)
from committee.models.editions import Language, Profile
from committee.queries.letters import Holding, holding_of
from papers.codes import read_code
from papers.models import Document, PaperCode, SignedForm
from workflows.models import TransitionRecord


class Kind(StrEnum):
    """What was asked about."""

    LETTER = "letter"
    PACK = "pack"
    ADDENDUM = "addendum"
    COPY = "copy"
    MINUTES = "minutes"
    REPORT = "report"


class Status(StrEnum):
    """Whether it stands; a draft was made and never issued, or only circulated."""

    VALID = "valid"
    SUPERSEDED = "superseded"
    CORRECTED = "corrected"
    DRAFT = "draft"


@dataclass(frozen=True)
class CheckedPaper:
    """A paper of ours. ``by`` took its place; ``sha256`` is what the paper itself prints of a hash, where it does.

    ``copy`` names for whom a copy of a pack is, and its language: ``public-th``. ``is_signed`` says that the very file
    that was asked about is the signed form; ``form`` is there whenever one is.
    """

    kind: Kind
    number: str
    committee: Committee
    dated: date
    status: Status
    meeting: str = ""
    copy: str = ""
    since: date | None = None
    by: str = ""
    sha256: str = ""
    form: SignedForm | None = None
    is_signed: bool = False

    @property
    def copy_words(self) -> str:
        """For whom a copy is and its language, in the reader's words."""
        profile, _dash, language = self.copy.partition("-")
        return f"{Profile(profile).label} · {Language(language).label}" if self.copy else ""


def paper_by_code(typed: str) -> CheckedPaper | None:
    """The paper on which this code, or an older letter's token, is printed."""
    code = read_code(typed)
    letter = _letters().filter(token__in=[typed, code] if code else [typed]).first()
    if letter is not None:
        return _of_letter(letter, _kept_paper(letter), is_signed=False)
    named = PaperCode.objects.select_related("document").filter(code=code).first() if code else None
    return _paper_of(named.document, is_signed=False) if named is not None else None


def paper_by_hash(sha256: str) -> CheckedPaper | None:
    """The paper whose file, signed form, or printed hash this is."""
    document = Document.objects.filter(sha256=sha256).first()
    if document is not None:
        form = SignedForm.objects.select_related("document").filter(signed=document).first()
        return _paper_of(form.document if form else document, is_signed=form is not None)
    letter = _letters().filter(sha256=sha256).first()
    return _of_letter(letter, _kept_paper(letter), is_signed=False) if letter else None


def _letters() -> QuerySet[DecisionLetter]:
    return DecisionLetter.objects.select_related("resolution__committee")


def _kept_paper(letter: DecisionLetter) -> Document | None:
    paper = LetterPaper.objects.select_related("document").filter(letter=letter).first()
    return paper.document if paper else None


def _form_of(document: Document | None) -> SignedForm | None:
    return SignedForm.objects.filter(document=document).first() if document is not None else None


def _paper_of(document: Document, *, is_signed: bool) -> CheckedPaper | None:
    letter = _letters().filter(paper__document=document).first()
    if letter is not None:
        return _of_letter(letter, document, is_signed=is_signed)
    pack = Pack.objects.select_related("meeting__committee").filter(document=document).first()
    if pack is not None:
        return _of_pack(pack, is_signed=is_signed)
    edition = PackEdition.objects.select_related("pack__meeting__committee").filter(document=document).first()
    if edition is not None:
        return _of_copy(edition, is_signed=is_signed)
    of_minutes = MinutesPaper.objects.select_related("text__minutes__meeting__committee").filter(document=document)
    if (paper := of_minutes.first()) is not None:
        return _of_minutes(paper, is_signed=is_signed)
    return _of_report(document, is_signed=is_signed)


def _of_letter(letter: DecisionLetter, document: Document | None, *, is_signed: bool) -> CheckedPaper:
    holding = holding_of(letter)
    status = {Holding.VALID: Status.VALID, Holding.CORRECTED: Status.CORRECTED}.get(holding.holding, Status.SUPERSEDED)
    return CheckedPaper(
        Kind.LETTER,
        letter.letter_number,
        letter.resolution.committee,
        date.fromisoformat(letter.snapshot["date"]),
        status,
        since=holding.since,
        by=holding.by,
        sha256=letter.sha256,
        form=_form_of(document),
        is_signed=is_signed,
    )


def _of_pack(pack: Pack, *, is_signed: bool) -> CheckedPaper:
    """It is issued by the record that names it, and gives way to the next whole pack that was issued."""
    meeting = pack.meeting
    records = TransitionRecord.objects.filter(
        subject_type=meeting.kind, subject_id=meeting.pk, transition__in=("freeze", "issue_addendum")
    )
    issued = {one.facts["pack"]: one for one in records.order_by("seq")}
    after = [one for number, one in issued.items() if number > pack.number and one.transition == "freeze"]
    status = Status.SUPERSEDED if after else Status.VALID
    is_issued = pack.number in issued
    return CheckedPaper(
        Kind.ADDENDUM if pack.snapshot.get("after", {}).get("is_addendum") else Kind.PACK,
        str(pack.number),
        meeting.committee,
        day_of(issued[pack.number].at if is_issued else pack.built_at),
        status if is_issued else Status.DRAFT,
        meeting=meeting.called,
        since=day_of(after[0].at) if after and is_issued else None,
        by=str(after[-1].facts["pack"]) if after and is_issued else "",
        form=_form_of(pack.document),
        is_signed=is_signed,
    )


def _of_copy(edition: PackEdition, *, is_signed: bool) -> CheckedPaper:
    """A copy holds as long as its pack does. For whom it is stands on its cover; nothing else is told of it."""
    return replace(
        _of_pack(edition.pack, is_signed=is_signed),
        kind=Kind.COPY,
        copy=edition.name,
        dated=day_of(edition.built_at),
        form=_form_of(edition.document),
    )


def _of_minutes(paper: MinutesPaper, *, is_signed: bool) -> CheckedPaper:
    """Adopted minutes stand with their corrigenda beside them; published ones until they are published anew."""
    text, minutes = paper.text, paper.text.minutes
    later = minutes.texts.filter(is_public=True, pk__gt=text.pk).order_by("pk").first() if text.is_public else None
    corrected = minutes.corrigenda.filter(issued_at__gt=text.made_at).order_by("number").first()
    status, since = Status.DRAFT, None
    if not paper.is_draft and (text.is_public or text.pk == minutes.adopted_id):
        status = Status.VALID
        if later is not None:
            status, since = Status.SUPERSEDED, day_of(later.made_at)
        elif corrected is not None:
            status, since = Status.CORRECTED, day_of(corrected.issued_at)
    return CheckedPaper(
        Kind.MINUTES,
        minutes.meeting.called,
        minutes.meeting.committee,
        day_of(minutes.adopted_at if status != Status.DRAFT and minutes.adopted_at else text.made_at),
        status,
        meeting=minutes.meeting.called,
        since=since,
        sha256=text.sha256,
        form=_form_of(paper.document),
        is_signed=is_signed,
    )


def _of_report(document: Document, *, is_signed: bool) -> CheckedPaper | None:
    issued = CabinetReportPaper.objects.select_related("report__item__committee").filter(document=document).first()
    laid = CabinetReportLetter.objects.select_related("report__item__committee").filter(document=document).first()
    found = issued or laid
    if found is None:
        return None
    return CheckedPaper(
        Kind.REPORT,
        found.letter_number,
        found.report.item.committee,
        day_of(issued.issued_at if issued else laid.laid_at if laid else document.created_at),
        Status.VALID if issued else Status.DRAFT,
        sha256=found.sha256,
        form=_form_of(document),
        is_signed=is_signed,
    )
