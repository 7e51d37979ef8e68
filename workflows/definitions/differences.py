# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What one definition says otherwise than another, in sentences of the reader's language."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from workflows.definitions.tables import Table

_remembered: ContextVar[Mapping[str, str]] = ContextVar("remembered")  # unset: only the catalogue knows the words


@contextmanager
def remembering(words: Mapping[str, str]) -> Iterator[None]:
    """Read sentences that the catalogue has forgotten from these, the Thai that was stored with a definition."""
    token = _remembered.set(words)
    try:
        yield
    finally:
        _remembered.reset(token)


def differences(old: Table, new: Table) -> list[str]:
    """Every difference, one sentence each: states, ends, steps, desks."""
    words = old.states | new.states
    return [
        *_of_states(old, new),
        *_of_rules(_("the beginning"), old.content["begin"], new.content["begin"]),
        *_of_steps(old, new, words),
        *_of_desks(old, new, words),
    ]


def law_of(table: Table) -> dict[str, Any]:
    """What of a table binds a subject: its moves, and by name who, guards and what is asked; no words."""
    return {name: _binding(step) for name, step in table.steps.items()}


def said(sentence: str) -> str:
    """A kept sentence in the reader's language."""
    if not sentence:
        return "–"
    found = _(sentence)
    if found == sentence and get_language() == "th":
        return _remembered.get({}).get(sentence, sentence)
    return found


def _binding(step: dict[str, Any]) -> dict[str, Any]:
    return {
        "moves": step["moves"],
        "who": step["who"] and step["who"]["name"],
        "guards": [guard["name"] for guard in step["guards"]],
        "asks": [asked["name"] for asked in step["asks"]],
        "automatic": step["automatic"],
        "caused_by": step["caused_by"],
        "has_effect": step["has_effect"],
        "back": step.get("back"),
    }


def _of_states(old: Table, new: Table) -> Iterator[str]:
    for state, word in new.states.items():
        if state not in old.states:
            yield _("The state “%(state)s” is new.") % {"state": said(word)}
        elif old.states[state] != word:
            yield _("The state “%(old)s” is now called “%(new)s”.") % {
                "old": said(old.states[state]),
                "new": said(word),
            }
    for state in old.states.keys() - new.states.keys():
        yield _("The state “%(state)s” is gone.") % {"state": said(old.states[state])}
    for state in sorted(new.ends - old.ends):
        yield _("The state “%(state)s” is now an end.") % {"state": said(new.states[state])}
    for state in sorted((old.ends - new.ends) & new.states.keys()):
        yield _("The state “%(state)s” is no longer an end.") % {"state": said(new.states[state])}
    if old.initial != new.initial:
        yield _("It begins in “%(state)s”.") % {"state": said(new.states[new.initial])}


def _of_steps(old: Table, new: Table, words: dict[str, str]) -> Iterator[str]:
    for name, step in new.steps.items():
        if name not in old.steps:
            yield _("The step “%(step)s” is new: %(moves)s.") % {
                "step": said(step["label"]),
                "moves": _moves(step["moves"].items(), words),
            }
    for name, step in old.steps.items():
        if name not in new.steps:
            yield _("The step “%(step)s” is gone: %(moves)s.") % {
                "step": said(step["label"]),
                "moves": _moves(step["moves"].items(), words),
            }
        else:
            yield from _of_step(step, new.steps[name], words)
    shared = [name for name in old.steps if name in new.steps]
    if shared != [name for name in new.steps if name in old.steps]:
        yield _("The steps stand in another order.")


def _of_step(old: dict[str, Any], new: dict[str, Any], words: dict[str, str]) -> Iterator[str]:
    step = {"step": said(old["label"])}
    if more := new["moves"].items() - old["moves"].items():
        yield _("“%(step)s” now also leads: %(moves)s.") % (step | {"moves": _moves(more, words)})
    if less := old["moves"].items() - new["moves"].items():
        yield _("“%(step)s” no longer leads: %(moves)s.") % (step | {"moves": _moves(less, words)})
    yield from _of_rules(said(old["label"]), old, new)


