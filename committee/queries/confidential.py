# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who sees a matter that is not open: asked for every list, page and paper on which matters stand."""

from datetime import datetime

from django.db.models import Q

from accounts.models import User
from agencies.roles import Role, day_of, exercises
from agencies.standing import attempt_of
from committee.models import AgendaItem, Meeting, SeatTenure
from committee.permissions import CHAIRS, SECRETARIES, keeps
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


def of_seen_matters(user: User, at: datetime, item: str = "") -> Q:
    """The condition that a person sees a matter, whatever its meeting, as ``levels_seen`` says of one meeting.

    ``item`` leads to the matter from what is asked for: ``"resolution__item__"``.
    """
    attempt, day = attempt_of(user, at), day_of(at)
    seated = SeatTenure.objects.filter(Q(from_date__lte=day) & (Q(to_date=None) | Q(to_date__gte=day)))
    keeper = attempt.on_behalf_of if attempt.delegation is not None else user
    everything = Q(pk__in=[])
    if keeper is not None and exercises(attempt, Role.SECRETARY):
        kept = seated.filter(user=keeper, seat__role__in=SECRETARIES)
        everything = Q(**{f"{item}committee__in": kept.values("committee")})
    seen = Q(**{f"{item}confidentiality": Confidentiality.OPEN}) | everything
    if attempt.delegation is None:
        mine = seated.filter(user=user)
        seen |= Q(**{f"{item}committee__in": mine.filter(seat__role__in=CHAIRS).values("committee")})
        at_home = Q(**{f"{item}committee__in": mine.values("committee")})
        at_home |= Q(**{f"{item}meeting__in": user.roll_entries.values("meeting")})
        seen |= at_home & Q(**{f"{item}confidentiality": Confidentiality.MEMBERS})
    return seen
