# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What resolutions still ask of somebody: actions and conditions, until the committee knows that they are done."""

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.models import User
from agencies.roles import day_of
from budget_review.models import Condition
from budget_review.states import ConditionState
from committee.models import ActionItem, AgendaItem, Committee, Meeting
from committee.queries.confidential import of_seen_matters
from committee.queries.letters import agencies_served
from committee.queries.meetings import committees_for
from committee.states import OPEN_ACTION, SEALED
from workflows.models import TransitionRecord


@dataclass(frozen=True)
class Arising:
    """One matter that arises from an earlier resolution."""

    subject: Any  # an ActionItem or a Condition: its state, its history
    text: str
    owner: str
    resolution: str  # "3/2564"
    meeting: str  # "2/2564"
    matter: str  # the agenda item's title
    project: str  # the code, or nothing
    due_date: date | None
    is_late: bool
    href: str
    assigned_on: date | None = None  # where that was after the meeting


def matters_arising(committee: Committee, reader: User, at: datetime) -> list[Arising]:
    """Everything that the committee's resolutions left open on matters that the reader sees, what is due first before.

    A fixed number of queries whatever there is.
    """
    return arising_in([committee], reader, at)


def arising_in(committees: Sequence[Committee], reader: User, at: datetime) -> list[Arising]:
    """The same for several committees."""
    items = AgendaItem.objects.filter(of_seen_matters(reader, at), committee__in=committees)
    return arising_from(items, committees, day_of(at))


def arising_from(items: QuerySet[AgendaItem], committees: Sequence[Committee], today: date) -> list[Arising]:
    """What resolutions on these matters left open."""
    assigned = open_actions().filter(resolution__item__in=items.values("pk"))
    actions = _of_actions(list(assigned), today)
    seen = set(items.filter(project__conditions__state=ConditionState.OPEN).values_list("pk", flat=True))
    conditions = [
        arising
        for condition in _open_conditions(committees)
        if (arising := _of_condition(condition, today, seen)) is not None
    ]
    return sorted(
        [*actions, *conditions], key=lambda one: (one.due_date is None, one.due_date, one.resolution, one.text)
    )


def open_actions() -> QuerySet[ActionItem]:
    """What was assigned and is not closed."""
    return ActionItem.objects.filter(state__in=OPEN_ACTION).select_related(
        "agency", "person", "committee", "resolution__meeting", "resolution__item__project"
    )


def actions_for(user: User, at: datetime) -> QuerySet[ActionItem]:
    """The actions that a person may see: on matters seen of committees seen, their agency's, and their own."""
    seen = Q(committee__in=committees_for(user, at).values("pk")) & of_seen_matters(user, at, "resolution__item__")
    seen |= Q(person=user) | Q(agency__in=agencies_served(user, at))
    return ActionItem.objects.filter(seen).select_related(
        "agency", "person", "committee", "resolution__meeting__committee", "resolution__item__project"
    )


def action_for(user: User, pk: int, at: datetime) -> ActionItem:
    """One action, or 404 when this person may not see it or it is not there."""
    found: ActionItem = get_object_or_404(actions_for(user, at), pk=pk)
    return found


def _open_conditions(committees: Sequence[Committee]) -> QuerySet[Condition]:
    resolved = Q(
        project__agenda_items__resolutions__committee__in=committees,
        project__agenda_items__resolutions__state__in=SEALED,
    )
    found = Condition.objects.filter(resolved, state=ConditionState.OPEN).distinct()
    return found.select_related("project__lead").prefetch_related("project__agenda_items__resolutions__meeting")


def _of_actions(actions: Sequence[ActionItem], today: date) -> list[Arising]:
    """What was assigned, with the day where that was written down after the meeting had ended; two queries."""
    kinds = {ActionItem._meta.label_lower: [one.pk for one in actions]}
    kinds[Meeting._meta.label_lower] = [one.resolution.meeting_id for one in actions]
    begun, ended = (
        dict(
            TransitionRecord.objects.filter(subject_type=kind, subject_id__in=ids, transition=name)
            .order_by()
            .values_list("subject_id", "at")
        )
        for (kind, ids), name in zip(kinds.items(), ("begin", "end"), strict=True)
    )
    told = []
    for action in actions:
        since, over = begun[action.pk], ended.get(action.resolution.meeting_id)
        words = {given["text"] for given in action.resolution.actions}
        is_after = over is not None and since > over and action.text not in words
        told.append(replace(_of_action(action, today), assigned_on=day_of(since) if is_after else None))
    return told


def _of_action(action: ActionItem, today: date) -> Arising:
    item = action.resolution.item
    return Arising(
        subject=action,
        text=action.text,
        owner=action.owner,
        resolution=action.resolution.called,
        meeting=action.resolution.meeting.called,
        matter=item.title,
        project=item.project.code if item.project else "",
        due_date=action.due_date,
        is_late=action.is_late_on(today),
        href=reverse("action", args=[action.pk]),
    )


def _of_condition(condition: Condition, today: date, seen: Container[int]) -> Arising | None:
    """A condition with the resolution that set it: the last sealed one on these matters which names its words."""
    setting = [
        (item, resolution)
        for item in condition.project.agenda_items.all()
        for resolution in item.resolutions.all()
        if item.pk in seen
        and resolution.state in SEALED
        and condition.text in (one["text"] for one in resolution.conditions)
    ]
    if not setting:
        return None
    item, resolution = max(setting, key=lambda pair: pair[1].pk)
    return Arising(
        subject=condition,
        text=condition.text,
        owner=condition.project.lead.name,
        resolution=resolution.called,
        meeting=resolution.meeting.called,
        matter=item.title,
        project=condition.project.code,
        due_date=condition.due_date,
        is_late=condition.due_date is not None and condition.due_date < today,
        href=reverse("project", args=[condition.project.code]),
    )
