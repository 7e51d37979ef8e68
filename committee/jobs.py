# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What workers do for this app: archives of meetings whose files are closed, and the words of issued packs."""

from datetime import datetime, timedelta

from django.utils import timezone, translation
from django_tasks import task

from accounts.models import User
from committee.models import Meeting, Pack
from committee.offline import kept_pages
from committee.operations.archives import make_archive
from committee.queries.pack_reading import screen_of
from committee.states import MeetingState
from papers.pack.finding import kept_words
from workflows.jobs import enqueue, periodic, subscriber
from workflows.models import OutboxMessage

CLOSED = f"{Meeting._meta.label_lower}.close"
LANGUAGES = ("th", "en")
ISSUED = tuple(f"{Meeting._meta.label_lower}.{name}" for name in ("freeze", "issue_addendum"))


@task
def archive_meeting(meeting_id: int, number: int, asked_by: int | None = None) -> None:
    """Make the archive that is to have this number; done twice, the second time does nothing."""
    if not Meeting.objects.get(pk=meeting_id).archives.filter(number__gte=number).exists():
        person = User.objects.get(pk=asked_by) if asked_by else None
        make_archive(meeting_id=meeting_id, at=timezone.now(), asked_by=person)


@subscriber("committee.archives")
def hear_of_closing(message: OutboxMessage, at: datetime) -> None:
    """Archive a meeting whose file was closed."""
    if message.topic == CLOSED:
        ask_for_archive(message.record.subject_id, number=1)


@task
def prepare_reading(pack_id: int) -> None:
    """Have ready what a pack says and its pages to take away, so that who asks first does not wait for every one."""
    pack = Pack.objects.select_related("meeting__committee", "document").get(pk=pack_id)
    screen = screen_of(pack)
    kept_words(screen, sha256=pack.snapshot_sha256)
    for language in LANGUAGES:
        with translation.override(language):
            kept_pages(pack, screen)


@subscriber("committee.reading")
def hear_of_pack(message: OutboxMessage, at: datetime) -> None:
    """Prepare the reading of a pack that was issued."""
    if message.topic in ISSUED:
        packs = Pack.objects.filter(meeting=message.record.subject_id, number=message.record.facts["pack"])
        for pk in packs.values_list("pk", flat=True):
            enqueue(prepare_reading, once=str(pk), pack_id=pk)


@periodic(every=timedelta(days=1))
def archive_what_lacks(at: datetime) -> None:
    """Archive meetings whose files were closed before archives were made."""
    for pk in Meeting.objects.filter(state=MeetingState.CLOSED, archives=None).values_list("pk", flat=True):
        ask_for_archive(pk, number=1)


def ask_for_archive(meeting_id: int, *, number: int, asked_by: int | None = None) -> bool:
    """Enqueue the making of an archive; once for each number."""
    once = f"{meeting_id}/{number}"
    return enqueue(archive_meeting, once=once, meeting_id=meeting_id, number=number, asked_by=asked_by)
