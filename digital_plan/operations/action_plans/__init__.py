# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is done with an agency's action plan: beginning and writing it, its own document, and what its steps keep."""

from digital_plan.operations.action_plans.papers import draft_pdf, paper_of_revision
from digital_plan.operations.action_plans.sending import freeze_revision, keep_receipt
from digital_plan.operations.action_plans.taking_over import comparison_of, take_over
from digital_plan.operations.action_plans.writing import (
    SectionText,
    attach_document,
    begin_plan,
    may_write,
    not_open,
    write_details,
    write_sections,
)

__all__ = [
    "SectionText",
    "attach_document",
    "begin_plan",
    "comparison_of",
    "draft_pdf",
    "freeze_revision",
    "keep_receipt",
    "may_write",
    "not_open",
    "paper_of_revision",
    "take_over",
    "write_details",
    "write_sections",
]
