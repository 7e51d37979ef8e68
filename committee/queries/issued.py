# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is known of a committee's own papers to whoever checks one (papers.issued)."""

from dataclasses import replace
from datetime import date

from django.db.models import QuerySet

from agencies.roles import day_of
from committee.models import (
    CabinetReportLetter,
    CabinetReportPaper,
    DecisionLetter,
    LetterPaper,
    MinutesPaper,
    Pack,
    PackEdition,
)
from committee.models.editions import Language, Profile
from committee.queries.letters import Holding, holding_of
from papers.issued import IssuedPaper, Kind, Status, knows_papers
from papers.models import Document
from workflows.models import TransitionRecord


def paper_of_document(document: Document) -> IssuedPaper | None:
    """What is known of a document that a committee issued, or made to issue."""
    letter = _letters().filter(paper__document=document).first()
    if letter is not None:
        return _of_letter(letter)
    pack = Pack.objects.select_related("meeting__committee", "document").filter(document=document).first()
    if pack is not None:
        return _of_pack(pack)
    edition = PackEdition.objects.select_related("pack__meeting__committee", "document").filter(document=document)
    if (copy := edition.first()) is not None:
        return _of_copy(copy)
    of_minutes = MinutesPaper.objects.select_related("text__minutes__meeting__committee", "document")
    if (paper := of_minutes.filter(document=document).first()) is not None:
        return _of_minutes(paper)
    return _of_report(document)


def letter_of_token(typed: str, code: str) -> IssuedPaper | None:
    """A letter says its token; those of older letters are no codes."""
    letter = _letters().filter(token__in=[typed, code] if code else [typed]).first()
    return _of_letter(letter) if letter is not None else None


def letter_of_hash(sha256: str) -> IssuedPaper | None:
    """A letter prints the hash of what it says."""
    letter = _letters().filter(sha256=sha256).first()
    return _of_letter(letter) if letter is not None else None


def _letters() -> QuerySet[DecisionLetter]:
    return DecisionLetter.objects.select_related("resolution__committee")


def _of_letter(letter: DecisionLetter) -> IssuedPaper:
    holding = holding_of(letter)
    status = {Holding.VALID: Status.VALID, Holding.CORRECTED: Status.CORRECTED}.get(holding.holding, Status.SUPERSEDED)
    paper = LetterPaper.objects.select_related("document").filter(letter=letter).first()
    return IssuedPaper(
        Kind.LETTER,
        letter.letter_number,
        letter.resolution.committee,
        date.fromisoformat(letter.snapshot["date"]),
        status,
        paper.document if paper else None,
        since=holding.since,
        by=holding.by,
        sha256=letter.sha256,
    )


def _of_pack(pack: Pack) -> IssuedPaper:
    """It is issued by the record that names it, and gives way to the next whole pack that was issued."""
    meeting = pack.meeting
    records = TransitionRecord.objects.filter(
        subject_type=meeting.kind, subject_id=meeting.pk, transition__in=("freeze", "issue_addendum")
    )
    issued = {one.facts["pack"]: one for one in records.order_by("seq")}
    after = [one for number, one in issued.items() if number > pack.number and one.transition == "freeze"]
    status = Status.SUPERSEDED if after else Status.VALID
    is_issued = pack.number in issued
    return IssuedPaper(
        Kind.ADDENDUM if pack.snapshot.get("after", {}).get("is_addendum") else Kind.PACK,
        str(pack.number),
        meeting.committee,
        day_of(issued[pack.number].at if is_issued else pack.built_at),
        status if is_issued else Status.DRAFT,
        pack.document,
        meeting=meeting.called,
        since=day_of(after[0].at) if after and is_issued else None,
        by=str(after[-1].facts["pack"]) if after and is_issued else "",
    )


def _of_copy(edition: PackEdition) -> IssuedPaper:
    """A copy holds as long as its pack does. For whom it is stands on its cover; nothing else is told of it."""
    return replace(
        _of_pack(edition.pack),
        kind=Kind.COPY,
        copy=edition.name,
        copy_words=f"{Profile(edition.profile).label} · {Language(edition.language).label}",
        dated=day_of(edition.built_at),
        document=edition.document,
    )


def _of_minutes(paper: MinutesPaper) -> IssuedPaper:
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
    return IssuedPaper(
        Kind.MINUTES,
        minutes.meeting.called,
        minutes.meeting.committee,
        day_of(minutes.adopted_at if status != Status.DRAFT and minutes.adopted_at else text.made_at),
        status,
        paper.document,
        meeting=minutes.meeting.called,
        since=since,
        sha256=text.sha256,
    )


def _of_report(document: Document) -> IssuedPaper | None:
    issued = CabinetReportPaper.objects.select_related("report__item__committee").filter(document=document).first()
    laid = CabinetReportLetter.objects.select_related("report__item__committee").filter(document=document).first()
    found = issued or laid
    if found is None:
        return None
    return IssuedPaper(
        Kind.REPORT,
        found.letter_number,
        found.report.item.committee,
        day_of(issued.issued_at if issued else laid.laid_at if laid else document.created_at),
        Status.VALID if issued else Status.DRAFT,
        document,
        sha256=found.sha256,
    )


knows_papers(paper_of_document, by_code=letter_of_token, by_hash=letter_of_hash)
