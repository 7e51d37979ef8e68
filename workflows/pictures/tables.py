# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A lifecycle as a table: from where, which step, who, what must be true, what is asked, to where."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _

from workflows.lifecycle import Rules, Subject, initial_state, rules_of, sources_of, steps_of


@dataclass(frozen=True)
class TableRow:
    """One step, in words of the reader's language. A step from many states to one is one row."""

    name: str
    label: str
    sources: list[str]
    who: str
    guards: list[str]
    asks: list[str]
    target: str


def state_words(model: Any) -> dict[str, str]:
    """What each state is called, in the reader's language, in the order of writing."""
    return {value: str(label) for value, label in model._meta.get_field("state").choices}


def rows(model: type[Subject]) -> list[TableRow]:
    """Every step in the order of writing."""
    words = state_words(model)
    found = []
    for name, step in steps_of(model).items():
        rules, leads = rules_of(step), sources_of(step)
        for target in dict.fromkeys(leads.values()):
            sources = [words[source] for source, to in leads.items() if to == target]
            found.append(_row(name, rules, sources, words[target]))
    return found


def begins(model: type[Subject]) -> TableRow:
    """How a subject comes into being."""
    return _row("begin", model.begin, [], state_words(model)[initial_state(model)])


def markdown_table(model: type[Subject]) -> str:
    """The beginning and every step as a Markdown table."""
    head = [_("State"), _("Step"), _("Who"), _("What must be true"), _("What is asked"), _("Leads to")]
    lines = [_line(head), _line(["---"] * len(head))]
    for row in [begins(model), *rows(model)]:
        cells = [" · ".join(row.sources) or "○", f"**{row.label}** `{row.name}`", row.who]
        lines.append(_line([*cells, "<br>".join(row.guards), "<br>".join(row.asks), row.target]))
    return "\n".join(lines) + "\n"


def _row(name: str, rules: Rules, sources: list[str], target: str) -> TableRow:
    return TableRow(
        name=name,
        label=str(rules.label),
        sources=sources,
        who=_who(rules),
        guards=[str(rule.sentence) for rule in rules.guards],
        asks=[str(asked.sentence) for asked in rules.asks],
        target=target,
    )


def _who(rules: Rules) -> str:
    if rules.who:
        return str(rules.who.sentence)
    if rules.automatic:
        return _("The service, as soon as it holds.")
    cause: Any = apps.get_model(rules.caused_by)
    return _("Follows from an act on: %(kind)s.") % {"kind": cause._meta.verbose_name}


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
