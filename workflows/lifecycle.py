# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How a lifecycle is written: subjects, steps, the people and guards they ask for, and their effects."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache
from typing import Any, ClassVar, TypeVar, cast
from uuid import UUID, uuid5

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMModelMixin, transition

from workflows.back_moves import Back
from workflows.fields import StateField
from workflows.held_still import HeldStill


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """Who tries something, when, with which request, on whose behalf by which order, and because of what."""

    actor: Any
    at: datetime
    request_id: UUID
    on_behalf_of: Any = None
    delegation: int | None = None
    note: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    cause: str = ""  # "app.model/id/seq" of the record that this one follows from
    authority: Any = None  # what the order ``delegation`` lends, once ``authority.admit`` has looked at it
    read: dict[str, Any] | None = field(default=None, compare=False, repr=False)  # shared by those of one preview

    def __post_init__(self) -> None:
        if "cause" in self.facts:
            raise ValueError("The cause of a record is the engine's to name, not a fact that somebody gives.")

    def read_once(self, name: str, read: Callable[[], "Value"]) -> "Value":
        """What ``read`` gives; the same again for every attempt of one preview, in which nothing changes."""
        if self.read is None:
            return read()
        if name not in self.read:
            self.read[name] = read()
        return cast("Value", self.read[name])

    @property
    def people(self) -> tuple[Any, ...]:
        """Who acts, and for whom: rules against a conflict of interest hold for each of them."""
        return (self.actor,) if self.on_behalf_of is None else (self.actor, self.on_behalf_of)

    def caused_by(self, subject: "Subject", seq: int, *, note: str = "", **facts: Any) -> "Attempt":
        """The same person and moment, for what follows from ``subject``'s record ``seq``."""
        return replace(self, cause=f"{subject.kind}/{subject.pk}/{seq}", note=note, facts=facts)

    def following_id(self, subject: "Subject", name: str) -> UUID:
        """The request id of the record that follows on ``subject`` within this request."""
        return uuid5(self.request_id, f"{subject.kind}/{subject.pk}/{name}")


class Rule:
    """A fact that must hold, or a person who may act: a function with the sentence that people read.

    ``power`` is the key of the power that such a person uses, opaque here; an order may lend it to another. Without
    one the act is made in person only. ``lacks`` names, one sentence each, what keeps a fact from being so.
    """

    def __init__(
        self,
        holds: Callable[[Any, Attempt], bool],
        sentence: Any,
        *,
        since: int = 1,
        until: int | None = None,
        power: str = "",
        lacks: "Callable[[Any, Attempt], Sequence[Any]] | None" = None,
    ) -> None:
        self.holds, self.sentence, self.since, self.until, self.power = holds, sentence, since, until, power
        self.lacks = lacks
        self.__name__, self.__doc__ = holds.__name__, holds.__doc__

    def __call__(self, subject: Any, attempt: Attempt) -> bool:
        return self.holds(subject, attempt)

    def under(self, *, since: int = 1, until: int | None = None) -> "Rule":
        """The same rule for subjects under these definitions only, both inclusive. For a step's guards."""
        return Rule(self.holds, self.sentence, since=since, until=until, power=self.power, lacks=self.lacks)

    def unmet(self, subject: Any, attempt: Attempt) -> list[Any]:
        """Nothing where it holds; else its sentence, and behind it what lacks by name."""
        if self(subject, attempt):
            return []
        return [self.sentence, *(self.lacks(subject, attempt) if self.lacks else ())]


def guard(
    sentence: Any, *, lacks: Callable[[Any, Attempt], Sequence[Any]] | None = None
) -> Callable[[Callable[[Any, Attempt], bool]], Rule]:
    """Make a fact into a rule: ``sentence`` says what must be so, ``lacks`` names what is not."""
    return lambda holds: Rule(holds, sentence, lacks=lacks)


def who(sentence: Any, *, power: str = "") -> Callable[[Callable[[Any, Attempt], bool]], Rule]:
    """Make a question about the person into a rule: ``sentence`` says who may, ``power`` what an order may lend."""
    return lambda holds: Rule(holds, sentence, power=power)


@dataclass(frozen=True)
class Asked:
    """Something that the person who acts must give: a fact by its name, or the note."""

    name: str
    sentence: Any

    def given(self, attempt: Attempt) -> bool:
        """Whether the attempt brings it."""
        value = attempt.note if self.name == "note" else attempt.facts.get(self.name)
        return bool(value.strip() if isinstance(value, str) else value)


@dataclass(frozen=True, kw_only=True, eq=False)  # by identity: a label's hash differs from language to language
class Rules:
    """What ``step`` and ``start`` were told."""

    label: Any
    who: Rule | None = None
    guards: tuple[Rule, ...] = ()
    asks: tuple[Asked, ...] = ()
    automatic: bool = False
    caused_by: str = ""
    has_effect: bool = False
    since: int = 1
    until: int | None = None
    back: Back | None = None

    def __post_init__(self) -> None:
        if [self.who is not None, self.automatic, bool(self.caused_by)].count(True) != 1:
            raise TypeError("A step names who may make it, or is automatic, or what causes it: one of the three.")


class Start(Rules):
    """How a subject comes into being; its first record leads from the initial state to the same.

    Some are brought about by people and by other acts too: a matter that was put off comes back by itself.
    """

    name: ClassVar[str] = "begin"

    def __post_init__(self) -> None:
        if self.who is None and not self.caused_by:
            raise TypeError("A start names who may make it, or what causes it, or both.")


