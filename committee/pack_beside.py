# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a whole pack prints beside the agenda and its papers: invitation, minutes to adopt, matters arising, levels.

It is taken when the pack is built, and is no part of what makes a pack one of the present agenda.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.utils import translation

from agencies.roles import day_of
from committee.invitation import snapshot_of as invitation_of
from committee.minutes.content import sha256_of, withheld
from committee.models import AgendaItem, Meeting, Minutes
from committee.queries.following import arising_from
from committee.states import Confidentiality

FOR_MEMBERS = frozenset((Confidentiality.OPEN, Confidentiality.MEMBERS))
OPEN = frozenset((Confidentiality.OPEN,))


def beside(meeting: Meeting, at: datetime, levels: Collection[str] = FOR_MEMBERS) -> dict[str, Any]:
    """Everything of it on matters of these levels; the shape stands in ``docs/pack.md``.

    ``level_beside`` is there where minutes or matters arising tell what is not open: that pack is for who reads that.
    """
    with translation.override("th"):
        minutes, arising = _minutes(meeting, levels), _arising(meeting, at, levels)
        closed = {arising["level"], *(one["level"] for one in minutes)}
        labels = [(item.label, item.confidentiality) for item in meeting.standing_items()]
        return {
            "minutes": minutes,
            "arising": arising,
            "invitation": invitation_of(meeting, None, at),
            "levels": {label: level for label, level in labels if level != Confidentiality.OPEN and level in levels},
            "level_beside": "chair" if "chair" in closed else "members" if "members" in closed else "",
        }


def _minutes(meeting: Meeting, levels: Collection[str]) -> list[dict[str, Any]]:
    """The minutes on the agenda as they were circulated; of what is not for these levels the label alone."""
    found = Minutes.objects.filter(item__in=meeting.standing_items(), circulated__isnull=False)
    told = []
    for minutes in found.select_related("circulated", "item").order_by("item__section", "item__position"):
        item, text = minutes.item, minutes.circulated
        if item is None or text is None or item.confidentiality not in levels:
            continue
        content = text.content
        of_item = dict(minutes.sections.exclude(item=None).values_list("key", "item__confidentiality"))
        sections = [
            section if of_item.get(section["key"], Confidentiality.OPEN) in levels else withheld(section)
            for section in content["sections"]
        ]
        shown = content | {"sections": sections}
        kept = {of_item.get(section["key"], Confidentiality.OPEN) for section in content["sections"]} & set(levels)
        is_closed = any(section["is_confidential"] for section in content["sections"])
        level = "chair" if "chair" in kept else "members" if is_closed or "members" in kept else ""
        told.append(
            {"label": item.label, "content": shown, "sha256": sha256_of(content), "level": level}
        )  # fmt: skip
    return told


def _arising(meeting: Meeting, at: datetime, levels: Collection[str]) -> dict[str, Any]:
    items = AgendaItem.objects.filter(committee=meeting.committee_id)
    told = {
        level: _rows(items.filter(confidentiality__in=seen), meeting, at)
        for level, seen in SEEN.items()
        if seen <= set(levels)
    }
    rows = told[list(told)[-1]]
    level = next(level for level, found in told.items() if found == rows)
    return {"as_of": day_of(at).isoformat(), "rows": rows, "level": level}


SEEN = {"": OPEN, "members": FOR_MEMBERS, "chair": frozenset(Confidentiality)}


def _rows(items: Any, meeting: Meeting, at: datetime) -> list[dict[str, Any]]:
    return [
        {
            "text": one.text,
            "owner": one.owner,
            "resolution": one.resolution,
            "meeting": one.meeting,
            "matter": one.matter,
            "project": one.project,
            "due_date": one.due_date.isoformat() if one.due_date else None,
            "is_late": one.is_late,
            "state": str(one.subject.get_state_display()),
        }
        for one in arising_from(items, [meeting.committee], day_of(at))
    ]
