# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who sees a matter that is not open: asked for every list, page and paper on which matters stand."""

from datetime import datetime

from accounts.models import User
from agencies.roles import day_of
from agencies.standing import attempt_of
from committee.models import AgendaItem, Meeting
from committee.permissions import CHAIRS, keeps
from committee.states import Confidentiality


def levels_seen(user: User, meeting: Meeting, at: datetime) -> frozenset[str]:
    """The confidentialities of this meeting's matters that a person sees; auditors and administrators the open ones."""
    attempt = attempt_of(user, at)
    seats = {t.seat.role for t in meeting.committee.sitting_on(day_of(at)) if t.user_id == user.pk}
    if keeps(meeting, attempt) or (attempt.delegation is None and seats & set(CHAIRS)):
        return frozenset(Confidentiality)
    if attempt.delegation is None and (seats or meeting.roll.filter(user=user).exists()):
        return frozenset((Confidentiality.OPEN, Confidentiality.MEMBERS))
    return frozenset((Confidentiality.OPEN,))


def seen_of(items: list[AgendaItem], user: User, meeting: Meeting, at: datetime) -> list[AgendaItem]:
    """Those of a meeting's matters that this person sees."""
    seen = levels_seen(user, meeting, at)
    return [item for item in items if item.confidentiality in seen]
