# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A meeting's page: its phase and next step, the agenda as its spine, the roll with the quorum, packs and story."""

from typing import Any
from uuid import uuid4

from django.db.models import Prefetch, prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from committee.forms import MatterForm, NotesForm, ProjectsForm
from committee.models import Meeting, PackBuild, RollEntry
from committee.operations.packs import AT_ONCE
from committee.permissions import keeps, reports_to
from committee.queries import packs_for, sees_agenda, story_of
from committee.queries.archives import archive_line
from committee.queries.builds import last_build, line_of
from committee.queries.call import call_of
from committee.queries.confidential import seen_of
from committee.queries.editions import copies_to_make, editions_for
from committee.queries.minutes import minutes_line
from committee.queries.readiness import readiness_of
from committee.queries.reading import unanswered_of
from committee.queries.standing_in import named_since
from committee.rules.telling import arithmetic_of
from committee.states import AFTER_THE_CALL, BEING_PREPARED, EARLY, STANDING, TAKES_ITEMS, MeetingState
from committee.story import tell
from committee.views.agenda_rows import agenda_of, replies_of, roll_of
from committee.views.asking import Asking, asking
from committee.views.buttons import adds_to_the_pack, buttons_of, side_acts_of
from committee.views.next_steps import ADD, next_in, way_of
from committee.views.proposed import proposed_rows
from workflows.forms import status_of
from workflows.refusals import Refused

SHOWN = 12  # of the story; what is earlier stands folded


def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a meeting."""
    me = asking(request)
    return page(request, me, me.meeting(pk))


def page(
    request: HttpRequest,
    me: Asking,
    meeting: Meeting,
    *,
    matter: MatterForm | None = None,
    projects: ProjectsForm | None = None,
    notes: NotesForm | None = None,
    refused: Refused | None = None,
) -> HttpResponse:
    """The page, also with a refusal or a form that did not pass; then everything typed is still in it."""
    context = _context(me, meeting, matter, projects) | {"notes": notes}
    wrong = any(form is not None and form.errors for form in (matter, projects, notes))
    status = status_of(refused) if refused else 422 if wrong else 200
    context["noting"] = [
        row.item for heading in context["agenda"] or [] for row in heading.rows if "take_note" in row.acts
    ]
    if context["noting"] and notes is None:
        context["notes"] = NotesForm(meeting)
    return render(request, "committee/meeting.html", context | {"refused": refused}, status=status)


def _has_settled(building: PackBuild | None) -> bool:
    """Whether the line of a build offers no other way on: to wait, or to try again."""
    return (
        building is None
        or building.status == PackBuild.Status.BUILT
        or (building.copy_of_id is not None and not building.is_under_way)
    )


def _context(me: Asking, meeting: Meeting, matter: MatterForm | None, projects: ProjectsForm | None) -> dict[str, Any]:
    is_keeper = keeps(meeting, me.attempt)
    items = seen_of(meeting.standing_items(), me.user, meeting, me.at) if sees_agenda(me.user, meeting, me.at) else None
    on_it = RollEntry.objects.select_related("user", "seat", "alternate_for__user")
    prefetch_related_objects([meeting], Prefetch("roll", on_it))
    roll = list(meeting.roll.all())
    mine = next((entry for entry in roll if entry.user_id == me.user.pk), None)
    # also those that have gone, for the story
    named = [] if items is None else seen_of(list(meeting.items.select_related("project")), me.user, meeting, me.at)
    proposed = proposed_rows(me, meeting, named)
    told = tell(story_of(meeting, named), named, roll)
    quorum = meeting.quorum() if roll else None
    builds = is_keeper and meeting.state in TAKES_ITEMS
    adds = is_keeper and meeting.state in (*TAKES_ITEMS, MeetingState.FROZEN)
    reports = meeting.state in (*TAKES_ITEMS, MeetingState.FROZEN) and reports_to(meeting, me.attempt)
    buttons = buttons_of(me, meeting, mine, items or [], proposed)
    building = last_build(meeting) if is_keeper and (meeting.state in EARLY or meeting.issued_pack) else None
    return {
        "meeting": meeting,
        "at_the_table": STANDING if items is not None else (),
        "now": me.at,
        "is_keeper": is_keeper,
        "next": ADD
        if adds_to_the_pack(buttons, meeting)
        else next_in(meeting, items or [], mine.state if mine and not is_keeper else None),
        "way": way_of(meeting),
        "buttons": buttons,
        "side_acts": side_acts_of(me, meeting),
        "agenda": None if items is None else agenda_of(me, meeting, items),
        "roll": roll_of(me, meeting, roll),
        "named_since": named_since(meeting) if is_keeper else [],
        "new_request": uuid4(),
        "joins": mine is not None,
        "roll_first": is_keeper and meeting.state == MeetingState.FROZEN,
        "replies": replies_of(roll) if meeting.state in BEING_PREPARED else [],
        "quorum": quorum,
        "quorum_told": arithmetic_of(quorum) if quorum else "",
        "minutes_line": minutes_line(me.user, meeting, me.at),
        "packs": packs_for(me.user, meeting, me.at),
        "archive_line": archive_line(me.user, meeting, me.at),
        "copies": editions_for(me.user, meeting, me.at),
        "copies_to_make": copies_to_make(meeting) if is_keeper else [],
        "story": (told[:SHOWN], told[SHOWN:]),
        "may_edit": builds,
        "line": line_of(building) if building else None,
        "builds_at_once": len(items or []) <= AT_ONCE,
        "may_build": is_keeper and meeting.state in BEING_PREPARED and bool(items) and _has_settled(building),
        "matter": (matter or MatterForm(meeting)) if adds or reports else None,
        "projects": (projects or ProjectsForm(meeting)) if adds else None,
        "waiting": readiness_of(meeting, me.at) if adds else [],
        "is_late": meeting.state in AFTER_THE_CALL,
        "proposed": proposed,
        "call": call_of(meeting),
        "unanswered": unanswered_of(meeting) if is_keeper and meeting.state in (*EARLY, *STANDING) else 0,
        "may_recall": is_keeper and meeting.state == MeetingState.INQUORATE,
    }
