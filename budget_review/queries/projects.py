# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Finding projects for a person, and telling a project's story."""

from datetime import datetime

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from accounts.models import User
from budget_review.models import IntegrationProject
from budget_review.queries.visibility import visible_to
from workflows.lifecycle import Subject
from workflows.models import TransitionRecord
from workflows.queries import history_of


def projects_for(user: User, at: datetime) -> QuerySet[IntegrationProject]:
    """The projects that a person may see."""
    return IntegrationProject.objects.filter(visible_to(user, at)).select_related("lead", "round__workplan")


def project_for(user: User, code: str, at: datetime) -> IntegrationProject:
    """One project, or 404 when this person may not see it or it is not there."""
    project: IntegrationProject = get_object_or_404(projects_for(user, at), code=code)
    return project


def parts_with_subjects(project: IntegrationProject) -> list[Subject]:
    """The project and every part of it that has a lifecycle."""
    inquiries = project.inquiries.select_related("participation__agency")
    answers = project.pair_findings.order_by("pk")
    return [project, *project.parts, *project.opinions.all(), *inquiries, *answers, *project.conditions.all()]


def story_of(project: IntegrationProject) -> QuerySet[TransitionRecord]:
    """Every record of the project and of its parts, as it happened."""
    return history_of(*parts_with_subjects(project))
