# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Building the agenda: adding matters and putting them in order."""

from collections.abc import Iterable
from datetime import datetime
from typing import Literal
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import User
from budget_review.models import IntegrationProject
from committee.agenda import FOR_CONSIDERATION, HEADINGS
from committee.models import AgendaItem, Meeting
from committee.permissions import secretary
from committee.states import TAKES_ITEMS, ItemState
from workflows import engine
from workflows.batches import Outcome
from workflows.bulk import perform_many
from workflows.judging import refuse_person
from workflows.lifecycle import Attempt
from workflows.refusals import GuardsUnmet, WrongState


@transaction.atomic
def add_item(
    *,
    meeting: Meeting,
    actor: User,
    at: datetime,
    request_id: UUID,
    delegation: int | None = None,
    project: IntegrationProject | None = None,
    section: int = FOR_CONSIDERATION,
    title: str = "",
    note: str = "",
) -> AgendaItem:
    """Put a project, or a matter in words, at the end of a heading. A project goes under matters for consideration.

    Raises NotPermitted or GuardsUnmet - and then nothing has changed.
    """
    if section not in HEADINGS:
        raise GuardsUnmet(_("The agenda has six headings."))
    if not (title.strip() or project):
        raise GuardsUnmet(_("A matter needs a title."))
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if project:  # another meeting may be taking it: the guards read it as it is under its lock
        project = IntegrationProject.objects.select_for_update().get(pk=project.pk)
    last = meeting.items.filter(section=section).aggregate(last=Max("position"))["last"] or 0
    item = AgendaItem(
        meeting=meeting,
        section=FOR_CONSIDERATION if project else section,
        position=last + 1,
        title=title or (project.title if project else ""),
        note=note,
        project=project,
    )
    record = engine.create(item, actor=actor, at=at, request_id=request_id, delegation=delegation)
    return AgendaItem.objects.get(pk=record.subject_id)


def note_items(
    items: Iterable[int], *, actor: User, at: datetime, request_id: UUID, delegation: int | None = None
) -> list[Outcome]:
    """Let the meeting take note of matters for information, each by its own record; one refused keeps none back."""
    return perform_many(
        AgendaItem, items, "take_note", actor=actor, at=at, request_id=request_id, delegation=delegation
    )


@transaction.atomic
def move_item(
    *, item_id: int, direction: Literal["up", "down"], actor: User, at: datetime, delegation: int | None = None
) -> None:
    """Change an item's place with its neighbour's under the same heading. Raises WrongState or NotPermitted."""
    meeting = Meeting.objects.select_for_update().get(items=item_id)
    item = AgendaItem.objects.get(pk=item_id)
    if meeting.state not in TAKES_ITEMS or item.state != ItemState.LISTED:
        raise WrongState(_("The agenda is fixed: reopen it first."))
    attempt = Attempt(actor=actor, at=at, request_id=uuid4(), delegation=delegation)
    refuse_person(meeting, "edit", secretary, attempt, holding=True)
    listed = meeting.items.filter(section=item.section, state=ItemState.LISTED)
    if direction == "up":
        other = listed.filter(position__lt=item.position).order_by("-position").first()
    else:
        other = listed.filter(position__gt=item.position).order_by("position").first()
    if other is not None:
        item.position, other.position = other.position, item.position
        item.save(update_fields=["position"])
        other.save(update_fields=["position"])
