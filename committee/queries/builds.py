# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How far the last build of a meeting's pack is, and how it ended."""

from dataclasses import dataclass, field

from django.db.models import Count

from committee.build_failures import said
from committee.models import Meeting, PackBuild, PackBuildPart, PackEdition

SHOWN_AT_WORK, SHOWN_FAILED = 3, 20


@dataclass(frozen=True)
class Piece:
    """One piece with the word for where it is, and why it failed."""

    row: PackBuildPart
    why: str = ""


@dataclass(frozen=True)
class BuildLine:
    """A build with its counts; ``issues`` names the step that may be made with its pack, if any."""

    build: PackBuild
    why: str
    all_count: int = 0
    ready_count: int = 0
    kept_count: int = 0
    at_work: list[Piece] = field(default_factory=list)
    failed: list[Piece] = field(default_factory=list)


def last_build(meeting: Meeting) -> PackBuild | None:
    """The last build asked for, of a pack or of a copy, if none was made since by another way."""
    builds = meeting.builds.select_related("asked_by", "cancelled_by", "copy_of").order_by("-pk")
    build = builds.defer("snapshot", "copy_of__snapshot", "copy_of__manifest").first()
    if build is None or build.is_under_way:
        return build
    if build.copy_of is not None and build.copy_of.number == meeting.issued_pack:
        made = PackEdition.objects.filter(pack=build.copy_of, profile=build.profile, language=build.language)
        return None if build.edition_id is None and made.exists() else build
    last = meeting.packs.order_by("-number").values_list("pk", "built_at").first()
    assert build.ended_at is not None, "what is not under way has ended"
    is_past = last is not None and last[0] != build.pack_id and last[1] >= build.ended_at
    return None if is_past else build


def line_of(build: PackBuild) -> BuildLine:
    """Its counts, what is laid out just now, and what failed."""
    counts = dict(build.parts.order_by().values_list("status").annotate(count=Count("pk")))
    rows = list(build.parts.filter(status__in=(PackBuildPart.Status.BEGUN, PackBuildPart.Status.FAILED)))
    return BuildLine(
        build=build,
        why=said(build.failure),
        all_count=sum(counts.values()),
        ready_count=sum(counts.get(status, 0) for status in PackBuildPart.READY),
        kept_count=counts.get(PackBuildPart.Status.KEPT, 0),
        at_work=[Piece(row) for row in rows if row.status == PackBuildPart.Status.BEGUN][:SHOWN_AT_WORK],
        failed=[Piece(row, said(row.failure)) for row in rows if row.status == PackBuildPart.Status.FAILED][
            :SHOWN_FAILED
        ],
    )


def pieces_of_build(build: PackBuild) -> list[Piece]:
    """Every piece, in the pack's order."""
    return [Piece(row, said(row.failure) if row.failure else "") for row in build.parts.all()]
