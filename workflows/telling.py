# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A story told from records: each in a sentence, in the reader's language, with who, when and why."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from django.apps import apps
from django.utils.translation import gettext as _

from workflows.lifecycle import Start, Subject, rules_of, steps_of
from workflows.models import TransitionRecord

Facts = list[tuple[Any, Any]]


@dataclass(frozen=True)
class Entry:
    """One record as ``components/timeline.html`` shows it; ``state`` is where it led."""

    at: datetime
    sentence: str
    actor: Any
    on_behalf_of: Any
    note: str
    facts: Facts
    state: str


def label_of(record: TransitionRecord) -> Any:
    """What the step of a record is called."""
    model = cast("type[Subject]", apps.get_model(record.subject_type))
    return rules_of(model.begin if record.transition == Start.name else steps_of(model)[record.transition]).label


def tell(
    records: Iterable[TransitionRecord],
    *,
    names: Mapping[tuple[str, int], str] | None = None,
    facts: Callable[[TransitionRecord], Facts] = lambda record: [],
) -> list[Entry]:
    """Tell the story newest first. ``names`` calls parts by ``(kind, id)``; ``facts`` picks what is worth telling."""
    told = [
        Entry(
            at=record.at,
            sentence=_sentence(label_of(record), (names or {}).get((record.subject_type, record.subject_id), "")),
            actor=record.actor,
            on_behalf_of=record.on_behalf_of,
            note=record.note,
            facts=facts(record),
            state=record.target,
        )
        for record in records
    ]
    return told[::-1]


def _sentence(label: Any, name: str) -> str:
    return _("%(act)s: %(about)s") % {"act": label, "about": name} if name else str(label)
