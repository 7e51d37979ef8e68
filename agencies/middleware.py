# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Keeping with each request the order under which a person has chosen to act; it ends by itself."""

from collections.abc import Callable
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from agencies.authority import refuse_idle
from agencies.queries import ready_for
from agencies.standing import take_up
from workflows.refusals import NoAuthority

CHOSEN = "acting_under"  # in the session: the order's id


class ActingFor:
    """Pages only: a program names the order in each request (``Acting-Under``)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith("/api/") and CHOSEN in request.session and request.user.is_authenticated:
            _go_on_acting(request)
        return self.get_response(request)


def _go_on_acting(request: HttpRequest) -> None:
    user, now = cast("User", request.user), timezone.now()
    order = ready_for(user, now).filter(pk=request.session[CHOSEN]).first()
    try:
        if order is None:
            raise NoAuthority(_("The order under which you acted is no longer in force. You act for yourself again."))
        refuse_idle(order, user, now)
    except NoAuthority as refused:
        del request.session[CHOSEN]
        messages.warning(request, str(refused))
    else:
        take_up(user, order)
