# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A campaign in the tests' world: written by one officer, opened by the head, answered by the lead agency."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from agencies.models import Agency
from digital_plan.models import AlignmentCampaign, AlignmentResponse, ItemOwner, OwnProject, Plan, PlanChange
from digital_plan.operations.campaigns import (
    CampaignText,
    ProjectText,
    begin_campaign,
    save_own_project,
    save_part_one,
)
from tests.world import World

KEY_PROJECT, STRATEGY = "63-65/k1", "63-65/1"
LAST_DAY = date(2020, 11, 16)  # a Monday
FILLED: dict[str, Any] = {
    "plan_status": "done", "plan_kind": "action_plan", "plan_title": "แผนปฏิบัติการดิจิทัล", "plan_first_year": 2563,
    "plan_last_year": 2565, "plan_url": "https://example.go.th/plan.pdf", "respondent_role": "ผู้อำนวยการกองแผนงาน",
    "respondent_mailbox": "plan@example.go.th", "has_none": False,
}  # fmt: skip


def text(**said: Any) -> CampaignText:
    given: dict[str, Any] = {
        "name": "แบบสอบถามความสอดคล้อง", "plan": Plan.objects.get(code="63-65").pk, "fiscal_year": 2564,
        "opens_on": date(2020, 11, 2), "due_date": LAST_DAY, "letter_prefix": "สพร ๐๒", "letter_sender": "สพร.",
        "letter_signer": "ผู้อำนวยการ",
    }  # fmt: skip
    return CampaignText(**given | said)


def written(world: World, by: str = "screener", agencies: tuple[str, ...] = (), **said: Any) -> AlignmentCampaign:
    """A draft; all agencies are asked unless some are named."""
    chosen = [world.agencies[name].pk for name in agencies]
    record = begin_campaign(
        text(asks_all=not agencies, **said), agencies=chosen, actor=world.people[by], at=world.at, request_id=uuid4()
    )
    return AlignmentCampaign.objects.get(pk=record.subject_id)


def opened(
    world: World,
    agencies: tuple[str, ...] = ("lead", "north", "dga"),
    draft: AlignmentCampaign | None = None,
    **said: Any,
) -> AlignmentCampaign:
    """Open, with the lead agency owning a key project."""
    owns_key_project(world.agencies["lead"])
    campaign = draft or written(world, agencies=agencies, **said)
    world.act("open_campaign", "screening_head", campaign)
    return AlignmentCampaign.objects.get(pk=campaign.pk)


def owns_key_project(agency: Agency) -> None:
    change = PlanChange.objects.order_by("pk")[0]
    ItemOwner.objects.get_or_create(item_code=KEY_PROJECT, agency=agency, added_by=change)


def response_of(world: World, agency: str) -> AlignmentResponse:
    return AlignmentResponse.objects.get(agency=world.agencies[agency])


def fill(world: World, agency: str, who: str, *, items: tuple[str, ...] = (STRATEGY,)) -> OwnProject:
    """Part 1, and one project with what it serves."""
    response = response_of(world, agency)
    by: dict[str, Any] = {"actor": world.people[who], "at": world.at}
    save_part_one(response_id=response.pk, given=FILLED, expected_revision=response.revision, **by)
    return save_own_project(
        response_id=response.pk, text=ProjectText(title="ระบบบริการกลาง", fiscal_year=2565, items=items), **by
    )


def carried(world: World, agency: str, who: str, to: str) -> AlignmentResponse:
    """A response carried to a state along the main way: handed in, taken up, asked, found, sent, opened."""
    way = ("handed_over", "checking", "checked", "result_sent", "acknowledged")
    steps: tuple[tuple[str, str, dict[str, Any]], ...] = (
        ("hand_over", who, {}),
        ("take_up_check", "screener", {}),
        ("record_finding", "screener", {"facts": {"alignment": "aligned"}}),
        ("send_result", "screening_head", {}),
        ("open_result", who, {}),
    )
    fill(world, agency, who, items=(STRATEGY, KEY_PROJECT) if agency == "lead" else (STRATEGY,))
    for name, person, more in steps[: way.index(to) + 1]:
        world.act(name, person, response_of(world, agency), **more)
    return response_of(world, agency)


def after_the_last_day(world: World) -> None:
    world.at += timedelta(days=30)


def close(world: World, campaign: AlignmentCampaign) -> None:
    """Close it on a day after its last."""
    world.act("close_campaign", "screener", campaign, at=world.at + timedelta(days=30))
