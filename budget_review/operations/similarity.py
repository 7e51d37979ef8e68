# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The officer's answer about a pair of projects: a part of the project that is screened, with a record of its own."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from budget_review.automatic import SIMILAR
from budget_review.guards import pair_is_in_screening
from budget_review.lifecycle_of_pairs import PairFindingLifecycle
from budget_review.models import IntegrationProject, PairFinding
from budget_review.models.similarity import Answer, Question
from budget_review.operations.finding import find_anew
from budget_review.permissions import answers_about_pairs
from budget_review.queries import projects_for
from budget_review.similarity.proving import digest_of_answer
from budget_review.similarity.searching import pair_of
from budget_review.states import PairState, State
from workflows.engine import create, follow
from workflows.judging import refuse_person
from workflows.lifecycle import Attempt, Start, effect
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

    Its record holds question, answer and a digest of the row; the other project and the reason stand in the row alone,
    which those may read who may open both. Whoever answers has a hand in the screening: the four-eyes rule knows them.
    Raises WrongState, NotPermitted, GuardsUnmet or RequestReused - and then nothing has changed.
    """
    project = IntegrationProject.objects.select_for_update().get(pk=project_id)
    before = PairFinding.objects.filter(request_id=request_id).first()
    if before is not None:
        told = (before.project_id, before.other_id, before.question, before.answer, before.note, before.by_id)
        if told != (project_id, other_id, question, answer, note.strip(), actor.pk):
            raise RequestReused()
        return before
    if project.state != State.SCREENING or project.screening is None:
        raise WrongState(pair_is_in_screening.sentence)
    found = PairFinding(
        project=project, question=question, answer=answer, note=note.strip(), content_version=project.content_version,
        by=actor, delegation=delegation, request_id=request_id, at=at,
    )  # fmt: skip
    attempt = Attempt(actor=actor, at=at, request_id=request_id, delegation=delegation)
    refuse_person(found, Start.name, answers_about_pairs, attempt, holding=True)
    other = projects_for(actor, at).filter(pk=other_id).exclude(pk=project_id).first()
    _refuse(other, question, answer, note)
    assert other is not None
    found.other, found.other_version = other, other.content_version
    found.score_percent = pair_of(project, other)[Question(question)].percent
    create(
        found, actor=actor, at=at, request_id=request_id, delegation=delegation,
        facts={"question": question, "answer": answer},
    )  # fmt: skip
    return found


@effect(PairFindingLifecycle.begin)
def settle(found: PairFinding, attempt: Attempt) -> dict[str, Any]:
    """Let an earlier answer give way, and the criteria that rest on answers follow. Returns ``{"finding": digest}``."""
    earlier = PairFinding.objects.filter(project=found.project_id, other=found.other_id, question=found.question)
    follows = attempt.caused_by(found, found.version + 1)
    for one in earlier.filter(state=PairState.GIVEN).exclude(pk=found.pk).order_by("pk"):
        follow(one, "give_way", follows)
    screening = found.project.screening
    assert screening is not None
    screening.writers.add(*attempt.people)
    find_anew(found.project, screening, only=SIMILAR)
    return {"finding": digest_of_answer(found), "content_version": found.content_version}


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
