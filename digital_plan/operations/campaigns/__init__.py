# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is done in a campaign: writing and opening it, answering, checking, and sending results."""

from digital_plan.operations.campaigns import checking, opening
from digital_plan.operations.campaigns.answering import (
    ProjectText,
    remove_own_project,
    save_own_project,
    save_part_one,
)
from digital_plan.operations.campaigns.letters import paper_of
from digital_plan.operations.campaigns.writing import CampaignText, begin_campaign, edit_campaign
from workflows.acting import act

__all__ = [
    "CampaignText",
    "ProjectText",
    "act",
    "begin_campaign",
    "checking",
    "edit_campaign",
    "opening",
    "paper_of",
    "remove_own_project",
    "save_own_project",
    "save_part_one",
]
