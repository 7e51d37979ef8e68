# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The record of every move, the tasks that say whose turn it is, what befalls them, and the outbox."""

from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID, uuid5

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from viewflow.workflow.models import AbstractProcess, AbstractTask
from viewflow.workflow.status import STATUS

from workflows import statements
from workflows.anchors.models import Anchor, Timestamp
from workflows.bulk_acts.models import BulkAct, BulkItem
from workflows.clocks.days import Calendar
from workflows.clocks.models import Fired, Holiday, HolidayChange, Rung, RungChange
from workflows.jobs.models import JobDecision, Once, Running, Worker
from workflows.own_steps import OF_CLOCKS

__all__ = [
    "Anchor",
    "BulkAct",
    "BulkItem",
    "Fired",
    "Holiday",
    "HolidayChange",
    "JobDecision",
    "Once",
    "OutboxMessage",
    "Process",
    "Rows",
    "Rung",
    "RungChange",
    "Running",
    "Task",
    "TaskEvent",
    "Timestamp",
    "TransitionRecord",
    "Turn",
    "Worker",
    "turn",
]


class Rows:
    """The desks' rows that an act has still to write: the new ones at once, the changed ones by what they become."""

    def __init__(self) -> None:
        self.tasks: dict[int, Task] = {}

    def add(self, task: "Task") -> None:
        """Write this one later; it may still change until then."""
        self.tasks[id(task)] = task

    def write(self) -> None:
        """Write all. Whoever asks the database which desks are open must let them be written before."""
        tasks, self.tasks = [*self.tasks.values()], {}
        changed: dict[tuple[Any, ...], list[int]] = {}
        for task in tasks:
            if task.pk:
                changed.setdefault(tuple(getattr(task, name) for name in CLOSING), []).append(task.pk)
        changes = [
            statements.update(Task, pks, **dict(zip(CLOSING, values, strict=True))) for values, pks in changed.items()
        ]
        statements.insert([task for task in tasks if not task.pk], after=changes)


@dataclass
class Turn:
    """What the flow's nodes read while the engine acts; a Join loads its own Process, so it cannot hang there."""

    subject: Any
    at: datetime
    rows: Rows | None = None  # without it each row is written at once
    opened: list["Task"] = field(default_factory=list)
    calendar: Calendar | None = None  # read when the first desk with a due date opens

    def catch_up(self) -> None:
        """Write what waits, so that the database says which desks are open."""
        if self.rows is not None:
            self.rows.write()


CLOSING = ("status", "owner_id", "started", "finished")  # what changes in a task's row when it is done or cancelled
turn: ContextVar[Turn] = ContextVar("turn")  # unset outside the engine, and then no task can be written


class TransitionRecord(models.Model):
    """One move of one subject, chained to the one before. The database refuses any change of a row.

    ``hash`` is the SHA-256 of ``canonical``, the canonical JSON of every other column (``records.canonical``).
    """

    subject_type = models.CharField(_("kind"), max_length=100)
    subject_id = models.BigIntegerField()
    seq = models.PositiveIntegerField(_("number"))
    transition = models.CharField(_("step"), max_length=60)
    source = models.CharField(_("from"), max_length=50)
    target = models.CharField(_("to"), max_length=50)
    actor = models.ForeignKey(  # ``record_by_actor`` begins with it
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("person"), db_index=False
    )
    on_behalf_of = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    delegation = models.BigIntegerField(null=True)
    content_version = models.PositiveIntegerField(_("content version"), null=True)
    note = models.TextField(_("reason"), blank=True)
    facts = models.JSONField(default=dict)
    at = models.DateTimeField(_("when"))
    request_id = models.UUIDField(unique=True)
    prev_hash = models.CharField(max_length=64)
    canonical = models.TextField()
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("record")
        verbose_name_plural = _("records")
        ordering = ("subject_type", "subject_id", "seq")
        constraints = (
            models.UniqueConstraint(fields=["subject_type", "subject_id", "seq"], name="one_record_per_seq"),
        )
        indexes = (
            models.Index(fields=["actor", "subject_type", "id"], name="record_by_actor"),
            models.Index(fields=["id"], name="record_of_clock", condition=models.Q(transition__in=OF_CLOCKS)),
        )

    def __str__(self) -> str:
        return f"{self.subject_type}/{self.subject_id}/{self.seq} {self.transition}"


