# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What can be done now with a meeting, by this person and by others: from ``explain``, in the order of the day."""

from collections.abc import Sequence
from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from committee.minutes.states import MinutesState
from committee.models import AgendaItem, Meeting, Minutes, RollEntry
from committee.operations import answers_to
from committee.permissions import CHAIRS, keeps, sits
from committee.states import ItemState, MeetingState, ResolutionState
from committee.views.asking import Asking
from committee.views.proposed import Proposed
from workflows.explaining import Answer, explain
from workflows.forms import Button, button

ASIDE = (
    "make_urgent",
    "thaw",
    "miss_quorum",
    "suspend",
    "cancel",
)  # they lead back or out: never the page's primary act
OWN = ("accept", "send_regrets")
ON_THEIR_WAY = (MinutesState.DRAFTING, MinutesState.CIRCULATED)


def answers_of(me: Asking, meeting: Meeting) -> list[Answer]:
    """What can be done with the meeting, and by whom."""
    return answers_to(meeting, me.attempt, asks_for_builds=True)


def buttons_of(
    me: Asking, meeting: Meeting, mine: RollEntry | None, items: Sequence[AgendaItem], proposed: Sequence[Proposed]
) -> list[Button]:
    """Late items to approve, the item whose turn it is, the meeting's acts; a member's own answer goes before them."""
    own: list[Button] = []
    if mine is not None:
        mine.meeting = meeting
        answers = [answer for answer in explain(mine, me.attempt) if answer.name in OWN and answer.may]
        own = [
            replace(
                button(mine, one, reverse("roll_act", args=[meeting.pk, mine.pk, one.name])), aside=one.name != "accept"
            )
            for one in answers
        ]
    turn = _item_of_the_moment(me, meeting, items)
    acts = [answer for answer in answers_of(me, meeting) if answer.name not in ASIDE and _is_for_now(answer)]
    late = _late_items(proposed)
    found = [
        *after_of(me, meeting),
        *([late] if late else []),
        *([turn] if turn else []),
        *(_of_meeting(meeting, answer) for answer in acts),
    ]
    return [*found, *own] if keeps(meeting, me.attempt) else [*own, *found]


def adds_to_the_pack(buttons: Sequence[Button], meeting: Meeting) -> bool:
    """Whether an addendum is among what can be done now: the secretariat's next step then."""
    return any(one.may and one.href == reverse("meeting_act", args=[meeting.pk, "issue_addendum"]) for one in buttons)


def _is_for_now(answer: Answer) -> bool:
    """An addendum is offered when there is something to add."""
    return answer.name != "issue_addendum" or answer.may


def side_acts_of(me: Asking, meeting: Meeting) -> list[Button]:
    """Reopening and cancelling, for those who may."""
    acts = [answer for answer in answers_of(me, meeting) if answer.name in ASIDE and answer.may]
    return [_of_meeting(meeting, answer) for answer in acts]


def after_of(me: Asking, meeting: Meeting) -> list[Button]:
    """What the secretariat has to do when a meeting is over: the letters on its next resolution, and the minutes."""
    if meeting.state != MeetingState.CONCLUDED or not keeps(meeting, me.attempt):
        return []
    found = []
    certified = meeting.resolutions.filter(state=ResolutionState.CERTIFIED).order_by("be_year", "number").first()
    if certified is not None:
        words = _("Send the letters on resolution %(number)s") % {"number": certified.called}
        found.append(_leads(words, reverse("resolution_send", args=[certified.pk])))
    minutes = Minutes.objects.filter(meeting=meeting).first()
    if minutes is None or minutes.state in ON_THEIR_WAY:
        words = _("Go on with the minutes") if minutes else _("Draft the minutes")
        found.append(_leads(words, reverse("minutes", args=[meeting.pk])))
    return found


def _leads(label: str, href: str) -> Button:
    return Button(label=label, href=href, may=True, permitted=True, missing=[], who="", post=False)


def _of_meeting(meeting: Meeting, answer: Answer) -> Button:
    return button(meeting, answer, reverse("meeting_act", args=[meeting.pk, answer.name]))


def _late_items(proposed: Sequence[Proposed]) -> Button | None:
    """The way to the late items that wait for this person's approval."""
    count = sum(answer.name == "admit_late" for row in proposed for answer, href in row.acts)
    if not count:
        return None
    label = ngettext("Answer %(count)s late item", "Answer %(count)s late items", count) % {"count": count}
    return _leads(label, "#proposed")


def _item_of_the_moment(me: Asking, meeting: Meeting, items: Sequence[AgendaItem]) -> Button | None:
    """The first draft for the chair to certify, or the first item for the secretary to draft on."""
    if sits(meeting, me.attempt, CHAIRS):
        turn = next((item for item in items if item.state == ItemState.DRAFTED), None)
        words = _("Read and certify item %(label)s")
    elif keeps(meeting, me.attempt):
        turn = next((item for item in items if item.state == ItemState.UNDER_CONSIDERATION), None)
        words = _("Draft the resolution on item %(label)s")
    else:
        turn = None
    if turn is None:
        return None
    href = reverse("meeting_item", args=[meeting.pk, turn.pk])
    return _leads(words % {"label": turn.label}, href)
