# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What opening and closing a campaign does to the responses of all its agencies, in few statements for any number."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from agencies.models import Agency
from digital_plan.in_force import in_force
from digital_plan.kinds import ItemKind
from digital_plan.lifecycle.campaigns import CampaignLifecycle
from digital_plan.models import AlignmentCampaign, AlignmentResponse, ItemOwner, Plan
from digital_plan.states.campaigns import ResponseState, Variant
from workflows.clocks.calendars import calendar_in_force
from workflows.clocks.running import reset_days
from workflows.engine import begin_many, follow_many
from workflows.lifecycle import Attempt, effect
from workflows.queries import open_tasks
from workflows.refusals import GuardsUnmet

AT_ONCE = 500  # responses in one statement: SQLite takes no more values than some 30,000


@effect(CampaignLifecycle.open_campaign)
def invite_agencies(campaign: AlignmentCampaign, attempt: Attempt) -> dict[str, Any]:
    """Begin the response of every agency asked, each with its variant.

    Returns ``{"agencies_asked": 22, "owners_asked": 4}``.
    """
    asked = Agency.objects.order_by("pk")
    if not campaign.asks_all:
        asked = asked.filter(pk__in=campaign.chosen.values("agency"))
    owners = owners_of_key_projects(campaign.plan)
    follows = attempt.caused_by(campaign, campaign.version + 1)
    pks = list(asked.values_list("pk", flat=True))
    for start in range(0, len(pks), AT_ONCE):
        chunk = pks[start : start + AT_ONCE]
        responses = [
            AlignmentResponse(
                campaign=campaign, agency_id=pk, variant=Variant.THREE_PARTS if pk in owners else Variant.TWO_PARTS
            )
            for pk in chunk
        ]
        begin_many(responses, follows, keys=[f"{campaign.pk}/{pk}" for pk in chunk])
    return {"agencies_asked": len(pks), "owners_asked": len(owners & set(pks))}


@effect(CampaignLifecycle.move_last_day)
def let_agencies_have_longer(campaign: AlignmentCampaign, attempt: Attempt) -> dict[str, Any]:
    """Let every response that is awaited be due by the new day; its reminders begin anew.

    Raises GuardsUnmet for a day that is not worked. Returns ``{"due_before": "2021-06-09"}``.
    """
    day, before = date.fromisoformat(str(attempt.facts["due_date"])), campaign.due_date
    if not calendar_in_force().is_working(day):
        raise GuardsUnmet(_("The last day must be a working day."))
    campaign.due_date = day
    campaign.save(update_fields=["due_date"])
    kind = AlignmentResponse._meta.label_lower
    awaited = {one.pk: one for one in campaign.responses.filter(state=ResponseState.AWAITED)}
    for response in awaited.values():
        response.campaign = campaign
    turns = open_tasks().filter(subject_type=kind, subject_id__in=campaign.responses.values("pk"))
    reset_days((task, awaited[task.subject_id]) for task in turns if task.subject_id in awaited)
    return {"due_before": before.isoformat()}


@effect(CampaignLifecycle.close_campaign)
def note_what_was_not_received(campaign: AlignmentCampaign, attempt: Attempt) -> dict[str, Any]:
    """Note of every agency that handed nothing in that nothing came. Returns ``{"not_received": 3}``."""
    follows = attempt.caused_by(campaign, campaign.version + 1)
    waiting = campaign.responses.filter(state=ResponseState.AWAITED).order_by("pk")
    pks = list(waiting.values_list("pk", flat=True))
    for start in range(0, len(pks), AT_ONCE):
        follow_many(AlignmentResponse, pks[start : start + AT_ONCE], "lapse", follows)
    return {"not_received": len(pks)}


def owners_of_key_projects(plan: Plan) -> set[int]:
    """The agencies that answer for at least one key project of a plan now."""
    codes = [item.code for item in in_force().of(plan, ItemKind.KEY_PROJECT)]
    held = ItemOwner.objects.filter(item_code__in=codes, retired_by=None)
    return set(held.values_list("agency_id", flat=True))
