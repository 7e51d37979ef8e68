# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What happens inside the acts around a meeting. A project moves only from here, as a consequence."""

from dataclasses import replace
from typing import Any

from django.db.models import Max

from agencies.roles import day_of
from budget_review.models import IntegrationProject
from budget_review.states import State
from committee.lifecycle import AgendaItemLifecycle, MeetingLifecycle, ResolutionLifecycle
from committee.models import AgendaItem, Committee, Meeting, Resolution, RollEntry
from committee.operations.resolutions import checked
from committee.states import ItemState, ResolutionState, Verb
from papers.thai import buddhist_year
from workflows.engine import begin, follow
from workflows.lifecycle import Attempt, effect


@effect(MeetingLifecycle.convene)
def number_and_invite(meeting: Meeting, attempt: Attempt) -> dict[str, Any]:
    """Give the meeting its number in the calendar year and put the members of the day on the roll.

    Returns ``{"number": 1, "be_year": 2564, "invited": 9}``.
    """
    Committee.objects.select_for_update().get(pk=meeting.committee_id)  # one number at a time
    meeting.be_year = buddhist_year(day_of(meeting.starts_at))
    taken = Meeting.objects.filter(committee=meeting.committee_id, be_year=meeting.be_year)
    meeting.number = (taken.aggregate(last=Max("number"))["last"] or 0) + 1
    meeting.save(update_fields=["number", "be_year"])
    follows = attempt.caused_by(meeting, meeting.version + 1)
    seats = meeting.seats_on_the_day()
    for seat in seats:
        entry = RollEntry(meeting=meeting, seat=seat, user=seat.user, title=seat.title, is_voting=seat.is_voting)
        begin(entry, follows, key=str(seat.pk))
    return {"number": meeting.number, "be_year": meeting.be_year, "invited": len(seats)}


@effect(MeetingLifecycle.freeze)
def issue_pack(meeting: Meeting, attempt: Attempt) -> dict[str, Any]:
    """Name the pack that is issued. Returns ``{"pack": 1, "pack_sha256": "…", "snapshot_sha256": "…"}``."""
    pack = meeting.packs.select_related("document").order_by("-number")[0]
    return {"pack": pack.number, "pack_sha256": pack.document.sha256, "snapshot_sha256": pack.snapshot_sha256}


@effect(MeetingLifecycle.open)
def take_up_items(meeting: Meeting, attempt: Attempt) -> dict[str, Any]:
    """Take up every project on the agenda; what was withdrawn meanwhile falls off. Returns the quorum's arithmetic."""
    follows = attempt.caused_by(meeting, meeting.version + 1)
    for item in _with_projects(meeting, ItemState.LISTED):
        follow(item, "consider" if _project(item).state == State.QUEUED else "lapse", follows)
    quorum = meeting.quorum()
    return {"entitled": quorum.entitled, "present": quorum.present, "needed": quorum.needed}


@effect(MeetingLifecycle.end)
def close_items(meeting: Meeting, attempt: Attempt) -> dict[str, Any]:
    """Note what was told, and let what was not reached go back. Returns ``{"not_reached": [project codes]}``."""
    follows = attempt.caused_by(meeting, meeting.version + 1)
    left = _with_projects(meeting, ItemState.UNDER_CONSIDERATION)
    for item in left:
        follow(item, "leave_unreached", follows)
    for item in meeting.items.filter(state=ItemState.LISTED, project=None).order_by("pk"):
        follow(item, "note_it", follows)
    return {"not_reached": [_project(item).code for item in left]}


@effect(MeetingLifecycle.cancel)
def drop_items(meeting: Meeting, attempt: Attempt) -> dict[str, Any]:
    """Let every item fall off the agenda."""
    follows = attempt.caused_by(meeting, meeting.version + 1)
    for item in [
        *_with_projects(meeting, ItemState.LISTED),
        *meeting.items.filter(state=ItemState.LISTED, project=None),
    ]:
        follow(item, "lapse", follows)
    return {}


@effect(AgendaItemLifecycle.begin)
def queue_project(item: AgendaItem, attempt: Attempt) -> dict[str, Any]:
    """Queue the project. Returns ``{"project": "DG65-001"}``."""
    if item.project is None:
        return {}
    follow(item.project, "queue", attempt.caused_by(item, 1, meeting=item.meeting_id))
    return {"project": item.project.code}


