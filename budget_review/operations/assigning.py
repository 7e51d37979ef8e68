# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who screens a project: everyone who might, how much each has in hand, who is barred and why, and whom to give it to.

The rule that bars is the lifecycle's own (``permissions.screener``); the task is passed on as every other is
(``workflows.tasks.reassign``). What stands here only counts and suggests.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from viewflow.workflow.status import STATUS

from accounts.models import User
from agencies.absences import away
from agencies.models import Membership
from agencies.queries import people_of_groups
from agencies.roles import Role, exercises, group, memberships_of
from agencies.standing import attempt_of
from budget_review.flows import ProjectFlow
from budget_review.models import IntegrationProject
from budget_review.permissions import screener
from budget_review.states import Tier
from workflows.held_still import held_together
from workflows.models import Task
from workflows.queries import open_tasks

BURDEN = {Tier.LIGHT.value: 1, Tier.STANDARD.value: 2, Tier.FULL.value: 4, "": 2}  # what a project weighs in a load
MOST = 200  # projects at once
TAKES_PART = gettext_lazy("works in a unit that takes part in the project")


@dataclass(frozen=True)
class Load:
    """What a person has in hand: so many projects, weighing so much."""

    count: int = 0
    burden: int = 0


@dataclass(frozen=True)
class Candidate:
    """A screening officer before one project; ``barred`` says why they cannot have it."""

    person: User
    unit: str
    load: Load
    barred: str = ""

    @property
    def order(self) -> tuple[int, int, str, int]:
        """Who has least in hand comes first."""
        return self.load.burden, self.load.count, str(self.person), self.person.pk


@dataclass(frozen=True)
class Suggestion:
    """To whom a project should go, and why."""

    person: User
    reason: str


def open_desks_of(projects: Sequence[IntegrationProject]) -> dict[int, Task]:
    """The open task of taking up or screening of each project, by the project's id."""
    kind = IntegrationProject._meta.label_lower
    waiting = open_tasks().filter(
        process__subject_type=kind,
        process__subject_id__in=[project.pk for project in projects],
        flow_task__in=[ProjectFlow.intake, ProjectFlow.screening],
    )
    return {task.process.subject_id: task for task in waiting}


@dataclass(frozen=True)
class Hands:
    """In whose hands the screening of a project is, and what one person may do about that.

    ``suggested`` is for who gives out work; ``barred`` tells a screening officer why it cannot be theirs.
    """

    task: Task
    may_take: bool = False
    gives: bool = False
    suggested: Suggestion | None = None
    barred: str = ""

    @property
    def owner(self) -> User | None:
        """Who has it."""
        held: User | None = self.task.owner
        return held


def hands_of(projects: Sequence[IntegrationProject], user: User, at: datetime, *, gives: bool) -> dict[int, Hands]:
    """In whose hands each project is that waits to be taken up or screened, in a fixed number of queries."""
    desks = open_desks_of(projects)
    waiting = [project for project in projects if project.pk in desks]
    attempt = attempt_of(user, at)
    if not waiting or not (gives or exercises(attempt, Role.SCREENING_OFFICER)):
        return {pk: Hands(task) for pk, task in desks.items()}
    free = [project for project in waiting if desks[project.pk].owner_id is None]
    suggested = {project.pk: one for project, one in suggestions(free, at)} if gives else {}
    found = {}
    with held_together(waiting):
        for project in waiting:
            task, may = desks[project.pk], screener(project, attempt)
            barred = "" if may or not exercises(attempt, Role.SCREENING_OFFICER) else TAKES_PART
            found[project.pk] = Hands(
                task, may and task.owner_id is None, gives, suggested.get(project.pk), str(barred)
            )
    return found


