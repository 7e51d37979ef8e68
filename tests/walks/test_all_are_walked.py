# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A lifecycle that no walk takes in is a hole in the walks: whoever declares one gives it a walk."""

from agencies.models import Delegation
from budget_review.models import PairFinding
from committee.models import ActionItem, DecisionLetter, Minutes, MinutesReply, Recusal, VoteRound
from digital_plan.models import (
    ActionPlan,
    AgencyObligation,
    AlignmentCampaign,
    AlignmentResponse,
    ClinicBooking,
    Obligation,
    RevisionProposal,
    StatusReturn,
    StatusRound,
)
from tests.walks.test_projects import AMOUNTS, subjects_of
from tests.world import World
from workflows.checks import subjects


def test_every_lifecycle_is_walked(db: None) -> None:
    world = World(amount=max(AMOUNTS)).to("screening")  # only so much asks for the opinions of experts
    world.ask()
    world.to("conditional")
    in_projects = {type(one) for one in subjects_of(world)}
    of_meetings = {
        Recusal,
        VoteRound,
        DecisionLetter,
        ActionItem,
        Minutes,
        MinutesReply,
    }
    of_plans = {
        ActionPlan,
        AgencyObligation,
        AlignmentCampaign,
        AlignmentResponse,
        ClinicBooking,
        Obligation,
        RevisionProposal,
        StatusReturn,
        StatusRound,
    }
    on_their_own = {Delegation, PairFinding, *of_meetings, *of_plans}  # they have walks of their own
    assert in_projects | on_their_own == set(subjects())
