# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the service found of a project, beside what officers have answered: what is still open."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q

from budget_review.models import IntegrationProject, PairFinding
from budget_review.models.similarity import Answer, Question
from budget_review.similarity.searching import Findings, Pair, findings_of
from budget_review.states import HANDED_IN

Answers = dict[tuple[int, str], PairFinding]


@dataclass(frozen=True)
class Standing:
    """The findings of the service and the officers' latest answers, by (other project, question)."""

    findings: Findings
    answers: Answers
    carries_on: int | None = None  # the project that this one was carried over from

    @cached_property
    def open_duplicates(self) -> list[Pair]:
        """Pairs that speak against the project: not yet answered, or found to be duplicates."""
        apart = (Answer.NO, Answer.CONTINUES)
        return [pair for pair in self.findings.duplicates if self._answer(pair) not in apart]

    @cached_property
    def open_connections(self) -> list[Pair]:
        """Pairs that nobody has answered yet."""
        return [pair for pair in self.findings.could_connect if self._answer(pair) is None]

    def counts(self, question: Question) -> tuple[int, int]:
        """How many pairs were found, and how many of them were answered."""
        pairs = self.findings.of(question)
        return len(pairs), sum(self._answer(pair) is not None for pair in pairs)

    def _answer(self, pair: Pair) -> str | None:
        given = self.answers.get((pair.other, pair.question.value))
        if given is None and pair.other == self.carries_on:
            return Answer.CONTINUES  # it says so itself
        return given.answer if given else None


def standing(project: IntegrationProject) -> Standing:
    """Ask anew, whatever was found before, about the projects that have reached DGA: a draft is nobody's rival yet."""
    found = findings_of(project)
    others = [pair.other for pair in (*found.duplicates, *found.could_connect)]
    handed_in = set(
        IntegrationProject.objects.filter(pk__in=others, state__in=HANDED_IN).order_by().values_list("pk", flat=True)
    )
    return Standing(found.among(handed_in), answers_on(project), project.rolled_from_id)


def answers_on(project: IntegrationProject) -> Answers:
    """The latest answer about the project and each other one, from whichever side it was given."""
    rows = PairFinding.objects.filter(Q(project=project) | Q(other=project)).select_related("by").order_by("pk")
    return {(row.other_id if row.project_id == project.pk else row.project_id, row.question): row for row in rows}
