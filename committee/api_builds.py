# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Having a meeting's pack built, for programs: asking for it, how far it is, cancelling it."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Field, Router, Schema
from ninja.responses import Status

from accounts.api import READING, REFUSALS, ActingUnder, Moment, RequestId, asker
from accounts.api.problems import told
from accounts.models import User
from agencies.asking import asker_under
from agencies.standing import attempt_of
from committee.models import Meeting, PackBuild, PackBuildPart
from committee.operations import ask_for_build, cancel_build
from committee.permissions import keeps, secretary
from committee.queries import meeting_for
from committee.queries.builds import last_build, line_of, pieces_of_build
from workflows.records import moment
from workflows.refusals import Refused

router = Router(tags=["meetings"])
ADDRESS = "/{int:pk}/packs/build"


class PieceOut(Schema):
    """One piece of the pack: a project's sheet, the cover, the contents."""

    name: str
    title: str
    status: PackBuildPart.Status
    why: str = Field(description="Why it failed, for people.")


class PackBuildOut(Schema):
    """How far a build is. ``number`` is the pack's, which can be fetched when the status is ``built``."""

    id: int
    status: PackBuild.Status
    number: int | None
    copy_for: str = Field(
        description="Where a copy of the issued pack is made: for whom, and its language.", examples=["public-th"]
    )
    asked_by: str
    asked_at: Moment
    ended_at: Moment | None
    agenda_sha256: str
    ready_count: int
    all_count: int
    why: str = Field(description="Why there is no pack, for people.")
    pieces: list[PieceOut]


@router.post(ADDRESS, response={202: PackBuildOut} | REFUSALS, summary="Have the pack built")
def build_meeting_pack(request: HttpRequest, pk: int, request_id: RequestId, acting_under: ActingUnder = None) -> Any:
    """Have a job build the pack of the present agenda. While one is under way for the same agenda, you join it.

    An agenda of more than twenty matters has to be built so before ``freeze`` or ``issue_addendum``.
    """
    now, user = timezone.now(), asker_under(request, acting_under)
    meeting = meeting_for(user, pk, now)
    try:
        build = ask_for_build(
            meeting_id=meeting.pk, actor=user, at=now, request_id=request_id, delegation=acting_under
        )  # fmt: skip
    except Refused as refused:
        return told(refused, secretary.sentence)
    return Status(202, build_out(build))


@router.get(ADDRESS, response={200: PackBuildOut} | READING, summary="How far the pack is")
def read_meeting_pack_build(request: HttpRequest, pk: int) -> PackBuildOut:
    """The last build that was asked for, piece by piece, for the committee's secretariat."""
    return build_out(_last(asker(request), pk, timezone.now()))


@router.post(f"{ADDRESS}/cancel", response={200: PackBuildOut} | REFUSALS, summary="Cancel the building of a pack")
def cancel_meeting_pack_build(
    request: HttpRequest, pk: int, request_id: RequestId, acting_under: ActingUnder = None
) -> Any:
    """Cancel the build that is under way; what was laid out is kept for the next. One that is cancelled stays so."""
    now, user = timezone.now(), asker_under(request, acting_under)
    build = _last(user, pk, now)
    if build.status == PackBuild.Status.CANCELLED:
        return Status(200, build_out(build))
    try:
        build = cancel_build(meeting_id=pk, build_id=build.pk, actor=user, at=now, delegation=acting_under)
    except Refused as refused:
        return told(refused, secretary.sentence)
    return Status(200, build_out(build))


def _last(user: User, pk: int, at: datetime) -> PackBuild:
    meeting: Meeting = meeting_for(user, pk, at)
    build = last_build(meeting) if keeps(meeting, attempt_of(user, at)) else None
    if build is None:
        raise Http404
    return build


def build_out(build: PackBuild) -> PackBuildOut:
    """How far a build is."""
    line = line_of(build)
    return PackBuildOut(
        id=build.pk,
        status=PackBuild.Status(build.status),
        number=build.number,
        copy_for=build.copy_name,
        asked_by=str(build.asked_by),
        asked_at=moment(build.asked_at),
        ended_at=moment(build.ended_at) if build.ended_at else None,
        agenda_sha256=build.agenda_sha256,
        ready_count=line.ready_count,
        all_count=line.all_count,
        why=line.why,
        pieces=[
            PieceOut(
                name=piece.row.name,
                title=piece.row.title,
                status=PackBuildPart.Status(piece.row.status),
                why=piece.why,
            )
            for piece in pieces_of_build(build)
        ],
    )
