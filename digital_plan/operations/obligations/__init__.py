# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is done with obligations: writing them, asking the agencies, reporting with evidence, settling."""

from digital_plan.operations.obligations import obliging, settling
from digital_plan.operations.obligations.evidence import add_evidence, may_report, remove_evidence
from digital_plan.operations.obligations.writing import begin_obligation

__all__ = ["add_evidence", "begin_obligation", "may_report", "obliging", "remove_evidence", "settling"]
