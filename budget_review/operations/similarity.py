# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The officer's answer about a pair of projects: kept as a row that nobody changes, beside the screening's findings."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from budget_review.automatic import SIMILAR
from budget_review.models import IntegrationProject, PairFinding
from budget_review.models.similarity import Answer, Question
from budget_review.operations.finding import find_anew
from budget_review.permissions import screener
from budget_review.queries import projects_for
from budget_review.similarity.searching import pair_of
from budget_review.states import State
from workflows.judging import refuse_person
from workflows.lifecycle import Attempt
from workflows.records import can_be_kept
from workflows.refusals import GuardsUnmet, RequestReused, WrongState

ANSWERS = {
    Question.DUPLICATE: (Answer.YES, Answer.NO, Answer.CONTINUES),
    Question.CONNECT: (Answer.YES, Answer.NO),
}


@transaction.atomic
def answer_pair(
    *,
    project_id: int,
    other_id: int,
    question: str,
    answer: str,
    note: str,
    actor: User,
    at: datetime,
    request_id: UUID,
    delegation: int | None = None,
) -> PairFinding:
    """Keep what the officer found of a project and another; a later answer stands in the place of an earlier one.

    Whoever answers has a hand in the screening: the four-eyes rule knows them. Raises WrongState, NotPermitted,
    GuardsUnmet or RequestReused - and then nothing has changed.
    """
    project = IntegrationProject.objects.select_for_update().get(pk=project_id)
    before = PairFinding.objects.filter(request_id=request_id).first()
    if before is not None:
        told = (before.project_id, before.other_id, before.question, before.answer, before.note, before.by_id)
        if told != (project_id, other_id, question, answer, note, actor.pk):
            raise RequestReused()
        return before
    if project.state != State.SCREENING or project.screening is None:
        raise WrongState(_("Findings are written only while the project is being screened."))
    attempt = Attempt(actor=actor, at=at, request_id=request_id, delegation=delegation)
    attempt = refuse_person(project, "recommend", screener, attempt, holding=True)
    other = projects_for(actor, at).filter(pk=other_id).exclude(pk=project_id).first()
    _refuse(other, question, answer, note)
    assert other is not None
    found = PairFinding.objects.create(
        project=project, other=other, question=question, answer=answer, note=note.strip(),
        score_percent=pair_of(project, other)[Question(question)].percent,
        content_version=project.content_version, other_version=other.content_version,
        by=actor, delegation=delegation, request_id=request_id, at=at,
    )  # fmt: skip
    project.screening.writers.add(*attempt.people)
    _find_again(project)
    return found


def _refuse(other: IntegrationProject | None, question: str, answer: str, note: str) -> None:
    """Raise GuardsUnmet with everything that is missing."""
    lacking = []
    if other is None:
        lacking.append(_("The other project must be one that you may open."))
    if question not in Question.values or answer not in ANSWERS[Question(question)]:
        lacking.append(_("A finding must be one of those listed."))
    if not note.strip():
        lacking.append(_("The reason must be given."))
    if not can_be_kept([note]):
        lacking.append(_("The reason or a detail holds something that cannot be kept in the record."))
    if lacking:
        raise GuardsUnmet(*lacking)


def _find_again(project: IntegrationProject) -> None:
    """The criteria that rest on these answers are found anew by the service."""
    assert project.screening is not None
    find_anew(project, project.screening, only=SIMILAR)
