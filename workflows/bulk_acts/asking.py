# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Asking for an act on many subjects: what is asked is kept and a job enqueued, both or neither. And stopping one."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from workflows import records
from workflows.batches import Item
from workflows.bulk_acts.models import BulkAct, BulkItem
from workflows.bulk_acts.reading import Trouble, trouble_of
from workflows.bulk_acts.working import end, work_on
from workflows.jobs import enqueue
from workflows.lifecycle import Subject
from workflows.refusals import GuardsUnmet, RequestReused

Status = BulkAct.Status


def ask_for_many(
    model: type[Subject],
    items: Iterable[Item],
    name: str,
    *,
    actor: Any,
    at: datetime,
    request_id: UUID,
    delegation: int | None = None,
    note: str = "",
    facts: Mapping[str, Any] | None = None,
    back: str = "",
) -> BulkAct:
    """Keep what is to be done and let workers do it, each item by its own record or refused by itself.

    Whether the person may is asked when an item is made: at that moment, as everywhere. The same request again gives
    the same row again. Raises RequestReused when it now says something else, GuardsUnmet when it cannot be kept.
    """
    chosen = list({item.subject_id: item for item in reversed(list(items))}.values())[::-1]
    asked = BulkAct(
        kind=model._meta.label_lower, step=name, actor=actor, delegation=delegation, note=note,
        facts=dict(facts or {}), request_id=request_id, language=translation.get_language() or "", back=back,
        asked_at=at, item_count=len(chosen),
    )  # fmt: skip
    if not records.can_be_kept([note, asked.facts]):
        raise GuardsUnmet(_("The reason or a detail holds something that cannot be kept in the record."))
    if before := BulkAct.objects.filter(request_id=request_id).first():
        return _the_same(before, asked, chosen)
    try:
        with transaction.atomic():
            return _kept(asked, chosen)
    except IntegrityError:  # the same request at the same moment: only its unique id stopped the second one
        if before := BulkAct.objects.filter(request_id=request_id).first():
            return _the_same(before, asked, chosen)
        raise


def _kept(asked: BulkAct, chosen: list[Item]) -> BulkAct:
    asked.save(force_insert=True)
    BulkItem.objects.bulk_create(
        BulkItem(act=asked, position=place, subject_id=item.subject_id, expected_version=item.expected_version)
        for place, item in enumerate(chosen)
    )
    enqueue(work_on, once=f"{asked.pk}/0", act_id=asked.pk)
    return asked


def _the_same(before: BulkAct, asked: BulkAct, chosen: list[Item]) -> BulkAct:
    """The row that this very request wrote before."""
    said = ("kind", "step", "actor_id", "delegation", "note")
    held = list(before.items.values_list("subject_id", "expected_version"))
    if (
        any(getattr(before, name) != getattr(asked, name) for name in said)
        or records.canonical_json(before.facts) != records.canonical_json(asked.facts)
        or held != [(item.subject_id, item.expected_version) for item in chosen]
    ):
        raise RequestReused(_("The request id already stands for another act."))
    return before


@transaction.atomic
def stop(act_id: int, *, actor: Any, at: datetime) -> BulkAct:
    """Begin no further item. What is being made in this moment is made; what is made stays. Ended already: nothing."""
    act = BulkAct.objects.select_for_update().get(pk=act_id)
    if not act.is_under_way or act.stop_asked_at:
        return act
    act.stop_asked_at, act.stopped_by = at, actor
    act.save(update_fields=["stop_asked_at", "stopped_by"])
    if act.status == Status.QUEUED or trouble_of(act, at) == Trouble.PARKED:  # no job is at work that would end it
        end(act, Status.STOPPED, at)
    return act
