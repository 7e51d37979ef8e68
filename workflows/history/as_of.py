# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where subjects stood at a moment, and whose turn it was then: from the records and the tasks alone.

A subject stood where the last record of its chain, by number, that is not later than the moment had led it.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q

from workflows.lifecycle import Subject
from workflows.models import Task, TransitionRecord

Chain = tuple[str, int]  # kind and id of a subject


def last_records(subjects: Iterable[Subject], at: datetime) -> dict[Chain, TransitionRecord]:
    """The record that each subject had last at a moment, in one query; one that had not begun is left out."""
    ids: dict[str, list[int]] = {}
    for subject in subjects:
        ids.setdefault(subject.kind, []).append(subject.pk)
    wanted = Q(pk__in=[])
    for kind, of_kind in ids.items():
        wanted |= Q(subject_type=kind, subject_id__in=of_kind)
    later = TransitionRecord.objects.filter(
        subject_type=OuterRef("subject_type"), subject_id=OuterRef("subject_id"), seq__gt=OuterRef("seq"), at__lte=at
    )
    found = TransitionRecord.objects.filter(wanted, ~Exists(later.order_by()), at__lte=at).order_by()
    return {(record.subject_type, record.subject_id): record for record in found.select_related("actor")}


def waiting_at(whole: Subject, at: datetime) -> list[Task]:
    """The turns that were open on a whole and its parts at a moment, due first.

    Who had taken one then is not told: a task keeps only the last who took it.
    """
    return list(
        Task.objects.filter(
            Q(finished__isnull=True) | Q(finished__gt=at),
            process__subject_type=whole.kind,
            process__subject_id=whole.pk,
            flow_task_type="HUMAN",
            created__lte=at,
        )
        .select_related("process")
        .order_by(F("due_at").asc(nulls_last=True), "id")
    )
