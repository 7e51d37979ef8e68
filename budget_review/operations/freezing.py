# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Freezing the content as a new version."""

from budget_review.content import content_of, content_sha256
from budget_review.models import IntegrationProject, ProjectVersion
from workflows.lifecycle import Attempt


def freeze(project: IntegrationProject, attempt: Attempt) -> ProjectVersion:
    """Keep the content as it stands now, and point the project at it."""
    content = content_of(project)
    version = ProjectVersion.objects.create(
        project=project,
        number=(project.content_version or 0) + 1,
        content=content,
        sha256=content_sha256(content),
        frozen_at=attempt.at,
    )
    project.content_version = version.number
    project.save(update_fields=["content_version"])
    return version
