# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who looks after the service: its jobs, and the rules by which people are told."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from accounts.person import person_of
from agencies.queries import roles_of
from agencies.roles import Role

KEEPERS = frozenset({Role.ADMINISTRATOR})
View = Callable[..., HttpResponse]


def for_keepers(view: View) -> View:
    """Let administrators in; for anybody else the page is not there."""

    @wraps(view)
    def checked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not roles_of(person_of(request), timezone.now()) & KEEPERS:
            raise Http404
        return view(request, *args, **kwargs)

    return checked
