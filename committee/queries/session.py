# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the console asks: who should perhaps be recused, what moved last, and whether anything moved at all."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db.models import Max, Q, Sum
from django.utils.translation import gettext as _

from agencies.models import Membership
from budget_review.models import Participation
from budget_review.states import Consent
from committee.models import AgendaItem, Ballot, Dissent, Meeting, RollEntry, StandingInterest
from workflows.definitions.files import label_of
from workflows.models import TransitionRecord

PARTS = {  # of a meeting, by the name of its relation
    "committee.rollentry": "roll",
    "committee.agendaitem": "items",
    "committee.resolution": "resolutions",
    "committee.recusal": "recusals",
    "committee.voteround": "rounds",
}


def suggested_recusals(item: AgendaItem, roll: Iterable[RollEntry], day: date) -> Mapping[int, str]:
    """Why members should perhaps be recused from a project: ``{entry: sentence}``. Nobody is recused by it.

    From the agency that the seat represents, the agencies of whom the person is a member, and standing interests.
    """
    if item.project_id is None:
        return {}
    voting = [entry for entry in roll if entry.is_voting]
    parts = Participation.objects.filter(project=item.project_id).exclude(state=Consent.LEFT).select_related("agency")
    taking_part = {part.agency_id: part.agency.name for part in parts}
    found: dict[int, str] = {}
    people = {entry.user_id for entry in voting}
    memberships = Membership.objects.filter(user__in=people, agency__in=taking_part, from_date__lte=day).filter(
        Q(to_date=None) | Q(to_date__gte=day)
    )
    of_person = dict(memberships.values_list("user", "agency"))
    interests = {one.user_id: one for one in _interests(item, people, taking_part) if one.holds_on(day)}
    for entry in voting:
        agency = taking_part.get(entry.seat.represents_id or of_person.get(entry.user_id, 0))
        if agency:
            found[entry.pk] = _("%(agency)s takes part in the project.") % {"agency": agency}
        if interest := interests.get(entry.user_id):
            found[entry.pk] = _("Declared once for all: %(ground)s") % {"ground": interest.ground}
    return found


def _interests(item: AgendaItem, people: Iterable[int], agencies: Iterable[int]) -> Iterable[StandingInterest]:
    about = Q(agency__in=list(agencies)) | Q(project=item.project_id)
    return StandingInterest.objects.filter(about, committee=item.meeting.committee_id, user__in=list(people))


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
