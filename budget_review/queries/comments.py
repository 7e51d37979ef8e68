# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The comments on a project that a person may read, and as what a person speaks; no agency reads internal ones."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.db.models import QuerySet

from accounts.models import User
from agencies.roles import Role, memberships_of
from budget_review.models import Comment, IntegrationProject
from budget_review.models.comments import Circle
from budget_review.permissions import SCREENS, takes_no_part
from budget_review.queries.visibility import may_see_everything
from workflows.lifecycle import Attempt


@dataclass(frozen=True)
class Voice:
    """As what a person speaks: the role, in which agency."""

    role: Role
    agency_id: int


def voice_of(project: IntegrationProject, user: User, at: datetime, circle: str) -> Voice | None:
    """As what a person may comment in a circle, in person; nothing for whom it is not.

    Screeners of a unit that takes no part in both; officers and heads of the agencies that take part, once they were
    asked for their consent or invited, where everybody reads it.
    """
    attempt = Attempt(actor=user, at=at, request_id=uuid4())
    held = list(memberships_of(user, at))
    for role in SCREENS:
        if takes_no_part(project, attempt, role):
            return next(Voice(role, one.agency_id) for one in held if one.role == role)
    if circle != Circle.VISIBLE:
        return None
    agencies = {part.agency_id for part in project.active_parts() if part.writes_along or part.is_lead}
    of_agencies = (Role.AGENCY_OFFICER, Role.AGENCY_HEAD)
    spoken = [Voice(Role(one.role), one.agency_id) for one in held if one.role in of_agencies]
    return next((voice for voice in spoken if voice.agency_id in agencies), None)


def circles_of(project: IntegrationProject, user: User, at: datetime) -> list[Circle]:
    """The circles in which a person may comment, the one that fewer read first."""
    return [circle for circle in Circle if voice_of(project, user, at, circle) is not None]


def reads_internal(project: IntegrationProject, user: User, at: datetime) -> bool:
    """Whether a person reads what the screeners say among themselves: they, and those who check everything."""
    return may_see_everything(user, at) or voice_of(project, user, at, Circle.INTERNAL) is not None


def comments_for(project: IntegrationProject, user: User, at: datetime) -> QuerySet[Comment]:
    """The comments that a person who may see the project reads, the newest first."""
    found = project.comments.select_related("agency", "by").order_by("-pk")
    return found if reads_internal(project, user, at) else found.filter(circle=Circle.VISIBLE)
