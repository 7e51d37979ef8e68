# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The job that builds a pack: it lays out what isn't kept, says how far it is, and goes on where a killed one was.

Each piece is kept as soon as it is laid out and read. The snapshot is taken once and kept with the build. So whatever
ends this, and however often, the next run makes the same bytes and lays out nothing twice.
"""

import time
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from committee.build_failures import AGENDA_CHANGED, FAULT, LOST, MOVED_ON, NOTHING_NEW, PIECES, failure_of
from committee.models import Meeting, PackBuild, PackBuildPart
from committee.operations.builds import Status, end_build, is_lost
from committee.operations.editions import content_of_edition, keep_edition
from committee.operations.packs import content_of, is_of_the_kind, keep_pack
from committee.pack_agenda import agenda_sha256
from committee.states import EARLY
from papers.pack.building import build_pack as bound_pack
from papers.pack.pieces import Piece, pieces_of
from papers.pack.watching import Stopped
from papers.rendering import RenderingRefused
from papers.text_gate import TextDiffers, Unprintable
from workflows.jobs import periodic
from workflows.jobs.retrying import GiveUp
from workflows.refusals import GuardsUnmet, VersionConflict

LOOKS_EVERY, READS_AGENDA_EVERY = 1.0, 5.0  # seconds: whether it is cancelled, and whether the agenda is still that one
PART = PackBuildPart.Status


class Overtaken(Stopped):
    """The agenda, or the meeting, is no longer the one that this pack was asked for; ``why`` is the failure's code."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@task
def build_in_parts(build_id: int) -> None:
    """Build the pack that was asked for, or go on with it; nothing where the build has ended."""
    now = timezone.now()
    going = PackBuild.objects.filter(pk=build_id, status__in=PackBuild.UNDER_WAY)
    if not going.update(status=Status.RUNNING, binds_at=None):
        return
    going.filter(started_at=None).update(started_at=now)
    watch = Progress(build_id)
    try:
        _build(watch)
    except Overtaken as overtaken:
        end_build(build_id, Status.OVERTAKEN, at=timezone.now(), failure={"code": overtaken.why})
    except Stopped:
        return
    except (Unprintable, RenderingRefused, TextDiffers) as error:
        failed = PackBuildPart.objects.filter(build=build_id, status=PART.FAILED).count()
        failure = {"code": PIECES, "count": failed} if failed else failure_of(error)
        end_build(build_id, Status.FAILED, at=timezone.now(), failure=failure)
    except GuardsUnmet:
        end_build(build_id, Status.FAILED, at=timezone.now(), failure={"code": NOTHING_NEW})
    except VersionConflict:  # its number stands printed on every page, and is another's by now
        end_build(build_id, Status.OVERTAKEN, at=timezone.now(), failure={"code": MOVED_ON})
    except Exception as error:
        end_build(build_id, Status.FAILED, at=timezone.now(), failure={"code": FAULT})
        raise GiveUp(f"The build {build_id} ended by a fault.") from error


@periodic(every=timedelta(minutes=10))
def end_lost_builds(at: datetime) -> None:
    """Say of builds that nobody goes on with that they have failed, so that whoever asked is told."""
    for build in PackBuild.objects.filter(status__in=PackBuild.UNDER_WAY).defer("snapshot"):
        if is_lost(build):
            end_build(build.pk, Status.FAILED, at=at, failure={"code": LOST})


def _build(watch: "Progress") -> None:
    watch.look(agenda=True)
    content = _content(watch.build_id)
    built = bound_pack(content, watch=watch)
    at = timezone.now()
    with transaction.atomic():
        build = PackBuild.objects.defer("snapshot").get(pk=watch.build_id)
        Meeting.objects.select_for_update().get(pk=build.meeting_id)
        watch.look(agenda=True)
        if build.copy_of is not None:
            edition = keep_edition(build.copy_of, build.profile, build.language, content, built, at=at)
            end_build(build.pk, Status.BUILT, at=at, edition=edition)
            return
        if not is_of_the_kind(content, _meeting(build)):
            raise Overtaken(MOVED_ON)
        pack = keep_pack(build.meeting_id, build.agenda_sha256, content, built, at=at)
        end_build(build.pk, Status.BUILT, at=at, pack=pack)


