# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What comes on an agenda by itself: what was put off or not reached, the last minutes, conditions that are open.

It comes when the meeting is convened, and again when its call is closed, for what has happened in between.
"""

from django.utils import translation

from committee.agenda import section_of
from committee.models import ActionItem, AgendaItem, Meeting, Minutes
from committee.operations.effects.cabinet import carry_report
from committee.operations.minutes.adopting import title_of
from committee.operations.ordering import last_place
from committee.queries.returning import (
    actions_open,
    conditions_open,
    levels_of_projects,
    minutes_to_adopt,
    to_return,
)
from committee.rules.kinds import HeadingKind
from committee.states import WAITS_TO_RETURN, Confidentiality, ItemKind
from papers.thai import long_date
from workflows.engine import begin, follow
from workflows.lifecycle import Attempt

LONGEST = 400  # letters of a title


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
        carry_report(item)
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
    """What is still open: conditions, one matter for each project; what was assigned, one for each item."""
    section = section_of(meeting, HeadingKind.MATTERS_ARISING)
    if section is None:
        return []
    held = levels_of_projects(meeting)
    open_ones = [
        (f"การดำเนินการตามเงื่อนไขของมติ: {project.title}", [one.text for one in conditions], held[project.pk])
        for project, conditions in conditions_open(meeting).items()
    ]
    with translation.override("th"):  # as official papers say it, whoever acts
        open_ones += [
            (
                f"การดำเนินการตามข้อมอบหมายของมติที่ {actions[0].resolution.called}: {before.title}",
                [_told(action) for action in actions],
                Confidentiality(before.confidentiality),
            )
            for before, actions in actions_open(meeting).items()
        ]
    standing = set(meeting.items.filter(item_kind=ItemKind.MATTERS_ARISING).values_list("title", flat=True))
    return [
        AgendaItem(
            meeting=meeting,
            committee=meeting.committee,
            section=section,
            item_kind=ItemKind.MATTERS_ARISING,
            confidentiality=confidentiality,
            title=title[:LONGEST],
            note="\n".join(f"{place}) {line}" for place, line in enumerate(lines, 1)),
        )
        for title, lines, confidentiality in open_ones
        if title[:LONGEST] not in standing
    ]


def _told(action: ActionItem) -> str:
    """``จัดทำข้อมูล · กรมหนึ่ง · ครบกำหนด 8 กุมภาพันธ์ 2564 · รอการดำเนินการ``."""
    due = f"ครบกำหนด {long_date(action.due_date)}"
    return " · ".join([action.text, action.owner, due, str(action.get_state_display())])


def _next_place(meeting: Meeting, section: int, places: dict[int, int]) -> int:
    if section not in places:
        places[section] = last_place(meeting, section)
    places[section] += 1
    return places[section]
