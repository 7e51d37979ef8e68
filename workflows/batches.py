# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""One act on many subjects: what is asked of which, and what became of each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid5

from django.utils.translation import gettext_lazy as _

from workflows.lifecycle import Attempt, Subject
from workflows.models import TransitionRecord
from workflows.refusals import Refused


@dataclass(frozen=True)
class Item:
    """One subject of a batch. ``facts`` of its own go over the batch's; a version, when given, must still hold."""

    subject_id: int
    expected_version: int | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    """What became of one item, or would: ``record`` when it was made, ``refused`` when not."""

    item: Item
    subject: Subject | None
    record: TransitionRecord | None = None
    refused: Refused | None = None

    @property
    def may(self) -> bool:
        """Whether nothing stands against it."""
        return self.refused is None


class Failed(Refused):
    """Something went wrong that no rule foresaw. It stands in the service's log."""

    code = "failed"
    title = _("This could not be done.")


@dataclass(frozen=True)
class Batch:
    """One act on many subjects."""

    model: type[Subject]
    name: str
    attempt: Attempt  # its request id is the batch's

    def of(self, item: Item) -> Attempt:
        """The attempt on one item.

        Its request id comes from the batch's and the subject, not from the step: the same batch again changes nothing,
        and another act under the batch's id is refused.
        """
        return Attempt(
            actor=self.attempt.actor,
            at=self.attempt.at,
            request_id=uuid5(self.attempt.request_id, f"{self.model._meta.label_lower}/{item.subject_id}"),
            on_behalf_of=self.attempt.on_behalf_of,
            delegation=self.attempt.delegation,
            note=self.attempt.note,
            facts={**self.attempt.facts, **item.facts},
            read=self.attempt.read,
        )
