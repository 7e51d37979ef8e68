# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who may act on minutes: the committee's secretary, its chair, and the members to whom they are circulated."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from agencies.roles import Role
from committee.minutes.states import ReplyState
from committee.permissions import CHAIRS, keeps, sits
from workflows.lifecycle import Attempt, who

if TYPE_CHECKING:
    from committee.models import Minutes, MinutesReply


@who(_("The committee's secretary."), power=Role.SECRETARY)
def secretary_of_minutes(minutes: "Minutes", attempt: Attempt) -> bool:
    return keeps(minutes.meeting, attempt)


@who(_("The committee's chair or vice-chair."))
def chair_of_minutes(minutes: "Minutes", attempt: Attempt) -> bool:
    return sits(minutes.meeting, attempt, CHAIRS)


@who(_("A member to whom the minutes are circulated, or the committee's secretary."), power=Role.SECRETARY)
def reader_of_minutes(minutes: "Minutes", attempt: Attempt) -> bool:
    if keeps(minutes.meeting, attempt):
        return True
    mine = minutes.replies.filter(user=attempt.actor.pk).exclude(state=ReplyState.LAPSED)
    return attempt.delegation is None and bool(mine.exists())


@who(_("The member to whom the minutes are sent."))
def answering_member(reply: "MinutesReply", attempt: Attempt) -> bool:
    return bool(reply.user_id == attempt.actor.pk)
