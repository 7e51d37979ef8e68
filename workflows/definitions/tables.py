# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""One definition of a lifecycle as plain data: what a subject under it can do, in words that need no code."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.apps import apps
from django.utils.translation import override

from workflows.clocks.days import ByDay, WorkingDays, WorkingDaysOf
from workflows.lifecycle import (
    Asked,
    Rule,
    Rules,
    Subject,
    initial_state,
    is_in_force,
    rules_of,
    sources_of,
    state_field,
    steps_of,
    steps_under,
)
from workflows.records import canonical_json, digest

Moves = dict[str, dict[str, str]]  # {"propose": {"draft": "confirming"}}


@dataclass(frozen=True)
class Table:
    """A definition. Sentences are in the language of the source, for the catalogue to translate.

    ``content``: {"kind", "initial", "ends": ["withdrawn"], "states": {"draft": "Draft"}, "begin": {…}, "steps":
    {"propose": {"order", "label", "moves": {"draft": "confirming"}, "who": {"name", "sentence"} | null, "guards": […],
    "asks": […], "automatic", "caused_by", "has_effect"}}, "desks": {"writing": {"label", "states", "acts", "due"}}}
    """

    content: dict[str, Any]

    @property
    def text(self) -> str:
        """The canonical JSON."""
        return canonical_json(self.content)

    @cached_property
    def hash(self) -> str:
        """The SHA-256 of the canonical JSON."""
        return digest(self.text)

    @cached_property
    def moves(self) -> Moves:
        """Where each step leads from each of its sources."""
        return {name: step["moves"] for name, step in self.steps.items()}

    @property
    def initial(self) -> str:
        """The state in which a subject begins."""
        return str(self.content["initial"])

    @property
    def states(self) -> dict[str, str]:
        """What each state is called."""
        return self.content["states"]

    @property
    def ends(self) -> frozenset[str]:
        """The states in which a life is over."""
        return frozenset(self.content["ends"])

    @property
    def steps(self) -> dict[str, Any]:
        """Every step, in the order of writing."""
        return dict(sorted(self.content["steps"].items(), key=lambda item: item[1]["order"]))

    @property
    def desks(self) -> dict[str, Any]:
        """Every desk."""
        return self.content["desks"]

    def reached_from(self, states: Iterable[str]) -> set[str]:
        """These states and all that steps lead to from there."""
        pairs = [(source, target) for leads in self.moves.values() for source, target in leads.items()]
        return _closure(states, pairs)

    def leading_to(self, states: Iterable[str]) -> set[str]:
        """These states and all from which steps lead there."""
        pairs = [(target, source) for leads in self.moves.values() for source, target in leads.items()]
        return _closure(states, pairs)


def table_of(model: type[Subject], number: int) -> Table:
    """What the code says of a lifecycle to a subject under this definition."""
    with override(None):
        steps = steps_under(model, number)
        content = {
            "kind": model._meta.label_lower,
            "initial": initial_state(model),
            "ends": sorted(map(str, model.ends)),
            "states": _states(model, number),
            "begin": _described(model.begin, number),
            "steps": {
                name: _described(rules_of(step), number)
                | {"order": order, "moves": {str(source): str(to) for source, to in sources_of(step).items()}}
                for order, (name, step) in enumerate(steps.items())
            },
            "desks": _desks(model, number),
        }
    return Table(content)


def parts_of(model: type[Subject]) -> list[type[Subject]]:
    """The kinds of part that a whole has."""
    every = [kind for kind in apps.get_models() if issubclass(kind, Subject) and kind.part_of]
    return [kind for kind in every if whole_of(kind) is model]


def whole_of(model: type[Subject]) -> Any:
    """The kind of whole that a part belongs to; a whole is its own."""
    return model._meta.get_field(model.part_of).related_model if model.part_of else model


def _states(model: type[Subject], number: int) -> dict[str, str]:
    """The states that the definition's steps touch; the code may name others, kept for older ones."""
    leads = [sources_of(step) for step in steps_under(model, number).values()]
    touched = {initial_state(model), *model.ends}
    touched |= {state for of in leads for pair in of.items() for state in pair}
    choices = state_field(model).flatchoices
    return {str(value): str(label) for value, label in choices if value in touched}


def _described(rules: Rules, number: int) -> dict[str, Any]:
    return {
        "label": str(rules.label),
        "who": _named(rules.who) if rules.who else None,
        "guards": [_named(rule) for rule in rules.guards if is_in_force(rule, number)],
        "asks": [_asked(asked) for asked in rules.asks],
        "automatic": rules.automatic,
        "caused_by": rules.caused_by,
        "has_effect": rules.has_effect,
    } | ({"back": {"kind": str(rules.back.kind), "parts": dict(rules.back.parts)}} if rules.back else {})


def _named(rule: Rule) -> dict[str, str]:
    return {"name": rule.__name__, "sentence": str(rule.sentence)}


def _asked(asked: Asked) -> dict[str, str]:
    return {"name": asked.name, "sentence": str(asked.sentence)}


def _desks(model: type[Subject], number: int) -> dict[str, Any]:
    """Each desk that has an act under this definition; a desk for parts goes by the parts' own definitions."""
    from workflows.desks import desks_of, flow_of

    if not model.flow:
        return {}
    own = steps_of(model)
    parts = {
        act: f"{part._meta.label_lower}.{name}" for part in parts_of(model) for name, act in steps_of(part).items()
    }
    found = {}
    for desk in desks_of(flow_of(model)):  # type: ignore[arg-type]
        admitted = steps_under(model, number).values()
        acts = [parts.get(act, name) for name, act in desk.acts.items() if act in admitted or act not in own.values()]
        if acts:
            found[desk.name] = {
                "label": str(desk.label), "states": sorted(map(str, desk.states)), "acts": acts,
            } | _due(desk)  # fmt: skip
    return found


def _due(desk: Any) -> dict[str, Any]:
    """``{"due": {"working_days": 15, "continues_after": […]}}``; or ``calendar_days``, ``by`` or ``undated``."""
    if desk.due is None:
        return {"due": {"undated": str(desk.undated)}} if desk.undated else {}
    if isinstance(desk.due, ByDay):
        return {"due": {"by": str(desk.due.sentence)}}
    goes_on = {"continues_after": desk.continues_after} if desk.continues_after else {}
    if isinstance(desk.due, WorkingDaysOf):
        return {"due": {"by": str(desk.due.sentence)} | goes_on}
    unit = "working_days" if isinstance(desk.due, WorkingDays) else "calendar_days"
    return {"due": {unit: desk.due.days} | goes_on}


def _closure(states: Iterable[str], pairs: list[tuple[str, str]]) -> set[str]:
    found = set(states)
    while more := {target for source, target in pairs if source in found} - found:
        found |= more
    return found
