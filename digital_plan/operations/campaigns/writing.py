# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writing a campaign: a new one, or one that is not opened yet."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from agencies.models import Agency
from digital_plan.models import AlignmentCampaign, ChosenAgency, Plan
from digital_plan.permissions.campaigns import campaign_officer
from digital_plan.states.campaigns import CampaignState
from papers.thai import normalise
from workflows.clocks.calendars import calendar_in_force
from workflows.engine import create
from workflows.judging import refuse_person
from workflows.lifecycle import Attempt
from workflows.models import TransitionRecord
from workflows.refusals import GuardsUnmet, VersionConflict, WrongState


@dataclass(frozen=True, kw_only=True)
class CampaignText:
    """A campaign as it is to read; ``plan`` by its id."""

    name: str
    plan: int
    fiscal_year: int
    opens_on: date
    due_date: date
    due_time: time | None = None
    asks_all: bool = True
    letter_prefix: str
    letter_sender: str
    letter_signer: str


def begin_campaign(
    text: CampaignText,
    *,
    agencies: Collection[int] = (),
    actor: User,
    at: datetime,
    request_id: UUID,
    delegation: int | None = None,
    is_example: bool = False,
) -> TransitionRecord:
    """Write a new campaign; ``agencies`` are asked where not all are. Raises NotPermitted or GuardsUnmet."""
    given = _sound(text)
    with transaction.atomic():
        campaign = AlignmentCampaign(written_by=actor, is_example=is_example, **given)
        record = create(campaign, actor=actor, at=at, request_id=request_id, delegation=delegation)
        _choose(record.subject_id, text, agencies)
    return record


@transaction.atomic
def edit_campaign(
    *,
    campaign_id: int,
    text: CampaignText,
    agencies: Collection[int] = (),
    expected_revision: int,
    actor: User,
    at: datetime,
    delegation: int | None = None,
) -> AlignmentCampaign:
    """Write a campaign anew while it is a draft. Raises WrongState, NotPermitted, VersionConflict or GuardsUnmet.

    Who wrote it last counts as its writer: another opens it.
    """
    campaign = AlignmentCampaign.objects.select_for_update().get(pk=campaign_id)
    attempt = Attempt(actor=actor, at=at, request_id=uuid4(), delegation=delegation)
    attempt = refuse_person(campaign, "edit", campaign_officer, attempt, holding=True)
    if campaign.state != CampaignState.DRAFT:
        raise WrongState(_("The campaign was opened: it stands as it was sent out."))
    if campaign.revision != expected_revision:
        raise VersionConflict(_("Somebody else changed the campaign meanwhile. What you typed is still here."))
    given = _sound(text) | {"revision": campaign.revision + 1, "written_by": actor}
    for name, value in given.items():
        setattr(campaign, name, value)
    campaign.save(update_fields=[*(name.removesuffix("_id") for name in given)])
    _choose(campaign.pk, text, agencies)
    return campaign


def _sound(text: CampaignText) -> dict[str, Any]:
    """The columns. Raises GuardsUnmet for what cannot be meant."""
    plan = Plan.objects.filter(pk=text.plan).first()
    given = asdict(text) | {name: normalise(getattr(text, name)).strip() for name in
                            ("name", "letter_prefix", "letter_sender", "letter_signer")}  # fmt: skip
    lacking = []
    if plan is None:
        lacking.append(_("There is no such plan."))
    if not all(given[name] for name in ("name", "letter_prefix", "letter_sender", "letter_signer")):
        lacking.append(_("The campaign needs its name, and what its letters say of the office."))
    if text.due_date < text.opens_on:
        lacking.append(_("The last day comes on or after the first."))
    elif not calendar_in_force().is_working(text.due_date):
        lacking.append(_("The last day must be a working day."))
    if lacking:
        raise GuardsUnmet(*lacking)
    return {name: value for name, value in given.items() if name != "plan"} | {"plan_id": text.plan}


def _choose(campaign_id: int, text: CampaignText, agencies: Collection[int]) -> None:
    ChosenAgency.objects.filter(campaign=campaign_id).delete()
    if not text.asks_all:
        found = Agency.objects.filter(pk__in=agencies).order_by("pk")
        ChosenAgency.objects.bulk_create(ChosenAgency(campaign_id=campaign_id, agency=agency) for agency in found)
