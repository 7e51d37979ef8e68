# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is asked about projects: who sees which, the money, and what a project still needs."""

from budget_review.queries.money import (
    amounts_by_stage,
    latest_amounts,
    money_table,
    round_totals,
    totals_by_stage,
)
from budget_review.queries.projects import parts_with_subjects, project_for, projects_for, story_of
from budget_review.queries.turns import turns_of
from budget_review.queries.visibility import may_see_everything, may_see_letter, may_see_screening, widen

__all__ = [
    "amounts_by_stage",
    "latest_amounts",
    "may_see_everything",
    "may_see_letter",
    "may_see_screening",
    "money_table",
    "parts_with_subjects",
    "project_for",
    "projects_for",
    "round_totals",
    "story_of",
    "totals_by_stage",
    "turns_of",
    "widen",
]
