# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The same request again: the record that it wrote before, or why it is not the same request."""

from django.utils.translation import gettext_lazy as _

from workflows import records
from workflows.lifecycle import Attempt, Start, Subject
from workflows.models import TransitionRecord
from workflows.refusals import RequestReused


def replayed(kind: str, subject_id: int | None, name: str, attempt: Attempt) -> TransitionRecord | None:
    """The record that this very request wrote before: by and for the same person, for the same act, saying the same."""
    same = TransitionRecord.objects.filter(request_id=attempt.request_id).first()
    return same and said_before(same, kind, subject_id, name, attempt)


def said_before(
    same: TransitionRecord, kind: str, subject_id: int | None, name: str, attempt: Attempt
) -> TransitionRecord:
    """The record that a request wrote before. Raises RequestReused when it now says something else."""
    if (same.subject_type, same.transition, same.actor_id) != (kind, name, attempt.actor.pk) or (
        subject_id not in (None, same.subject_id)
        or not _is_for_the_same(same, attempt)
        or not _says_the_same(same, attempt)
    ):
        raise RequestReused(_("The request id already stands for another act."))
    return same


def _is_for_the_same(record: TransitionRecord, attempt: Attempt) -> bool:
    """Whether the record was made by the same order, or in person, as now; an order's id names its giver too."""
    if attempt.on_behalf_of is not None and attempt.on_behalf_of.pk != record.on_behalf_of_id:
        return False
    return record.delegation == attempt.delegation


def _says_the_same(record: TransitionRecord, attempt: Attempt) -> bool:
    """Whether the record holds the reason and the facts that are given now; an effect may have added to them."""
    held = {name: record.facts.get(name) for name in attempt.facts}
    return record.note == attempt.note and records.canonical_json(held) == records.canonical_json(dict(attempt.facts))


def replayed_beginning(subject: Subject, attempt: Attempt) -> TransitionRecord | None:
    """The record with which this very request began a subject before; ``subject`` then is that one by its id."""
    same = replayed(subject.kind, None, Start.name, attempt)
    if same is not None:
        if subject.part_of:
            of_whole = {subject.part_of: getattr(subject, subject.part_of)}
            if not type(subject)._default_manager.filter(pk=same.subject_id, **of_whole).exists():
                raise RequestReused(_("The request id already stands for another act."))
        subject.pk = same.subject_id
    return same
