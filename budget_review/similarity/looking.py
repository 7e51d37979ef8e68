# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The job after each save: looking for projects like one whose words changed. What is queued twice is done once."""

from django.utils import timezone
from django_tasks import task


@task
def look_for_similar(project_id: int) -> None:
    """Look for projects like this one, unless that was done for what it says now."""
    from budget_review.similarity.finding import find_similar  # it signs the project, and signing enqueues this job

    find_similar(project_id, at=timezone.now())
