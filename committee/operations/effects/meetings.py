# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What happens inside the acts on a meeting."""

from typing import Any

from django.db.models import Max

from agencies.roles import day_of
from budget_review.states import State
from committee.cabinet import never_lay
from committee.lifecycle import MeetingLifecycle
from committee.models import Committee, Meeting
from committee.operations.effects.cabinet import fix_reports
from committee.operations.effects.projects import in_words, project_of, with_projects
from committee.operations.effects.returning import bring_what_comes_by_itself
from committee.operations.effects.roll import call_the_roll
from committee.operations.labels import give_labels
from committee.states import DECIDED_ON, ItemState, MeetingState
from workflows.engine import follow
from workflows.lifecycle import Attempt, effect

STILL_HERE = (State.QUEUED, State.IN_COMMITTEE)  # the second of what another body resolved before


@effect(MeetingLifecycle.convene)
def number_and_invite(meeting: Meeting, attempt: Attempt) -> dict[str, Any]:
    """Give the meeting its number in the year and its rules, and put the members of the day on the roll.

    Returns ``{"number": 1, "be_year": 2564, "invited": 9, "profile": 2}``.
    """
    Committee.objects.select_for_update().get(pk=meeting.committee_id)  # one number at a time
    meeting.profile = meeting.rules
    meeting.vacant_seats = len(meeting.vacancies())
    meeting.be_year = meeting.profile.year_of(day_of(meeting.starts_at))
    taken = Meeting.objects.filter(committee=meeting.committee_id, be_year=meeting.be_year)
    meeting.number = (taken.aggregate(last=Max("number"))["last"] or 0) + 1
    meeting.save(update_fields=["number", "be_year", "profile", "vacant_seats"])
    invited = call_the_roll(meeting, attempt.caused_by(meeting, meeting.version + 1))
    bring_what_comes_by_itself(meeting, attempt)
    version = meeting.profile.version
    return {"number": meeting.number, "be_year": meeting.be_year, "invited": invited, "profile": version}


@effect(MeetingLifecycle.make_urgent)
def shorten_notice(meeting: Meeting, attempt: Attempt) -> dict[str, Any]:
    """Let it be convened whatever the days of notice."""
    meeting.is_urgent = True
    meeting.save(update_fields=["is_urgent"])
    return {}


@effect(MeetingLifecycle.close_call)
def gather_what_comes_by_itself(meeting: Meeting, attempt: Attempt) -> dict[str, Any]:
    """List what has come to be put off, adopted or followed up since the meeting was convened."""
    return {"came_by_itself": len(bring_what_comes_by_itself(meeting, attempt))}


@effect(MeetingLifecycle.freeze)
@effect(MeetingLifecycle.issue_addendum)
def issue_pack(meeting: Meeting, attempt: Attempt) -> dict[str, Any]:
    """Label what has no label yet, and name the pack that is issued; the one before stays as it is.

    Returns ``{"pack": 2, "pack_sha256": "…", "snapshot_sha256": "…", "labels": {"7": "5.1"}}``, and ``"adds_to": 1``;
    ``"reports": {"4.1": "…"}`` names what reports to the cabinet said, by their hashes.
    """
    labels = give_labels(meeting)
    pack = meeting.packs.select_related("document").order_by("-number")[0]
    before, meeting.issued_pack = meeting.issued_pack, pack.number
    reports = fix_reports(meeting, pack, attempt)
    meeting.save(update_fields=["issued_pack"])
    told = {"pack": pack.number, "pack_sha256": pack.document.sha256, "snapshot_sha256": pack.snapshot_sha256,
            "labels": {str(pk): label for pk, label in labels.items()}}  # fmt: skip
    told |= {"reports": reports} if reports else {}
    return told | ({"adds_to": before} if meeting.state == MeetingState.FROZEN else {})


@effect(MeetingLifecycle.open)
def take_up_items(meeting: Meeting, attempt: Attempt) -> dict[str, Any]:
    """Take up what is decided on; a project that was withdrawn meanwhile falls off. Returns the quorum's arithmetic."""
    follows = attempt.caused_by(meeting, meeting.version + 1)
    _let_lapse(meeting, follows, ItemState.PROPOSED)
    for item in with_projects(meeting, ItemState.LISTED):
        follow(item, "consider" if project_of(item).state in STILL_HERE else "lapse", follows)
    for item in in_words(meeting, ItemState.LISTED).filter(item_kind__in=DECIDED_ON):
        follow(item, "consider", follows)
    return _arithmetic(meeting)


def _arithmetic(meeting: Meeting) -> dict[str, Any]:
    """``{"entitled": 9, "present": 6, "needed": 5}``."""
    quorum = meeting.quorum()
    return {"entitled": quorum.entitled, "present": quorum.present, "needed": quorum.needed}


@effect(MeetingLifecycle.miss_quorum)
def carry_items_over(meeting: Meeting, attempt: Attempt) -> dict[str, Any]:
    """Let every matter wait for another meeting. Returns the quorum's arithmetic."""
    follows = attempt.caused_by(meeting, meeting.version + 1)
    _let_lapse(meeting, follows, ItemState.PROPOSED)
    for item in with_projects(meeting, ItemState.LISTED):
        follow(item, "wait_for_quorum" if project_of(item).state in STILL_HERE else "lapse", follows)
    for item in in_words(meeting, ItemState.LISTED):
        follow(item, "wait_for_quorum", follows)
    return _arithmetic(meeting)


@effect(MeetingLifecycle.resume)
def count_again(meeting: Meeting, attempt: Attempt) -> dict[str, Any]:
    """The quorum's arithmetic when the meeting goes on."""
    return _arithmetic(meeting)


@effect(MeetingLifecycle.end)
def close_items(meeting: Meeting, attempt: Attempt) -> dict[str, Any]:
    """Note what was told, and let what was not reached, or never lay before the meeting, wait for another agenda.

    Returns ``{"not_reached": ["DG65-001", "6.1"]}``: codes of projects, labels of matters in words.
    """
    follows = attempt.caused_by(meeting, meeting.version + 1)
    state = ItemState.UNDER_CONSIDERATION
    left = [*with_projects(meeting, state), *in_words(meeting, state)]
    for item in in_words(meeting, ItemState.LISTED):
        if never_lay(item):
            left.append(item)
        else:
            follow(item, "note_it", follows)
    for item in left:
        follow(item, "leave_unreached", follows)
    return {"not_reached": [item.project.code if item.project else item.label for item in left]}


@effect(MeetingLifecycle.cancel)
def drop_items(meeting: Meeting, attempt: Attempt) -> dict[str, Any]:
    """Let every item fall off the agenda."""
    _let_lapse(meeting, attempt.caused_by(meeting, meeting.version + 1), ItemState.PROPOSED, ItemState.LISTED)
    return {}


def _let_lapse(meeting: Meeting, follows: Attempt, *states: ItemState) -> None:
    """Let what stands in these states fall off the agenda, in the order in which projects are locked."""
    for item in meeting.items.filter(state__in=states).select_related("project").order_by("project_id", "pk"):
        follow(item, "lapse", follows)
