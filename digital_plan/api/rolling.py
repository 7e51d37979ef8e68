# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The year-end summary of a plan for programs: as it is now, freezing it, and as it was frozen."""

from typing import Annotated, Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Path, Router, Schema
from ninja.responses import Status

from accounts.api import READING, REFUSALS, ActingUnder, Moment, RequestId, asker
from accounts.api.problems import told
from agencies.asking import asker_under
from digital_plan.models import Plan, YearSummary
from digital_plan.operations.rolling import freeze_year
from digital_plan.permissions.status_rounds import round_officer
from digital_plan.queries.campaigns import reads_all
from digital_plan.queries.rolling import summary_of, summary_with
from workflows.records import moment
from workflows.refusals import Refused

router = Router(tags=["rolling plan"])
Year = Annotated[int, Path(ge=2500, le=2700)]


class YearSummaryOut(Schema):
    """A summary; ``content`` holds its totals and tables, and ``sha256`` is the hash of what was frozen."""

    id: int | None
    number: int | None
    taken_at: Moment | None
    sha256: str | None
    content: dict[str, Any]


@router.get(
    "/plans/{slug:code}/years/{int:year}/summary",
    response={200: YearSummaryOut} | READING,
    summary="The year-end summary now",
)
def read_year_summary(request: HttpRequest, code: str, year: Year, acting_under: ActingUnder = None) -> YearSummaryOut:
    """As it is now, for those who read every response."""
    now, user = timezone.now(), asker_under(request, acting_under)
    plan = get_object_or_404(Plan, code=code)
    if not reads_all(user, now) or not plan.covers(year):
        raise Http404
    return YearSummaryOut(id=None, number=None, taken_at=None, sha256=None, content=summary_of(plan, year, now))


@router.post(
    "/plans/{slug:code}/years/{int:year}/summaries",
    response={200: YearSummaryOut} | REFUSALS,
    summary="Freeze the year-end summary",
)
def freeze_year_summary(request: HttpRequest, code: str, year: Year, request_id: RequestId) -> Any:
    """Freeze it as it is now; the same key gives the same again."""
    now, user = timezone.now(), asker(request)
    plan = get_object_or_404(Plan, code=code)
    if not reads_all(user, now):
        raise Http404
    try:
        made = freeze_year(plan_id=plan.pk, fiscal_year=year, actor=user, at=now, request_id=request_id)
    except Refused as refused:
        return told(refused, round_officer.sentence)
    return Status(200, _out(made))


@router.get("/year-summaries/{int:pk}", response={200: YearSummaryOut} | READING, summary="A frozen year-end summary")
def read_frozen_year_summary(request: HttpRequest, pk: int, acting_under: ActingUnder = None) -> YearSummaryOut:
    """As it was frozen, for those who read every response."""
    return _out(summary_with(asker_under(request, acting_under), pk, timezone.now()))


def _out(one: YearSummary) -> YearSummaryOut:
    return YearSummaryOut(
        id=one.pk, number=one.number, taken_at=moment(one.taken_at), sha256=one.sha256, content=one.content
    )
