# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What happens when the committee resolves. A project moves only from here, as a consequence."""

from decimal import Decimal
from typing import Any

from django.db.models import Max

from agencies.roles import day_of
from budget_review.states import State
from committee.guards.session import quorum_for
from committee.lifecycle import ResolutionLifecycle
from committee.models import Committee, Resolution
from committee.operations.effects.actions import assign, drop_actions
from committee.operations.effects.letters import recall_letters
from committee.queries.mandates import finally_by
from committee.states import ResolutionState, Verb
from committee.verbs import MEANINGS
from workflows.engine import follow
from workflows.lifecycle import Attempt, effect


@effect(ResolutionLifecycle.record)
def settle_item(resolution: Resolution, attempt: Attempt) -> dict[str, Any]:
    """The item is decided, though nothing has moved yet. Returns ``{"verb": "endorse", …}`` and the quorum then."""
    _settle(resolution, attempt)
    return _said(resolution)


@effect(ResolutionLifecycle.certify)
def resolve(resolution: Resolution, attempt: Attempt) -> dict[str, Any]:
    """Number the resolution and move its item and its project; a correction takes the place of what it corrects.

    Returns ``{"number": "3/2564", "verb": "endorse", "entitled": 8, "present": 7, "needed": 4}``.
    """
    meeting = resolution.meeting
    Committee.objects.select_for_update().get(pk=meeting.committee_id)  # one number at a time
    taken = Resolution.objects.filter(committee=meeting.committee_id, be_year=meeting.be_year)
    resolution.number = (taken.aggregate(last=Max("number"))["last"] or 0) + 1
    resolution.be_year = meeting.be_year
    resolution.certified_at = attempt.at
    resolution.save(update_fields=["number", "be_year", "certified_at"])
    follows = attempt.caused_by(resolution, resolution.version + 1)
    if resolution.corrects is not None:
        follow(resolution.corrects, "give_way", follows)
        return {"number": resolution.called, "verb": resolution.verb, "corrects": resolution.corrects.called}
    if resolution.state == ResolutionState.DRAFT:  # resolved and sealed in one
        _settle(resolution, attempt)
    project, mandate = resolution.item.project, None
    if project is not None and resolution.moves:
        with_amounts = MEANINGS[Verb(resolution.verb)].with_amounts
        above = meeting.committee.confirming_body if with_amounts else None
        mandate = finally_by(meeting.committee, day_of(meeting.starts_at), _total_baht(resolution)) if above else None
        name = "go_on_to_confirm" if above is not None and mandate is None else resolution.moves
        follow(project, name, _facts_of_resolution(resolution, attempt))
    by = {"mandate": mandate.order_number} if mandate is not None else {}
    return {"number": resolution.called, **_said(resolution), **by, **assign(resolution, attempt)}


def _total_baht(resolution: Resolution) -> Decimal:
    return sum((Decimal(amount) for amount in resolution.amounts.values()), Decimal(0))


@effect(ResolutionLifecycle.supersede)
def let_go(resolution: Resolution, attempt: Attempt) -> dict[str, Any]:
    """What it brought about falls away with it: letters and actions. Its project is taken back by its item."""
    dropped = drop_actions(resolution, attempt)
    return recall_letters(resolution, attempt) | ({"actions_dropped": dropped} if dropped else {})


def has_moved(resolution: Resolution) -> bool:
    """Whether the project stands where this resolution has brought it: only a certified one moves anything."""
    project = resolution.item.project
    return project is not None and project.state != State.IN_COMMITTEE


def _settle(resolution: Resolution, attempt: Attempt) -> None:
    follows = attempt.caused_by(resolution, resolution.version + 1)
    follow(resolution.item, "put_off" if resolution.verb == Verb.DEFER else "resolve", follows)


def _said(resolution: Resolution) -> dict[str, Any]:
    quorum = quorum_for(resolution.item)
    said: dict[str, Any] = {"verb": resolution.verb}
    if resolution.also:
        said["also"] = resolution.also
    return said | {"entitled": quorum.entitled, "present": quorum.present, "needed": quorum.needed}


def _facts_of_resolution(resolution: Resolution, attempt: Attempt) -> Attempt:
    """The resolution, handed down as evidence: the project's record keeps it whole."""
    more: dict[str, Any] = {"also": resolution.also} if resolution.also else {}
    if resolution.actions:
        more["actions"] = resolution.actions
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
        **more,
    )