def screened_before(projects: Sequence[IntegrationProject]) -> dict[int, int]:
    """Who screened each project last and sent it back, by the project's id: they go on with it when it returns.

    Who only took it up does not count: one officer takes up a whole round, and it is given out by load after.
    """
    done = Task.objects.filter(
        process__subject_type=IntegrationProject._meta.label_lower,
        process__subject_id__in=[project.pk for project in projects],
        flow_task=ProjectFlow.screening, status=STATUS.DONE, owner__isnull=False,
    )  # fmt: skip
    return dict(done.order_by("pk").values_list("process__subject_id", "owner"))


class Office:
    """The screening officers of one moment, with what each has in hand; it learns what is suggested meanwhile."""

    def __init__(self, at: datetime, projects: Sequence[IntegrationProject]) -> None:
        self.at, self.before = at, screened_before(projects)
        self.people = [person for person in people_of_groups([group(Role.SCREENING_OFFICER)], at) if person.is_active]
        held = Membership.objects.select_related("unit", "agency")
        prefetch_related_objects(self.people, Prefetch("memberships", held))
        self.away = away([person.pk for person in self.people], at)
        self.loads = _loads(self.people)

    def candidates(self, project: IntegrationProject) -> list[Candidate]:
        """Everyone, those who can have it first, and among them who has least in hand."""
        found = [self._candidate(person, project) for person in self.people]
        return sorted(found, key=lambda one: (bool(one.barred), *one.order))

    def _candidate(self, person: User, project: IntegrationProject) -> Candidate:
        one = Candidate(person, _unit_of(person, self.at), self.loads.get(person.pk, Load()))
        if not screener(project, attempt_of(person, self.at)):
            return replace(one, barred=str(TAKES_PART))
        if person.pk in self.away:
            return replace(one, barred=_("is entered as absent"))
        return one

    def suggestion(self, project: IntegrationProject) -> Suggestion | None:
        """Who screened it before goes on with it; otherwise who has least in hand. Nothing where nobody can have it."""
        free = [one for one in self.candidates(project) if not one.barred]
        if not free:
            return None
        known = next((one for one in free if one.person.pk == self.before.get(project.pk)), None)
        if known is not None:
            return Suggestion(known.person, _("Screened it before and goes on with it."))
        first = free[0]
        told = {"count": first.load.count, "of": len(free), "unit": first.unit or _("no unit")}
        return Suggestion(
            first.person,
            _("Has least in hand (%(count)s projects) of %(of)s officers who may screen it; %(unit)s.") % told,
        )

    def give(self, person: User, project: IntegrationProject) -> None:
        """Count a project to a person from now on."""
        load = self.loads.get(person.pk, Load())
        self.loads[person.pk] = Load(load.count + 1, load.burden + BURDEN[project.tier])


def suggestions(
    projects: Sequence[IntegrationProject], at: datetime
) -> list[tuple[IntegrationProject, Suggestion | None]]:
    """A suggestion for each of many projects, one after the other, so that the work is spread among all."""
    office, found = Office(at, projects), []
    with held_together(projects):
        for project in projects:
            suggested = office.suggestion(project)
            if suggested is not None:
                office.give(suggested.person, project)
            found.append((project, suggested))
    return found


def _loads(people: Sequence[User]) -> dict[int, Load]:
    held = open_tasks().filter(
        owner__in=people, flow_task__in=[ProjectFlow.intake, ProjectFlow.screening]
    ).order_by()  # fmt: skip
    pairs = list(held.values_list("owner", "process__subject_id"))
    tiers: Mapping[int, str] = dict(
        IntegrationProject.objects.filter(pk__in={project for _owner, project in pairs}).values_list("pk", "tier")
    )
    counts: Counter[Any] = Counter(owner for owner, _project in pairs)
    burdens: Counter[Any] = Counter()
    for owner, project in pairs:
        burdens[owner] += BURDEN[tiers.get(project, "")]
    return {owner: Load(count, burdens[owner]) for owner, count in counts.items()}


def _unit_of(person: User, at: datetime) -> str:
    held = [one for one in memberships_of(person, at) if one.role == Role.SCREENING_OFFICER]
    return " · ".join(one.unit.name if one.unit else one.agency.name for one in held)
