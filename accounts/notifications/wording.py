# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The sentence of a notice: a rule's template with the event's words put in."""

import re
from collections.abc import Mapping
from typing import Any

from django.utils import translation

from accounts.notifications.registry import SUBJECTS, Event
from workflows.lifecycle import Start, rules_of, steps_of

PLACE = re.compile(r"\{(\w+)\}")
WORDS = ("title", "person", "act", "state", "note", "code", "desk", "due", "count", "job")  # what a template may name


def fill(template: str, words: Mapping[str, str]) -> str:
    """The template with its words; a place for which the event has none stays empty, and its spaces close up."""
    filled = PLACE.sub(lambda place: words.get(place[1], ""), template)
    return re.sub(r"[ \t]{2,}", " ", filled).strip()


def unknown(template: str) -> list[str]:
    """The places of a template that no event fills."""
    return [name for name in PLACE.findall(template) if name not in WORDS]


def words_of(event: Event, language: str) -> dict[str, str]:
    """The words that an event brings, in one language."""
    told = SUBJECTS[event.subject._meta.label_lower]
    with translation.override(language):
        words = {"title": told.about(event.subject).title, **told.words(event.subject), **event.facts}
        if event.actor is not None:
            words["person"] = str(event.actor)
        if event.record is not None:
            words |= _of_record(event)
        return {name: str(word) for name, word in words.items()}


def _of_record(event: Event) -> dict[str, str]:
    record = event.record
    assert record is not None
    model: Any = type(event.subject)
    act = model.begin if record.transition == Start.name else steps_of(model).get(record.transition)
    states = dict(model._meta.get_field("state").flatchoices)
    return {
        "act": str(rules_of(act).label) if act else record.transition,
        "state": str(states.get(record.target, record.target)),
        "note": record.note,
    }
