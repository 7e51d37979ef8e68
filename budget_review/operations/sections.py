# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writing one section of a proposal; people of several agencies write different ones at the same time."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from accounts.models import User
from budget_review.models import EarlierText, IntegrationProject, ProposalSection
from budget_review.operations.editing import attempt_of, expect, open_for, revised
from budget_review.sections import BY_KEY, clean_rows, clean_text, faults
from budget_review.similarity.signing import sign
from papers.sections import Section
from workflows.refusals import GuardsUnmet


@transaction.atomic
def write_section(
    *,
    project_id: int,
    key: str,
    actor: User,
    at: datetime,
    delegation: int | None = None,
    expected_revision: int,
    text: str,
    rows: Iterable[Mapping[str, str]] = (),
) -> IntegrationProject:
    """Write a section; the officers of everyone who takes part may. What says the same already changes nothing.

    What another person had written is kept as an earlier text. Raises WrongState, NotPermitted, VersionConflict or
    GuardsUnmet - and then nothing has changed.
    """
    section = BY_KEY[key]
    project = open_for(project_id, attempt_of(actor, at, delegation), parts=None)
    held = ProposalSection.objects.filter(project=project, key=key).first() or ProposalSection(project=project, key=key)
    text, cleaned = clean_text(text), clean_rows(section, rows)
    stands = (getattr(project, key) if section.on_project else held.text, held.rows)
    if stands == (text, cleaned):
        return project
    expect(project, expected_revision, held.revision)
    if refused := faults(section, text, cleaned):
        raise GuardsUnmet(*refused)
    before = held.written_by_id, held.written_at
    held.rows, held.revision = cleaned, project.revision + 1
    held.written_by, held.written_at = actor, at
    held.text = "" if section.on_project else text
    held.save()
    if any(stands) and before[0] != actor.pk:
        EarlierText.objects.create(
            section=held, text=stands[0], rows=stands[1], written_by_id=before[0], written_at=before[1]
        )
    return _with_text(project, section, text)


def _with_text(project: IntegrationProject, section: Section, text: str) -> IntegrationProject:
    if section.on_project:
        setattr(project, section.key, text)
    revised(project, *([section.key] if section.on_project else []))
    sign(project)
    return project
