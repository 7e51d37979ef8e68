# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The archives of a closed meeting for programs: which there are, one as a file, asking for another."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Field, Router, Schema
from ninja.responses import Status

from accounts.api import READING, REFUSALS, ActingUnder, Moment, RequestId, asker
from accounts.api.problems import told
from agencies.asking import asker_under
from committee.jobs import ask_for_archive
from committee.models import MeetingArchive
from committee.models.archives import ReplayVerdict
from committee.operations.archives import refuse_asking
from committee.permissions import secretary
from committee.queries import meeting_for
from committee.queries.archives import archive_for, archive_line
from papers.handing_out import handed_out
from workflows.records import moment
from workflows.refusals import Refused

router = Router(tags=["meetings"])
ADDRESS = "/{int:pk}/archives"
ZIP = {200: {"content": {"application/zip": {"schema": {"type": "string", "format": "binary"}}}}}


class FindingOut(Schema):
    """What playing one thing back found, in Thai as it was kept."""

    about: str = Field(examples=["packs/1"])
    verdict: str
    says: str


class ArchiveOut(Schema):
    """A bundle (BagIt, zipped) of a meeting's whole file, and what came of playing it back."""

    number: int
    verdict: ReplayVerdict
    findings: list[FindingOut]
    sha256: str
    size: int
    asked_by: str | None = Field(description="Nobody, for what is made by itself when the file is closed.")
    made_at: Moment


class ArchivesOut(Schema):
    """The archives, the latest first."""

    archives: list[ArchiveOut]


class AskedOut(Schema):
    """The number that the archive will have."""

    number: int


@router.get(ADDRESS, response={200: ArchivesOut} | READING, summary="List the archives of a meeting")
def list_archives(request: HttpRequest, pk: int) -> ArchivesOut:
    """For the secretariat and auditors, once the file is closed; not there for anybody else."""
    now, user = timezone.now(), asker(request)
    line = archive_line(user, meeting_for(user, pk, now), now)
    if line is None:
        raise Http404
    return ArchivesOut(archives=[_out(one) for one in line.archives])


@router.get(f"{ADDRESS}/{{int:number}}", response=READING, summary="Fetch an archive", openapi_extra={"responses": ZIP})
def fetch_archive(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The bundle as it was kept, checked against its hash."""
    now, user = timezone.now(), asker(request)
    document = archive_for(user, meeting_for(user, pk, now), number, now).document
    return handed_out(document, document.filename)  # type: ignore[return-value]


@router.post(ADDRESS, response={202: AskedOut} | REFUSALS, summary="Have another archive made")
def ask_for_another_archive(
    request: HttpRequest, pk: int, request_id: RequestId, acting_under: ActingUnder = None
) -> Any:
    """Have a worker make the next archive. Until it is made, asking again asks for the same one."""
    now, user = timezone.now(), asker_under(request, acting_under)
    meeting = meeting_for(user, pk, now)
    try:
        refuse_asking(meeting, user, now)
    except Refused as refused:
        return told(refused, secretary.sentence)
    number = meeting.archives.count() + 1
    ask_for_archive(pk, number=number, asked_by=user.pk)
    return Status(202, AskedOut(number=number))


def _out(archive: MeetingArchive) -> ArchiveOut:
    return ArchiveOut(
        number=archive.number,
        verdict=ReplayVerdict(archive.verdict),
        findings=[FindingOut(**one) for one in archive.findings],
        sha256=archive.document.sha256,
        size=archive.document.size,
        asked_by=str(archive.asked_by) if archive.asked_by else None,
        made_at=moment(archive.made_at),
    )
