# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the console asks: what moved last, and whether anything moved at all."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import Max, Q, Sum

from committee.models import Ballot, Dissent, Meeting
from workflows.definitions.files import label_of
from workflows.models import TransitionRecord

PARTS = {  # of a meeting, by the name of its relation
    "committee.rollentry": "roll",
    "committee.agendaitem": "items",
    "committee.resolution": "resolutions",
    "committee.recusal": "recusals",
    "committee.voteround": "rounds",
}


def pulse_of(meeting: Meeting) -> str:
    """A word that changes whenever anything of the session does; as many queries for few items as for many."""
    versions = [getattr(meeting, name).aggregate(moved=Sum("version"))["moved"] or 0 for name in PARTS.values()]
    rows: list[Any] = [meeting.marks, meeting.guests, meeting.adopted_scenarios]
    rows += [
        Ballot.objects.filter(entitlement__round__meeting=meeting.pk),
        Dissent.objects.filter(item__meeting=meeting.pk),
    ]
    return "-".join(
        map(str, [meeting.version, *versions, *(row.aggregate(last=Max("pk"))["last"] or 0 for row in rows)])
    )


@dataclass(frozen=True)
class News:
    """What was done last, by whom, when."""

    who: str
    what: str
    at: datetime


def news_of(meeting: Meeting) -> News | None:
    """The last act on the meeting or on a part of it."""
    about = Q(subject_type=meeting.kind, subject_id=meeting.pk)
    for kind, name in PARTS.items():
        about |= Q(subject_type=kind, subject_id__in=getattr(meeting, name).values("pk"))
    last = TransitionRecord.objects.filter(about).select_related("actor").order_by("-pk").first()
    if last is None:
        return None
    model: Any = apps.get_model(last.subject_type)
    return News(str(last.actor), str(label_of(model, last.transition)), last.at)
