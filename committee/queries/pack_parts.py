# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""One part of the issued pack for a person: of the matters that they see, and of no other."""

from datetime import datetime
from typing import Any

from django.http import Http404

from accounts.models import User
from committee.models import PackEdition
from committee.models.editions import Language, Profile
from committee.pack_editions import names_of
from committee.pack_parts import part_of
from committee.queries.confidential import levels_seen
from committee.queries.meetings import meeting_for
from committee.queries.packs import hidden_labels, sees_agenda
from committee.states import Confidentiality


def part_for(user: User, meeting_pk: int, name: str, language: str, at: datetime) -> dict[str, Any]:
    """The snapshot of a part, as ``agenda``, ``attendance`` or ``item-5.1``; 404 for what they may not see."""
    meeting = meeting_for(user, meeting_pk, at)
    pack = meeting.packs.filter(number=meeting.issued_pack or 0).first()
    if pack is None or not sees_agenda(user, meeting, at):
        raise Http404
    snapshot = pack.snapshot
    if levels_seen(user, meeting, at) == frozenset(Confidentiality):  # also what only the chair's copy prints
        chairs = PackEdition.objects.filter(pack=pack, profile=Profile.CHAIR, language=Language.THAI).first()
        snapshot = chairs.snapshot if chairs else snapshot
    printed = {item["label"] for heading in snapshot["agenda"] for item in heading["items"]}
    part = part_of(snapshot, name, printed - hidden_labels(user, meeting, at))
    if part is None:
        raise Http404
    if language == Language.ENGLISH:
        part |= {"language": language, "en": names_of(part, meeting)}
    return part | {"pack": {"number": pack.number, "snapshot_sha256": pack.snapshot_sha256}}
