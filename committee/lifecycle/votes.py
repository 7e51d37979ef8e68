# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The life of a vote: opened on a question, counted once, or annulled with a reason and taken again."""

from django.utils.translation import gettext_lazy as _

from committee import guards as g
from committee import permissions as p
from committee.lifecycle.names import REASON
from committee.states import VoteRoundState
from workflows.fields import StateField
from workflows.lifecycle import Asked, Subject, start, step

QUESTION = Asked("question", _("The question must be written."))
MODE = Asked("mode", _("The way of voting must be named."))


class VoteRoundLifecycle(Subject):
    """One vote on one question; what was counted stands, and another vote is another round."""

    part_of = "meeting"
    state = StateField(
        _("state"), choices=VoteRoundState.choices, default=VoteRoundState.OPEN, protected=True, editable=False
    )
    ends = (VoteRoundState.COUNTED, VoteRoundState.ANNULLED)
    fixed_in = ends  # what was counted stays as it was counted
    begin = start(
        label=_("Open a vote"),
        who=p.chair_or_secretary_of_part,
        asks=[QUESTION, MODE],
        guards=[g.in_session, g.matter_is_considered, g.quorate_for_matter, g.no_vote_is_open, g.mode_is_allowed],
        has_effect=True,
    )

    class Meta:
        abstract = True

    # fmt: off
    @step(state, [VoteRoundState.OPEN], VoteRoundState.COUNTED, label=_("Count the votes"),
          who=p.chair_or_secretary_of_part, guards=[g.in_session], has_effect=True)
    def count(self) -> None: ...

    @step(state, [VoteRoundState.OPEN, VoteRoundState.COUNTED], VoteRoundState.ANNULLED, label=_("Annul the vote"),
          who=p.chair_or_secretary_of_part, asks=[REASON], guards=[g.in_session, g.matter_is_open])
    def annul(self) -> None: ...
    # fmt: on
