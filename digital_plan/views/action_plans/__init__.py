# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The pages of agencies' action plans: the register, one plan, its sections, its document, its revisions, its acts."""

from digital_plan.views.action_plans.comparing import compare
from digital_plan.views.action_plans.documents import (
    blank,
    document_file,
    document_of_plan,
    own_document,
    paper_of_plan,
    paper_of_sent,
)
from digital_plan.views.action_plans.reading import action_plan, action_plans, revision
from digital_plan.views.action_plans.writing import act, begin, details, section

__all__ = [
    "act",
    "action_plan",
    "action_plans",
    "begin",
    "blank",
    "compare",
    "details",
    "document_file",
    "document_of_plan",
    "own_document",
    "paper_of_plan",
    "paper_of_sent",
    "revision",
    "section",
]