class Definition(models.Model):
    """One numbered table of a lifecycle as it was released. The database refuses any change of a row.

    ``table`` is its canonical JSON (``definitions.tables.Table``) and ``hash`` that text's SHA-256; ``words`` holds
    the Thai of each sentence as it read when the row was stored.
    """

    rows_are_kept = True
    kind = models.CharField(_("kind"), max_length=100)  # "app_label.model"
    number = models.PositiveIntegerField(_("number"))
    table = models.TextField()
    hash = models.CharField(max_length=64)
    words = models.JSONField(default=dict)
    stored_at = models.DateTimeField(_("stored"))

    class Meta:
        verbose_name = _("definition")
        verbose_name_plural = _("definitions")
        ordering = ("kind", "number")
        constraints = (models.UniqueConstraint(fields=["kind", "number"], name="one_definition_per_number"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


class Process(AbstractProcess):
    """The open desks of one subject."""

    subject_type = models.CharField(max_length=100)
    subject_id = models.BigIntegerField()
    finished: datetime | None

    class Meta:
        indexes = (models.Index(fields=["subject_type", "subject_id"], name="process_of_subject"),)
        constraints = (
            models.UniqueConstraint(
                fields=["subject_type", "subject_id"],
                name="one_open_process",
                condition=models.Q(finished__isnull=True),
            ),
        )

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with the moment of the attempt, where viewflow would read the clock."""
        if self._state.adding:
            self.created = turn.get().at
        self.finished = self.finished and turn.get().at
        super().save(*args, **kwargs)


class Task(AbstractTask):
    """One turn of somebody, or one passed gateway.

    ``unit`` is the key of the queue that the task waits in, opaque here: this floor knows no agency.
    """

    process = models.ForeignKey(Process, models.PROTECT)  # viewflow asks for process.task_set: no related_name
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    subject_type = models.CharField(max_length=100, blank=True)
    subject_id = models.BigIntegerField(null=True)
    unit = models.CharField(max_length=100, blank=True)
    due_at = models.DateTimeField(_("due"), null=True, blank=True)  # nothing while the clock is stopped
    counted_from = models.DateTimeField(null=True)  # since when the clock goes with the days that are left
    days_left = models.SmallIntegerField(null=True)
    in_calendar_days = models.BooleanField(default=False)
    stopped_at = models.DateTimeField(_("stopped"), null=True)
    stopped_for = models.CharField(max_length=60, blank=True)  # a code of clocks.running.REASONS
    owed_by = models.CharField(max_length=100, blank=True, default="", db_default="")  # whose answer is waited for
    # viewflow has an index for each of these two: nothing here asks by them, and every act would write them
    status = models.CharField(_("Status"), max_length=50, default=STATUS.NEW)
    created = models.DateTimeField(_("Created"))
    # viewflow's generic key cannot be dropped (a private field); its reverse name would clash with the stock Task's
    owner_permission_content_type = models.ForeignKey(
        "contenttypes.ContentType", models.PROTECT, null=True, related_name="+", db_index=False
    )
    owner_permission = external_task_id = scheduled = None
    started: datetime | None
    finished: datetime | None

    class Meta:
        indexes = (
            models.Index(fields=["process"], name="open_of_process", condition=models.Q(finished__isnull=True)),
            models.Index(
                fields=["owner", "due_at", "id"],
                name="open_by_owner",
                condition=models.Q(finished__isnull=True, flow_task_type="HUMAN"),
            ),
            models.Index(
                fields=["unit", "due_at", "id"],
                name="open_by_unit",
                condition=models.Q(finished__isnull=True, flow_task_type="HUMAN"),
            ),
        )

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with the moment of the attempt, where viewflow would read the clock."""
        now = turn.get()
        self.finished = self.finished and now.at
        if self.started and (self._state.adding or self.status == "STARTED"):
            self.started = now.at
        if self._state.adding:
            self.created = now.at
        else:
            kwargs["update_fields"] = (*CLOSING, "assigned")
        if now.rows is not None and self.flow_task_type == "HUMAN":
            now.rows.add(self)
        else:
            now.catch_up()
            super().save(*args, **kwargs)

    def save_clock(self) -> None:
        """Save what a clock that is stopped, set going or counted anew changes."""
        super().save(update_fields=["due_at", "counted_from", "days_left", "stopped_at", "stopped_for", "owed_by"])

    def save_unit(self) -> None:
        """Save the queue in which it waits."""
        super().save(update_fields=["unit"])


class TaskEvent(models.Model):
    """Something that befell a task besides its act: who took it, passed it on, or said something about it.

    ``former`` had the task before and ``to`` has it after; a comment names neither. The database refuses any change
    of a row, so that the owner of an open task can be proved from its events.
    """

    class Kind(models.TextChoices):
        CLAIM = "claim", _("Taken")
        RELEASE = "release", _("Given back")
        TAKE_OVER = "take_over", _("Taken over")
        HAND_OVER = "hand_over", _("Handed over")
        TAKE_BACK = "take_back", _("Taken back")
        REASSIGN = "reassign", _("Assigned")
        LEFT = "left", _("Put back: its owner may act there no more")
        COMMENT = "comment", _("Comment")

    rows_are_kept: ClassVar[bool] = True  # the database refuses any change of a row
    task = models.ForeignKey(Task, models.PROTECT, related_name="events")
    kind = models.CharField(_("what happened"), max_length=20, choices=Kind.choices)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("person"))
    former = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    note = models.TextField(_("reason"), blank=True)
    at = models.DateTimeField(_("when"))
    request_id = models.UUIDField(unique=True, null=True)  # of a comment: one press, one comment

    class Meta:
        verbose_name = _("event of a task")
        verbose_name_plural = _("events of tasks")
        ordering = ("task_id", "id")

    def __str__(self) -> str:
        return f"{self.task_id} {self.kind} #{self.pk}"


class OutboxMessage(models.Model):
    """Something to tell the world about a record, written in the record's own transaction, sent after it."""

    record = models.OneToOneField(TransitionRecord, models.PROTECT, related_name="message")
    topic = models.CharField(max_length=160)  # "budget_review.integrationproject.propose"
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["id"], name="unsent", condition=models.Q(sent_at__isnull=True)),)

    def __str__(self) -> str:
        return f"{self.topic} #{self.record_id}"

    @property
    def event_id(self) -> UUID:
        """What the event is known by outside, the same however often it is sent: receivers drop a second one by it."""
        return uuid5(self.record.request_id, "event")
