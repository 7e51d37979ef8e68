# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What of this floor can be shown to a committee: a campaign's overview, a round's result, a year-end summary."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from digital_plan.models import OverviewSnapshot, StatusResult, YearSummary
from digital_plan.operations.campaigns.overviews import paper_of_snapshot
from digital_plan.operations.rolling import paper_of_summary
from digital_plan.operations.status_rounds import paper_of_result
from digital_plan.placing import Showable, shows
from digital_plan.queries.overview import snapshot_with
from digital_plan.queries.rolling import summary_with
from digital_plan.queries.status_rounds import result_for


@shows("overview")
def overview(user: User, pk: int, at: datetime) -> Showable:
    """A frozen overview by its id."""
    return of_overview(snapshot_with(user, pk, at))


def of_overview(snapshot: OverviewSnapshot) -> Showable:
    """A frozen overview."""
    name = snapshot.content["campaign"]["name"]
    return Showable(
        kind="overview",
        pk=snapshot.pk,
        title=_("National overview: %(name)s, no. %(number)s") % {"name": name, "number": snapshot.number},
        sha256=snapshot.sha256,
        href=reverse("campaign_snapshot", args=[snapshot.campaign_id, snapshot.number]),
        paper=lambda at: paper_of_snapshot(snapshot, at=at),
    )


@shows("plan-status")
def status_result(user: User, pk: int, at: datetime) -> Showable:
    """The frozen result of a round by the round's id."""
    return of_result(result_for(user, pk, at))


def of_result(result: StatusResult) -> Showable:
    """The frozen result of a round."""
    return Showable(
        kind="plan-status",
        pk=result.round_id,
        title=_("Status of agencies' plans, round %(number)s") % {"number": result.round.called},
        sha256=result.sha256,
        href=reverse("status_result", args=[result.round_id]),
        paper=lambda at: paper_of_result(result, at=at),
    )


@shows("year-summary")
def year_summary(user: User, pk: int, at: datetime) -> Showable:
    """A frozen year-end summary by its id."""
    return of_summary(summary_with(user, pk, at))


def of_summary(summary: YearSummary) -> Showable:
    """A frozen year-end summary."""
    return Showable(
        kind="year-summary",
        pk=summary.pk,
        title=_("Year-end summary of FY%(year)s: %(plan)s, no. %(number)s")
        % {"year": summary.fiscal_year, "plan": summary.plan.name_th, "number": summary.number},
        sha256=summary.sha256,
        href=reverse("year_summary", args=[summary.pk]),
        paper=lambda at: paper_of_summary(summary, at=at),
    )
