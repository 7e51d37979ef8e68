# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Officers' answers about pairs, as far as a person may read them, and the other projects where they may open them."""

from collections.abc import Iterable
from datetime import datetime

from accounts.models import User
from agencies.queries import roles_of
from budget_review.models import PairFinding
from budget_review.models.similarity import Question
from budget_review.queries.projects import projects_for
from budget_review.queries.visibility import SEES_SCREENING, may_see_screening
from workflows.lifecycle import Subject


def readable_answers(answers: Iterable[PairFinding], user: User, at: datetime) -> list[PairFinding]:
    """Those of these answers that a person may read: offices all, agencies their project's connections once decided.

    Source: our decision; that a project repeats another is for the screening to say.
    """
    if roles_of(user, at) & SEES_SCREENING:
        return list(answers)
    own = [one for one in answers if one.question == Question.CONNECT]
    return [one for one in own if may_see_screening(one.project, user, at)]


def name_others(subjects: Iterable[Subject], user: User, at: datetime) -> None:
    """Let each answer among them name the other project where this person may open that; one query, if there is any."""
    answers = [one for one in subjects if isinstance(one, PairFinding)]
    if answers:
        codes = dict(projects_for(user, at).filter(pk__in={one.other_id for one in answers}).values_list("pk", "code"))
        for one in answers:
            one.shown_other = codes.get(one.other_id, "")
