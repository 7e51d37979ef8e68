# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A project's full history for whoever checks it: its records, its parts', and those of what committees did with it."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from budget_review.models import IntegrationProject, ResultNotice
from budget_review.queries import parts_with_subjects
from committee.models import AgendaItem, Pack, Resolution
from workflows.history.export import export_lines
from workflows.lifecycle import Subject
from workflows.records import moment


def history_lines(project: IntegrationProject, at: datetime) -> Iterator[str]:
    """The export of a project, line by line; for those who may see all of every project.

    It cannot leave anything out without breaking the proof, so that whoever may read a part would read it here.
    """
    return export_lines(lambda: _subjects(project.pk), about=project.code, at=at, more=_papers(project))


def _subjects(project_id: int) -> list[Subject]:
    """Read anew, as they stand when the export begins."""
    project = IntegrationProject.objects.get(pk=project_id)
    items = AgendaItem.objects.filter(project=project).order_by("pk")
    resolutions = Resolution.objects.filter(item__project=project).order_by("pk")
    return [*parts_with_subjects(project), *items, *resolutions]


def _papers(project: IntegrationProject) -> Iterator[dict[str, Any]]:
    """The frozen contents with their hashes, and the hash of every paper about the project."""
    for version in project.versions.iterator():
        yield {"line": "version", "number": version.number, "content": version.content, "sha256": version.sha256,
               "frozen_at": moment(version.frozen_at)}  # fmt: skip
    for notice in ResultNotice.objects.filter(participation__project=project).order_by("pk"):
        yield {"line": "document", "sort": "letter", "number": notice.letter_number, "sha256": notice.sha256,
               "at": moment(notice.at)}  # fmt: skip
    packs = Pack.objects.filter(meeting__items__project=project).select_related("document").distinct().order_by("pk")
    for pack in packs:
        yield {"line": "document", "sort": "pack", "number": str(pack.number), "sha256": pack.document.sha256,
               "at": moment(pack.built_at)}  # fmt: skip
