# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The life of the letter that tells one agency of a resolution."""

from django.utils.translation import gettext_lazy as _

from committee import permissions as p
from committee.lifecycle.names import RESOLUTION
from committee.states import LetterState
from workflows.fields import StateField
from workflows.lifecycle import Subject, start, step


class DecisionLetterLifecycle(Subject):
    """It begins when it is sent, with its number; its agency acknowledges it here."""

    flow = "committee.flows_of_results.LetterFlow"
    ends = (LetterState.ACKNOWLEDGED, LetterState.SUPERSEDED)
    fixed_in = tuple(LetterState)  # what was sent stands as it was sent
    state = StateField(
        _("state"), choices=LetterState.choices, default=LetterState.SENT, protected=True, editable=False
    )
    begin = start(label=_("Send the letter"), caused_by=RESOLUTION)

    class Meta:
        abstract = True

    # fmt: off
    @step(state, [LetterState.SENT], LetterState.ACKNOWLEDGED, label=_("Acknowledge the letter"), who=p.recipient)
    def acknowledge(self) -> None: ...

    @step(state, [LetterState.SENT, LetterState.ACKNOWLEDGED], LetterState.SUPERSEDED,
          label=_("Fall away with its resolution"), caused_by=RESOLUTION)
    def fall_away(self) -> None: ...
    # fmt: on
