# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Members see the projects on the agendas of their committee's meetings, once the agenda is fixed."""

from datetime import datetime

from django.db.models import Q

from accounts.models import User
from budget_review.queries import widen
from committee.models import AgendaItem
from committee.states import BEFORE_THE_PAPERS, OFF_THE_AGENDA, Confidentiality


@widen
def on_my_agendas(user: User, at: datetime) -> Q:
    """The projects of meetings on whose roll the person stands."""
    items = AgendaItem.objects.filter(meeting__roll__user=user, project__isnull=False)
    items = items.exclude(meeting__state__in=BEFORE_THE_PAPERS).exclude(state__in=OFF_THE_AGENDA)
    items = items.exclude(confidentiality=Confidentiality.CHAIR)
    return Q(pk__in=items.values("project"))
