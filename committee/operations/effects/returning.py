# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What comes on an agenda by itself: what was put off or not reached, the last minutes, conditions that are open.

It comes when the meeting is convened, and again when its call is closed, for what has happened in between.
"""

from committee.agenda import section_of
from committee.models import AgendaItem, Meeting, Minutes
from committee.operations.minutes.adopting import title_of
from committee.operations.ordering import last_place
from committee.queries.returning import conditions_open, minutes_to_adopt, to_return
from committee.rules.kinds import HeadingKind
from committee.states import WAITS_TO_RETURN, ItemKind
from workflows.engine import begin, follow
from workflows.lifecycle import Attempt


def bring_what_comes_by_itself(meeting: Meeting, attempt: Attempt) -> list[int]:
    """List all of it, each as a consequence of this act on the meeting; what is there already comes no second time.

    Returns the ids of the new items.
    """
    follows = attempt.caused_by(meeting, meeting.version + 1)
    found = [*_last_minutes(meeting), *((item, None) for item in (*_put_off(meeting), *_arising(meeting)))]
    places: dict[int, int] = {}
    for item, minutes in found:
        item.position = _next_place(meeting, item.section, places)
        before = minutes.pk if minutes else item.predecessor_id or item.title
        begin(item, follows, key=f"{item.item_kind}/{before}")
        follow(item, "come_back", follows)
        if minutes is not None:
            Minutes.objects.filter(pk=minutes.pk).update(item=item)
    return [item.pk for item, _minutes in found]


def _put_off(meeting: Meeting) -> list[AgendaItem]:
    return [
        AgendaItem(
            meeting=meeting,
            committee=meeting.committee,
            section=before.section,
            item_kind=before.item_kind,
            confidentiality=before.confidentiality,
            title=before.title,
            note=before.note,
            project=before.project,
            agency=before.agency,
            predecessor=before,
            confirms=before.confirms,
        )
        for before in to_return(meeting)
    ]


def _last_minutes(meeting: Meeting) -> list[tuple[AgendaItem, Minutes | None]]:
    section = section_of(meeting, HeadingKind.MINUTES)
    if section is None:
        return []
    found: list[tuple[AgendaItem, Minutes | None]] = []
    for minutes in minutes_to_adopt(meeting):
        before = minutes.item if minutes.item is not None and minutes.item.state in WAITS_TO_RETURN else None
        item = AgendaItem(
            meeting=meeting,
            committee=meeting.committee,
            section=section,
            item_kind=ItemKind.MINUTES,
            title=title_of(minutes.meeting),
            predecessor=before,
        )
        found.append((item, minutes))
    return found


def _arising(meeting: Meeting) -> list[AgendaItem]:
    """One for each project on which the committee set conditions that are still open."""
    section = section_of(meeting, HeadingKind.MATTERS_ARISING)
    if section is None:
        return []
    standing = set(meeting.items.filter(item_kind=ItemKind.MATTERS_ARISING).values_list("title", flat=True))
    found = []
    for project, conditions in conditions_open(meeting).items():
        title = f"การดำเนินการตามเงื่อนไขของมติ: {project.title}"[:400]
        if title not in standing:
            note = "\n".join(f"{place}) {condition.text}" for place, condition in enumerate(conditions, 1))
            kind = ItemKind.MATTERS_ARISING
            found.append(
                AgendaItem(
                    meeting=meeting,
                    committee=meeting.committee,
                    section=section,
                    item_kind=kind,
                    title=title,
                    note=note,
                )
            )
    return found


def _next_place(meeting: Meeting, section: int, places: dict[int, int]) -> int:
    if section not in places:
        places[section] = last_place(meeting, section)
    places[section] += 1
    return places[section]
