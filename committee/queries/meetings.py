# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Finding meetings for a person, and what waits for an agenda."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from accounts.models import User
from agencies.queries import roles_of
from agencies.roles import Role, day_of
from agencies.standing import order_in_hand
from budget_review.models import IntegrationProject
from budget_review.states import State
from committee.models import AgendaItem, Alternate, Committee, Mandate, Meeting, SeatTenure
from committee.permissions import CHAIRS, SECRETARIES
from papers.thai import days_of_fiscal_year, midnight
from workflows.models import TransitionRecord
from workflows.queries import history_of

SEES_ALL = {Role.AUDITOR, Role.ADMINISTRATOR}  # a secretary sees the committees where a seat is held


def committees_for(user: User, at: datetime) -> QuerySet[Committee]:
    """The committees whose meetings a person may see: those where a seat or a mandate is held, or all for auditors."""
    if roles_of(user, at) & SEES_ALL:
        return Committee.objects.all()
    day = day_of(at)
    order = order_in_hand(user)
    lent_by = order.giver_id if order and order.role == Role.SECRETARY else None
    people = {user.pk, lent_by} - {None}
    on_the_day = Q(from_date__lte=day) & (Q(to_date=None) | Q(to_date__gte=day))
    seated = SeatTenure.objects.filter(on_the_day, user__in=people).values("committee")
    standing_in = Alternate.objects.filter(on_the_day, user=user).values("tenure__committee")
    in_bodies = SeatTenure.objects.filter(on_the_day, user=user, seat__role__in=(*CHAIRS, *SECRETARIES))
    holder = Q(to_user=user) | Q(to_committee__in=in_bodies.values("committee"))
    mandated = Mandate.objects.filter(on_the_day & holder).values("committee")
    return Committee.objects.filter(Q(pk__in=seated) | Q(pk__in=standing_in) | Q(pk__in=mandated))


def meetings_for(user: User, at: datetime) -> QuerySet[Meeting]:
    """The meetings that a person may see: of those committees, and those on whose roll the person stands."""
    seen = Q(committee__in=committees_for(user, at).values("pk")) | Q(pk__in=user.roll_entries.values("meeting"))
    return Meeting.objects.filter(seen).select_related("committee", "profile")


def meeting_for(user: User, pk: int, at: datetime) -> Meeting:
    """One meeting, or 404 when this person may not see it or it is not there."""
    meeting: Meeting = get_object_or_404(meetings_for(user, at), pk=pk)
    return meeting


def waiting_projects(confirmed: Iterable[int] = ()) -> QuerySet[IntegrationProject]:
    """The projects that are ready for an agenda, in the order of their codes; also those ``confirmed`` by a body."""
    ready = IntegrationProject.objects.filter(Q(state__in=(State.SCREENED, State.DEFERRED)) | Q(pk__in=confirmed))
    return ready.select_related("lead", "round__workplan").order_by("code")


def story_of(meeting: Meeting, items: Sequence[AgendaItem]) -> QuerySet[TransitionRecord]:
    """Every record of a meeting, of its roll, and of these matters with what was resolved on them, as it happened."""
    resolutions = meeting.resolutions.filter(item__in=items)
    return history_of(meeting, *items, *meeting.roll.all(), *resolutions)


def of_fiscal_year(year: int) -> Q:
    """Meetings on projects of the year's rounds, or held in the year: a year is decided on before it begins."""
    first, last = days_of_fiscal_year(year)
    about = AgendaItem.objects.filter(project__round__workplan__fiscal_year=year).order_by().values("meeting")
    return Q(pk__in=about) | Q(starts_at__gte=midnight(first), starts_at__lt=midnight(last + timedelta(days=1)))
