# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What must be true of a proposal to change a plan."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from digital_plan.states.revisions import ChangeKind
from workflows.lifecycle import Attempt, guard

if TYPE_CHECKING:
    from digital_plan.models import RevisionProposal


@guard(_("Say what is to change, and why."))
def says_what_and_why(proposal: "RevisionProposal", attempt: Attempt) -> bool:
    return bool(proposal.what.strip() and proposal.why.strip())


@guard(_("Name what of the plan is to change; what is new has no place in it yet, but may name its strategy."))
def names_what_is_there(proposal: "RevisionProposal", attempt: Attempt) -> bool:
    item = proposal.item()
    if not proposal.item_code:
        return bool(proposal.change_kind == ChangeKind.ADD)
    return item is not None


@guard(_("Who proposed the change does not decide on it (four eyes)."))
def another_proposed(proposal: "RevisionProposal", attempt: Attempt) -> bool:
    """Source: our decision; DGA proposes changes like every agency."""
    return proposal.proposed_by_id not in {person.pk for person in attempt.people}
