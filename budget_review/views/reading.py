# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What every page of a project begins with: who asks, when, and the project as this person may see it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import User
from accounts.person import person_of
from agencies.standing import attempt_of, delegation_of
from budget_review.models import IntegrationProject
from budget_review.queries import project_for
from papers.section_page import refusal as refusal
from workflows.lifecycle import Attempt

STATUS = {
    "wrong_state": 409, "version_conflict": 409, "request_reused": 409, "not_permitted": 403, "no_authority": 403,
    "guards_unmet": 422,
}  # fmt: skip
INVALID = 422


@dataclass(frozen=True)
class Asked:
    """One request about one project: authorised by loading, 404 where this person may not see it."""

    request: HttpRequest
    user: User
    at: datetime
    project: IntegrationProject

    @property
    def attempt(self) -> Attempt:
        """What this person would try now; it is only asked about, never made."""
        return attempt_of(self.user, self.at)

    @property
    def delegation(self) -> int | None:
        """The order under which this person acts, as acts take it."""
        return delegation_of(self.user)


def ask(request: HttpRequest, code: str) -> Asked:
    """Load the project for the person who asks. Raises Http404."""
    user, at = person_of(request), timezone.now()
    return Asked(request, user, at, project_for(user, code, at))


def number_in(text: str) -> int | None:
    """A number that an address gives; nothing for what is none, or larger than a database keeps."""
    return int(text) if text.isdecimal() and len(text) < 19 else None


def fresh_request_id() -> UUID:
    """The id under which the form now shown will act, however often it is sent."""
    return uuid4()


def renew(form: Any, **values: Any) -> Any:
    """The same form with everything typed kept, and these hidden values as they are now."""
    form.data = form.data.copy()
    for name, value in values.items():
        form.data[name] = value
    return form


def saved(request: HttpRequest, text: Any) -> None:
    """Tell what was done on the next page."""
    messages.success(request, str(text))
