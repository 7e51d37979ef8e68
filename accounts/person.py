# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who asks. Every page but the log-in is for people who are logged in, which a middleware sees to."""

from typing import cast

from django.db.models import prefetch_related_objects
from django.http import HttpRequest

from accounts.models import User


def person_of(request: HttpRequest) -> User:
    """The logged-in person, with the memberships read once for all the questions that follow."""
    user = cast("User", request.user)
    prefetch_related_objects([user], "memberships")
    return user
