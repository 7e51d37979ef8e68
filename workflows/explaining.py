# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""May I, what is missing, and who can: the one answer that buttons, API and refusals read."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from workflows.authority import admit
from workflows.judging import missing
from workflows.lifecycle import Asked, Attempt, Rules, Subject, rules_of, starts_in, steps_for
from workflows.refusals import NoAuthority


@dataclass(frozen=True)
class Answer:
    """What ``explain`` says about one step. ``may`` is so when the person may and nothing is missing.

    ``under`` is the order by which it would be made for another; ``barred`` says why that order does not serve, and
    stands among what is missing too.
    """

    name: str
    label: Any
    permitted: bool
    missing: Sequence[Any]
    asks: Sequence[Asked]
    who: Any
    under: Any = None
    barred: Any = None

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


def ahead(subject: Subject, names: Sequence[str], attempt: Attempt) -> list[Answer]:
    """Say of steps that may not start here yet what they would still need: the gates on the way, in this order.

    A step that no hand makes is left out.
    """
    with subject.held_still():
        rules = {name: rules_of(steps_for(subject)[name]) for name in names}
        return [_answer(subject, name, held, attempt) for name, held in rules.items() if held.who is not None]


def elsewhere(subject: Subject, name: str) -> Answer | None:
    """What a step is called that does not start here, and may be made by nobody now; None for what no hand makes."""
    step = steps_for(subject).get(name)
    if step is None or rules_of(step).who is None:
        return None
    rules = rules_of(step)
    return Answer(name=name, label=rules.label, permitted=False, missing=[], asks=rules.asks, who="")


def _answer(subject: Subject, name: str, rules: Rules, attempt: Attempt) -> Answer:
    assert rules.who is not None
    permitted, barred = False, None
    try:
        attempt = admit(subject, name, rules.who, attempt)
        permitted = rules.who(subject, attempt)
    except NoAuthority as refused:
        barred = refused.reasons[0]
    return Answer(
        name=name,
        label=rules.label,
        permitted=permitted,
        missing=[*([barred] if barred else []), *missing(subject, rules, attempt)],
        asks=rules.asks,
        who=rules.who.sentence,
        under=attempt.authority if permitted else None,
        barred=barred,
    )
