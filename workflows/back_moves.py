# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Moves that lead back: five different ones, and what each does to the parts of the subject.

Return, withdraw, reopen, supersede and correct differ in what becomes of what was said before (consents, opinions,
conditions). So a step that leads back declares it, the engine does it, and people read it before they act.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.apps import apps
from django.db.models import TextChoices
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

STANDS: Final = ""  # nothing becomes of these parts


class BackKind(TextChoices):
    """Which of the five a move is."""

    RETURN = "return", _("Return")  # to somebody before, who mends it and sends it on again
    WITHDRAW = "withdraw", _("Withdraw")  # by those whose it is: it ends
    REOPEN = "reopen", _("Reopen")  # what had ended goes on
    SUPERSEDE = "supersede", _("Supersede")  # what was resolved gives way to another resolution
    CORRECT = "correct", _("Correct")  # what was recorded wrongly is recorded anew; what was, stays to be read


@dataclass(frozen=True, eq=False)
class Back:
    """What a step that leads back does.

    ``parts`` names for every kind of part ``"app.model"`` the step that each of them makes where it can, in the order
    of their ids, or ``STANDS``. Tasks need no word: the open desks always follow from the states.
    """

    kind: BackKind
    parts: Mapping[str, str] = field(default_factory=dict)

    def told(self) -> list[str]:
        """What becomes of each kind of part, in sentences of the reader's language."""
        return [_told(apps.get_model(kind), name) for kind, name in self.parts.items()]


def _told(model: Any, name: str) -> str:
    parts = str(model._meta.verbose_name_plural)
    if name == STANDS:
        return gettext("%(parts)s: stay as they are.") % {"parts": parts}
    [move] = {move.target: move for move in getattr(model, name)._django_fsm.transitions.values()}.values()
    states = {str(value): label for value, label in model._meta.get_field("state").choices}
    sources = [str(states[source]) for source in getattr(model, name)._django_fsm.transitions]
    words = {"parts": parts, "sources": " · ".join(sources), "state": states[str(move.target)]}
    return gettext("%(parts)s: “%(sources)s” becomes “%(state)s”.") % words
