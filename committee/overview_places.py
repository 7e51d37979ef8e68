# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Tells what was frozen of the plans that a committee's secretary may put it on an agenda."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from committee.queries.overviews import meetings_that_take
from digital_plan.placing import Place, Showable, tells_places


@tells_places
def agendas_for(frozen: Showable, user: User, at: datetime) -> list[Place]:
    """The page on which a meeting is chosen, where there is one to choose."""
    if not meetings_that_take(user, at):
        return []
    return [Place(_("Put on an agenda"), reverse("frozen_to_agenda", args=[frozen.kind, frozen.pk]))]