def _of_rules(step: str, old: dict[str, Any], new: dict[str, Any]) -> Iterator[str]:
    if old["label"] != new["label"]:
        yield _("“%(step)s” is now called “%(new)s”.") % {"step": step, "new": said(new["label"])}
    if old["who"] != new["who"] and new["who"]:
        yield _("“%(step)s” is now made by: %(who)s") % {"step": step, "who": said(new["who"]["sentence"])}
    if new["automatic"] and not old["automatic"]:
        yield _("“%(step)s” is now made by the service, as soon as it holds.") % {"step": step}
    if new["caused_by"] and old["caused_by"] != new["caused_by"]:
        yield _("“%(step)s” now follows from an act on: %(kind)s") % {"step": step, "kind": new["caused_by"]}
    for asked in _beyond(new["guards"], old["guards"]):
        yield _("“%(step)s” now needs: %(sentence)s") % {"step": step, "sentence": asked}
    for asked in _beyond(old["guards"], new["guards"]):
        yield _("“%(step)s” no longer needs: %(sentence)s") % {"step": step, "sentence": asked}
    for asked in _beyond(new["asks"], old["asks"]):
        yield _("“%(step)s” now asks: %(sentence)s") % {"step": step, "sentence": asked}
    for asked in _beyond(old["asks"], new["asks"]):
        yield _("“%(step)s” no longer asks: %(sentence)s") % {"step": step, "sentence": asked}
    if old["has_effect"] != new["has_effect"]:
        changed = _("“%(step)s” now has an effect.") if new["has_effect"] else _("“%(step)s” no longer has an effect.")
        yield changed % {"step": step}


def _of_desks(old: Table, new: Table, words: dict[str, str]) -> Iterator[str]:
    for name, desk in new.desks.items():
        if name not in old.desks:
            yield _("The desk “%(desk)s” is new.") % {"desk": said(desk["label"])}
        elif _of_desk(old.desks[name]) != _of_desk(desk):
            yield _("The desk “%(desk)s” has changed: open in %(states)s, left by %(acts)s.") % {
                "desk": said(desk["label"]),
                "states": _listed(words.get(state, state) for state in desk["states"]),
                "acts": _listed(new.steps[act]["label"] if act in new.steps else act for act in desk["acts"]),
            }
        if name in old.desks and old.desks[name].get("due") != desk.get("due"):
            words_of_due = {"desk": said(desk["label"]), "due": _due(desk), "before": _due(old.desks[name])}
            yield _("The desk “%(desk)s” is due otherwise: %(due)s; before: %(before)s.") % words_of_due
    for name, desk in old.desks.items():
        if name not in new.desks:
            yield _("The desk “%(desk)s” is gone.") % {"desk": said(desk["label"])}


def _of_desk(desk: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in desk.items() if key != "due"}


def _due(desk: dict[str, Any]) -> str:
    """How long a desk has, in words; a definition that was kept before desks said so says nothing."""
    due = desk.get("due", {})
    if "working_days" in due:
        return ngettext("%(days)s working day", "%(days)s working days", due["working_days"]) % {
            "days": due["working_days"]
        }
    if "calendar_days" in due:
        return ngettext("%(days)s calendar day", "%(days)s calendar days", due["calendar_days"]) % {
            "days": due["calendar_days"]
        }
    return said(due.get("by") or due.get("undated") or "")


def _listed(sentences: Iterable[str]) -> str:
    return " · ".join(map(said, sentences))


def _moves(moves: Iterable[tuple[str, str]], words: dict[str, str]) -> str:
    return " · ".join(
        f"{said(words.get(source, source))} → {said(words.get(target, target))}" for source, target in sorted(moves)
    )


def _beyond(these: list[dict[str, str]], those: list[dict[str, str]]) -> list[str]:
    return [said(rule["sentence"]) for rule in these if rule not in those]
