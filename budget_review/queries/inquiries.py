# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The questions put to a project's agencies, as far as a person may read them, with all that was said."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from accounts.models import User
from agencies.queries import agencies_of, roles_of
from budget_review.models import Inquiry, IntegrationProject, PairFinding
from budget_review.queries.pairs import readable_answers
from budget_review.queries.visibility import SEES_SCREENING
from budget_review.sections import MENDABLE
from budget_review.states import InquiryState
from workflows.lifecycle import Subject
from workflows.models import Task, TransitionRecord
from workflows.queries import open_tasks


@dataclass(frozen=True)
class Said:
    """One thing that was said in a thread: a question, an answer, a further question, why it was withdrawn."""

    record: TransitionRecord
    by: str

    @property
    def text(self) -> str:
        """The words."""
        return str(self.record.facts.get("text") or self.record.note)

    @property
    def sections(self) -> list[tuple[str, Any]]:
        """The sections that an answer points at, by key and name."""
        return [(key, MENDABLE.get(key, key)) for key in self.record.facts.get("sections", [])]


@dataclass(frozen=True)
class Thread:
    """A question with what was said, and the open turn of who owes the answer."""

    inquiry: Inquiry
    said: list[Said] = field(default_factory=list)
    task: Task | None = None


def inquiries_for(project: IntegrationProject, user: User, at: datetime) -> list[Inquiry]:
    """The questions that a person may read, in the order of asking; one query."""
    found = project.inquiries.select_related("participation__agency", "opinion").order_by("pk")
    inquiries = list(found)
    for inquiry in inquiries:
        inquiry.project = project
    return readable(inquiries, user, at)


def readable(inquiries: Iterable[Inquiry], user: User, at: datetime) -> list[Inquiry]:
    """Those of these questions that a person may read: the offices all, an agency its own, the lead its project's.

    Source: our decision; what one partner was asked is not another partner's business.
    """
    if roles_of(user, at) & SEES_SCREENING:
        return list(inquiries)
    own = agencies_of(user, at)
    return [one for one in inquiries if one.participation.agency_id in own or one.project.lead_id in own]


def without_unreadable(subjects: Iterable[Subject], user: User, at: datetime) -> list[Subject]:
    """A project and its parts, without the questions and the answers about pairs that a person may not read."""
    subjects = list(subjects)
    inquiries = readable([one for one in subjects if isinstance(one, Inquiry)], user, at)
    answers = readable_answers([one for one in subjects if isinstance(one, PairFinding)], user, at)
    seen = {(one.kind, one.pk) for one in (*inquiries, *answers)}
    return [one for one in subjects if not isinstance(one, Inquiry | PairFinding) or (one.kind, one.pk) in seen]


def threads_of(project: IntegrationProject, user: User, at: datetime) -> list[Thread]:
    """Every thread that a person may read, those that wait first and then the latest first; a few queries for all."""
    inquiries = inquiries_for(project, user, at)
    ids = [inquiry.pk for inquiry in inquiries]
    kind = Inquiry._meta.label_lower
    records = TransitionRecord.objects.filter(subject_type=kind, subject_id__in=ids).select_related("actor")
    said: dict[int, list[TransitionRecord]] = {}
    for record in records.order_by("pk"):
        said.setdefault(record.subject_id, []).append(record)
    tasks = {task.subject_id: task for task in open_tasks().filter(subject_type=kind, subject_id__in=ids)}
    threads = [
        Thread(
            inquiry,
            [Said(record, _by(inquiry, record)) for record in said.get(inquiry.pk, []) if _has_words(record)],
            tasks.get(inquiry.pk),
        )
        for inquiry in inquiries
    ]
    return sorted(threads, key=lambda one: (one.inquiry.state != InquiryState.ASKED, -one.inquiry.pk))


def _has_words(record: TransitionRecord) -> bool:
    return bool(record.facts.get("text") or record.note)


def _by(inquiry: Inquiry, record: TransitionRecord) -> str:
    """As what somebody spoke: the agency that answers, or DGA's screening, or the expert's field."""
    if record.transition == "answer":
        return inquiry.participation.agency.name
    return str(inquiry.opinion.get_field_display()) if inquiry.opinion else ""
