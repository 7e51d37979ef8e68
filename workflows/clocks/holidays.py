# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Changing the holiday table: one recorded operation, which also moves every due date that it touches."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from workflows.clocks.audiences import may_keep
from workflows.clocks.days import DAY, Calendar, end_of
from workflows.clocks.models import Holiday, HolidayChange
from workflows.clocks.running import recount
from workflows.models import Task
from workflows.queries import open_tasks
from workflows.records import moment
from workflows.refusals import GuardsUnmet, NotPermitted, RequestReused, VersionConflict

AT_ONCE = 1000


@dataclass(frozen=True, kw_only=True)
class NewHoliday:
    """A day to be added to the table, with where it is announced."""

    day: date
    name_th: str
    source: str
    name_en: str = ""
    kind: str = Holiday.Kind.PUBLIC


@dataclass(frozen=True)
class Plan:
    """What a change would do: the tasks that would be due another day, each with the new moment."""

    add: Sequence[NewHoliday]
    retire: Sequence[date]
    moved: Sequence[tuple[Task, datetime]]


def last_change() -> int:
    """The number of the last change of the table, which the next one expects; 0 before any."""
    return HolidayChange.objects.values_list("pk", flat=True).first() or 0


def plan(*, add: Sequence[NewHoliday] = (), retire: Sequence[date] = ()) -> Plan:
    """Say what a change would move; changes nothing. Raises GuardsUnmet when the table does not allow it."""
    held = set(Holiday.objects.filter(retired_by=None).values_list("day", flat=True))
    _refuse(add, retire, held)
    after = Calendar((held | {new.day for new in add}) - set(retire))
    touched = [*(new.day for new in add), *retire]
    before, until = end_of(min(touched) - DAY), end_of(max(touched))
    ahead = Q(due_at__gt=before, counted_from__lte=until)
    late = Q(days_left__lt=0, counted_from__gt=before, due_at__lte=until)  # went on late: counted back from that day
    return Plan(add, retire, recount(open_tasks().filter(ahead | late, days_left__isnull=False).order_by("pk"), after))


@transaction.atomic
def change(
    *,
    add: Sequence[NewHoliday] = (),
    retire: Sequence[date] = (),
    reason: str,
    actor: Any,
    at: datetime,
    request_id: UUID,
    expected_change: int | None = None,
) -> HolidayChange:
    """Add days to the table and retire others, move the due dates of open tasks with them, and record all of it.

    The same ``request_id`` by the same person gives the same change again. Raises NotPermitted, GuardsUnmet,
    VersionConflict or RequestReused - and then nothing has changed.
    """
    _hold_acts()
    if replayed := _replayed(add, retire, reason, actor, request_id):
        return replayed
    if not may_keep(actor, at):
        raise NotPermitted(_("Only an administrator changes the holiday table."))
    if not reason.strip():
        raise GuardsUnmet(_("The reason must be given."))
    if expected_change not in (None, last_change()):
        raise VersionConflict(_("Somebody changed the holiday table meanwhile. Look again before you act."))
    planned = plan(add=add, retire=retire)
    moved = [
        [task.pk, moment(task.due_at), moment(due_at)] for task, due_at in planned.moved if task.due_at is not None
    ]
    written = HolidayChange.objects.create(
        actor=actor, at=at, reason=reason, request_id=request_id, facts=_facts(add, retire) | {"moved": moved}
    )
    Holiday.objects.filter(day__in=retire, retired_by=None).update(retired_by=written)
    Holiday.objects.bulk_create(
        Holiday(
            day=new.day,
            kind=new.kind,
            name_th=new.name_th,
            name_en=new.name_en,
            source=new.source,
            added_by=written,
        )
        for new in add
    )
    for task, due_at in planned.moved:
        task.due_at = due_at
    Task.objects.bulk_update([task for task, _due_at in planned.moved], ["due_at"], batch_size=AT_ONCE)
    return written


def _hold_acts() -> None:
    """Wait until every act underway has ended, and let the next ones wait for this change.

    An act writes its record before its desks open and read the calendar, or holds the calendar first
    (``hold_calendar``): so each either ended before, and its tasks are moved here, or begins after, and counts by the
    new table. On SQLite there is one writer anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE workflows_transitionrecord IN SHARE MODE")
            cursor.execute("LOCK TABLE workflows_holidaychange IN SHARE ROW EXCLUSIVE MODE")


def _refuse(add: Sequence[NewHoliday], retire: Sequence[date], held: set[date]) -> None:
    days = [new.day for new in add]
    lacking = []
    if not days and not retire:
        lacking.append(_("There is nothing to change."))
    if len(set(days)) != len(days) or set(days) & set(retire):
        lacking.append(_("A day is named twice."))
    lacking += [_("%(day)s is in the table already.") % {"day": day.isoformat()} for day in sorted(set(days) & held)]
    lacking += [_("%(day)s is not in the table.") % {"day": day.isoformat()} for day in sorted(set(retire) - held)]
    if any(not new.name_th.strip() or not new.source.strip() for new in add):
        lacking.append(_("Each holiday needs its Thai name and its source."))
    if any(new.kind not in Holiday.Kind.values for new in add):
        lacking.append(_("The kind of a holiday must be one of those listed."))
    if lacking:
        raise GuardsUnmet(*lacking)


def _facts(add: Sequence[NewHoliday], retire: Sequence[date]) -> dict[str, Any]:
    return {
        "added": sorted(new.day.isoformat() for new in add),
        "retired": sorted(day.isoformat() for day in retire),
    }


def _replayed(
    add: Sequence[NewHoliday], retire: Sequence[date], reason: str, actor: Any, request_id: UUID
) -> HolidayChange | None:
    same = HolidayChange.objects.filter(request_id=request_id).first()
    if same is None:
        return None
    asked = _facts(add, retire)
    if (same.actor_id, same.reason) != (actor.pk, reason) or {key: same.facts[key] for key in asked} != asked:
        raise RequestReused(_("The request id already stands for another act."))
    return same
