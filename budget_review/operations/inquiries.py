# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Questions to the agencies of a project under screening: asking one, and the clocks that stand still meanwhile."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from accounts.models import User
from budget_review.lifecycle_of_inquiries import InquiryLifecycle
from budget_review.models import ExpertOpinion, Inquiry, IntegrationProject, Participation
from budget_review.states import InquiryState
from workflows.clocks.halting import ANSWER_OWED, resume_within, stop_within
from workflows.desks import open_desks
from workflows.engine import create, follow
from workflows.lifecycle import Attempt, effect
from workflows.models import Task, TransitionRecord
from workflows.refusals import GuardsUnmet

OPEN = (InquiryState.ASKED, InquiryState.ANSWERED)


def ask_agency(
    *,
    project: IntegrationProject,
    participation: Participation,
    text: str,
    actor: User,
    at: datetime,
    request_id: UUID,
    opinion: ExpertOpinion | None = None,
    section: str = "",
    days: int = 5,
    delegation: int | None = None,
) -> TransitionRecord:
    """Put a question to an agency that takes part; ``section`` is a key of ``sections.MENDABLE`` or nothing.

    The clock of the screening, and of the opinion that it is asked for, stands still until it is answered.
    Raises NotPermitted, GuardsUnmet or RequestReused - and then nothing has changed.
    """
    if not participation.has_officers:
        raise GuardsUnmet(_("%(name)s has no officer here: ask the lead agency.") % {"name": participation.agency.name})
    inquiry = Inquiry(project=project, participation=participation, opinion=opinion, section=section, days=days)
    facts = {"text": text, "agency": participation.agency_id, "section": section, "days": days}
    return create(inquiry, actor=actor, at=at, request_id=request_id, delegation=delegation, facts=facts)


@effect(InquiryLifecycle.begin)
@effect(InquiryLifecycle.ask_further)
def stop_clocks(inquiry: Inquiry, attempt: Attempt) -> dict[str, Any]:
    """Let the clocks of those who wait for the answer stand still. Returns ``{"content_version": 2}``."""
    follows = attempt.caused_by(inquiry, inquiry.version + 1)
    for task in waiting_for(inquiry):
        if task.stopped_at is None and task.days_left is not None:
            stop_within(task, follows, owes=inquiry.queue)
    return {"content_version": inquiry.content_version}


@effect(InquiryLifecycle.answer)
@effect(InquiryLifecycle.withdraw_question)
def resume_clocks(inquiry: Inquiry, attempt: Attempt) -> dict[str, Any]:
    """Let the clocks go on that stand still for this question; for another one they stand on, told whose it is."""
    follows = attempt.caused_by(inquiry, inquiry.version + 1)
    asked = inquiry.project.inquiries.filter(state=InquiryState.ASKED).exclude(pk=inquiry.pk)
    others = list(asked.select_related("participation").order_by("pk"))
    for task in waiting_for(inquiry):
        owing = [other.queue for other in others if holds(other, task)]
        if task.stopped_for != ANSWER_OWED or task.owed_by in owing:
            continue
        resume_within(task, follows)
        if owing:
            stop_within(task, follows, owes=owing[0])
    return {}


def waiting_for(inquiry: Inquiry) -> list[Task]:
    """The open tasks that cannot be ended without the answer."""
    return [task for task in open_desks(inquiry.project).order_by("pk") if holds(inquiry, task)]


def holds(inquiry: Inquiry, task: Task) -> bool:
    """Whether a task waits for the answer: the screening's, and that of the opinion for which it was asked."""
    if "recommend" in task.flow_task.acts:
        return True
    return "give" in task.flow_task.acts and inquiry.opinion_id is not None and task.subject_id == inquiry.opinion_id


def end_inquiries(project: IntegrationProject, attempt: Attempt) -> None:
    """End every question that is still open, because the screening does: the desks are left, and their clocks."""
    follows = attempt.caused_by(project, project.version + 1)
    for inquiry in project.inquiries.filter(state__in=OPEN).order_by("pk"):
        follow(inquiry, "end", follows)
