# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What befell tasks in sentences, made when they are read: the events hold codes and people only."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from workflows.lifecycle import Subject
from workflows.models import TaskEvent

Kind = TaskEvent.Kind
SENTENCES: dict[str, Any] = {
    Kind.CLAIM: _("The task “%(act)s” was taken."),
    Kind.RELEASE: _("The task “%(act)s” was given back to its queue."),
    Kind.TAKE_OVER: _("The task “%(act)s” was taken over from %(former)s."),
    Kind.HAND_OVER: _("The task “%(act)s” was handed over to %(to)s."),
    Kind.TAKE_BACK: _("The task “%(act)s” was taken back from %(former)s."),
    Kind.REASSIGN: _("The task “%(act)s” was assigned to %(to)s."),
    Kind.LEFT: _("The task “%(act)s” was put back into its queue: %(former)s may act there no more."),
    Kind.COMMENT: _("Comment on the task “%(act)s”."),
}
INTO_THE_QUEUE = _("The task “%(act)s” of %(former)s was put back into its queue.")
FROM_ANOTHER = _("The task “%(act)s” of %(former)s was assigned to %(to)s.")


def sentence_of(event: TaskEvent) -> str:
    """What an event says, in the reader's language; who did it stands beside it."""
    said = SENTENCES[event.kind]
    if event.kind == Kind.REASSIGN and event.former:
        said = FROM_ANOTHER if event.to else INTO_THE_QUEUE
    desk = event.task.flow_task
    return str(said) % {"act": desk.label if desk else "–", "former": event.former, "to": event.to}


def events_of(whole: Subject) -> QuerySet[TaskEvent]:
    """What befell the tasks of a whole and of its parts, but for what was said about them, oldest first."""
    of_whole = TaskEvent.objects.filter(task__process__subject_type=whole.kind, task__process__subject_id=whole.pk)
    return with_people(of_whole.exclude(kind=Kind.COMMENT)).order_by("at", "pk")


def with_people(events: QuerySet[TaskEvent]) -> QuerySet[TaskEvent]:
    """The events with everybody whom their sentences name."""
    return events.select_related("task__process", "actor", "former", "to")
