# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Records of every floor in sentences, each with what it is about; made when they are read."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, cast

from django.apps import apps
from django.utils.translation import gettext as _

import agencies.story
import budget_review.story
import committee.story
import digital_plan.story
from accounts.models import User
from committee.models import AgendaItem, Meeting, Resolution, RollEntry
from committee.queries.unseen import read_in_part, unseen_among
from project.subjects import About, Key, about
from workflows.definitions.files import label_of
from workflows.lifecycle import Start, Subject, steps_of
from workflows.models import TransitionRecord

NAMED_BY = {"agency", "user", "meeting", "project", "item"}  # what a part's own name is made of


@dataclass(frozen=True)
class Told:
    """One record: what it says, and the project or meeting that it is about, where that is still there."""

    record: TransitionRecord
    sentence: str
    kind: Any
    state: Any
    about: About | None
    under: str
    is_closed: bool = False  # the reader does not see what it is about

    # what ``components/timeline.html`` reads

    @property
    def at(self) -> datetime:
        """When."""
        return self.record.at

    @property
    def actor(self) -> Any:
        """Who."""
        return self.record.actor

    @property
    def note(self) -> str:
        """Why."""
        return "" if self.is_closed else self.record.note


def told(records: Sequence[TransitionRecord], reader: User, at: datetime) -> list[Told]:
    """The records in their order, in a fixed number of queries for any number of them.

    Of what stands on a matter that the reader does not see, the step is told and no word; of minutes that they read in
    part, no word that somebody wrote about them.
    """
    subjects = _subjects_of(records)
    wholes = about({_whole_key(subject) for subject in subjects.values()}, reader, at)
    orders = agencies.story.authorities_of(records)
    hidden = unseen_among(subjects, reader, at)
    made = [_told(one, subjects.get((one.subject_type, one.subject_id)), wholes, orders) for one in records]
    in_part = read_in_part(subjects, reader, at)
    return [_as_read(one, hidden, in_part) for one in made]


def _as_read(one: Told, hidden: set[Key], in_part: set[Key]) -> Told:
    key = (one.record.subject_type, one.record.subject_id)
    if key in hidden:
        return _closed(one)
    has_words = bool(one.record.note) or isinstance(one.record.facts.get("text"), str)
    return replace(one, is_closed=True) if key in in_part and has_words else one


def _closed(one: Told) -> Told:
    """The bare step: its words and its reason are withheld; the record's hash still proves it."""
    model = _model_of(one.record)
    steps = {Start.name, *(steps_of(model) if model else ())}
    step = _label(one.record) if one.record.transition in steps else one.record.transition
    sentence = _("%(step)s: a matter that is not open to you") % {"step": step}
    return replace(one, sentence=sentence, is_closed=True)


def _told(record: TransitionRecord, subject: Subject | None, wholes: dict[Key, About], orders: dict[int, str]) -> Told:
    model = _model_of(record)
    return Told(
        record=record,
        sentence=_sentence(record, subject),
        kind=model._meta.verbose_name if model else record.subject_type,
        state=_state(model, record.target),
        about=wholes.get(_whole_key(subject)) if subject else None,
        under=_under(record, orders),
    )


def _under(record: TransitionRecord, orders: dict[int, str]) -> str:
    """For whom and by which order; a record that was tampered with may name an order that is none."""
    if record.delegation is not None:
        return orders.get(record.delegation) or _("by an order that is not known")
    return _("for %(person)s") % {"person": record.on_behalf_of} if record.on_behalf_of else ""


def _sentence(record: TransitionRecord, subject: Subject | None) -> str:
    """What the floor that knows the record says of it; a record that was tampered with is still shown, by its step."""
    tell = TELLERS.get(record.subject_type.partition(".")[0])
    try:
        return (tell(record, subject) if tell and subject else "") or str(_label(record))
    except (KeyError, ValueError, TypeError):
        return _("The step “%(step)s”, which cannot be told as it stands.") % {"step": record.transition}


def _of_committee(record: TransitionRecord, subject: Subject) -> str:
    items = [subject] if isinstance(subject, AgendaItem) else []
    roll = [subject] if isinstance(subject, RollEntry) else []
    if entries := committee.story.tell([record], items, roll):
        return entries[0].sentence
    item = subject.item if isinstance(subject, Resolution) else subject
    name = str(subject.user) if isinstance(subject, RollEntry) else f"{item.label} {item.title}"  # type: ignore[attr-defined]
    begun = isinstance(subject, Resolution) and record.transition == Start.name
    return _("%(act)s: %(about)s") % {"act": _("A resolution was written") if begun else _label(record), "about": name}


TELLERS: dict[str, Callable[[TransitionRecord, Any], str]] = {
    "agencies": agencies.story.sentence_of,
    "budget_review": budget_review.story.sentence_of,
    "committee": _of_committee,
    "digital_plan": digital_plan.story.sentence_of,
}


def _label(record: TransitionRecord) -> Any:
    """What the step of a record is called. Raises KeyError where the lifecycle does not know it."""
    model = _model_of(record)
    if model is None:
        raise KeyError(record.subject_type)
    return label_of(model, record.transition)


def _state(model: type[Subject] | None, state: str) -> Any:
    choices: Any = model._meta.get_field("state") if model else None  # type: ignore[misc]  # each lifecycle has its own
    return dict(choices.flatchoices).get(state, state) if choices else state


def _model_of(record: TransitionRecord) -> type[Subject] | None:
    try:
        return cast("type[Subject]", apps.get_model(record.subject_type))
    except (LookupError, ValueError):
        return None


def _subjects_of(records: Sequence[TransitionRecord]) -> dict[Key, Subject]:
    found: dict[Key, Subject] = {}
    for kind in {record.subject_type for record in records}:
        of_kind = [record for record in records if record.subject_type == kind]
        model = _model_of(of_kind[0])
        if model is not None:
            beside = [field.name for field in model._meta.fields if field.name in NAMED_BY]
            rows = model._default_manager.select_related(*beside) if beside else model._default_manager
            found |= {(kind, pk): row for pk, row in rows.in_bulk({of.subject_id for of in of_kind}).items()}
    _share_meetings(found)
    return found


def _share_meetings(subjects: dict[Key, Subject]) -> None:
    """Let the matters of a meeting hold one and the same meeting: their labels are read once for all of them."""
    meetings: dict[int, Meeting] = {}
    for subject in subjects.values():
        if isinstance(subject, AgendaItem | Resolution):
            item = subject if isinstance(subject, AgendaItem) else subject.item
            item.meeting = meetings.setdefault(subject.meeting_id, subject.meeting)


def _whole_key(subject: Subject) -> Key:
    if not subject.part_of:
        return subject.kind, subject.pk
    whole = subject._meta.get_field(subject.part_of).related_model
    return whole._meta.label_lower, getattr(subject, f"{subject.part_of}_id")  # type: ignore[union-attr]
