# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who may be asked for an opinion, and where each opinion on a project stands: whose turn, until when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from accounts.models import User
from agencies.queries import people_of_groups
from agencies.roles import Role, group
from budget_review.models import ExpertOpinion, IntegrationProject
from budget_review.permissions import takes_no_part
from workflows.lifecycle import Attempt
from workflows.models import Task
from workflows.queries import open_tasks


@dataclass(frozen=True)
class Advised:
    """An opinion with the open turn of whoever is asked for it."""

    opinion: ExpertOpinion
    task: Task | None


def experts_for(opinion: ExpertOpinion, at: datetime) -> list[User]:
    """The experts with an open account whose agency takes no part, but for the one who is asked now."""
    found = people_of_groups([group(Role.EXPERT)], at).filter(is_active=True).prefetch_related("memberships")
    return [
        person
        for person in found
        if person.pk != opinion.expert_id
        and takes_no_part(opinion.project, Attempt(actor=person, at=at, request_id=uuid4()), Role.EXPERT)
    ]


def advised(project: IntegrationProject) -> Sequence[Advised]:
    """Every opinion on a project, in the order of asking; two queries for any number."""
    opinions = list(project.opinions.select_related("expert").order_by("pk"))
    kind = ExpertOpinion._meta.label_lower
    tasks = open_tasks().filter(subject_type=kind, subject_id__in=[opinion.pk for opinion in opinions])
    by_opinion = {task.subject_id: task for task in tasks} if opinions else {}
    for opinion in opinions:
        opinion.project = project
    return [Advised(opinion, by_opinion.get(opinion.pk)) for opinion in opinions]