def _content(build_id: int) -> dict[str, Any]:
    """What is printed: taken at the first run, with a row for each piece, and the same at every other."""
    build = PackBuild.objects.get(pk=build_id)
    if build.snapshot is None:
        content = (
            content_of(_meeting(build), build.asked_at)
            if build.copy_of is None
            else content_of_edition(build.copy_of, build.profile, build.language, build.asked_at)
        )
        pieces = [
            PackBuildPart(build=build, place=place, name=piece.name, title=piece.title)
            for place, piece in enumerate(pieces_of(content))
            if not piece.annex  # those pages were made ready when they were handed in
        ]
        with transaction.atomic():
            columns = {"snapshot": content, "number": content["pack"]["number"]}
            if PackBuild.objects.filter(pk=build_id, snapshot__isnull=True).update(**columns):
                PackBuildPart.objects.bulk_create(pieces)
        build.refresh_from_db()
    assert build.snapshot is not None
    content = build.snapshot
    return content


def _meeting(build: PackBuild) -> Meeting:
    return Meeting.objects.select_related("committee").get(pk=build.meeting_id)


class Progress:
    """Writes down how far the build is, and ends it when it was cancelled or is of another agenda."""

    def __init__(self, build_id: int) -> None:
        self.build_id = build_id
        self._looked = self._read = time.monotonic()

    def begins(self, pieces: Sequence[Piece], kept: Sequence[bool]) -> None:
        by_name = {piece.name: is_kept for piece, is_kept in zip(pieces, kept, strict=True)}
        done = self._parts().filter(status=PART.DONE)  # by an earlier run of this build
        self._parts().exclude(pk__in=done).update(status=PART.WAITING, failure={})
        names = [name for name, is_kept in by_name.items() if is_kept]
        self._parts().filter(name__in=names).exclude(status=PART.DONE).update(status=PART.KEPT)
        self.look()

    def begun(self, piece: Piece) -> None:
        self._note(piece, PART.BEGUN)

    def done(self, piece: Piece) -> None:
        self._note(piece, PART.DONE)

    def failed(self, piece: Piece, why: Exception) -> None:
        self._note(piece, PART.FAILED, failure_of(why))

    def binds(self) -> None:
        PackBuild.objects.filter(pk=self.build_id).update(binds_at=timezone.now())
        self.look(agenda=True)

    def reads(self) -> None:
        self._look_now_and_then()

    def look(self, *, agenda: bool = False) -> None:
        """Raise Stopped when nobody wants this pack any more, and Overtaken when it is of another agenda."""
        builds = PackBuild.objects.select_related("meeting__committee", "copy_of").defer(
            "snapshot", "copy_of__snapshot"
        )
        build = builds.get(pk=self.build_id)
        if not build.is_under_way:
            raise Stopped
        self._looked = time.monotonic()
        if not agenda:
            return
        self._read = self._looked
        if build.copy_of is not None:
            if build.copy_of.number != build.meeting.issued_pack:
                raise Overtaken(MOVED_ON)
            return
        if build.meeting.state not in EARLY:
            raise Overtaken(MOVED_ON)
        if agenda_sha256(build.meeting) != build.agenda_sha256:
            raise Overtaken(AGENDA_CHANGED)

    def _note(self, piece: Piece, status: PackBuildPart.Status, failure: dict[str, Any] | None = None) -> None:
        self._parts().filter(name=piece.name).update(status=status, failure=failure or {})
        self._look_now_and_then()

    def _look_now_and_then(self) -> None:
        now = time.monotonic()
        if now - self._looked >= LOOKS_EVERY:
            self.look(agenda=now - self._read >= READS_AGENDA_EVERY)

    def _parts(self) -> Any:
        return PackBuildPart.objects.filter(build=self.build_id)
