# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Campaigns and responses as far as a person may see them, and what a questionnaire asks about."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404

from accounts.models import User
from agencies.queries import agencies_of, roles_of
from agencies.roles import Role
from digital_plan.in_force import in_force
from digital_plan.kinds import ItemKind
from digital_plan.models import AlignmentCampaign, AlignmentResponse, PlanItem
from digital_plan.states.campaigns import HANDED_IN, TOLD, ResponseState
from workflows.models import TransitionRecord

OFFICES = frozenset(
    {Role.SCREENING_OFFICER, Role.SCREENING_HEAD, Role.SECRETARY, Role.AUDITOR, Role.ADMINISTRATOR}
)  # fmt: skip
MEASURES = (ItemKind.STRATEGY, ItemKind.MEASURE, ItemKind.MECHANISM)
SAID = ("ask_to_clarify", "clarify", "go_on_without", "check_again")


def reads_all(user: User, at: datetime) -> bool:
    """Whether a person reads every response: DGA's screening, secretaries, auditors and administrators."""
    return bool(roles_of(user, at) & OFFICES)


def campaigns_for(user: User, at: datetime) -> QuerySet[AlignmentCampaign]:
    """The offices see every campaign; an agency those that ask it, from their opening on."""
    found = AlignmentCampaign.objects.select_related("plan")
    if reads_all(user, at):
        return found
    own = AlignmentResponse.objects.filter(agency__in=agencies_of(user, at)).values("campaign")
    return found.filter(pk__in=own)


def campaign_for(user: User, pk: int, at: datetime) -> AlignmentCampaign:
    """One campaign, or 404 where this person may not see it."""
    found: AlignmentCampaign = get_object_or_404(campaigns_for(user, at), pk=pk)
    return found


def responses_for(user: User, at: datetime) -> QuerySet[AlignmentResponse]:
    """The offices read every response; an agency its own."""
    found = AlignmentResponse.objects.select_related("campaign__plan", "agency")
    return found if reads_all(user, at) else found.filter(agency__in=agencies_of(user, at))


def response_for(user: User, pk: int, at: datetime) -> AlignmentResponse:
    """One response, or 404 where this person may not see it."""
    found: AlignmentResponse = get_object_or_404(responses_for(user, at), pk=pk)
    return found


def shows_finding(response: AlignmentResponse, user: User, at: datetime) -> bool:
    """Whether a person reads what was found: the offices at once, the agency when it opens its letter."""
    return reads_all(user, at) or response.state == ResponseState.ACKNOWLEDGED


def items_to_serve(response: AlignmentResponse) -> list[PlanItem]:
    """What the questionnaire asks about: measures, mechanisms and strategies, and key projects in three parts."""
    kinds: tuple[ItemKind, ...] = MEASURES
    if response.has_three_parts:
        kinds = (ItemKind.KEY_PROJECT, *MEASURES)
    known = in_force()
    return [item for item in known.items if item.plan_id == response.campaign.plan_id and item.kind in kinds]


@dataclass(frozen=True)
class Filter:
    """What of a campaign's responses is wanted; an empty field wants all."""

    state: str = ""
    finding: str = ""
    ministry: str = ""
    late: bool = False
    text: str = ""


def filtered(found: QuerySet[AlignmentResponse], wanted: Filter) -> QuerySet[AlignmentResponse]:
    """The responses that are wanted."""
    if wanted.state:
        found = found.filter(state=wanted.state)
    if wanted.finding:
        found = found.filter(finding=wanted.finding)
    return of_agencies(found, ministry=wanted.ministry, late=wanted.late, text=wanted.text)


def of_agencies(found: QuerySet[Any], *, ministry: str, late: bool, text: str) -> QuerySet[Any]:
    """Of what agencies are asked: one ministry's, what came late, and those whose name or code is so."""
    if ministry:
        found = found.filter(agency__ministry_th=ministry)
    if late:
        found = found.filter(is_late=True)
    if text:
        found = found.filter(Q(agency__name_th__icontains=text) | Q(agency__code__iexact=text))
    return found


def counts_of(campaign: AlignmentCampaign) -> dict[str, int]:
    """How many agencies are asked, handed in, were late, are checked and told, in one query."""
    return dict(
        campaign.responses.order_by().aggregate(
            asked=Count("pk"),
            handed_in=Count("pk", filter=Q(state__in=HANDED_IN)),
            late=Count("pk", filter=Q(is_late=True)),
            clarifying=Count("pk", filter=Q(state=ResponseState.CLARIFYING)),
            checked=Count("pk", filter=Q(state__in=(ResponseState.CHECKED, *TOLD))),
            told=Count("pk", filter=Q(state__in=TOLD)),
            opened=Count("pk", filter=Q(state=ResponseState.ACKNOWLEDGED)),
        )
    )


def ministries_of(campaign: AlignmentCampaign) -> list[str]:
    """The ministries whose agencies are asked, by their Thai names."""
    found = campaign.responses.order_by().values_list("agency__ministry_th", flat=True).distinct()
    return sorted(name for name in found if name)


def talk_of(response: AlignmentResponse) -> list[TransitionRecord]:
    """What was asked and answered of a response, the first first."""
    said = TransitionRecord.objects.filter(
        subject_type=response.kind, subject_id=response.pk, transition__in=SAID
    ).select_related("actor")
    return list(said.order_by("seq"))


def words_of(record: TransitionRecord) -> str:
    """The words of a question, an answer or a reason."""
    return str(record.facts.get("text") or record.note)


def served_by(response: AlignmentResponse) -> list[dict[str, Any]]:
    """Each project of a response with the items that it serves, in two queries."""
    known = {item.code: item for item in items_to_serve(response)}
    projects = response.own_projects.prefetch_related("alignments").order_by("pk")
    return [{"project": one, **_parted((row.item_code for row in one.alignments.all()), known)} for one in projects]


def _parted(codes: Iterable[str], known: dict[str, PlanItem]) -> dict[str, list[PlanItem]]:
    found = [known[code] for code in codes if code in known]
    return {
        "key_projects": [item for item in found if item.kind == ItemKind.KEY_PROJECT],
        "measures": [item for item in found if item.kind != ItemKind.KEY_PROJECT],
    }
