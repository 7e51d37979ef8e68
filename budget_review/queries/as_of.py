# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A project exactly as it stood at a moment: from its records, its frozen contents and its ledger.

What was being written in a draft is kept nowhere but in the draft itself; before the first version there is no content
to show, and after one the version is what others had before them.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import prefetch_related_objects

from accounts.models import User
from agencies.models import Agency
from agencies.queries import group_names
from budget_review.models import (
    AmountEntry,
    Condition,
    ExpertOpinion,
    IntegrationProject,
    ProjectVersion,
    ResultNotice,
    Stage,
)
from budget_review.queries.money import ORDER
from budget_review.queries.visibility import may_see_letter, may_see_screening
from budget_review.states import Consent
from budget_review.story import PROJECT_UNSAID, sentence_of
from workflows.history.as_of import last_records, waiting_at
from workflows.lifecycle import Subject
from workflows.models import TransitionRecord


@dataclass(frozen=True)
class Stood:
    """A subject and the record that had led it where it stood."""

    subject: Any
    record: TransitionRecord

    @property
    def state(self) -> str:
        """Its state then."""
        return self.record.target

    @property
    def consented_version(self) -> int | None:
        """Of an agency's part: the version that it had consented to, while that consent stood."""
        has_consented = self.record.transition in ("consent", "consent_by_letter")
        return self.record.facts.get("content_version") if has_consented else None

    @property
    def label(self) -> str:
        """The state's name in the reader's language."""
        return str(dict(self.subject._meta.get_field("state").flatchoices)[self.record.target])


@dataclass(frozen=True)
class LineThen:
    """A budget line of the version that stood, with the amounts that it had then by stage."""

    id: int
    agency: Agency
    item: str
    note: str
    amounts: dict[Stage, Decimal]


@dataclass(frozen=True)
class Waiting:
    """A turn that was open: what was to be done, in which queue, until when."""

    act: Any
    queue: str
    due_at: datetime | None


@dataclass(frozen=True)
class Then:
    """A project as it stood."""

    at: datetime
    project: Stood
    sentence: str
    version: ProjectVersion | None
    agencies: dict[int, Agency]
    parts: list[Stood]
    lines: list[LineThen]
    stages: list[Stage]
    opinions: list[Stood]
    conditions: list[Stood]
    letters: list[ResultNotice]
    waiting: list[Waiting]

    @property
    def totals(self) -> dict[Stage, Decimal]:
        """The sum of each stage."""
        return {
            stage: sum((line.amounts.get(stage, Decimal(0)) for line in self.lines), Decimal(0))
            for stage in self.stages
        }


def project_as_of(project: IntegrationProject, at: datetime, *, reader: User, now: datetime) -> Then | None:
    """The project as it stood at ``at``, as far as this person may see it ``now``; None before it began.

    One query for each table, whatever the length of the history.
    """
    prefetch_related_objects([reader], "memberships")  # asked anew for every letter otherwise
    parts = list(project.participations.select_related("agency"))
    sees_screening = may_see_screening(project, reader, now)
    opinions: list[ExpertOpinion] = list(project.opinions.all()) if sees_screening else []
    conditions: list[Condition] = list(project.conditions.all())
    records = last_records([project, *parts, *opinions, *conditions], at)
    if (project.kind, project.pk) not in records:
        return None
    for part in parts:
        part.project = project
    whole = Stood(project, records[project.kind, project.pk])
    version = project.versions.filter(number=whole.record.content_version or 0).first()
    agencies = _agencies_of(project, version)
    entries = _entries(project, at)
    letters = ResultNotice.objects.filter(participation__project=project, at__lte=at).select_related(
        "participation__agency"
    )
    return Then(
        at=at,
        project=whole,
        sentence=_sentence(whole.record, project, sees_screening=sees_screening),
        version=version,
        agencies=agencies,
        parts=[stood for stood in _stood(parts, records) if stood.state != Consent.LEFT],
        lines=_lines(version, agencies, entries),
        stages=sorted({stage for of_line in entries.values() for stage in of_line}, key=lambda stage: ORDER[stage]),
        opinions=_stood(opinions, records),
        conditions=_stood(conditions, records),
        letters=[letter for letter in letters if may_see_letter(letter.participation, reader, now)],
        waiting=_waiting(project, at),
    )


def _sentence(record: TransitionRecord, project: IntegrationProject, *, sees_screening: bool) -> str:
    hides = record.transition == "recommend" and not sees_screening
    return str(PROJECT_UNSAID) if hides else sentence_of(record, project)


def _stood(subjects: list[Any], records: dict[tuple[str, int], TransitionRecord]) -> list[Stood]:
    found = [(subject, records.get((subject.kind, subject.pk))) for subject in subjects]
    return [Stood(subject, record) for subject, record in found if record]


def _agencies_of(project: IntegrationProject, version: ProjectVersion | None) -> dict[int, Agency]:
    """Everybody whom the content names, the lead too."""
    ids = {part["agency"] for part in version.content["parts"]} if version else set()
    return Agency.objects.in_bulk(ids | {version.content["lead"] if version else project.lead_id})


def _entries(project: IntegrationProject, at: datetime) -> dict[int, dict[Stage, Decimal]]:
    """The amount that stood then for each line and stage: the last written by then."""
    found: dict[int, dict[Stage, Decimal]] = {}
    entries = AmountEntry.objects.filter(line__participation__project=project, at__lte=at).order_by("pk")
    for line, stage, amount in entries.values_list("line_id", "stage", "amount_baht"):
        found.setdefault(line, {})[Stage(stage)] = amount
    return found


def _lines(
    version: ProjectVersion | None, agencies: dict[int, Agency], entries: dict[int, dict[Stage, Decimal]]
) -> list[LineThen]:
    if version is None:
        return []
    return [
        LineThen(
            id=line["id"],
            agency=agencies[part["agency"]],
            item=line["item"],
            note=" · ".join(filter(None, [line["subcategory"], str(line["fiscal_year"])])),
            amounts=entries.get(line["id"], {}),
        )
        for part in version.content["parts"]
        for line in part["lines"]
    ]


def _waiting(project: Subject, at: datetime) -> list[Waiting]:
    tasks = waiting_at(project, at)
    names = group_names({task.unit for task in tasks})
    return [
        Waiting(task.flow_task.label if task.flow_task else "", names.get(task.unit, ""), task.due_at) for task in tasks
    ]
