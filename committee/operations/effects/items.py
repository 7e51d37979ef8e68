# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What happens inside the acts on an agenda item."""

from dataclasses import replace
from typing import Any

from budget_review.states import State
from committee.lifecycle import AgendaItemLifecycle
from committee.models import AgendaItem, Resolution
from committee.operations.effects.projects import facts_of_meeting, project_of
from committee.operations.effects.resolutions import has_moved
from committee.operations.labels import next_label
from committee.operations.resolutions import checked, corrected_text
from committee.states import STANDS, ItemKind, MeetingState
from workflows.engine import begin, follow
from workflows.lifecycle import Attempt, effect

READY = (State.SCREENED, State.DEFERRED)


@effect(AgendaItemLifecycle.list_it)
@effect(AgendaItemLifecycle.come_back)
def queue_project(item: AgendaItem, attempt: Attempt) -> dict[str, Any]:
    """Queue the project. Returns ``{"project": "DG65-001"}``, and with it ``"label"`` for what comes back."""
    if item.project is None:
        return {}
    name = "queue" if item.project.state in READY else "queue_to_confirm"
    follow(item.project, name, attempt.caused_by(item, item.version + 1, meeting=item.meeting_id))
    return {"project": item.project.code}


@effect(AgendaItemLifecycle.admit_late)
def note_the_approval(item: AgendaItem, attempt: Attempt) -> dict[str, Any]:
    """Keep who approved it, when, and why it came late. On a fixed agenda it gets a label of its own at once.

    Returns ``{"project": "DG65-001", "late_reason": "…", "asked_by": 7, "label": "5.4"}``.
    """
    item.is_late, item.late_approved_by, item.late_approved_at = True, attempt.actor, attempt.at
    if item.meeting.state == MeetingState.FROZEN:
        item.issued_label = next_label(item)
    item.save(update_fields=["is_late", "late_approved_by", "late_approved_at", "issued_label"])
    told = {"late_reason": item.late_reason, "asked_by": item.proposed_by_id, "label": item.issued_label}
    return queue_project(item, attempt) | told


@effect(AgendaItemLifecycle.take_out)
def consider_by_itself(item: AgendaItem, attempt: Attempt) -> dict[str, Any]:
    """Somebody wants to speak on it: it is decided by itself."""
    item.item_kind = ItemKind.DECISION
    item.save(update_fields=["item_kind"])
    return {}


@effect(AgendaItemLifecycle.consider)
def take_into_committee(item: AgendaItem, attempt: Attempt) -> dict[str, Any]:
    """The committee takes the project up; a matter in words has none."""
    # what another body confirms is before a committee already
    if item.project is not None and item.project.state == State.QUEUED:
        follow(item.project, "enter_committee", facts_of_meeting(item, attempt))
    return {}


@effect(AgendaItemLifecycle.leave_unreached)
def leave_committee(item: AgendaItem, attempt: Attempt) -> dict[str, Any]:
    """The project waits for another agenda; one that is to be confirmed stays with the committees."""
    if item.project is None or item.confirms_id is not None:
        return {}
    follow(item.project, "leave_unreached", facts_of_meeting(item, attempt))
    return {}


@effect(AgendaItemLifecycle.take_off)
@effect(AgendaItemLifecycle.lapse)
@effect(AgendaItemLifecycle.wait_for_quorum)
def free_project(item: AgendaItem, attempt: Attempt) -> dict[str, Any]:
    """The project is no longer queued, unless it has gone another way already."""
    if item.project is not None and item.project.state == State.QUEUED:
        follow(item.project, "take_off", attempt.caused_by(item, item.version + 1, note=attempt.note))
    return {}


@effect(AgendaItemLifecycle.reconsider)
def set_aside(item: AgendaItem, attempt: Attempt) -> dict[str, Any]:
    """Set the standing resolution aside, and take the project back before the committee where it has moved.

    Returns ``{"superseded": "3/2564"}``; one that was only recorded has no number.
    """
    standing = item.resolutions.get(state__in=STANDS)
    follows = attempt.caused_by(item, item.version + 1, note=attempt.note)
    follow(standing, "supersede", follows)
    if has_moved(standing):
        follow(project_of(item), "set_aside", replace(follows, facts={"number": standing.called}))
    return {"superseded": standing.called}


@effect(AgendaItemLifecycle.draft)
def draft_resolution(item: AgendaItem, attempt: Attempt) -> dict[str, Any]:
    """Bring the draft into being from the facts, as ``resolutions.checked`` takes them."""
    said = checked(item.project, attempt.facts, on_minutes=item.item_kind == ItemKind.MINUTES)
    resolution = Resolution(committee=item.meeting.committee, meeting=item.meeting, item=item, **said)
    begin(resolution, attempt.caused_by(item, item.version + 1), key=str(item.pk))
    return {"resolution": resolution.pk}


@effect(AgendaItemLifecycle.correct)
def draft_correction(item: AgendaItem, attempt: Attempt) -> dict[str, Any]:
    """Draft the words anew; what was decided, with its amounts and conditions, stays as it was resolved.

    Returns ``{"resolution": 9, "corrects": "3/2564"}``.
    """
    wrong = item.resolutions.get(state__in=STANDS)
    correction = Resolution(
        committee=wrong.committee,
        meeting=item.meeting,
        item=item,
        corrects=wrong,
        reason=attempt.note,
        text=corrected_text(item.project, wrong, attempt.facts),
        **{name: getattr(wrong, name) for name in ("verb", "also", "amounts", "conditions", "actions")},
    )
    begin(correction, attempt.caused_by(item, item.version + 1), key=f"correction/{item.version + 1}")
    return {"resolution": correction.pk, "corrects": wrong.called}
