# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Proving that every open clock says what its own days and the holiday table make it say."""

from collections.abc import Iterator
from itertools import groupby

from django.apps import apps
from django.utils.translation import gettext_noop as _

from workflows.clocks.calendars import calendar_in_force
from workflows.clocks.running import due_by_day, recount
from workflows.desks import desks_by_day
from workflows.faults import Fault
from workflows.models import Task, TransitionRecord
from workflows.own_steps import OF_CLOCKS, STOP_CLOCK

AT_ONCE = 500


def faults_of_clocks() -> Iterator[Fault]:
    """Say which open tasks are due another day than the calendar counts, or are both stopped and due."""
    calendar = calendar_in_force()
    going = Task.objects.filter(finished__isnull=True, due_at__isnull=False).exclude(days_left=None).order_by("pk")
    for task, due_at in recount(going.iterator(chunk_size=2000), calendar):
        yield Fault(
            _("Task %(task)s is due %(due)s, where the calendar counts %(counted)s."),
            task=task.pk,
            due=f"{task.due_at:%Y-%m-%d}",
            counted=f"{due_at:%Y-%m-%d}",
        )
    for pk in Task.objects.filter(stopped_at__isnull=False, due_at__isnull=False).values_list("pk", flat=True):
        yield Fault(_("Task %(task)s is due, though its clock is stopped."), task=pk)
    yield from _faults_of_days()
    yield from _faults_of_records()


def _faults_of_days() -> Iterator[Fault]:
    """Say which open tasks are due another day than the one that their subject names."""
    open_tasks = Task.objects.filter(finished__isnull=True, days_left__isnull=True, flow_task_type="HUMAN")
    named = open_tasks.filter(flow_task__in=desks_by_day()).order_by("subject_type", "subject_id", "pk")
    for kind, of_kind in groupby(named.iterator(chunk_size=2000), key=lambda task: task.subject_type):
        tasks = list(of_kind)
        model = apps.get_model(kind)
        beside = [model.part_of] if model.part_of else []
        subjects = model._default_manager.select_related(*beside).in_bulk({task.subject_id for task in tasks})
        for task in tasks:
            due_at = due_by_day(task, subjects[task.subject_id])
            if task.due_at != due_at:
                yield Fault(
                    _("Task %(task)s is due %(due)s, where its subject names %(named)s."), task=task.pk,
                    due=f"{task.due_at:%Y-%m-%d}" if task.due_at else "-",
                    named=f"{due_at:%Y-%m-%d}" if due_at else "-",
                )  # fmt: skip


def _faults_of_records() -> Iterator[Fault]:
    """Say which open clocks are stopped without a record, or otherwise than their last record left them."""
    own = TransitionRecord.objects.filter(transition__in=OF_CLOCKS).order_by("pk")
    last = {record.facts.get("task"): record for record in own.iterator(chunk_size=2000)}
    stopped = Task.objects.filter(finished__isnull=True, stopped_at__isnull=False, flow_task_type="HUMAN")
    for task in stopped.order_by("pk").iterator(chunk_size=2000):
        record = last.pop(task.pk, None)
        if record is None or not _stands_as(task, record):
            yield Fault(_("Task %(task)s: its clock is stopped otherwise than its records say."), task=task.pk)
    ids = [pk for pk, record in last.items() if record.transition == STOP_CLOCK and isinstance(pk, int)]
    for start in range(0, len(ids), AT_ONCE):
        going = Task.objects.filter(pk__in=ids[start : start + AT_ONCE], finished__isnull=True)
        for pk in going.order_by("pk").values_list("pk", flat=True):
            yield Fault(_("Task %(task)s: its clock goes, where its last record stopped it."), task=pk)


def _stands_as(task: Task, record: TransitionRecord) -> bool:
    said = {"why": task.stopped_for, "owes": task.owed_by, "days_left": task.days_left}
    held = {name: record.facts.get(name) for name in said}
    return record.transition == STOP_CLOCK and record.at == task.stopped_at and held == said
