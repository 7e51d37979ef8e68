# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Building the agenda: adding matters, changing their words."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from agencies.models import Agency
from budget_review.models import IntegrationProject
from committee.agenda import for_consideration, headings_of, kind_under
from committee.models import AgendaItem, Meeting
from committee.operations.ordering import last_place
from committee.permissions import keeps, secretary
from committee.queries.returning import to_confirm
from committee.states import (
    AFTER_THE_CALL,
    OPEN_CALL,
    TAKES_ITEMS,
    WAITS_TO_RETURN,
    Confidentiality,
    ItemKind,
    ItemState,
)
from workflows import engine
from workflows.acting import act
from workflows.batches import Outcome
from workflows.bulk import perform_many
from workflows.desks import open_desks
from workflows.judging import refuse_person
from workflows.lifecycle import Attempt
from workflows.records import content_of
from workflows.refusals import GuardsUnmet, VersionConflict, WrongState
from workflows.tasks.leaving import queue_anew

EDITED = ("title", "note", "item_kind", "confidentiality")


@transaction.atomic
def add_item(
    *,
    meeting: Meeting,
    actor: User,
    at: datetime,
    request_id: UUID,
    delegation: int | None = None,
    project: IntegrationProject | None = None,
    section: int | None = None,
    title: str = "",
    note: str = "",
    kind: str = "",
    confidentiality: str = Confidentiality.OPEN,
    agency: Agency | None = None,
    late_reason: str = "",
) -> AgendaItem:
    """Put a project, or a matter in words, at the end of a heading. A project goes under matters for consideration.

    While the call is open the secretary's is on the agenda at once; an agency's waits for the secretary, and after the
    call everybody's for a late approval. Raises NotPermitted or GuardsUnmet - and then nothing has changed.
    """
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if project:  # another meeting may be taking it: the guards read it as it is under its lock
        project = IntegrationProject.objects.select_for_update().get(pk=project.pk)
    section = for_consideration(meeting) if project or section is None else section
    if not 1 <= section <= len(headings_of(meeting)):
        raise GuardsUnmet(_("The agenda has no such heading."))
    if not (title.strip() or project):
        raise GuardsUnmet(_("A matter needs a title."))
    item = AgendaItem(
        meeting=meeting,
        committee=meeting.committee,
        section=section,
        position=last_place(meeting, section) + 1,
        title=title or (project.title if project else ""),
        note=note,
        item_kind=kind or (ItemKind.DECISION if project else kind_under(meeting, section)),
        confidentiality=confidentiality,
        project=project,
        agency=agency,
        proposed_by=actor,
        late_reason=late_reason.strip() if meeting.state in AFTER_THE_CALL else "",
        predecessor=_left_waiting(meeting, project),
        confirms=to_confirm(meeting.committee).get(project.pk) if project else None,
    )
    asked = content_of(
        section=section,
        title=title,
        note=note,
        project=project and project.pk,
        kind=kind,
        confidentiality=str(confidentiality),
        agency=agency and agency.pk,
        late_reason=late_reason,
    )
    record = engine.create(item, actor=actor, at=at, request_id=request_id, delegation=delegation, facts=asked)
    found = AgendaItem.objects.select_related("meeting").get(pk=record.subject_id)
    attempt = Attempt(actor=actor, at=at, request_id=request_id, delegation=delegation)
    if meeting.state in OPEN_CALL and found.state == ItemState.PROPOSED and _is_of_the_secretariat(meeting, attempt):
        act(found, "list_it", actor=actor, at=at, request_id=uuid5(request_id, "list_it"), delegation=delegation)
    return AgendaItem.objects.get(pk=record.subject_id)


def _left_waiting(meeting: Meeting, project: IntegrationProject | None) -> AgendaItem | None:
    """The item on which the committee put this project off, or did not reach it, and which nothing follows yet."""
    if project is None:
        return None
    waiting = AgendaItem.objects.filter(
        committee=meeting.committee_id, project=project, state__in=WAITS_TO_RETURN, successor=None
    )
    return waiting.order_by("-pk").first()


def _is_of_the_secretariat(meeting: Meeting, attempt: Attempt) -> bool:
    if attempt.delegation is None:
        return keeps(meeting, attempt)
    return keeps(meeting, refuse_person(meeting, "list_it", secretary, attempt))


@transaction.atomic
def edit_item(
    *,
    item_id: int,
    expected_revision: int,
    given: Mapping[str, Any],
    actor: User,
    at: datetime,
    delegation: int | None = None,
) -> AgendaItem:
    """Change words, kind, heading and who sees it, until it was issued: ``{"title": …, "item_kind": …, "section": 4}``.

    A heading that is not given stays. Raises WrongState, NotPermitted, VersionConflict or GuardsUnmet.
    """
    meeting = Meeting.objects.select_for_update().get(items=item_id)
    item = AgendaItem.objects.get(pk=item_id)
    if meeting.state not in TAKES_ITEMS or item.state not in (ItemState.PROPOSED, ItemState.LISTED):
        raise WrongState(_("The agenda is fixed: reopen it first."))
    attempt = Attempt(actor=actor, at=at, request_id=uuid4(), delegation=delegation)
    refuse_person(meeting, "edit", secretary, attempt, holding=True)
    if meeting.revision != expected_revision:
        raise VersionConflict(_("Somebody else changed the meeting meanwhile. What you typed is still here."))
    if not str(given["title"]).strip():
        raise GuardsUnmet(_("A matter needs a title."))
    for name in EDITED:
        setattr(item, name, given[name])
    _put_under(item, given.get("section", item.section))
    item.save(update_fields=[*EDITED, "section", "position"])
    meeting.revision += 1
    meeting.save(update_fields=["revision"])
    # who sees a late matter says who approves it
    queue_anew(open_desks(meeting).filter(subject_type=item.kind, subject_id=item.pk), actor=actor, at=at)
    return item


def _put_under(item: AgendaItem, section: int) -> None:
    """Put an item last under another heading of its agenda. Raises GuardsUnmet."""
    if section == item.section:
        return
    if not 1 <= section <= len(headings_of(item.meeting)):
        raise GuardsUnmet(_("The agenda has no such heading."))
    if not item.changes_heading:
        raise GuardsUnmet(_("A project stays under matters for consideration, and what was issued under its heading."))
    item.section, item.position = section, last_place(item.meeting, section) + 1


def note_items(
    items: Iterable[int], *, actor: User, at: datetime, request_id: UUID, delegation: int | None = None
) -> list[Outcome]:
    """Let the meeting take note of matters for information, each by its own record; one refused keeps none back."""
    return perform_many(
        AgendaItem, items, "take_note", actor=actor, at=at, request_id=request_id, delegation=delegation
    )
