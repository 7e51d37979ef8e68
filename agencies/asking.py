# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who asks the API, in person or under an order that the request names."""

from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone

from accounts.api import asker
from accounts.models import User
from agencies.authority import refuse_idle
from agencies.models import Delegation
from agencies.queries import ready_for
from agencies.standing import take_up
from workflows.refusals import NoAuthority


def asker_under(request: HttpRequest, delegation: int | None) -> User:
    """The person who asks; with an order under which they can act now, they see what its post sees."""
    user = asker(request)
    if delegation is not None:
        take_up(user, _usable(user, delegation, timezone.now()))
    return user


def _usable(user: User, delegation: int, at: datetime) -> Delegation | None:
    """The order, unless nobody can act under it now: it shows nothing then, and whoever acts under it hears why."""
    order = ready_for(user, at).filter(pk=delegation).first()
    try:
        if order is not None:
            refuse_idle(order, user, at)
    except NoAuthority:
        return None
    return order
