# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Why a proposal came back to those who write it, shown where they go on writing."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from budget_review.models import IntegrationProject
from budget_review.queries import parts_with_subjects, story_of
from budget_review.sections import MENDABLE
from budget_review.states import State
from budget_review.story import sentence_of
from workflows.models import TransitionRecord

AGAIN = ("reconsider", "reopen_screening")
BACK = ("ask_changes", "decline", "send_back", "return_for_revision", "return_from_committee")
FROZEN = ("propose", "resubmit")


@dataclass(frozen=True)
class SentBack:
    """One reason: who sent the proposal back, why, and which sections are to be mended."""

    at: datetime
    sentence: str
    actor: Any
    note: str
    sections: list[Any]


def sent_back(project: IntegrationProject) -> list[SentBack]:
    """Every reason given since the content was last frozen, newest first; none while nobody has to mend anything."""
    if project.state not in (State.DRAFT, State.RETURNED):
        return []
    records = story_of(project)
    frozen = records.filter(transition__in=FROZEN).order_by("-pk").first()
    if frozen is None:
        return []
    return _told(project, records.filter(transition__in=BACK, pk__gt=frozen.pk))


def asked_again(project: IntegrationProject) -> list[SentBack]:
    """Why the head of screening wants the officer to look again: every reason since it was last recommended."""
    if project.state != State.SCREENING:
        return []
    records = story_of(project)
    recommended = records.filter(transition="recommend").order_by("-pk").first()
    return _told(project, records.filter(transition__in=AGAIN, pk__gt=recommended.pk)) if recommended else []


def _told(project: IntegrationProject, records: QuerySet[TransitionRecord]) -> list[SentBack]:
    subjects = {(subject.kind, subject.pk): subject for subject in parts_with_subjects(project)}
    return [
        SentBack(
            at=record.at,
            sentence=sentence_of(record, subjects[record.subject_type, record.subject_id]),
            actor=record.actor,
            note=record.note or record.facts.get("text", ""),
            sections=[MENDABLE.get(name, name) for name in record.facts.get("sections", [])],
        )
        for record in records.order_by("-pk")
    ]
