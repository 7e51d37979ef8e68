# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The papers of a proposal for programs: listing them, sending one or a newer file, taking one out, fetching a file."""

from typing import Annotated, Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Field, File, Form, Router, Schema
from ninja.files import UploadedFile
from pydantic import StringConstraints

from accounts.api import READING, REFUSALS, ActingUnder, Moment, RequestId, Words, asker
from accounts.api.problems import told
from agencies.asking import asker_under
from budget_review.attachment_kinds import KINDS
from budget_review.models import Attachment, AttachmentFile, BudgetLine, IntegrationProject
from budget_review.operations.attachments import Place, attach, replace_file, take_out
from budget_review.permissions import partner_officer
from budget_review.queries import project_for
from budget_review.queries.attachments import Paper, file_for, papers_of
from papers.handing_out import handed_out
from papers.uploads import LARGEST, LARGEST_WORDS, Accepted, NotAccepted, accept
from workflows.records import moment
from workflows.refusals import GuardsUnmet, Refused

router = Router(tags=["projects"])
Title = Annotated[Words, StringConstraints(max_length=200)]
KIND_KEYS = ", ".join(kind.key for kind in KINDS)


class FileOut(Schema):
    """One file: its number among those of its paper, its hash, and its name where you may read it."""

    number: int
    filename: str | None
    media_type: str
    size: int
    sha256: str
    sent_at: Moment


class PaperOut(Schema):
    """A paper; ``files`` has the one that stands first. What you may not read has neither title nor names."""

    id: int
    kind: str
    title: str | None
    is_confidential: bool
    is_open: bool = Field(description="Whether you may fetch its files.")
    participation: int | None
    line: int | None
    section: str
    files: list[FileOut]


class PapersOut(Schema):
    """The papers of a proposal in the order of sending."""

    attachments: list[PaperOut]


class PaperIn(Schema):
    """What is said of a paper beside its file: at most one of part, line and section; none for the whole."""

    kind: str = Field(max_length=30, description=f"One of {KIND_KEYS}.")
    title: Title
    participation: int | None = Field(default=None, ge=1)
    line: int | None = Field(default=None, ge=1)
    section: str = Field(default="", max_length=40)
    is_confidential: bool = False


@router.get("/{slug:code}/attachments", response={200: PapersOut} | READING, summary="List the papers of a proposal")
def list_attachments(request: HttpRequest, code: str, acting_under: ActingUnder = None) -> PapersOut:
    """Every paper that stands, with its files. Of confidential ones of other agencies only kind, size and hash."""
    now, user = timezone.now(), asker_under(request, acting_under)
    return PapersOut(attachments=[_paper(paper) for paper in papers_of(project_for(user, code, now), user, now)])


@router.post("/{slug:code}/attachments", response={200: PapersOut} | REFUSALS, summary="Attach a paper")
def post_attachment(
    request: HttpRequest,
    code: str,
    paper: Form[PaperIn],
    file: File[UploadedFile],
    request_id: RequestId,
    acting_under: ActingUnder = None,
) -> Any:
    """Send a paper with its file as multipart/form-data. What had better stay out is refused with the reason."""
    now = timezone.now()
    project = project_for(asker_under(request, acting_under), code, now)
    try:
        attach(
            project_id=project.pk, place=_place(project, paper), kind=paper.kind, title=paper.title,
            is_confidential=paper.is_confidential, file=_accepted(file), actor=asker(request), at=now,
            request_id=request_id, delegation=acting_under,
        )  # fmt: skip
    except Refused as refused:
        return told(refused, partner_officer.sentence)
    return list_attachments(request, code, acting_under)


@router.post(
    "/{slug:code}/attachments/{int:pk}/files", response={200: PapersOut} | REFUSALS, summary="Send a newer file"
)
def post_attachment_file(
    request: HttpRequest,
    code: str,
    pk: int,
    file: File[UploadedFile],
    request_id: RequestId,
    acting_under: ActingUnder = None,
) -> Any:
    """The file that stood is kept as an earlier one."""
    held = _held(request, code, pk, acting_under)
    try:
        replace_file(
            attachment_id=held.pk, file=_accepted(file), actor=asker(request), at=timezone.now(),
            request_id=request_id, delegation=acting_under,
        )  # fmt: skip
    except Refused as refused:
        return told(refused, partner_officer.sentence)
    return list_attachments(request, code, acting_under)


@router.delete("/{slug:code}/attachments/{int:pk}", response={200: PapersOut} | REFUSALS, summary="Take a paper out")
def delete_attachment(request: HttpRequest, code: str, pk: int, acting_under: ActingUnder = None) -> Any:
    """It no longer belongs to the proposal; versions that were frozen with it keep its name and hash."""
    held = _held(request, code, pk, acting_under)
    try:
        take_out(attachment_id=held.pk, actor=asker(request), at=timezone.now(), delegation=acting_under)
    except Refused as refused:
        return told(refused, partner_officer.sentence)
    return list_attachments(request, code, acting_under)


@router.get("/{slug:code}/attachments/{int:pk}/files/{int:number}", summary="Fetch a file", response=READING)
def read_attachment_file(
    request: HttpRequest, code: str, pk: int, number: int, acting_under: ActingUnder = None
) -> Any:
    """The bytes as they were sent, also of an earlier file or of a paper that was taken out."""
    now, user = timezone.now(), asker_under(request, acting_under)
    try:
        file = file_for(project_for(user, code, now), pk, number, user, now)
    except AttachmentFile.DoesNotExist as closed:
        raise Http404 from closed
    return handed_out(file.document, file.filename)


def _held(request: HttpRequest, code: str, pk: int, acting_under: int | None) -> Attachment:
    """A paper that stands and that this person may read, or 404."""
    now, user = timezone.now(), asker_under(request, acting_under)
    papers = papers_of(project_for(user, code, now), user, now)
    found = next((paper.held for paper in papers if paper.held.pk == pk and paper.is_open), None)
    if found is None:
        raise Http404
    return found


def _place(project: IntegrationProject, paper: PaperIn) -> Place:
    if paper.line is not None:
        line = get_object_or_404(BudgetLine, participation__project=project, is_active=True, pk=paper.line)
        return Place(participation=line.participation, line=line)
    if paper.participation is not None:
        return Place(participation=get_object_or_404(project.participations, pk=paper.participation))
    return Place(section=paper.section)


def _accepted(file: UploadedFile) -> Accepted:
    try:
        if (file.size or 0) > LARGEST:
            raise NotAccepted(_("The file is larger than %(most)s.") % {"most": LARGEST_WORDS})
        return accept(file.read(), file.name or "")
    except NotAccepted as refused:
        raise GuardsUnmet(str(refused)) from refused


def _paper(paper: Paper) -> PaperOut:
    held = paper.held
    return PaperOut(
        id=held.pk, kind=held.kind, title=held.title if paper.is_open else None, is_confidential=held.is_confidential,
        is_open=paper.is_open, participation=held.participation_id, line=held.line_id, section=held.section,
        files=[_file(file, is_open=paper.is_open) for file in (paper.file, *paper.earlier)],
    )  # fmt: skip


def _file(file: AttachmentFile, *, is_open: bool) -> FileOut:
    return FileOut(
        number=file.number, filename=file.filename if is_open else None, media_type=file.document.media_type,
        size=file.document.size, sha256=file.document.sha256, sent_at=moment(file.sent_at),
    )  # fmt: skip
