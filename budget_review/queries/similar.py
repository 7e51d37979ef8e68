# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a person may read of the pairs that a project makes with others: the pages and the API ask the same."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from accounts.models import User
from budget_review.models import IntegrationProject
from budget_review.models.similarity import Question
from budget_review.queries.likeness import reads_duplicates
from budget_review.queries.projects import projects_for
from budget_review.queries.visibility import may_see_screening
from budget_review.similarity.answers import Answers, answers_on
from budget_review.similarity.searching import Pair, findings_of, pair_of
from budget_review.states import HANDED_IN


@dataclass(frozen=True)
class Seen:
    """The found pairs that a person may read, the other projects by id, and whether DGA sees one more connection."""

    pairs: list[Pair]
    others: dict[int, IntegrationProject]
    dga_sees_more: bool


@dataclass(frozen=True)
class Reader:
    """A person before one project."""

    project: IntegrationProject
    user: User
    at: datetime

    @cached_property
    def reads_duplicates(self) -> bool:
        """Offices read both findings; that a project repeats another is for the screening to say."""
        return reads_duplicates(self.user, self.at)

    @cached_property
    def answers(self) -> Answers:
        """The officers' answers that this person may read: offices all, agencies those on their own."""
        answers = answers_on(self.project)
        if self.reads_duplicates:
            return answers
        if not may_see_screening(self.project, self.user, self.at):
            return {}
        return {
            (other, question): row
            for (other, question), row in answers.items()
            if row.project_id == self.project.pk and question == Question.CONNECT
        }

    def seen(self) -> Seen:
        """Ask anew, and leave out what this person could not open."""
        found = findings_of(self.project)
        pairs = [*(found.duplicates if self.reads_duplicates else ()), *found.could_connect]
        others = self._openable({pair.other for pair in pairs})
        unseen = {pair.other for pair in found.could_connect} - set(others)
        more = bool(unseen) and IntegrationProject.objects.filter(pk__in=unseen, state__in=HANDED_IN).exists()
        return Seen([pair for pair in pairs if pair.other in others], others, more)

    def pairs_with(self, other: IntegrationProject) -> list[Pair]:
        """Both questions about one other project that this person may open."""
        pairs = pair_of(self.project, other).values()
        return [pair for pair in pairs if self.reads_duplicates or pair.question == Question.CONNECT]

    def _openable(self, pks: Iterable[int]) -> dict[int, IntegrationProject]:
        found = projects_for(self.user, self.at).filter(pk__in=list(pks))
        return {project.pk: project for project in found.prefetch_related("participations__agency")}
