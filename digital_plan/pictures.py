# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How the lives of what drives the plans are laid out."""

from digital_plan import clinic_pictures, pictures_of_obligations
from digital_plan.models import (
    ActionPlan,
    AlignmentCampaign,
    AlignmentResponse,
    RevisionProposal,
    StatusReturn,
    StatusRound,
)
from workflows.lifecycle import Subject
from workflows.pictures import Layout, Way

CAMPAIGN = Layout(
    places={"draft": (0, 0), "withdrawn": (1, 0), "open": (0, 1), "closed": (0, 2), "results_reported": (0, 3)}
)
RESPONSE = Layout(
    places={
        "awaited": (0, 0),
        "not_received": (1, 0),
        "handed_over": (0, 1),
        "checking": (0, 2),
        "clarifying": (1, 2),
        "checked": (0, 3),
        "result_sent": (0, 4),
        "acknowledged": (0, 5),
    },
    ways={
        ("checking", "clarifying"): Way("R-12", "L-12"),
        ("clarifying", "checking"): Way("L+12", "R+12", beside=(0, 25)),
        ("handed_over", "checked"): Way("L", "L-10", lane=1),
        ("checked", "checking"): Way("R", "B+60"),
    },
)
ACTION_PLAN = Layout(
    places={
        "being_written": (0, 0),
        "sent_to_dga": (0, 1),
        "returned": (1, 1),
        "acknowledged": (0, 2),
        "ended": (1, 2),
    },
    ways={
        ("sent_to_dga", "returned"): Way("R-12", "L-12"),
        ("returned", "sent_to_dga"): Way("L+12", "R+12", beside=(0, 25)),
        ("acknowledged", "being_written"): Way("L", "L-10", lane=1),
    },
)
REVISION_PROPOSAL = Layout(
    places={
        "change_proposed": (0, 0),
        "change_withdrawn": (1, 0),
        "change_taken": (0, 1),
        "change_not_taken": (1, 1),
    }
)
STATUS_ROUND = Layout(
    places={
        "round_drafted": (0, 0),
        "round_dropped": (1, 0),
        "round_open": (0, 1),
        "round_closed": (0, 2),
        "round_reported": (0, 3),
    }
)
STATUS_RETURN = Layout(
    places={
        "return_awaited": (0, 0),
        "return_missing": (1, 0),
        "status_told": (0, 1),
        "status_questioned": (1, 1),
        "status_counted": (0, 2),
    },
    ways={
        ("status_told", "status_questioned"): Way("R-12", "L-12"),
        ("status_questioned", "status_told"): Way("L+12", "R+12", beside=(0, 25)),
    },
)
PICTURES: dict[type[Subject], Layout] = (
    {
        AlignmentCampaign: CAMPAIGN,
        AlignmentResponse: RESPONSE,
        ActionPlan: ACTION_PLAN,
        StatusRound: STATUS_ROUND,
        StatusReturn: STATUS_RETURN,
        RevisionProposal: REVISION_PROPOSAL,
    }
    | clinic_pictures.PICTURES
    | pictures_of_obligations.PICTURES
)
