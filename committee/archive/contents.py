# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the archive of a closed meeting holds: its papers as they were issued, rows, chains, and how to check them."""

import mimetypes
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from agencies.roles import day_of
from committee.archive.rows import lines_of, tables_of
from committee.invitation import snapshot_of as invitation_snapshot
from committee.models import (
    ActionItem,
    CabinetReportLetter,
    DecisionLetter,
    Meeting,
    Minutes,
    MinutesPaper,
    Pack,
    PackEdition,
)
from papers.models import Document, SignedForm
from papers.pack.versions import made_with, wording
from papers.packs import build_invitation_pdf
from papers.queries import document_content
from workflows.anchors.queries import last_anchor
from workflows.history import verify_history
from workflows.history.export import export_lines
from workflows.lifecycle import Subject
from workflows.models import TransitionRecord
from workflows.records import canonical_json, moment

FORMAT = "mati-archive/1"
ABOUT = "archive.json"
PrintLetter = Callable[[DecisionLetter], Document]
HERE = Path(__file__).parent
HASH = re.compile(r'"([0-9a-f]{64})"')


def name_of(meeting: Meeting) -> str:
    """What the bundle and its folder are called."""
    return f"{meeting.committee.code}-{meeting.number}-{meeting.be_year}-archive"


def info_of(meeting: Meeting, at: datetime) -> dict[str, str]:
    """What the bag says of itself."""
    return {
        "Bagging-Date": day_of(at).isoformat(),
        "Source-Organization": meeting.committee.name_en or meeting.committee.name_th,
        "External-Identifier": name_of(meeting),
        "External-Description": f"{meeting.committee.name_th} {meeting.called} {' '.join(meeting.title.split())}",
        "Bag-Software-Agent": FORMAT,
    }


def files_of(meeting: Meeting, at: datetime, print_letter: PrintLetter) -> dict[str, bytes]:
    """Every file of the bundle by its path. The same rows at the same moment give the same bytes.

    ``print_letter`` gives the paper of a letter, which is printed once.
    """
    packs = list(meeting.packs.select_related("document").order_by("number"))
    files = {f"rows/{name}": content for name, content in lines_of(tables_of(meeting))}
    history = "".join(export_lines(lambda: subjects_of(meeting.pk), about=name_of(meeting), at=at, more=_papers(packs)))
    files["histories/meeting.jsonl"] = history.encode()
    for pack in packs:
        files |= _files_of_pack(pack) | _signed(f"packs/{pack.number}/signed.pdf", pack.document)
    files |= dict(_papers_of(meeting, at, print_letter))
    files |= dict(_annexes(packs))
    files["verify_history.py"] = Path(str(verify_history.__file__)).read_bytes()
    for language in ("th", "en"):
        files[f"README.{language}.md"] = (HERE / f"README.{language}.md").read_bytes()
    files[ABOUT] = canonical_json(_about(meeting, packs, at)).encode()
    return files


def subjects_of(meeting_pk: int) -> list[Subject]:
    """The meeting and all that has a chain in it, read anew."""
    meeting = Meeting.objects.get(pk=meeting_pk)
    found: list[Subject] = [meeting]
    for rows in (meeting.items, meeting.roll, meeting.recusals, meeting.rounds, meeting.resolutions):
        found += rows.order_by("pk")
    for minutes in Minutes.objects.filter(meeting=meeting):
        found += [minutes, *minutes.replies.order_by("pk")]
    found += DecisionLetter.objects.filter(resolution__meeting=meeting).order_by("pk")
    found += ActionItem.objects.filter(resolution__meeting=meeting).order_by("pk")
    return found


def _papers(packs: list[Pack]) -> Iterator[dict[str, Any]]:
    for pack in packs:
        yield {"line": "document", "sort": "pack", "number": str(pack.number), "sha256": pack.document.sha256,
               "at": moment(pack.built_at)}  # fmt: skip


