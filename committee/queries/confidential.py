# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who sees a matter that is not open: asked for every list, page and paper on which matters stand."""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

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
    attempt = attempt_of(user, at)
    seen = Q(**{f"{item}confidentiality": Confidentiality.OPEN}) | Q(**{f"{item}committee__in": _kept(user, at)})
    if attempt.delegation is None:
        mine = _seated(at).filter(user=user)
        seen |= Q(**{f"{item}committee__in": mine.filter(seat__role__in=CHAIRS).values("committee")})
        at_home = Q(**{f"{item}committee__in": mine.values("committee")})
        at_home |= Q(**{f"{item}meeting__in": user.roll_entries.values("meeting")})
        seen |= at_home & Q(**{f"{item}confidentiality": Confidentiality.MEMBERS})
    return seen


def of_own_meetings(user: User, at: datetime, meeting: str) -> Q:
    """The condition that a person reads what is for a meeting's members; ``meeting`` leads to it from what is asked."""
    own = Q(**{f"{meeting}__committee__in": _kept(user, at)})
    if attempt_of(user, at).delegation is None:
        own |= Q(**{f"{meeting}__committee__in": _seated(at).filter(user=user).values("committee")})
        own |= Q(**{f"{meeting}__in": user.roll_entries.values("meeting")})
    return own


def _kept(user: User, at: datetime) -> Any:
    """The committees whose secretary a person is, or acts for."""
    attempt = attempt_of(user, at)
    keeper = attempt.on_behalf_of if attempt.delegation is not None else user
    if keeper is None or not exercises(attempt, Role.SECRETARY):
        return []
    return _seated(at).filter(user=keeper, seat__role__in=SECRETARIES).values("committee")


def _seated(at: datetime) -> QuerySet[SeatTenure]:
    day = day_of(at)
    return SeatTenure.objects.filter(Q(from_date__lte=day) & (Q(to_date=None) | Q(to_date__gte=day)))
