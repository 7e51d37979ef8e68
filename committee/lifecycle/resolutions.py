# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The life of a resolution."""

from django.utils.translation import gettext_lazy as _

from committee import guards as g
from committee import permissions as p
from committee.lifecycle.names import CORRECT, ITEM, REASON, RESOLUTION, SUPERSEDE
from committee.states import ResolutionState
from workflows.back_moves import Back, BackKind
from workflows.fields import StateField
from workflows.lifecycle import Asked, Subject, start, step

WITHDRAW = Back(BackKind.WITHDRAW)
WHAT = Asked("text", _("What is assigned must be told."))


class ResolutionLifecycle(Subject):
    """What the committee resolves on an item; only when certified does it move the project."""

    part_of = "meeting"
    state = StateField(
        _("state"), choices=ResolutionState.choices, default=ResolutionState.DRAFT, protected=True, editable=False
    )
    ends = (ResolutionState.COMMUNICATED, ResolutionState.SUPERSEDED, ResolutionState.CORRECTED)
    fixed_in = (ResolutionState.CERTIFIED, *ends)  # what was certified stands as it was read
    begin = start(label=_("Draft"), caused_by=ITEM)

    class Meta:
        abstract = True

    # fmt: off
    @step(state, [ResolutionState.DRAFT], ResolutionState.RECORDED, label=_("Record the resolution"),
          who=p.chair_or_secretary_of_part, has_effect=True, since=2,
          guards=[g.decides_anew, g.in_session, g.quorate_for, g.no_vote_is_open, g.amounts_as_adopted])
    def record(self) -> None: ...

    @step(state, [ResolutionState.DRAFT, ResolutionState.RECORDED], ResolutionState.CERTIFIED,
          label=_("Certify the resolution"), who=p.certifier,
          has_effect=True,
          guards=[g.in_session.under(until=1), g.may_be_certified.under(since=2), g.quorate_for, g.no_vote_is_open,
                  g.amounts_as_adopted])
    def certify(self) -> None: ...

    @step(state, [ResolutionState.CERTIFIED], ResolutionState.CERTIFIED, label=_("Assign what it says"),
          who=p.secretary_of_part, asks=[WHAT], guards=[g.says_that_it_assigns], has_effect=True, since=2)
    def assign_more(self) -> None: ...

    @step(state, [ResolutionState.CERTIFIED], ResolutionState.COMMUNICATED, label=_("Send its letters"),
          who=p.sender, has_effect=True, since=2)
    def communicate(self) -> None: ...

    @step(state, [ResolutionState.RECORDED, ResolutionState.CERTIFIED, ResolutionState.COMMUNICATED],
          ResolutionState.SUPERSEDED, label=_("Set the resolution aside"), caused_by=ITEM, back=SUPERSEDE,
          has_effect=True)
    def supersede(self) -> None: ...

    @step(state, [ResolutionState.CERTIFIED, ResolutionState.COMMUNICATED], ResolutionState.CORRECTED,
          label=_("Give way to its correction"), caused_by=RESOLUTION, back=CORRECT, has_effect=True, since=2)
    def give_way(self) -> None: ...

    @step(state, [ResolutionState.DRAFT], ResolutionState.SUPERSEDED, label=_("Drop the correction"),
          who=p.secretary_of_part, asks=[REASON], guards=[g.is_a_correction], back=WITHDRAW, since=2)
    def drop(self) -> None: ...
    # fmt: on
