# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How an operation of the session is made for a program, and how its refusal is told."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja.responses import Status

from accounts.api.problems import Problem, told
from agencies.asking import asker_under
from committee.permissions import secretary
from workflows.lifecycle import Rule
from workflows.refusals import Refused


def by(request: HttpRequest, request_id: UUID | None, acting_under: int | None) -> dict[str, Any]:
    """Who acts, when, with which request; what is written by its revision has none."""
    now, user = timezone.now(), asker_under(request, acting_under)
    sent = {"request_id": request_id} if request_id else {}
    return {"actor": user, "at": now, "delegation": acting_under} | sent


def or_refused(
    make: Callable[[], Any], shown: Callable[[Any], Any], who: Rule = secretary
) -> Status[Any] | Status[Problem]:
    """What was made, as it is shown, or the refusal with who could have done it."""
    try:
        made = make()
    except Refused as refused:
        return told(refused, who.sentence)
    return Status(200, shown(made))
