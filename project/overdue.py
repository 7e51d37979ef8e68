# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is late, due soon or stopped: of mine, our queues, those I head, or all; what each person may ask for."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from agencies.audiences import queues_headed_by
from project.records import may_read_records
from project.tasks import finding
from workflows.checks import subjects
from workflows.clocks.calendars import calendar_in_force
from workflows.clocks.days import Calendar
from workflows.clocks.queries import IS_STOPPED, counts, is_due_soon, is_late
from workflows.desks import desks_of, flow_of
from workflows.models import Task
from workflows.queries import open_tasks

SCOPES = {"mine": _("Mine"), "queue": _("Our queue"), "unit": _("Where I am the head"), "all": _("All")}
COUNTED = 1000  # pages show "999+" for any more
KINDS = {"late": _("Late"), "soon": _("Due soon"), "stopped": _("Clock stopped")}


@dataclass(frozen=True)
class Overdue:
    """One list: of which scope and kind, and how many there are of each kind in that scope."""

    scope: str
    kind: str
    scopes: list[str]
    tasks: QuerySet[Task]
    counts: dict[str, int]


def overdue(
    user: User, at: datetime, *, scope: str = "", kind: str = "", desk: str = "", year: int | None = None
) -> Overdue:
    """The list asked for, due first; where it is not this person's to see, the first that is."""
    open_to = scopes_of(user, at)
    scope = scope if scope in open_to else open_to[0]
    kind = kind if kind in KINDS else "late"
    calendar, tasks = calendar_in_force(), _of(scope, user, at, desk, year)
    return Overdue(scope, kind, open_to, tasks.filter(_is(kind, at, calendar)), counts(tasks, at, calendar))


def numbers(user: User, at: datetime, *, kind: str = "", desk: str = "", year: int | None = None) -> dict[str, int]:
    """How many there are of a kind in each scope that is this person's to see, in its order; up to 1,000."""
    calendar = calendar_in_force()
    wanted = _is(kind if kind in KINDS else "late", at, calendar)
    found = {scope: _of(scope, user, at, desk, year).filter(wanted) for scope in scopes_of(user, at)}
    return {scope: tasks.order_by()[:COUNTED].count() for scope, tasks in found.items()}


def scopes_of(user: User, at: datetime) -> list[str]:
    """Heads see what waits below them, auditors and administrators see all."""
    own = ["mine", "queue"]
    if queues_headed_by(user, at):
        own.insert(0, "unit")
    if may_read_records(user, at):
        own.insert(0, "all")
    return own


def _of(scope: str, user: User, at: datetime, desk: str, year: int | None) -> QuerySet[Task]:
    tasks = _all_of(scope, user, at)
    if year:
        tasks = finding.of_year(tasks, year)
    stored = [key for key, _label, name in desks() if name == desk]
    return tasks.filter(flow_task__in=stored) if stored else tasks


def _all_of(scope: str, user: User, at: datetime) -> QuerySet[Task]:
    if scope == "mine":
        return finding.mine(user, at)
    if scope == "queue":
        return finding.in_our_queue(user, at)
    if scope == "unit":
        headed = Q(unit__in=queues_headed_by(user, at))
        for key in queues_headed_by(user, at):
            headed |= Q(unit__startswith=f"{key}/")  # the units of an agency
        return open_tasks().filter(headed)
    return open_tasks()


def _is(kind: str, at: datetime, calendar: Calendar) -> Q:
    if kind == "late":
        return is_late(at)
    return is_due_soon(at, calendar) if kind == "soon" else IS_STOPPED


def desks() -> list[tuple[str, Any, str]]:
    """Every desk that is due some day: as tasks store it, its label, its name."""
    stored: Any = Task._meta.get_field("flow_task")
    found = [desk for model in subjects() if model.flow for desk in desks_of(flow_of(model))]  # type: ignore[arg-type]
    return [(stored.get_prep_value(desk), desk.label, desk.name) for desk in found if desk.due]
