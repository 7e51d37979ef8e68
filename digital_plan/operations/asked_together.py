# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What begins, moves on or ends for many agencies at once, in few statements for any number of them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from workflows.clocks.calendars import calendar_in_force
from workflows.clocks.running import reset_days
from workflows.engine import begin_many, follow_many
from workflows.lifecycle import Attempt, Subject
from workflows.queries import open_tasks
from workflows.refusals import GuardsUnmet

AT_ONCE = 500  # subjects in one statement: SQLite takes no more values than some 30,000


def ask_together(whole: Subject, agencies: Sequence[int], make: Callable[[int], Subject], attempt: Attempt) -> None:
    """Begin what each agency is asked, as an effect of an act on the whole; ``make`` takes the id of an agency."""
    follows = attempt.caused_by(whole, whole.version + 1)
    for start in range(0, len(agencies), AT_ONCE):
        chunk = agencies[start : start + AT_ONCE]
        begin_many([make(pk) for pk in chunk], follows, keys=[f"{whole.pk}/{pk}" for pk in chunk])


def step_together(whole: Subject, waiting: Any, name: str, attempt: Attempt) -> int:
    """Make a step of every one of a queryset, as an effect of an act on the whole. Returns how many there were."""
    follows = attempt.caused_by(whole, whole.version + 1)
    pks = list(waiting.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(pks), AT_ONCE):
        follow_many(waiting.model, pks[start : start + AT_ONCE], name, follows)
    return len(pks)


def move_day(whole: Any, parts: Mapping[int, Subject], everyone: Any, given: Any) -> dict[str, Any]:
    """Move a whole's last day on, and with it what its awaited parts are due by; their reminders begin anew.

    ``parts`` are those that are awaited, by id, each knowing ``whole``; ``everyone`` a queryset of all ids. Raises
    GuardsUnmet for a day that is not worked. Returns ``{"due_before": "2021-06-09"}``.
    """
    day, before = date.fromisoformat(str(given)), whole.due_date
    if not calendar_in_force().is_working(day):
        raise GuardsUnmet(_("The last day must be a working day."))
    whole.due_date = day
    whole.save(update_fields=["due_date"])
    if parts:
        kind = next(iter(parts.values())).kind
        turns = open_tasks().filter(subject_type=kind, subject_id__in=everyone)
        reset_days((task, parts[task.subject_id or 0]) for task in turns if task.subject_id in parts)
    return {"due_before": before.isoformat()}
