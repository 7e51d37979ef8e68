# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is done in a round on the status of plans: writing and opening it, telling a status, freezing the result."""

from digital_plan.operations.status_rounds import opening, telling
from digital_plan.operations.status_rounds.opening import paper_of_result
from digital_plan.operations.status_rounds.writing import RoundText, begin_status_round, edit_status_round

__all__ = ["RoundText", "begin_status_round", "edit_status_round", "opening", "paper_of_result", "telling"]
