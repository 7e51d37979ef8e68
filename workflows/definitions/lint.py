# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is wrong with a lifecycle as it is written: found before anybody lives under it."""

from collections.abc import Iterator

from workflows.definitions import files
from workflows.definitions.tables import Table, table_of
from workflows.lifecycle import Rule, Rules, Subject, rules_of, state_field, steps_of

Finding = tuple[str, str]  # the check's id and what it found


def findings(model: type[Subject], kinds: set[str]) -> Iterator[Finding]:
    """Say everything that is wrong with a lifecycle; ``kinds`` are those of all subjects."""
    table = table_of(model, files.demanded(model))
    yield from _spans(model)
    yield from _states(model, table)
    yield from _words(table, kinds)
    yield from _circles(table)


def _spans(model: type[Subject]) -> Iterator[Finding]:
    for name, step in steps_of(model).items():
        rules = rules_of(step)
        spans: list[tuple[str, Rules | Rule]] = [(name, rules)]
        spans += [(f"{name}, guard {guard.__name__}", guard) for guard in rules.guards]
        for what, of in spans:
            if of.since < 1 or (of.until is not None and of.until < of.since):
                yield "E101", f"{what}: it is since {of.since} and until {of.until}, which no definition is"


def _states(model: type[Subject], table: Table) -> Iterator[Finding]:
    """Every state is reached under some definition; under the newest every state that is reached can come to an end."""
    numbers = range(1, files.demanded(model) + 1)
    reached = set().union(*(of.reached_from([of.initial]) for of in (table_of(model, number) for number in numbers)))
    for state, _label in state_field(model).flatchoices:
        if state not in reached:
            yield "E102", f"the state {state} is never reached"
    if not model.part_of and not model.ends:
        yield "E103", "it names no end: say in which states a life is over (ends = [...])"
    moving = {source for leads in table.moves.values() for source in leads}
    ending = table.leading_to(table.ends) if table.ends else moving
    for state in sorted(table.reached_from([table.initial]) - ending):
        yield "E103", f"the state {state} is a dead end: no step leads on from it to an end"


def _words(table: Table, kinds: set[str]) -> Iterator[Finding]:
    for name, rules in [("begin", table.content["begin"]), *table.steps.items()]:
        if not (rules["who"] or rules["automatic"] or rules["caused_by"] in kinds):
            yield "E104", f"{name}: nobody can make it, for there is no subject {rules['caused_by']!r} that causes it"
        if not rules["label"].strip():
            yield "E105", f"{name} has no label"
        for of in [*rules["guards"], *rules["asks"], *([rules["who"]] if rules["who"] else [])]:
            if not of["sentence"].strip():
                yield "E105", f"{name}: {of['name']} has no sentence"


def _circles(table: Table) -> Iterator[Finding]:
    """Automatic steps that lead round could go on for ever, in one act."""
    leads = {name: step["moves"] for name, step in table.steps.items() if step["automatic"]}
    by_itself = Table(table.content | {"steps": {name: table.steps[name] for name in leads}})
    for name, moves in leads.items():
        if any(source in by_itself.reached_from([target]) for source, target in moves.items()):
            yield "E106", f"{name} is automatic and leads back to where it starts, by automatic steps alone"
