# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the rules ask about projects, read for one or many in the same number of queries; each by the project's id."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import prefetch_related_objects

from budget_review.states import ConditionState

if TYPE_CHECKING:
    from budget_review.models import AttachmentFile, IntegrationProject, Participation, Screening


def parts(projects: "Sequence[IntegrationProject]") -> "dict[int, list[Participation]]":
    """Every part with its lines, the lead's first."""
    found: dict[int, list[Participation]] = {project.pk: [] for project in projects}
    by_id = {project.pk: project for project in projects}
    rows = _rows("Participation").filter(project__in=found).select_related("agency", "unit").prefetch_related("lines")
    for part in rows:
        part.project = by_id[part.project_id]
        found[part.project_id].append(part)
    for pk, own in found.items():
        own.sort(key=lambda part: (part.agency_id != by_id[pk].lead_id, part.pk))
    return found


def attached(projects: "Sequence[IntegrationProject]") -> "dict[int, list[AttachmentFile]]":
    """The file that stands of each attachment that was not taken out, in the order of the attachments."""
    found: dict[int, dict[int, AttachmentFile]] = {project.pk: {} for project in projects}
    rows = _rows("AttachmentFile").filter(attachment__project__in=found, attachment__removed_at=None)
    for file in rows.select_related("attachment", "document").order_by("attachment_id", "number"):
        found[file.attachment.project_id][file.attachment_id] = file
    return {pk: list(own.values()) for pk, own in found.items()}


def screenings(projects: "Sequence[IntegrationProject]") -> "dict[int, Screening | None]":
    """The last screening, or None where a project was never taken up."""
    found: dict[int, Screening | None] = dict.fromkeys(project.pk for project in projects)
    for screening in _rows("Screening").filter(project__in=found).order_by("pk"):
        found[screening.project_id] = screening
    return found


def screening_writers(projects: "Sequence[IntegrationProject]") -> dict[int, set[int]]:
    """The ids of those who wrote in the last screening."""
    last = {project.screening.pk: project.pk for project in projects if project.screening is not None}
    found: dict[int, set[int]] = {project.pk: set() for project in projects}
    written = _rows("Screening").filter(pk__in=last, writers__isnull=False).order_by().values_list("pk", "writers")
    for screening, writer in written:
        found[last[screening]].add(writer)
    return found


def are_held_by_conditions(projects: "Sequence[IntegrationProject]") -> dict[int, bool]:
    """Whether a condition to be met before the project is sent on is open."""
    ids = [project.pk for project in projects]
    waiting = _rows("Condition").filter(project__in=ids, before_forwarding=True, state=ConditionState.OPEN)
    held = set(waiting.order_by().values_list("project", flat=True))
    return {pk: pk in held for pk in ids}


def workplans(projects: "Sequence[IntegrationProject]") -> Mapping[int, int]:
    """The id of the workplan of its round."""
    prefetch_related_objects(projects, "round")
    return {project.pk: project.round.workplan_id for project in projects}


def _rows(model: str) -> Any:
    return apps.get_model("budget_review", model)._default_manager.all()
