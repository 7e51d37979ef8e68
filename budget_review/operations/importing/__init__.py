# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Bringing in an existing workplan: read the file, plan what would be made, then make all of it or nothing."""

from budget_review.operations.importing.making import Brought, bring_in, reasons_against, refuse_import
from budget_review.operations.importing.planning import Plan, UnknownAgency, plan_import
from budget_review.operations.importing.reading import COLUMNS, Answers, Bad, Sheet, read_sheet
from budget_review.operations.importing.sending import answers_of, bring_in_sent, confirm_import, send_file

__all__ = [
    "COLUMNS",
    "Answers",
    "Bad",
    "Brought",
    "Plan",
    "Sheet",
    "UnknownAgency",
    "answers_of",
    "bring_in",
    "bring_in_sent",
    "confirm_import",
    "plan_import",
    "read_sheet",
    "reasons_against",
    "refuse_import",
    "send_file",
]
