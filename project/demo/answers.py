# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What an officer of the demo chooses on a criterion: a verdict, or on a scale the score that comes to it."""

from budget_review.models import Criterion
from budget_review.models.criteria import Verdict


def answer_of(criterion: Criterion, verdict: str) -> str:
    """The verdict, or a score that comes to it."""
    scores = {Verdict.MET: criterion.top_score, Verdict.PARTLY: criterion.top_score // 2, Verdict.NOT_MET: 0}
    return str(scores[Verdict(verdict)]) if criterion.is_scored else verdict
