# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Rounds on the status of plans and returns as far as a person may see them, and what is known of an agency's plan."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from accounts.models import User
from agencies.queries import agencies_of
from digital_plan.models import ActionPlan, StatusResult, StatusReturn, StatusRound
from digital_plan.queries.campaigns import of_agencies, reads_all
from digital_plan.states.action_plans import ActionPlanState
from digital_plan.states.status_rounds import TOLD, PlanStanding, ReturnState
from workflows.models import TransitionRecord

SAID = ("ask_back", "answer_back", "let_stand")


def status_rounds_for(user: User, at: datetime) -> QuerySet[StatusRound]:
    """The offices see every round; an agency those that ask it, from their opening on."""
    found = StatusRound.objects.select_related("plan", "previous")
    if reads_all(user, at):
        return found
    own = StatusReturn.objects.filter(agency__in=agencies_of(user, at)).values("round")
    return found.filter(pk__in=own)


def status_round_for(user: User, pk: int, at: datetime) -> StatusRound:
    """One round, or 404 where this person may not see it."""
    found: StatusRound = get_object_or_404(status_rounds_for(user, at), pk=pk)
    return found


def status_returns_for(user: User, at: datetime) -> QuerySet[StatusReturn]:
    """The offices read every return; an agency its own."""
    found = StatusReturn.objects.select_related("round__plan", "round__previous", "agency")
    return found if reads_all(user, at) else found.filter(agency__in=agencies_of(user, at))


def status_return_for(user: User, pk: int, at: datetime) -> StatusReturn:
    """One return, or 404 where this person may not see it."""
    found: StatusReturn = get_object_or_404(status_returns_for(user, at), pk=pk)
    return found


def result_for(user: User, pk: int, at: datetime) -> StatusResult:
    """The frozen result of a round, or 404 for who does not read every return."""
    seen = status_rounds_for(user, at) if reads_all(user, at) else StatusRound.objects.none()
    rows = StatusResult.objects.filter(round__in=seen.order_by().values("pk")).select_related("round__plan", "taken_by")
    found: StatusResult = get_object_or_404(rows, round=pk)
    return found


def counts_of(round_: StatusRound) -> dict[str, int]:
    """How many agencies are asked, told their status, were late, and stand where, in one query."""
    told = Q(state__in=TOLD)
    by_status = {str(value): Count("pk", filter=told & Q(plan_status=value)) for value in PlanStanding.values}
    return dict(
        round_.returns.order_by().aggregate(
            asked=Count("pk"),
            told=Count("pk", filter=told),
            late=Count("pk", filter=Q(is_late=True)),
            for_callers=Count("pk", filter=Q(is_for_caller=True)),
            questioned=Count("pk", filter=Q(state=ReturnState.QUESTIONED)),
            **by_status,
        )
    )


def ministries_of(round_: StatusRound) -> list[str]:
    """The ministries whose agencies are asked, by their Thai names."""
    found = round_.returns.order_by().values_list("agency__ministry_th", flat=True).distinct()
    return sorted(name for name in found if name)


@dataclass(frozen=True)
class Filter:
    """What of a round's returns is wanted; an empty field wants all."""

    state: str = ""
    status: str = ""
    ministry: str = ""
    late: bool = False
    text: str = ""


def filtered(found: QuerySet[StatusReturn], wanted: Filter) -> QuerySet[StatusReturn]:
    """The returns that are wanted."""
    if wanted.state:
        found = found.filter(state=wanted.state)
    if wanted.status:
        found = found.filter(plan_status=wanted.status)
    return of_agencies(found, ministry=wanted.ministry, late=wanted.late, text=wanted.text)


@dataclass(frozen=True)
class Known:
    """What is known of an agency's plan before it tells: with where it is known from."""

    plan_status: str = ""
    plan_kind: str = ""
    first_year: int | None = None
    last_year: int | None = None
    source: str = ""

    @property
    def status_label(self) -> str:
        """The status in words."""
        return str(PlanStanding(self.plan_status).label) if self.plan_status else ""


def known_of(return_: StatusReturn) -> Known:
    """What its form begins with: what it told already, else its plan here, else what it told in an earlier round."""
    if return_.plan_status:
        return _told(return_, _("what was told in this round"))
    plan = ActionPlan.objects.filter(agency=return_.agency_id).exclude(state=ActionPlanState.ENDED).first()
    if plan is not None:
        return Known(
            standing_of(plan), plan.plan_kind, plan.first_year, plan.last_year, _("the agency's action plan in Mati")
        )
    before = last_told(return_)
    if before is None:
        return Known()
    return _told(before, _("round %(number)s") % {"number": before.round.called})


def last_told(return_: StatusReturn) -> StatusReturn | None:
    """What the agency told in an earlier round, the latest such."""
    earlier = StatusReturn.objects.filter(
        agency=return_.agency_id, state__in=TOLD, round__be_year__isnull=False, round_id__lt=return_.round_id
    )
    return earlier.select_related("round").order_by("-round__be_year", "-round__number").first()


def standing_of(plan: ActionPlan) -> str:
    """Where an action plan that is kept here stands, in the words of a round."""
    if plan.state == ActionPlanState.WRITING:
        return str(PlanStanding.REVISING if plan.sent_number else PlanStanding.MAKING)
    return str(PlanStanding.DONE)


def talk_of(return_: StatusReturn) -> list[TransitionRecord]:
    """What was asked back and answered of a return, the first first."""
    said = TransitionRecord.objects.filter(
        subject_type=return_.kind, subject_id=return_.pk, transition__in=SAID
    ).select_related("actor")
    return list(said.order_by("seq"))


def _told(return_: StatusReturn, source: str) -> Known:
    return Known(return_.plan_status, return_.plan_kind, return_.first_year, return_.last_year, source)


def as_facts(known: Known) -> dict[str, Any]:
    """What a form or a program begins with."""
    return {name: getattr(known, name) for name in ("plan_status", "plan_kind", "first_year", "last_year")}
