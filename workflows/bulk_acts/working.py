# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The job behind an act on many subjects: a few items, what became of them, and a job for the next few.

A job ends after a second or so. A worker between two of them hands on news and sees whether it is to stop, and one that
is killed leaves a few items to be made again, which their request ids make at most once.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone, translation
from django_tasks import task

from workflows.batches import Item, Outcome
from workflows.bulk import perform_many
from workflows.bulk_acts.kept_refusals import kept
from workflows.bulk_acts.models import BulkAct, BulkItem
from workflows.jobs import enqueue

TOGETHER = 10  # items that one job makes in one transaction: some second of SQLite's one writer
FIRST = 10  # a job that somebody watches goes before those that nobody does, by django-tasks' priority
Status = BulkAct.Status


@task(priority=FIRST)
def work_on(act_id: int) -> None:
    """Make the next items of an act on many, and see that the others follow. Done twice, it finds them made."""
    now = timezone.now()
    begun = BulkAct.objects.filter(pk=act_id, status=Status.QUEUED)
    begun.update(status=Status.RUNNING, started_at=now)
    act = BulkAct.objects.filter(pk=act_id, status=Status.RUNNING).select_related("actor").first()
    if act is None:
        return
    waiting = [] if act.stop_asked_at else list(act.items.filter(status=BulkItem.Status.WAITING)[:TOGETHER])
    _settle(act.pk, waiting, _made(act, waiting, now) if waiting else [])


def _made(act: BulkAct, waiting: Sequence[BulkItem], at: datetime) -> list[Outcome]:
    """The items' outcomes; the person is asked for anew, for roles and orders may have ended since."""
    model: Any = apps.get_model(act.kind)
    with translation.override(act.language or None):
        return perform_many(
            model,
            [Item(one.subject_id, one.expected_version) for one in waiting],
            act.step,
            actor=act.actor,
            at=at,
            request_id=act.request_id,
            delegation=act.delegation,
            note=act.note,
            facts=act.facts,
        )


@transaction.atomic
def _settle(act_id: int, items: Sequence[BulkItem], outcomes: Sequence[Outcome]) -> None:
    """Write what became of these, and end the act or enqueue what follows. Another worker may have been quicker."""
    act = BulkAct.objects.select_for_update().get(pk=act_id)
    with translation.override(act.language or None):
        for item, outcome in zip(items, outcomes, strict=True):
            item.status = BulkItem.Status.MADE if outcome.may else BulkItem.Status.REFUSED
            item.record, item.refusal = outcome.record, kept(act, outcome.refused)
    for item in items:
        still = act.items.filter(pk=item.pk, status=BulkItem.Status.WAITING)
        still.update(status=item.status, record=item.record, refusal=item.refusal)
    _count(act)
    if not act.is_under_way:
        return
    if act.stop_asked_at and act.left_count:
        end(act, Status.STOPPED, timezone.now())
    elif act.left_count:
        enqueue(work_on, once=f"{act.pk}/{act.dealt_count}", act_id=act.pk)
    else:
        end(act, Status.DONE, timezone.now())


def _count(act: BulkAct) -> None:
    counted = {
        f"{status}_count": Count("pk", filter=Q(status=status))
        for status in (BulkItem.Status.MADE, BulkItem.Status.REFUSED)
    }
    for name, count in act.items.aggregate(**counted).items():
        setattr(act, name, count)
    act.save(update_fields=list(counted))


def end(act: BulkAct, status: str, at: datetime) -> None:
    """Say how it ended; the act's row is locked. What was not begun is left."""
    act.items.filter(status=BulkItem.Status.WAITING).update(status=BulkItem.Status.LEFT)
    act.status, act.ended_at = status, at
    act.save(update_fields=["status", "ended_at"])
