# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Making the archive of a closed meeting, by itself once it is closed and again when its secretary asks."""

import io
from dataclasses import asdict
from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User
from agencies.standing import attempt_of
from committee.archive.contents import files_of, info_of, name_of
from committee.archive.replay import replayed, worst_of
from committee.models import Meeting, MeetingArchive
from committee.operations.letter_papers import paper_of
from committee.permissions import keeps
from committee.states import MeetingState
from papers.bags import bagged, opened
from papers.operations import keep_document
from workflows.refusals import NotPermitted, WrongState

ZIP = "application/zip"


def make_archive(*, meeting_id: int, at: datetime, asked_by: User | None = None) -> MeetingArchive:
    """Make the bundle of a meeting's file, play it back, and keep both; what playing it back found never stops it.

    Raises WrongState before the file is closed, and what a paper raises that cannot be read or printed; then nothing
    is kept.
    """
    meeting = Meeting.objects.select_related("committee").get(pk=meeting_id)
    if meeting.state != MeetingState.CLOSED:
        raise WrongState(_("The archive is made of a closed file."))
    files = files_of(meeting, at, partial(paper_of, at=at))
    content = bagged(name_of(meeting), files, info_of(meeting, at))
    with opened(io.BytesIO(content)) as data, translation.override("th"):
        findings = replayed(data)
    with transaction.atomic():
        Meeting.objects.select_for_update().get(pk=meeting_id)
        last = meeting.archives.order_by("-number").first()
        number = last.number + 1 if last else 1
        document = keep_document(
            content=content, media_type=ZIP, filename=f"{name_of(meeting)}.zip", title=meeting.title, at=at
        )
        return MeetingArchive.objects.create(
            meeting=meeting,
            number=number,
            document=document,
            verdict=worst_of(findings).value,
            findings=[asdict(one) for one in findings],
            asked_by=asked_by,
            made_at=at,
        )


def refuse_asking(meeting: Meeting, actor: User, at: datetime) -> None:
    """Raise NotPermitted or WrongState unless this person may ask for another archive now: its secretary may."""
    if not keeps(meeting, attempt_of(actor, at)):
        raise NotPermitted(_("The committee's secretary asks for the archive."))
    if meeting.state != MeetingState.CLOSED:
        raise WrongState(_("The archive is made of a closed file."))
