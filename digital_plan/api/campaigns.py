# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Campaigns for programs: reading, writing and acting on them."""

from datetime import date, time
from typing import Annotated, Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Field, Router, Schema
from ninja.responses import Status

from accounts.api import (
    READING,
    REFUSALS,
    ActBody,
    ActingUnder,
    ActsOut,
    IfMatch,
    Moment,
    Prose,
    RecordOut,
    RequestId,
    Strict,
    Words,
    acts_of,
    asker,
    make_step,
    record_out,
)
from accounts.api.problems import told
from agencies.asking import asker_under
from agencies.models import Agency
from agencies.standing import attempt_of
from digital_plan.models import AlignmentCampaign, Plan
from digital_plan.operations.campaigns import (
    CampaignText,
    begin_campaign,
    edit_campaign,
)
from digital_plan.permissions.campaigns import campaign_officer
from digital_plan.queries.campaigns import (
    campaign_for,
    campaigns_for,
    counts_of,
    reads_all,
)
from digital_plan.states.campaigns import CampaignState
from workflows.records import moment
from workflows.refusals import GuardsUnmet, Refused

router = Router(tags=["alignment campaigns"])
Long = Annotated[Prose, Field(max_length=400)]
Year = Annotated[int, Field(ge=2500, le=2700)]


class CampaignOut(Schema):
    """A campaign; ``counts`` are for those alone who read every response."""

    id: int
    name: str
    plan: str
    fiscal_year: int
    opens_on: date
    due_at: Moment
    asks_all: bool
    revision: int
    state: CampaignState
    state_label: str
    version: int
    counts: dict[str, int] | None


class CampaignIn(Strict):
    """A campaign as it is written; ``agencies`` are codes, where not all are asked."""

    name: Annotated[Words, Field(min_length=1)]
    plan: Annotated[Words, Field(max_length=10, examples=["63-65"])]
    fiscal_year: Year
    opens_on: date
    due_date: date
    due_time: time | None = None
    asks_all: bool = True
    agencies: list[Words] = Field(default_factory=list, max_length=3000)
    letter_prefix: Annotated[Words, Field(min_length=1, max_length=60)]
    letter_sender: Annotated[Words, Field(min_length=1)]
    letter_signer: Annotated[Words, Field(min_length=1)]


class CampaignEdit(CampaignIn):
    """The same, written anew."""

    expected_revision: Annotated[int, Field(ge=0)]


class CampaignFacts(Strict):
    """What acts on a campaign take along: the new day with ``move_last_day``."""

    due_date: date | None = None


class CampaignAct(ActBody):
    """An act on a campaign."""

    facts: CampaignFacts = CampaignFacts()


@router.get("/campaigns", response={200: list[CampaignOut]} | READING, summary="Alignment campaigns")
def list_campaigns(request: HttpRequest, acting_under: ActingUnder = None) -> list[CampaignOut]:
    """The campaigns that you may see, the newest first: the offices all, an agency those that ask it."""
    now, user = timezone.now(), asker_under(request, acting_under)
    return [_campaign(one, None) for one in campaigns_for(user, now)[:200]]


@router.post("/campaigns", response={200: RecordOut} | REFUSALS, summary="Write a campaign")
def write_campaign(
    request: HttpRequest, body: CampaignIn, request_id: RequestId, acting_under: ActingUnder = None
) -> Any:
    """Write a new campaign. It asks nobody until another person opens it."""
    try:
        record = begin_campaign(
            _text(body), agencies=_agencies(body.agencies), actor=asker(request), at=timezone.now(),
            request_id=request_id, delegation=acting_under,
        )  # fmt: skip
    except Refused as refused:
        return told(refused, campaign_officer.sentence)
    return Status(200, record_out(record))


@router.get("/campaigns/{int:pk}", response={200: CampaignOut} | READING, summary="Read a campaign")
def read_campaign(request: HttpRequest, pk: int, acting_under: ActingUnder = None) -> CampaignOut:
    """A campaign; with how far it is, for those who read every response."""
    now, user = timezone.now(), asker_under(request, acting_under)
    found = campaign_for(user, pk, now)
    return _campaign(found, counts_of(found) if reads_all(user, now) else None)


@router.put("/campaigns/{int:pk}", response={200: CampaignOut} | REFUSALS, summary="Write a campaign anew")
def change_campaign(request: HttpRequest, pk: int, body: CampaignEdit, acting_under: ActingUnder = None) -> Any:
    """While it is a draft."""
    now, user = timezone.now(), asker_under(request, acting_under)
    found = campaign_for(user, pk, now)
    try:
        kept = edit_campaign(
            campaign_id=found.pk, text=_text(body), agencies=_agencies(body.agencies),
            expected_revision=body.expected_revision, actor=asker(request), at=now, delegation=acting_under,
        )  # fmt: skip
    except Refused as refused:
        return told(refused, campaign_officer.sentence)
    return Status(200, _campaign(kept, None))


@router.get("/campaigns/{int:pk}/explain", response={200: ActsOut} | READING, summary="What can be done")
def explain_campaign(request: HttpRequest, pk: int, acting_under: ActingUnder = None) -> ActsOut:
    """Every act that starts in the present state: may I, what is missing, who can."""
    now, user = timezone.now(), asker_under(request, acting_under)
    return acts_of(campaign_for(user, pk, now), [], attempt_of(user, now))


@router.post(
    "/campaigns/{int:pk}/transitions/{slug:name}", response={200: RecordOut} | REFUSALS, summary="Act on a campaign"
)
def act_on_campaign(
    request: HttpRequest, pk: int, name: str, body: CampaignAct, request_id: RequestId, if_match: IfMatch = None,
    acting_under: ActingUnder = None,
) -> Any:  # fmt: skip
    """Open, drop or close it, move its last day, or declare its results reported."""
    found = campaign_for(asker_under(request, acting_under), pk, timezone.now())
    return make_step(request, found, name, body=body, request_id=request_id, if_match=if_match, delegation=acting_under)


def _text(body: CampaignIn) -> CampaignText:
    """Raises Http404 for a plan that is not there."""
    plan = get_object_or_404(Plan, code=body.plan)
    given = {name: getattr(body, name) for name in CampaignText.__dataclass_fields__ if name != "plan"}
    return CampaignText(plan=plan.pk, **given)


def _agencies(codes: list[str]) -> list[int]:
    found = dict(Agency.objects.filter(code__in=codes).values_list("code", "pk"))
    if missing := sorted(set(codes) - set(found)):
        raise GuardsUnmet(_("There is no agency with the code %(codes)s.") % {"codes": ", ".join(missing)})
    return sorted(found.values())


def _campaign(one: AlignmentCampaign, counts: dict[str, int] | None) -> CampaignOut:
    return CampaignOut(
        id=one.pk, name=one.name, plan=one.plan.code, fiscal_year=one.fiscal_year, opens_on=one.opens_on,
        due_at=moment(one.due_at), asks_all=one.asks_all, revision=one.revision, state=one.state,
        state_label=one.get_state_display(), version=one.version, counts=counts,
    )  # fmt: skip
