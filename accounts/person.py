# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who asks. Every page but the log-in is for people who are logged in, which a middleware sees to."""

from collections.abc import Callable
from typing import TypeVar, cast

from django.db.models import prefetch_related_objects
from django.http import HttpRequest

from accounts.models import User

Value = TypeVar("Value")
HELD = "_read_for_this_request"


def person_of(request: HttpRequest) -> User:
    """The logged-in person, with the memberships read once for all the questions that follow."""
    user = cast("User", request.user)
    return for_one_request(user)


def for_one_request(user: User) -> User:
    """Read the memberships of a person once, and let ``read_once`` hold what else is asked of them."""
    prefetch_related_objects([user], "memberships")
    if not hasattr(user, HELD):
        setattr(user, HELD, {})
    return user


def read_once(user: User, name: str, read: Callable[[], Value]) -> Value:
    """What ``read`` gives; the same again for the same name, where the person is one request's."""
    held = getattr(user, HELD, None)
    if held is None:
        return read()
    if name not in held:
        held[name] = read()
    return cast("Value", held[name])