@effect(AgendaItemLifecycle.consider)
def take_into_committee(item: AgendaItem, attempt: Attempt) -> dict[str, Any]:
    """The committee takes the project up."""
    follow(_project(item), "enter_committee", _facts_of_meeting(item, attempt))
    return {}


@effect(AgendaItemLifecycle.leave_unreached)
def leave_committee(item: AgendaItem, attempt: Attempt) -> dict[str, Any]:
    """The project waits for another agenda."""
    follow(_project(item), "leave_unreached", _facts_of_meeting(item, attempt))
    return {}


@effect(AgendaItemLifecycle.take_off)
@effect(AgendaItemLifecycle.lapse)
def free_project(item: AgendaItem, attempt: Attempt) -> dict[str, Any]:
    """The project is no longer queued, unless it has gone another way already."""
    if item.project is not None and item.project.state == State.QUEUED:
        follow(item.project, "take_off", attempt.caused_by(item, item.version + 1, note=attempt.note))
    return {}


@effect(AgendaItemLifecycle.reconsider)
def set_aside(item: AgendaItem, attempt: Attempt) -> dict[str, Any]:
    """Set the standing resolution aside, and take the project back before the committee.

    Returns ``{"superseded": "3/2564"}``.
    """
    standing = item.resolutions.get(state=ResolutionState.CERTIFIED)
    follows = attempt.caused_by(item, item.version + 1, note=attempt.note)
    follow(standing, "supersede", follows)
    if item.project is not None:
        follow(item.project, "set_aside", replace(follows, facts={"number": standing.called}))
    return {"superseded": standing.called}


@effect(AgendaItemLifecycle.draft)
def draft_resolution(item: AgendaItem, attempt: Attempt) -> dict[str, Any]:
    """Bring the draft into being from the facts, as ``resolutions.checked`` takes them."""
    resolution = Resolution(meeting=item.meeting, item=item, **checked(item.project, attempt.facts))
    begin(resolution, attempt.caused_by(item, item.version + 1), key=str(item.pk))
    return {"resolution": resolution.pk}


@effect(ResolutionLifecycle.certify)
def resolve(resolution: Resolution, attempt: Attempt) -> dict[str, Any]:
    """Number the resolution and move its item and its project.

    Returns ``{"number": "3/2564", "verb": "endorse", "entitled": 8, "present": 7, "needed": 4}``.
    """
    meeting, item = resolution.meeting, resolution.item
    Committee.objects.select_for_update().get(pk=meeting.committee_id)  # one number at a time
    taken = Resolution.objects.filter(meeting__committee=meeting.committee_id, be_year=meeting.be_year)
    resolution.number = (taken.aggregate(last=Max("number"))["last"] or 0) + 1
    resolution.be_year = meeting.be_year
    resolution.save(update_fields=["number", "be_year"])
    follows = attempt.caused_by(resolution, resolution.version + 1)
    follow(item, "put_off" if resolution.verb == Verb.DEFER else "resolve", follows)
    if item.project is not None:
        follow(item.project, resolution.verb, _facts_of_resolution(resolution, attempt))
    quorum = meeting.quorum()
    return {
        "number": resolution.called,
        "verb": resolution.verb,
        "entitled": quorum.entitled,
        "present": quorum.present,
        "needed": quorum.needed,
    }


def _with_projects(meeting: Meeting, state: ItemState) -> list[AgendaItem]:
    """The meeting's items with a project in this state, in the order in which projects are locked."""
    items = meeting.items.filter(state=state, project__isnull=False)
    return list(items.select_related("project").order_by("project_id"))


def _project(item: AgendaItem) -> IntegrationProject:
    assert item.project is not None
    return item.project


def _facts_of_meeting(item: AgendaItem, attempt: Attempt) -> Attempt:
    return attempt.caused_by(item, item.version + 1, meeting=item.meeting.called, label=item.label)


def _facts_of_resolution(resolution: Resolution, attempt: Attempt) -> Attempt:
    """The resolution, handed down as evidence: the project's record keeps it whole."""
    return attempt.caused_by(
        resolution,
        resolution.version + 1,
        note=resolution.text,
        resolution=resolution.pk,
        number=resolution.called,
        meeting=resolution.meeting.called,
        committee=resolution.meeting.committee.name_th,
        verb=resolution.verb,
        text=resolution.text,
        amounts=resolution.amounts,
        conditions=resolution.conditions,
    )
