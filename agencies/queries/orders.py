# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which orders a person may see, and under which they may act."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from accounts.models import User
from agencies.lifecycle import OrderState
from agencies.models import Delegation
from agencies.roles import Role, day_of, memberships_of

SEES_ALL = {Role.ADMINISTRATOR, Role.AUDITOR}


def orders_for(user: User, at: datetime) -> QuerySet[Delegation]:
    """The orders that a person may see: those they give or receive, their agency's as its head, all to who checks."""
    found = Delegation.objects.select_related("giver", "receiver", "agency", "unit", "paper").defer("paper__content")
    held = list(memberships_of(user, at))
    if {one.role for one in held} & SEES_ALL:
        return found
    headed = {one.agency_id for one in held if one.role == Role.AGENCY_HEAD}
    return found.filter(Q(giver=user) | Q(receiver=user) | Q(agency__in=headed))


def order_for(user: User, pk: int, at: datetime) -> Delegation:
    """One order that this person may see, or 404."""
    return get_object_or_404(orders_for(user, at), pk=pk)


def ready_for(user: User, at: datetime) -> QuerySet[Delegation]:
    """The orders under which this person may act on this day, the one that ends first before."""
    day = day_of(at)
    found = Delegation.objects.select_related("giver", "receiver", "agency", "unit").filter(
        receiver=user, state=OrderState.IN_FORCE, valid_from__lte=day, valid_to__gte=day
    )
    return found.order_by("valid_to", "pk")
