# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What upper floors say about their events: who can be told, of what, what it is about, and who may see that."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from accounts.models import User
from accounts.notifications.models import Kind, Way
from workflows.models import TransitionRecord


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened to a subject; ``record`` is there when an act of the engine was it."""

    topic: str
    subject: Any
    event_id: UUID
    at: datetime
    actor: User | None = None
    record: TransitionRecord | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    href: str = ""  # where its page is, when that is not the subject's


@dataclass(frozen=True)
class About:
    """What a notice is about: its title in the active language, and where its page is."""

    title: str
    href: str


@dataclass(frozen=True)
class Audience:
    """A named group of people whom an event can tell."""

    name: str
    label: Any
    people: Callable[[Event, datetime], Iterable[User]]


@dataclass(frozen=True)
class Told:
    """How notices speak of one kind of subject."""

    about: Callable[[Any], About]
    may_see: Callable[[Any, User, datetime], bool]
    words: Callable[[Any], Mapping[str, str]] = lambda subject: {}


@dataclass(frozen=True, kw_only=True)
class Declared:
    """A rule as it is delivered. The row made of it is the administrator's to change."""

    topic: str
    audience: str
    kind: Kind
    way: Way
    th: str
    en: str


AUDIENCES: dict[str, Audience] = {}
SUBJECTS: dict[str, Told] = {}
RULES: list[Declared] = []
ACTOR = "actor"  # the one audience that tells people of their own acts
GIVEN = "given"  # the audience of an event whose people the caller of ``tell`` names


def audience(name: str, label: Any) -> Callable[[Callable[[Event, datetime], Iterable[User]]], Any]:
    """Register a function ``(event, at) -> people``: those whom an event of this subject concerns at that moment."""

    def register(people: Callable[[Event, datetime], Iterable[User]]) -> Any:
        if name in AUDIENCES:
            raise ValueError(f"The audience {name} is there already")
        AUDIENCES[name] = Audience(name, label, people)
        return people

    return register


def declare(*rules: Declared) -> None:
    """Say which rules are delivered."""
    RULES.extend(rules)


def subjects_of(*models: Any, told: Told) -> None:
    """Say how notices speak of these kinds of subject."""
    for model in models:
        SUBJECTS[model._meta.label_lower] = told
