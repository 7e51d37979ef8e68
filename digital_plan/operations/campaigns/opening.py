# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What opening and closing a campaign does to the responses of all its agencies, in few statements for any number."""

from typing import Any

from agencies.models import Agency
from digital_plan.in_force import in_force
from digital_plan.kinds import ItemKind
from digital_plan.lifecycle.campaigns import CampaignLifecycle
from digital_plan.models import AlignmentCampaign, AlignmentResponse, ItemOwner, Plan
from digital_plan.operations.asked_together import ask_together, move_day, step_together
from digital_plan.states.campaigns import ResponseState, Variant
from workflows.lifecycle import Attempt, effect


@effect(CampaignLifecycle.open_campaign)
def invite_agencies(campaign: AlignmentCampaign, attempt: Attempt) -> dict[str, Any]:
    """Begin the response of every agency asked, each with its variant.

    Returns ``{"agencies_asked": 22, "owners_asked": 4}``.
    """
    asked = Agency.objects.order_by("pk")
    if not campaign.asks_all:
        asked = asked.filter(pk__in=campaign.chosen.values("agency"))
    owners = owners_of_key_projects(campaign.plan)
    pks = list(asked.values_list("pk", flat=True))

    def response(pk: int) -> AlignmentResponse:
        variant = Variant.THREE_PARTS if pk in owners else Variant.TWO_PARTS
        return AlignmentResponse(campaign=campaign, agency_id=pk, variant=variant)

    ask_together(campaign, pks, response, attempt)
    return {"agencies_asked": len(pks), "owners_asked": len(owners & set(pks))}


@effect(CampaignLifecycle.move_last_day)
def let_agencies_have_longer(campaign: AlignmentCampaign, attempt: Attempt) -> dict[str, Any]:
    """Let every response that is awaited be due by the new day; its reminders begin anew.

    Raises GuardsUnmet for a day that is not worked. Returns ``{"due_before": "2021-06-09"}``.
    """
    awaited = {one.pk: one for one in campaign.responses.filter(state=ResponseState.AWAITED)}
    for response in awaited.values():
        response.campaign = campaign
    return move_day(campaign, awaited, campaign.responses.values("pk"), attempt.facts["due_date"])


@effect(CampaignLifecycle.close_campaign)
def note_what_was_not_received(campaign: AlignmentCampaign, attempt: Attempt) -> dict[str, Any]:
    """Note of every agency that handed nothing in that nothing came. Returns ``{"not_received": 3}``."""
    waiting = campaign.responses.filter(state=ResponseState.AWAITED)
    return {"not_received": step_together(campaign, waiting, "lapse", attempt)}


def owners_of_key_projects(plan: Plan) -> set[int]:
    """The agencies that answer for at least one key project of a plan now."""
    codes = [item.code for item in in_force().of(plan, ItemKind.KEY_PROJECT)]
    held = ItemOwner.objects.filter(item_code__in=codes, retired_by=None)
    return set(held.values_list("agency_id", flat=True))
