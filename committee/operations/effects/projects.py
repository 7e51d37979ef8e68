# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The project behind an agenda item, and what its record is told."""

from django.db.models import QuerySet

from budget_review.models import IntegrationProject
from committee.models import AgendaItem, Meeting
from committee.states import ItemState
from workflows.lifecycle import Attempt


def project_of(item: AgendaItem) -> IntegrationProject:
    """The project of an item that has one."""
    assert item.project is not None
    return item.project


def facts_of_meeting(item: AgendaItem, attempt: Attempt) -> Attempt:
    """What follows for the project, naming meeting and item."""
    return attempt.caused_by(item, item.version + 1, meeting=item.meeting.called, label=item.label)


def in_words(meeting: Meeting, state: ItemState) -> QuerySet[AgendaItem]:
    """The meeting's matters in words in this state, as they came."""
    return meeting.items.filter(state=state, project=None).order_by("pk")


def with_projects(meeting: Meeting, state: ItemState) -> list[AgendaItem]:
    """The meeting's items with a project in this state, in the order in which projects are locked."""
    items = meeting.items.filter(state=state, project__isnull=False)
    return list(items.select_related("project").order_by("project_id"))
