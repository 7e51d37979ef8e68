# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The definitions as they are kept beside the code, ``<app>/definitions/<model>/0001.json``: one file a release."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from workflows.definitions.tables import Moves, Table, table_of
from workflows.lifecycle import Rule, Rules, Start, Subject, is_in_force, rules_of, sources_of, steps_of
from workflows.own_steps import LABELS, MIGRATE, OF_CLOCKS, STOP_CLOCK


@cache
def folder_of(model: type[Subject]) -> Path:
    """Where a lifecycle's definitions are kept."""
    return Path(apps.get_app_config(model._meta.app_label).path) / "definitions" / str(model._meta.model_name)


def kept(model: type[Subject]) -> dict[int, Table]:
    """Every definition that is kept, by its number."""
    return _kept_in(folder_of(model))


def current(model: type[Subject]) -> int:
    """The number under which a subject begins now; a lifecycle of which none is kept yet is at its first."""
    return max(kept(model), default=1)


def demanded(model: type[Subject]) -> int:
    """The number that the code itself speaks of: the newest that a step or a guard is since, or is no more under."""
    every = [rules_of(step) for step in steps_of(model).values()]
    spans: list[Rules | Rule] = [*every, *(guard for rules in every for guard in rules.guards)]
    return max([1, current(model), *(of.since for of in spans), *(of.until + 1 for of in spans if of.until)])


def table(model: type[Subject], number: int) -> Table:
    """A definition as it is kept, or as the code has it where none is."""
    found = kept(model).get(number)
    return found or table_of(model, number)


def moves_under(model: type[Subject], number: int) -> Moves:
    """Where each step led from each of its sources under a definition, be the step in the code or gone."""
    found = kept(model).get(number)
    if found:
        return found.moves
    steps = {name: step for name, step in steps_of(model).items() if is_in_force(rules_of(step), number)}
    return {name: sources_of(step) for name, step in steps.items()}


def label_of(model: type[Subject], transition: str) -> Any:
    """What a record's step is called: by the code, or by the newest definition that had it. Raises KeyError."""
    if transition == Start.name:
        return model.begin.label
    if transition in LABELS:
        return LABELS[transition]
    step = steps_of(model).get(transition)
    if step is not None:
        return rules_of(step).label
    for _number, found in sorted(kept(model).items(), reverse=True):
        if transition in found.content["steps"]:
            return _(found.content["steps"][transition]["label"])
    raise KeyError(transition)


def told_of(model: type[Subject], record: Any) -> str:
    """What a record says that no app has a sentence for: the engine's own step, or one that the code lacks."""
    if record.transition == MIGRATE:
        return gettext("It came under definition %(to)s of its lifecycle, from %(from)s.") % record.facts
    if record.transition in OF_CLOCKS:
        return _of_a_clock(record.transition, record.facts)
    return str(label_of(model, record.transition))


def _of_a_clock(transition: str, facts: dict[str, Any]) -> str:
    """``"The clock of “Screen and recommend” was stopped with 10 working days left: an answer is owed."``"""
    from workflows.clocks.running import REASONS
    from workflows.desks import label_of_desk

    why = REASONS.get(str(facts.get("why")), "")
    words = {"desk": label_of_desk(facts["desk"]), "days": facts["days_left"], "why": why}
    if transition == STOP_CLOCK:
        return gettext("The clock of “%(desk)s” was stopped with %(days)s days left: %(why)s.") % words
    return gettext("The clock of “%(desk)s” goes on with %(days)s days left.") % words


def write(model: type[Subject], number: int, content: Table) -> Path:
    """Keep a definition. Lines are broken for people to compare; its hash is that of the canonical text."""
    folder = folder_of(model)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{number:04}.json"
    path.write_text(json.dumps(content.content, sort_keys=True, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    _kept_in.cache_clear()
    return path


@cache
def _kept_in(folder: Path) -> dict[int, Table]:
    return {
        int(path.stem): Table(json.loads(path.read_text(encoding="utf-8")))
        for path in sorted(folder.glob("[0-9][0-9][0-9][0-9].json"))
    }
