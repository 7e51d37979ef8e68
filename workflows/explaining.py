# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""May I, what is missing, and who can: the one answer that buttons, API and refusals read."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from workflows.judging import missing
from workflows.lifecycle import Asked, Attempt, Rules, Subject, rules_of, starts_in, steps_for


@dataclass(frozen=True)
class Answer:
    """What ``explain`` says about one step. ``may`` is so when the person may and nothing is missing."""

    name: str
    label: Any
    permitted: bool
    missing: Sequence[Any]
    asks: Sequence[Asked]
    who: Any

    @property
    def may(self) -> bool:
        """Whether the act can be made now, given what it asks for."""
        return self.permitted and not self.missing


def explain(subject: Subject, attempt: Attempt) -> list[Answer]:
    """Say for every step that a person can make from the present state: may I, what is missing, who can."""
    with subject.held_still():
        return [
            _answer(subject, name, rules_of(step), attempt)
            for name, step in steps_for(subject).items()
            if starts_in(step, subject.state) and rules_of(step).who is not None
        ]


def _answer(subject: Subject, name: str, rules: Rules, attempt: Attempt) -> Answer:
    assert rules.who is not None
    return Answer(
        name=name,
        label=rules.label,
        permitted=rules.who(subject, attempt),
        missing=missing(subject, rules, attempt),
        asks=rules.asks,
        who=rules.who.sentence,
    )