def _files_of_pack(pack: Pack) -> dict[str, bytes]:
    """A pack with what it was printed from, and its copies for other readers likewise."""
    files = _printed(f"packs/{pack.number}", pack)
    for copy in pack.editions.select_related("document").order_by("pk"):
        files |= _printed(f"packs/{pack.number}/{copy.name}", copy)
    return files


def _printed(folder: str, pack: Pack | PackEdition) -> dict[str, bytes]:
    return {
        f"{folder}/pack.pdf": document_content(pack.document),
        f"{folder}/snapshot.json": canonical_json(pack.snapshot).encode(),
        f"{folder}/manifest.json": canonical_json(pack.manifest).encode(),
    }


def _papers_of(meeting: Meeting, at: datetime, print_letter: PrintLetter) -> Iterator[tuple[str, bytes]]:
    """Invitation, letters with what they were printed from, minutes, and reports to the cabinet."""
    invitation = invitation_snapshot(meeting, None, at)
    yield "invitation/invitation.json", canonical_json(invitation).encode()
    yield "invitation/invitation.pdf", build_invitation_pdf(invitation)
    letters = DecisionLetter.objects.filter(resolution__meeting=meeting).select_related("agency", "resolution")
    for letter in letters.order_by("pk"):
        printed = print_letter(letter)
        yield f"letters/{letter.pk}.json", canonical_json(letter.snapshot | {"sha256": letter.sha256}).encode()
        yield f"letters/{letter.pk}.pdf", document_content(printed)
        yield from _signed(f"letters/{letter.pk}-signed.pdf", printed).items()
    papers = MinutesPaper.objects.filter(text__minutes__meeting=meeting).select_related("text", "document")
    for paper in papers.order_by("pk"):
        kind = "public" if paper.text.is_public else "draft" if paper.is_draft else "adopted"
        yield f"minutes/{paper.text.number}-{kind}.pdf", document_content(paper.document)
        yield from _signed(f"minutes/{paper.text.number}-{kind}-signed.pdf", paper.document).items()
    reports = CabinetReportLetter.objects.filter(report__item__meeting=meeting).select_related("document")
    for report in reports.order_by("pk"):
        yield f"reports/{report.pk}.pdf", document_content(report.document)
        yield from _signed(f"reports/{report.pk}-signed.pdf", report.document).items()


def _signed(name: str, document: Document) -> dict[str, bytes]:
    """The paper with its electronic signature, where it has one."""
    form = SignedForm.objects.filter(document=document).select_related("signed").first()
    return {name: document_content(form.signed)} if form else {}


def _annexes(packs: list[Pack]) -> Iterator[tuple[str, bytes]]:
    """Every kept file that a pack's snapshot names by its hash, as it was received."""
    named = {sha256 for pack in packs for sha256 in HASH.findall(canonical_json(pack.snapshot))}
    for document in Document.objects.filter(sha256__in=named).order_by("pk"):
        ending = mimetypes.guess_extension(document.media_type) or ""
        yield f"annexes/{document.sha256}{ending}", document_content(document)


def _about(meeting: Meeting, packs: list[Pack], at: datetime) -> dict[str, Any]:
    issued = TransitionRecord.objects.filter(
        subject_type=meeting.kind, subject_id=meeting.pk, transition__in=("freeze", "issue_addendum")
    )
    numbers = {facts.get("pack") for facts in issued.values_list("facts", flat=True)}
    return {
        "format": FORMAT,
        "made_at": moment(at),
        "meeting": {"committee": meeting.committee.code, "called": meeting.called, "title": meeting.title,
                    "id": meeting.pk, "state": meeting.state, "version": meeting.version},
        "anchor": last_anchor(),
        "packs": [
            {"number": pack.number, "sha256": pack.document.sha256, "snapshot_sha256": pack.snapshot_sha256,
             "manifest_sha256": pack.manifest_sha256, "is_issued": pack.number in numbers}
            for pack in packs
        ],
        "made_with": {**made_with(), "wording": wording()},
    }  # fmt: skip
