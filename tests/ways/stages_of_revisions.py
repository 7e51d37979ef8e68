# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The stages of a proposal to change a plan."""

from digital_plan.models import RevisionProposal
from tests.revisions import proposed
from tests.ways.reaching import Tree, act
from tests.world import World
from workflows.lifecycle import Subject


def _proposal(world: World) -> Subject:
    return RevisionProposal.objects.get()


REVISIONS: Tree = {
    "change proposed": (
        proposed,
        {
            "change taken": (act("take_change", "screening_head", _proposal), {}),
            "change not taken": (act("leave_change", "screening_head", _proposal), {}),
            "change withdrawn": (act("withdraw_change", "nora", _proposal), {}),
        },
    ),
}
