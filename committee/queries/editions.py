# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The copies of a pack that a person may have: members' as the pack itself, the chair's and the archive's who sees
everything, the public's who sees the meeting, as long as what it prints is open.
"""

from datetime import datetime
from typing import Any

from django.db.models import F
from django.http import Http404
from django.utils.text import format_lazy

from accounts.models import User
from committee.models import Meeting
from committee.models.editions import AFTER_THE_MEETING, OVER, Language, PackEdition, Profile
from committee.queries.confidential import levels_seen
from committee.queries.meetings import meeting_for
from committee.queries.packs import packs_for
from committee.states import Confidentiality


def editions_for(user: User, meeting: Meeting, at: datetime) -> dict[int, list[PackEdition]]:
    """By the number of the pack, in the order of their making; without their snapshots."""
    found = list(
        PackEdition.objects.filter(pack__meeting=meeting)
        .select_related("pack", "document__signed_form")
        .annotate(agenda=F("snapshot__agenda"))
        .defer("snapshot", "pack__snapshot", "manifest")
        .order_by("pack__number", "pk")
    )
    if not found:
        return {}
    handed = {issue.pack.number for issue in packs_for(user, meeting, at) if issue.is_handed}
    sees_all = levels_seen(user, meeting, at) == frozenset(Confidentiality)
    closed = meeting.items.exclude(confidentiality=Confidentiality.OPEN).exclude(issued_label="")
    hidden = set(closed.values_list("issued_label", flat=True))
    told: dict[int, list[PackEdition]] = {}
    for one in found:
        if _may_have(one, one.pack.number in handed, sees_all, hidden):
            told.setdefault(one.pack.number, []).append(one)
    return told


def _may_have(edition: Any, is_handed: bool, sees_all: bool, hidden: set[str]) -> bool:
    if edition.profile == Profile.MEMBER:
        return is_handed
    if edition.profile == Profile.PUBLIC:
        printed = {item["label"] for heading in edition.agenda for item in heading["items"]}
        return sees_all or not printed & hidden
    return sees_all


def copies_to_make(meeting: Meeting) -> list[tuple[str, Any]]:
    """The copies of the issued pack that could be made now, by name, with their words."""
    if not meeting.issued_pack:
        return []
    made = {
        one.name
        for one in PackEdition.objects.filter(pack__meeting=meeting, pack__number=meeting.issued_pack).only(
            "profile", "language"
        )
    }
    return [
        (f"{profile}-{language}", format_lazy("{} · {}", profile.label, language.label))
        for language in Language
        for profile in Profile
        if (profile, language) != (Profile.MEMBER, Language.THAI)
        and f"{profile}-{language}" not in made
        and (meeting.state in OVER or profile not in AFTER_THE_MEETING)
    ]


def edition_for(user: User, meeting_pk: int, number: int, name: str, at: datetime) -> PackEdition:
    """One copy by its name, as ``public-th``, or 404 when this person may not have it or it is not there."""
    meeting = meeting_for(user, meeting_pk, at)
    for one in editions_for(user, meeting, at).get(number, ()):
        if one.name == name:
            return one
    raise Http404
