# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who asks: a program with a token, or a page's own script with the session and its CSRF token."""

from typing import Any, cast

from django.http import HttpRequest
from django.utils import timezone
from ninja.errors import AuthenticationError
from ninja.security import HttpBearer, SessionAuth

from accounts.models import User
from accounts.operations import note_use
from accounts.person import for_one_request
from accounts.queries import token_of


class TokenAuth(HttpBearer):
    """``Authorization: Bearer mati_…``. A token that opens nothing is refused, whatever session comes with it."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        """The person whose token it is."""
        now = timezone.now()
        found = token_of(token, now)
        if found is None:
            raise AuthenticationError
        note_use(found, now)
        return found.user


API_AUTH = [TokenAuth(), SessionAuth()]


def asker(request: HttpRequest) -> User:
    """The person who asks, with the memberships read once for all the questions that follow."""
    return for_one_request(cast("User", request.auth))  # type: ignore[attr-defined]
