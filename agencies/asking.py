# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who asks the API, in person or under an order that the request names."""

from django.http import HttpRequest
from django.utils import timezone

from accounts.api import asker
from accounts.models import User
from agencies.queries import ready_for
from agencies.standing import take_up


def asker_under(request: HttpRequest, delegation: int | None) -> User:
    """The person who asks; with an order that is theirs and in force, they see what its post sees."""
    user = asker(request)
    if delegation is not None:
        take_up(user, ready_for(user, timezone.now()).filter(pk=delegation).first())
    return user
