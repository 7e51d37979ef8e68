# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Copies of a pack for programs, and finding words in the pack that is issued."""

from html import unescape
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import strip_tags
from ninja import Field, Query, Router, Schema
from ninja.responses import Status

from accounts.api import READING, REFUSALS, ActingUnder, Moment, Problem, RequestId, Strict, asker
from accounts.api.problems import told
from agencies.asking import asker_under
from committee.api_builds import PackBuildOut, build_out
from committee.models import PackBuild, PackEdition
from committee.models.editions import Language, Profile
from committee.operations.editions import want_edition
from committee.permissions import secretary
from committee.queries import meeting_for, pack_for
from committee.queries.pack_reading import pack_being_read
from papers.pack.finding import found_in
from workflows.records import moment
from workflows.refusals import NotPermitted, Refused

router = Router(tags=["meetings"])
ADDRESS = "/{int:pk}/packs/{int:number}"
MOST_HITS = 100
Words = Annotated[str, Query(min_length=1, max_length=200, description="Words that must all stand in a part.")]


class CopyIn(Strict):
    """Which copy: for whom, and in which language."""

    profile: Profile
    language: Language


class CopyOut(Schema):
    """A copy of a pack; its PDF is had under its name."""

    name: str = Field(examples=["public-en"])
    sha256: str
    page_count: int | None
    made_at: Moment


class HitOut(Schema):
    """A part of the pack in which all the words stand: how often, and the first places."""

    part: str = Field(examples=["project-DG65-001"])
    title: str
    label: str = Field(description="The matter's number on the agenda; empty for what is no matter.", examples=["5.1"])
    page: int | None = Field(description="Its first page in the PDF.")
    count: int
    excerpts: list[str]


class FoundOut(Schema):
    """The parts in the order of the pack, 100 at most; ``all_count`` says how many there are."""

    all_count: int
    parts: list[HitOut]


@router.post(
    f"{ADDRESS}/copies", response={201: CopyOut, 202: PackBuildOut} | REFUSALS, summary="Have a copy of a pack made"
)
def make_pack_copy(
    request: HttpRequest, pk: int, number: int, wanted: CopyIn, request_id: RequestId, acting_under: ActingUnder = None
) -> Any:
    """Make a copy of the issued pack, or answer with the one there is (201). A pack of more than twenty matters is
    copied by a job (202), which is followed like the building of a pack.
    """
    now, user = timezone.now(), asker_under(request, acting_under)
    try:
        made = want_edition(
            pack_for(user, pk, number, now), wanted.profile, wanted.language, actor=user, at=now, request_id=request_id,
            delegation=acting_under,
        )  # fmt: skip
    except Refused as refused:
        return told(refused, secretary.sentence)
    return Status(202, build_out(made)) if isinstance(made, PackBuild) else Status(201, _out(made))


@router.get(f"{ADDRESS}/find", response={200: FoundOut} | READING | {403: Problem}, summary="Find words in a pack")
def find_in_pack(request: HttpRequest, pk: int, number: int, words: Words) -> Any:
    """The parts of a pack that hold every word, for who may have the pack. Thai is found however it is spelt."""
    now, user = timezone.now(), asker(request)
    try:
        of = pack_being_read(user, meeting_for(user, pk, now), number, now)
    except NotPermitted as refused:
        return told(refused, None)
    hits = found_in(of.screen, words, sha256=of.pack.snapshot_sha256)
    return FoundOut(
        all_count=len(hits),
        parts=[
            HitOut(
                part=hit.part.name,
                title=str(hit.part.title),
                label=hit.part.label,
                page=hit.part.page,
                count=hit.count,
                excerpts=[unescape(strip_tags(excerpt)) for excerpt in hit.excerpts],
            )
            for hit in hits[:MOST_HITS]
        ],
    )


def _out(edition: PackEdition) -> CopyOut:
    document = edition.document
    return CopyOut(
        name=edition.name, sha256=document.sha256, page_count=document.page_count, made_at=moment(edition.built_at)
    )
