# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A pack that is read on pages: who may have the pack, may read it, and reads their own notes beside it."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from accounts.models import User
from committee.models import AgendaItem, Meeting, Pack, PrivateNote
from committee.queries.packs import issue_for
from papers.pack.reading import PackOnScreen

HELD = 2  # packs in one process: one of 300 projects takes some tens of megabytes


@dataclass(frozen=True)
class PackBeingRead:
    """A pack, part by part; ``issued_at`` is None while it is only built.

    ``items`` are the meeting's matters by the label they were issued with; ``notes`` the reader's own by label,
    ``revisions`` those of all they ever wrote, by the matter's id.
    """

    meeting: Meeting
    pack: Pack
    issued_at: datetime | None
    screen: PackOnScreen
    items: dict[str, AgendaItem]
    notes: dict[str, PrivateNote]
    revisions: dict[int, int]


def screen_of(pack: Pack) -> PackOnScreen:
    """A pack, part by part. Of the last few that were read it is held: whoever reads turns page after page."""
    return _screen(pack.pk, pack.snapshot_sha256, pack.manifest_sha256)


@lru_cache(maxsize=HELD)
def _screen(pk: int, _snapshot_sha256: str, _manifest_sha256: str) -> PackOnScreen:
    """The hashes are in the key so that what is held is of these very contents."""
    pack = Pack.objects.get(pk=pk)
    earlier = pack.snapshot.get("after") or {}
    before = pack.meeting.packs.filter(number=earlier["number"]).first() if earlier else None
    return PackOnScreen(pack.snapshot, pack.manifest, before=before.snapshot if before else None, number=pack.number)


def pack_being_read(user: User, meeting: Meeting, number: int, at: datetime) -> PackBeingRead:
    """The pack as ``pack_for`` hands it out: 404, or NotPermitted where it prints what this person may not see."""
    issue = issue_for(user, meeting, number, at)
    pack = issue.pack
    pack.meeting = meeting
    screen = screen_of(pack)
    labels = {part.label for part in screen.parts if part.label}
    items = {item.issued_label: item for item in meeting.items.filter(issued_label__in=labels)}
    written = list(
        PrivateNote.objects.filter(user=user, item__meeting=meeting)
        .select_related("item")
        .order_by("item__section", "item__position")
    )
    return PackBeingRead(
        meeting,
        pack,
        issue.issued_at,
        screen,
        items,
        notes={note.item.issued_label: note for note in written if note.text and note.item.issued_label},
        revisions={note.item_id: note.revision for note in written},
    )
