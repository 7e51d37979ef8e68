# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What waits to come on a committee's next agenda by itself."""

from budget_review.models import Condition, IntegrationProject
from budget_review.states import ConditionState, State
from committee.minutes.states import MinutesState
from committee.models import ActionItem, AgendaItem, Committee, Meeting, Minutes
from committee.states import OPEN_ACTION, OPEN_ITEM, OVER, WAITS_TO_RETURN, Confidentiality, ItemKind, ItemState


def to_return(meeting: Meeting) -> list[AgendaItem]:
    """What the committee put off or did not reach and nobody brought back or dropped; of projects, those that may.

    In the order in which projects are locked.
    """
    waiting = AgendaItem.objects.filter(
        committee=meeting.committee_id, state__in=WAITS_TO_RETURN, successor=None, meeting__state__in=OVER
    )
    found = (
        waiting.exclude(meeting=meeting.pk)
        .exclude(item_kind=ItemKind.MINUTES)
        .select_related("project", "agency")
        .order_by("project_id", "pk")
    )
    return [item for item in found if item.project is None or _may_come(item)]


def _may_come(item: AgendaItem) -> bool:
    """Whether nothing else has become of the project meanwhile."""
    assert item.project is not None
    state = item.project.state
    return state in (State.SCREENED, State.DEFERRED) or (state == State.IN_COMMITTEE and item.confirms_id is not None)


def to_confirm(committee: Committee) -> dict[int, AgendaItem]:
    """The items of other bodies that wait for this one to confirm, by project: ``{project id: item}``."""
    resolved = AgendaItem.objects.filter(
        committee__confirming_body=committee, state=ItemState.RESOLVED, project__state=State.IN_COMMITTEE
    )
    standing = AgendaItem.objects.filter(state__in=OPEN_ITEM, project__isnull=False).values("project")
    found = (
        resolved.exclude(project__in=standing)
        .exclude(confirmed_by__state=ItemState.RESOLVED)
        .select_related("committee", "meeting")
        .order_by("pk")
    )
    return {item.project_id: item for item in found if item.project_id}


def minutes_to_adopt(meeting: Meeting) -> list[Minutes]:
    """The minutes of the committee's earlier meetings that are circulated and stand on no agenda, oldest first."""
    waiting = Minutes.objects.filter(
        state=MinutesState.CIRCULATED, meeting__committee=meeting.committee_id, meeting__starts_at__lt=meeting.starts_at
    ).exclude(item__state__in=OPEN_ITEM)
    return list(waiting.select_related("meeting", "item").order_by("meeting__starts_at", "pk"))


def actions_open(meeting: Meeting) -> dict[AgendaItem, list[ActionItem]]:
    """What this committee assigned and nobody closed yet, by the item on which it did, the earliest first."""
    actions = ActionItem.objects.filter(committee=meeting.committee_id, state__in=OPEN_ACTION)
    found: dict[AgendaItem, list[ActionItem]] = {}
    for action in actions.select_related("agency", "person", "resolution__item").order_by("resolution", "pk"):
        found.setdefault(action.resolution.item, []).append(action)
    return found


def levels_of_projects(meeting: Meeting) -> dict[int, Confidentiality]:
    """For each project that this committee had before it, by id, how closely it was held where it was most so."""
    found: dict[int, Confidentiality] = {}
    closer = list(Confidentiality).index
    before = AgendaItem.objects.filter(committee=meeting.committee_id, project__isnull=False)
    for project, level in before.values_list("project", "confidentiality").distinct():
        found[project] = max(found.get(project, Confidentiality.OPEN), Confidentiality(level), key=closer)
    return found


def conditions_open(meeting: Meeting) -> dict[IntegrationProject, list[Condition]]:
    """The open conditions on projects that this committee resolved on, by project in the order of their codes."""
    resolved = AgendaItem.objects.filter(committee=meeting.committee_id, project__isnull=False).values("project")
    conditions = Condition.objects.filter(state=ConditionState.OPEN, project__in=resolved)
    found: dict[IntegrationProject, list[Condition]] = {}
    for condition in conditions.select_related("project").order_by("project__code", "pk"):
        found.setdefault(condition.project, []).append(condition)
    return found
