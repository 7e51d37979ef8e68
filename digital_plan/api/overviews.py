# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The national overview of a campaign for programs: as it is now, freezing it, and as it was frozen."""

from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Router, Schema
from ninja.responses import Status

from accounts.api import READING, REFUSALS, ActingUnder, Moment, RequestId, asker
from accounts.api.problems import told
from agencies.asking import asker_under
from digital_plan.models import OverviewSnapshot
from digital_plan.operations.campaigns.overviews import take_snapshot
from digital_plan.permissions.campaigns import campaign_officer
from digital_plan.queries.campaigns import campaign_for, reads_all
from digital_plan.queries.overview import overview_of, snapshot_for
from workflows.records import moment
from workflows.refusals import Refused

router = Router(tags=["alignment campaigns"])


class OverviewOut(Schema):
    """An overview; ``content`` holds its totals and tables, and ``sha256`` is the hash of what was frozen."""

    number: int | None
    taken_at: Moment | None
    sha256: str | None
    content: dict[str, Any]


@router.get("/campaigns/{int:pk}/overview", response={200: OverviewOut} | READING, summary="The national overview now")
def read_overview(request: HttpRequest, pk: int, acting_under: ActingUnder = None) -> OverviewOut:
    """As it is now, for those who read every response."""
    now, user = timezone.now(), asker_under(request, acting_under)
    if not reads_all(user, now):
        raise Http404
    content = overview_of(campaign_for(user, pk, now), now)
    return OverviewOut(number=None, taken_at=None, sha256=None, content=content)


@router.post("/campaigns/{int:pk}/overviews", response={200: OverviewOut} | REFUSALS, summary="Freeze the overview")
def freeze_overview(request: HttpRequest, pk: int, request_id: RequestId, acting_under: ActingUnder = None) -> Any:
    """Freeze it as it is now; the same key gives the same again."""
    now, user = timezone.now(), asker_under(request, acting_under)
    found = campaign_for(user, pk, now)
    try:
        snapshot = take_snapshot(
            campaign_id=found.pk, actor=asker(request), at=now, request_id=request_id, delegation=acting_under
        )
    except Refused as refused:
        return told(refused, campaign_officer.sentence)
    return Status(200, _out(snapshot))


@router.get(
    "/campaigns/{int:pk}/overviews/{int:number}", response={200: OverviewOut} | READING, summary="A frozen overview"
)
def read_frozen_overview(request: HttpRequest, pk: int, number: int, acting_under: ActingUnder = None) -> OverviewOut:
    """As it was frozen, for those who read every response."""
    now, user = timezone.now(), asker_under(request, acting_under)
    return _out(snapshot_for(user, pk, number, now))


def _out(snapshot: OverviewSnapshot) -> OverviewOut:
    return OverviewOut(
        number=snapshot.number, taken_at=moment(snapshot.taken_at), sha256=snapshot.sha256, content=snapshot.content
    )