MOVES = ("id", "state", "version", "definition")  # the columns that only a recorded step writes
Step = Callable[[Any], None]
Value = TypeVar("Value")
Effect = Callable[[Any, Attempt], dict[str, Any]]
EFFECTS: dict[Any, Effect] = {}
_performing: ContextVar[object | None] = ContextVar("performing", default=None)


class Subject(HeldStill, FSMModelMixin, models.Model):
    """Something with a lifecycle. ``version`` is the seq of its last record."""

    flow: ClassVar[str] = ""  # dotted path of its Flow; a part has none, its desks stand in the whole's flow
    part_of: ClassVar[str] = ""  # the foreign key to the whole, whose row lock also covers its parts
    ends: ClassVar[Sequence[str]] = ()  # where its life is over; a part without any lives as long as its whole
    fixed_in: ClassVar[Sequence[str]] = ()  # the states in which the database refuses any change of its content
    taken_in: ClassVar[Mapping[int, Sequence[Rule]]] = {}  # what must hold of a subject that comes under a definition
    begin: ClassVar[Start]
    state: Any
    version = models.PositiveIntegerField(default=0, editable=False)
    # the number of the table that it lives under: the one it began under, until a recorded migration changes it
    definition = models.PositiveIntegerField(_("definition"), default=1, db_default=1, editable=False)

    class Meta:
        abstract = True

    @property
    def kind(self) -> str:
        """``"app_label.model"``, as records store it."""
        return self._meta.label_lower

    def references(self) -> set[str]:
        """What an order may name to cover this subject: itself, its whole, and what a lifecycle adds to them."""
        own = {f"{self.kind}/{self.pk}"}
        return own | getattr(self, self.part_of).references() if self.part_of else own


def is_performing(subject: models.Model) -> bool:
    """The one django-fsm condition: a direct call of a transition refuses."""
    return _performing.get() is subject


@contextmanager
def performing(subject: Subject) -> Iterator[None]:
    """Let the engine call the transition of this one subject."""
    token = _performing.set(subject)
    try:
        yield
    finally:
        _performing.reset(token)


def start(
    *,
    label: Any,
    who: Rule | None = None,
    guards: Sequence[Rule] = (),
    asks: Sequence[Asked] = (),
    caused_by: str = "",
    has_effect: bool = False,
) -> Start:
    """Say who may bring a subject into being, and what must be true."""
    return Start(
        label=label, who=who, guards=tuple(guards), asks=tuple(asks), caused_by=caused_by, has_effect=has_effect
    )


def step(
    state: StateField,
    sources: Sequence[str],
    target: str,
    *,
    label: Any,
    who: Rule | None = None,
    guards: Sequence[Rule] = (),
    asks: Sequence[Asked] = (),
    automatic: bool = False,
    caused_by: str = "",
    has_effect: bool = False,
    since: int = 1,
    until: int | None = None,
    back: Back | None = None,
) -> Callable[[Step], Step]:
    """A transition that says who may make it and what must be true.

    An ``automatic`` one has nobody: the engine makes it, in the same transaction, as soon as its guards hold.
    One that is ``caused_by`` "app.model" has no button either: only an act on such a subject brings it about.
    ``since`` and ``until``, both inclusive, keep it for subjects under these definitions (docs/definitions.md).
    One that leads back says so, and what it does to the parts (``back_moves``).
    """
    rules = Rules(
        label=label,
        who=who,
        guards=tuple(guards),
        asks=tuple(asks),
        automatic=automatic,
        caused_by=caused_by,
        has_effect=has_effect,
        since=since,
        until=until,
        back=back,
    )
    marked = transition(state, source=list(sources), target=target, conditions=[is_performing], custom={"rules": rules})
    return cast("Callable[[Step], Step]", marked)


def effect(of: Any) -> Callable[[Effect], Effect]:
    """Register the one function that runs inside the act ``of``, after the checks; what it returns joins the facts."""

    def register(function: Effect) -> Effect:
        if of in EFFECTS:
            raise ValueError(f"{of} has an effect already")
        EFFECTS[of] = function
        return function

    return register


@cache
def steps_of(model: type[Subject]) -> dict[str, Step]:
    """Every step of a subject's lifecycle by its name, in the order of writing: the whole table, of all definitions."""
    declared: dict[str, Step] = state_field(model).transitions[model]
    order = {name: place for cls in reversed(model.__mro__) for place, name in enumerate(vars(cls))}
    return dict(sorted(declared.items(), key=lambda item: order[item[0]]))


@cache
def steps_under(model: type[Subject], number: int) -> dict[str, Step]:
    """The steps that a definition admits."""
    return {name: step for name, step in steps_of(model).items() if is_in_force(rules_of(step), number)}


def steps_for(subject: Subject) -> dict[str, Step]:
    """The steps of the table that a subject lives under."""
    return steps_under(type(subject), subject.definition)


def is_in_force(of: Rule | Rules, number: int) -> bool:
    """Whether a definition has this step or this guard."""
    return of.since <= number and (of.until is None or number <= of.until)


def rules_of(of: Any) -> Rules:
    """What was said of a step or a start."""
    if isinstance(of, Start):
        return of
    return cast("Rules", next(iter(of._django_fsm.transitions.values())).custom["rules"])


def sources_of(of: Step) -> dict[str, str]:
    """Where a step leads from each of its sources."""
    return {source: move.target for source, move in of._django_fsm.transitions.items()}  # type: ignore[attr-defined]


def starts_in(of: Step, state: str) -> bool:
    """Whether a step may be made from a state."""
    return state in sources_of(of)


def initial_state(model: type[Subject]) -> str:
    """The state in which a subject begins."""
    return str(state_field(model).default)


def state_field(model: type[models.Model]) -> Any:
    """The StateField, which each lifecycle declares and the base cannot."""
    return model._meta.get_field("state")
