# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What happens when the committee resolves. A project moves only from here, as a consequence."""

from typing import Any

from django.db.models import Max

from committee.guards.session import quorum_for
from committee.lifecycle import ResolutionLifecycle
from committee.models import Committee, Resolution
from committee.states import WITH_AMOUNTS, Verb
from workflows.engine import follow
from workflows.lifecycle import Attempt, effect


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
        goes_on = resolution.verb in WITH_AMOUNTS and meeting.committee.confirming_body_id is not None
        name = "go_on_to_confirm" if goes_on else resolution.verb
        follow(item.project, name, _facts_of_resolution(resolution, attempt))
    quorum = quorum_for(item)
    return {
        "number": resolution.called,
        "verb": resolution.verb,
        "entitled": quorum.entitled,
        "present": quorum.present,
        "needed": quorum.needed,
    }


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
