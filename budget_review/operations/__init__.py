# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Everything that is done to projects: acts through the engine, their effects, and edits of the content."""

from budget_review.operations import (
    budget,
    committee_results,
    editing,
    inquiries,
    proposing,
    reporting,
    screening,
    similarity,
    spending,
)
from budget_review.operations.beginning import begin_project, name_agency, name_outsider
from workflows.acting import act

__all__ = [
    "act",
    "begin_project",
    "budget",
    "committee_results",
    "editing",
    "inquiries",
    "name_agency",
    "name_outsider",
    "proposing",
    "reporting",
    "screening",
    "similarity",
    "spending",
]
