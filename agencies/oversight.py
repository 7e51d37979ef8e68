# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who oversees whose work: heads their own people, administrators everybody's."""

from datetime import datetime

from django.db.models import Q, QuerySet

from accounts.models import User
from agencies.models import Membership
from agencies.roles import Role, day_of, group, holds, memberships_of
from agencies.standing import attempt_of
from workflows.models import Task
from workflows.tasks.asking import oversight, queues, standing

HEADS = frozenset({Role.AGENCY_HEAD, Role.SCREENING_HEAD, Role.ADMINISTRATOR})
SCREENING = {Role.SCREENING_OFFICER, Role.SCREENING_HEAD, Role.EXPERT}

standing(attempt_of)  # who acts under an order takes tasks as the order lets them


@queues
def own_queues(person: User, at: datetime) -> set[str]:
    """The queues on which a person works by an appointment of their own: of the role, the agency and the unit."""
    held = memberships_of(person, at)
    places = [(one, agency, unit) for one in held for agency, unit in _places(one)]
    return {group(Role(one.role), agency, unit) for one, agency, unit in places}


def _places(one: Membership) -> list[tuple[int | None, int | None]]:
    return [(None, None), (one.agency_id, None), (one.agency_id, one.unit_id)]


@oversight
def oversees_the_queue(person: User, task: Task, at: datetime) -> bool:
    """Administrators every queue; the head of screening that of DGA's screeners; a head of agency its own agency's.

    A queue that names no agency is overseen by the heads of those who have its role: of the task's owner.
    """
    if holds(person, Role.ADMINISTRATOR, at):
        return True
    role, _at, place = task.unit.partition("@")
    agency, _slash, unit = place.partition("/")
    if agency.isdecimal():
        return _heads(person, at, int(agency), int(unit) if unit else None)
    if role in SCREENING and not place:
        return holds(person, Role.SCREENING_HEAD, at)
    if not place and task.owner is not None:
        return any(
            held.role == role and _heads(person, at, held.agency_id, held.unit_id)
            for held in memberships_of(task.owner, at)
        )
    return False


def _heads(person: User, at: datetime, agency_id: int, unit_id: int | None) -> bool:
    """Whether a person is the head of this agency, or of this unit of it."""
    return any(
        held.role == Role.AGENCY_HEAD and held.agency_id == agency_id and held.unit_id in (None, unit_id)
        for held in memberships_of(person, at)
    )


def oversees_person(head: User, person: User, at: datetime) -> bool:
    """Administrators everybody; heads of agency and of screening those who work in their agency."""
    if holds(head, Role.ADMINISTRATOR, at):
        return True
    agencies = {held.agency_id for held in memberships_of(person, at)}
    return bool(agencies & _headed(head, at))


def people_overseen(head: User, at: datetime) -> QuerySet[User]:
    """Everybody whose work a person oversees and who works now, by name; nobody where they head nothing."""
    day = day_of(at)
    held = Membership.objects.filter(Q(to_date=None) | Q(to_date__gte=day), from_date__lte=day)
    if not holds(head, Role.ADMINISTRATOR, at):
        held = held.filter(agency__in=_headed(head, at))
    return User.objects.filter(pk__in=held.values("user")).exclude(pk=head.pk).order_by("display_name", "pk")


def _headed(head: User, at: datetime) -> set[int]:
    return {one.agency_id for one in memberships_of(head, at) if one.role in (Role.AGENCY_HEAD, Role.SCREENING_HEAD)}
