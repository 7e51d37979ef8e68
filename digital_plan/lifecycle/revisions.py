# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The life of a proposal to change a plan: proposed, and taken for the revision or not, with the reason.

Source: DGA slides 2564: the year ends with a summary, for the revision of the plan in the next (rolling plan).
"""

from django.utils.translation import gettext_lazy as _

from digital_plan.guards import revisions as g
from digital_plan.permissions import revisions as p
from digital_plan.states.revisions import ProposalState
from workflows.fields import StateField
from workflows.lifecycle import Asked, Subject, start, step

REASON = Asked("note", _("The reason must be given."))


class RevisionProposalLifecycle(Subject):
    """An agency or DGA proposes; a head of screening who did not propose decides, with the reason."""

    flow = "digital_plan.flows.revisions.RevisionProposalFlow"
    state = StateField(
        _("state"), choices=ProposalState.choices, default=ProposalState.PROPOSED, protected=True, editable=False
    )
    ends = (ProposalState.TAKEN, ProposalState.NOT_TAKEN, ProposalState.WITHDRAWN)
    begin = start(
        label=_("Propose a change of the plan"), who=p.change_proposer,
        guards=[g.says_what_and_why, g.names_what_is_there],
    )  # fmt: skip

    class Meta:
        abstract = True

    # fmt: off
    @step(state, [ProposalState.PROPOSED], ProposalState.TAKEN, label=_("Take it for the revision"),
          who=p.change_decider, asks=[REASON], guards=[g.another_proposed], has_effect=True)
    def take_change(self) -> None: ...

    @step(state, [ProposalState.PROPOSED], ProposalState.NOT_TAKEN, label=_("Do not take it"),
          who=p.change_decider, asks=[REASON], guards=[g.another_proposed], has_effect=True)
    def leave_change(self) -> None: ...

    @step(state, [ProposalState.PROPOSED], ProposalState.WITHDRAWN, label=_("Withdraw the proposal"),
          who=p.change_proposer, asks=[REASON])
    def withdraw_change(self) -> None: ...
    # fmt: on
