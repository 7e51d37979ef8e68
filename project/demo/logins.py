# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The logins of the demo, and what waits for each of them."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from accounts.models import User
from budget_review.models import IntegrationProject
from committee.models import Meeting
from project.demo.fy2565.people import PERSONAS
from project.demo.report import table
from project.subjects import about
from project.tasks.finding import in_our_queue
from workflows.models import Task

PASSWORD = "mati-demo"  # noqa: S105 - printed for everyone who starts the demo, which listens on the loopback only


def waiting(user: User, at: datetime) -> list[str]:
    """Return what waits for a person, due first: ``["Take up for screening DG71-05"]``."""
    tasks = list(in_our_queue(user, at))
    names = _names(tasks, user, at)
    return [f"{task.flow_task.label} {names[task.process.subject_type, task.process.subject_id]}" for task in tasks]


def logins_table(at: datetime) -> str:
    """Return the aligned table of logins: user name, password, who, and what waits."""
    rows = [[_("User name"), _("Password"), _("Person"), _("What waits")]]
    for persona in PERSONAS:
        waits = waiting(User.objects.get(username=persona.username), at)
        rows.append([persona.username, PASSWORD, persona.name_th, shortly(waits)])
    return table(rows, rules=[1])


def shortly(waits: list[str]) -> str:
    """Return the first of what waits and how many more there are."""
    if not waits:
        return _("Reads everything; nothing waits")
    if len(waits) == 1:
        return waits[0]
    return _("%(first)s and %(count)s more") % {"first": waits[0], "count": len(waits) - 1}


def _names(tasks: Iterable[Task], reader: User, at: datetime) -> dict[tuple[str, int], str]:
    """What the subjects of turns are called: a project by its code, a meeting by its number, others by their title."""
    keys = {(task.process.subject_type, task.process.subject_id) for task in tasks}
    names = {key: found.title for key, found in about(keys, reader, at).items()}
    for model, called in ((IntegrationProject, "code"), (Meeting, "called")):
        kind = model._meta.label_lower
        found = model._default_manager.in_bulk([pk for of, pk in keys if of == kind])
        names |= {(kind, pk): getattr(subject, called) for pk, subject in found.items()}
    return names
