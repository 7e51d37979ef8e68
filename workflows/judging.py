# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whether an attempt may be made: asked by the engine before it acts, and by whoever shows what can be done."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from workflows import records
from workflows.authority import admit
from workflows.definitions.files import label_of
from workflows.lifecycle import Attempt, Rule, Rules, Subject, is_in_force, rules_of, starts_in, steps_for
from workflows.models import TransitionRecord
from workflows.refusals import GuardsUnmet, Meanwhile, NotPermitted, WrongState

TOLD = 5  # acts, at most, to who acts on what moved on


def refuse(subject: Subject, name: str, attempt: Attempt, *, holding: bool = False) -> Attempt:
    """Raise when this attempt may not be made; otherwise return it with the authority that it uses.

    ``holding`` keeps the order under which somebody acts for another locked until the transaction ends.
    """
    refuse_wrong_state(subject, name)
    return refuse_rules(subject, name, rules_of(steps_for(subject)[name]), attempt, holding=holding)


def refuse_wrong_state(subject: Subject, name: str) -> None:
    """Raise when the step does not start where the subject is; the sentence says what happened last."""
    step = steps_for(subject).get(name)
    if step is None:
        raise WrongState(_("There is no such step."))
    if not starts_in(step, subject.state):
        last = meanwhile(subject)
        raise WrongState(
            _("“%(act)s” is not possible in the state “%(state)s”. Last: %(last)s")
            % {
                "act": rules_of(step).label,
                "state": subject.get_state_display(),  # type: ignore[attr-defined]
                "last": last.sentence,
            },
            meanwhile=last,
        )


def refuse_person(subject: Subject, name: str, who: Rule, attempt: Attempt, *, holding: bool = False) -> Attempt:
    """Raise when this person may not do it, in person or by the order named; ``name`` is the act's."""
    attempt = admit(subject, name, who, attempt, holding=holding)
    if not who(subject, attempt):
        raise NotPermitted(who.sentence)
    return attempt


def is_permitted(subject: Subject, name: str, who: Rule, attempt: Attempt) -> bool:
    """Whether this person may do it, in person or by the order named."""
    try:
        refuse_person(subject, name, who, attempt)
    except NotPermitted:
        return False
    return True


def refuse_rules(subject: Subject, name: str, rules: Rules, attempt: Attempt, *, holding: bool = False) -> Attempt:
    """Raise when a person may not do what these rules govern, or something is missing."""
    if rules.who is None:
        raise NotPermitted(_("Nobody does this by hand: it follows from another act."))
    attempt = refuse_person(subject, name, rules.who, attempt, holding=holding)
    if not records.can_be_kept([attempt.note, attempt.facts]):
        raise GuardsUnmet(_("The reason or a detail holds something that cannot be kept in the record."))
    if lacking := [asked.sentence for asked in rules.asks if not asked.given(attempt)] + missing(
        subject, rules, attempt
    ):
        raise GuardsUnmet(*lacking)
    return attempt


def refuse_consequence(subject: Subject, rules: Rules, attempt: Attempt) -> None:
    """Raise when what follows from another act may not follow from this one, or something is missing."""
    if not rules.caused_by or not attempt.cause.startswith(f"{rules.caused_by}/"):
        raise NotPermitted(_("Nobody does this by hand: it follows from another act."))
    if lacking := missing(subject, rules, attempt):
        raise GuardsUnmet(*lacking)


def missing(subject: Subject, rules: Rules, attempt: Attempt) -> list[Any]:
    """The sentences of the guards that do not hold, each with what it names."""
    with subject.held_still():
        return [
            said
            for rule in rules.guards
            if is_in_force(rule, subject.definition)
            for said in rule.unmet(subject, attempt)
        ]


def meanwhile(subject: Subject) -> Meanwhile:
    """The last act on a subject: who did what, and when."""
    return _told(subject, subject.read_once("last record", records.heads))


def meanwhile_since(subject: Subject, version: int) -> list[Meanwhile]:
    """The acts on a subject since a version of it was read, the last first, at most ``TOLD`` of them."""
    if not 0 < version < subject.version - 1:
        return [meanwhile(subject)]
    return [_told(subject, record) for record in records.since(subject, version, TOLD)]


def _told(subject: Subject, record: TransitionRecord) -> Meanwhile:
    return Meanwhile(
        person=record.actor,
        act=record.transition,
        label=label_of(type(subject), record.transition),
        at=record.at,
        version=record.seq,
        on_behalf_of=record.on_behalf_of,
    )
