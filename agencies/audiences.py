# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who is behind a queue of roles, who is its head, and who keeps the holidays and the ladder."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q

from accounts.models import User
from agencies.models import Membership
from agencies.roles import Role, day_of, group, holds, memberships_of
from workflows.clocks.audiences import People, audience, keeper
from workflows.clocks.models import Rung
from workflows.models import Task

HEADS = {  # by the role whose queue it is: the head's role, in the same agency where the queue is an agency's
    Role.AGENCY_OFFICER: Role.AGENCY_HEAD,
    Role.AGENCY_HEAD: Role.AGENCY_HEAD,
    Role.SCREENING_OFFICER: Role.SCREENING_HEAD,
    Role.SCREENING_HEAD: Role.SCREENING_HEAD,
    Role.EXPERT: Role.SCREENING_HEAD,
    Role.SECRETARY: Role.SCREENING_HEAD,
}


@audience(Rung.Whom.QUEUE)
def of_the_queue(tasks: Sequence[Task], at: datetime) -> People:
    """Everyone who works on a task's queue."""
    return _holding({task.pk: _parted(task.unit) for task in tasks}, at)


@audience(Rung.Whom.HEAD)
def head_of_the_unit(tasks: Sequence[Task], at: datetime) -> People:
    """The head of the agency whose turn it is; of screening, for what waits within DGA."""
    parted = {task.pk: _parted(task.unit) for task in tasks}
    return _holding({pk: (HEADS.get(role, ""), place) for pk, (role, place) in parted.items()}, at)  # type: ignore[call-overload]


@audience(Rung.Whom.ADMINISTRATOR)
def administrators(tasks: Sequence[Task], at: datetime) -> People:
    """Every administrator, of each task."""
    return _holding({task.pk: (Role.ADMINISTRATOR, "") for task in tasks}, at)


@keeper
def is_administrator(user: User, at: datetime) -> bool:
    """Administrators keep the holiday table and the ladder."""
    return holds(user, Role.ADMINISTRATOR, at)


def _parted(unit: str) -> tuple[str, str]:
    """A queue's role and place: ``""``, ``"12"`` for an agency, ``"12/5"`` for one of its units."""
    role, _at, place = unit.partition("@")
    return role, place


def _holding(wanted: dict[int, tuple[str, str]], at: datetime) -> People:
    """The people who hold a role, in an agency, in its unit, or in any, by task: one query for any number of tasks.

    Where a unit has nobody of its own, those who hold the role for the whole agency stand for it.
    """
    day = day_of(at)
    held = Membership.objects.filter(
        Q(to_date__isnull=True) | Q(to_date__gte=day),
        role__in={role for role, _place in wanted.values()},
        from_date__lte=day,
        user__is_active=True,
    ).values_list("role", "agency_id", "unit_id", "user_id")
    by_key: dict[tuple[str, str], set[int]] = {}
    for role, agency_id, unit_id, user_id in held:
        for place in ("", str(agency_id), f"{agency_id}/{unit_id}"):
            by_key.setdefault((role, place), set()).add(user_id)
    return {
        pk: by_key.get((role, place)) or by_key.get((role, place.partition("/")[0]), set())
        for pk, (role, place) in wanted.items()
    }


def queues_headed_by(user: User, at: datetime) -> list[str]:
    """The keys of the queues whose head a person is."""
    keys = set()
    for held in memberships_of(user, at):
        for role in (role for role, head in HEADS.items() if head == held.role):
            keys.add(group(role, held.agency_id) if held.role == Role.AGENCY_HEAD else group(role))
    return sorted(keys)
