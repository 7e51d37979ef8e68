# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Asking for a pack that a job builds, joining one that is being built, and cancelling it (docs/building.md)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _
from django_tasks_db.models import DBTaskResult

from accounts.models import User
from accounts.notifications.telling import tell
from committee.build_failures import AGENDA_CHANGED, LOST
from committee.models import Meeting, Pack, PackBuild
from committee.operations.packs import build_pack, is_small, may_be_built, may_build, standing_pack
from committee.pack_agenda import agenda_sha256
from workflows.jobs import enqueue
from workflows.refusals import GuardsUnmet, WrongState

Status = PackBuild.Status
TOLD = (Status.BUILT, Status.FAILED, Status.OVERTAKEN)


def want_pack(
    *, meeting_id: int, actor: User, at: datetime, request_id: UUID, delegation: int | None = None
) -> Pack | PackBuild:
    """The pack of the present agenda, built at once where that is quick; otherwise a build of it, asked for or joined.

    Raises WrongState, NotPermitted, VersionConflict or GuardsUnmet; nothing is kept then.
    """
    meeting = may_be_built(meeting_id, actor=actor, at=at, delegation=delegation)
    if (pack := standing_pack(meeting, agenda_sha256(meeting))) is not None:
        return pack
    if is_small(meeting):
        return build_pack(meeting_id=meeting_id, actor=actor, at=at, delegation=delegation)
    return ask_for_build(meeting_id=meeting_id, actor=actor, at=at, request_id=request_id, delegation=delegation)


def ask_for_build(
    *, meeting_id: int, actor: User, at: datetime, request_id: UUID, delegation: int | None = None
) -> PackBuild:
    """Have the pack of the present agenda built by a job; whoever asks for the same while it is built joins.

    One of another agenda that is under way ends. The same request again is the same build. Raises WrongState,
    NotPermitted, or GuardsUnmet where there is nothing to print.
    """
    from committee.operations.building import build_in_parts  # it ends builds by what stands here

    meeting = may_be_built(meeting_id, actor=actor, at=at, delegation=delegation)
    if not meeting.standing_items():
        raise GuardsUnmet(_("The agenda must have at least one item."))
    with transaction.atomic():
        Meeting.objects.select_for_update().get(pk=meeting_id)
        if (same := PackBuild.objects.filter(request_id=request_id, meeting=meeting_id).first()) is not None:
            return same
        agenda = agenda_sha256(meeting)
        going = meeting.builds.filter(status__in=PackBuild.UNDER_WAY).first()
        if going is not None and is_lost(going):
            end_build(going.pk, Status.FAILED, at=at, failure={"code": LOST})
        elif going is not None and going.copy_of_id:
            raise WrongState(_("A pack or a copy of this meeting is being built. Wait for its end, or cancel it."))
        elif going is not None and going.agenda_sha256 == agenda:
            if actor != going.asked_by:
                going.joined_by.add(actor)
            return going
        elif going is not None:
            end_build(going.pk, Status.OVERTAKEN, at=at, failure={"code": AGENDA_CHANGED})
        build = PackBuild.objects.create(
            meeting=meeting, asked_by=actor, request_id=request_id, asked_at=at, agenda_sha256=agenda
        )
        enqueue(build_in_parts, build_id=build.pk)
        return build


def cancel_build(
    *, meeting_id: int, build_id: int, actor: User, at: datetime, delegation: int | None = None
) -> PackBuild:
    """End a build; its worker stops within a second, and the pieces that it laid out are kept.

    Raises WrongState where it has ended, or NotPermitted.
    """
    may_build(meeting_id, actor=actor, at=at, delegation=delegation)
    if not end_build(build_id, Status.CANCELLED, at=at, cancelled_by=actor):
        raise WrongState(_("This build has ended already."))
    return PackBuild.objects.get(pk=build_id)


@transaction.atomic
def end_build(
    build_id: int, status: PackBuild.Status, *, at: datetime, failure: Mapping[str, Any] | None = None, **columns: Any
) -> bool:
    """Say how a build ended and tell those who wait for it; nothing where it has ended already. Returns whether."""
    build = PackBuild.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=build_id)
    if not build.is_under_way:
        return False
    PackBuild.objects.filter(pk=build_id).update(status=status, ended_at=at, failure=failure or {}, **columns)
    if status in TOLD:
        topic = f"committee.{'packcopy' if build.copy_of_id else 'packbuild'}.{status}"
        people = [build.asked_by, *build.joined_by.all()]
        event_id, number = uuid5(build.request_id, topic), str(build.number or "")
        tell(topic, build.meeting, people, at=at, event_id=event_id, facts={"number": number})
    return True


def is_lost(build: PackBuild) -> bool:
    """Whether nobody will go on with it: its job ended so many workers that it is not run again, or was dismissed."""
    jobs = DBTaskResult.objects.filter(
        task_path="committee.operations.building.build_in_parts", args_kwargs__kwargs__build_id=build.pk
    )
    return jobs.failed().exists()
