# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What must be true of a campaign and of a response before somebody acts. Each reads what it is given."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from agencies.roles import day_of
from digital_plan.states.campaigns import UNTOLD, CampaignState, Finding, PlanStatus
from workflows.lifecycle import Attempt, guard

if TYPE_CHECKING:
    from digital_plan.models import AlignmentCampaign, AlignmentResponse

NAMED = 5  # so many are named before the rest is counted


@guard(_("Somebody must be invited: choose agencies, or all that are registered."))
def somebody_is_invited(campaign: "AlignmentCampaign", attempt: Attempt) -> bool:
    return campaign.asks_all or campaign.chosen.exists()


@guard(_("The last day must not have passed, and the campaign must have begun."))
def is_in_its_time(campaign: "AlignmentCampaign", attempt: Attempt) -> bool:
    return campaign.opens_on <= day_of(attempt.at) and attempt.at <= campaign.due_at


@guard(_("The new last day must come after the present one, and must not have passed."))
def last_day_is_moved_on(campaign: "AlignmentCampaign", attempt: Attempt) -> bool:
    """Source: our decision; what was promised to agencies is never shortened."""
    given = str(attempt.facts.get("due_date") or "")
    if not given:  # nothing is said yet: what it asks for says so
        return True
    try:
        day = date.fromisoformat(given)
    except ValueError:
        return False
    return day > campaign.due_date and day >= day_of(attempt.at)


@guard(_("Who wrote the campaign does not open it: it takes two people (four eyes)."))
def another_wrote_the_campaign(campaign: "AlignmentCampaign", attempt: Attempt) -> bool:
    """Source: our decision; it asks every agency of the State."""
    return campaign.written_by_id not in {person.pk for person in attempt.people}


@guard(_("The last day must have passed, unless every agency has handed in."))
def is_over_or_complete(campaign: "AlignmentCampaign", attempt: Attempt) -> bool:
    return attempt.at > campaign.due_at or not campaign.responses.filter(state="awaited").exists()


def _untold(campaign: "AlignmentCampaign", attempt: Attempt) -> list[str]:
    waiting = campaign.responses.filter(state__in=UNTOLD).select_related("agency").order_by("pk")
    names = [f"{one.agency.name}: {one.get_state_display()}" for one in waiting[: NAMED + 1]]
    return [*names[:NAMED], gettext("and more")] if len(names) > NAMED else names


@guard(_("Every agency that handed in must have been sent its result."), lacks=_untold)
def all_are_told(campaign: "AlignmentCampaign", attempt: Attempt) -> bool:
    """Source: DGA slides 2564: results are reported back to agencies."""
    return not campaign.responses.filter(state__in=UNTOLD).exists()


@guard(_("The campaign must be open for responses."))
def campaign_is_open(response: "AlignmentResponse", attempt: Attempt) -> bool:
    return bool(response.campaign.state == CampaignState.OPEN)


def _empty_fields(response: "AlignmentResponse", attempt: Attempt) -> list[Any]:
    needed = ["plan_status", "respondent_role", "respondent_mailbox"]
    if response.plan_status in (PlanStatus.DONE, PlanStatus.REVISED):
        needed += ["plan_kind", "plan_title", "plan_first_year", "plan_last_year", "plan_url"]
    fields: list[Any] = [response._meta.get_field(name) for name in needed if not getattr(response, name)]
    return [field.verbose_name for field in fields]


@guard(_("Part 1 must be filled in: the agency's plan and who answers."), lacks=_empty_fields)
def part_one_is_filled_in(response: "AlignmentResponse", attempt: Attempt) -> bool:
    """Source: DGA slides 2564, part 1 of the questionnaire. A plan that is not made yet needs no title and address."""
    return not _empty_fields(response, attempt)


@guard(_("Name the agency's projects, or say that none serves the plan."))
def projects_are_named_or_none(response: "AlignmentResponse", attempt: Attempt) -> bool:
    return response.own_projects.exists() != response.has_none


def _unaligned(response: "AlignmentResponse", attempt: Attempt) -> list[str]:
    return list(response.own_projects.filter(alignments=None).values_list("title", flat=True))


@guard(_("Each project must name what of the plan it serves."), lacks=_unaligned)
def projects_serve_something(response: "AlignmentResponse", attempt: Attempt) -> bool:
    return not response.own_projects.filter(alignments=None).exists()


@guard(_("The finding must be one of those listed; one that is not full alignment says why."))
def finding_is_sound(response: "AlignmentResponse", attempt: Attempt) -> bool:
    found = attempt.facts.get("alignment")
    if found is None:  # nothing is said yet: what it asks for says so
        return True
    return found in Finding.values and (found == Finding.ALIGNED or bool(str(attempt.facts.get("text") or "").strip()))


@guard(_("Who handed the response in does not check it (four eyes)."))
def another_handed_it_in(response: "AlignmentResponse", attempt: Attempt) -> bool:
    """Source: our decision; DGA is asked like every agency."""
    return response.submitted_by_id not in {person.pk for person in attempt.people}


@guard(_("Who checked the response does not send its result (four eyes)."))
def another_checked_it(response: "AlignmentResponse", attempt: Attempt) -> bool:
    """Source: our decision; a letter of the office is not one hand's."""
    return response.checked_by_id not in {person.pk for person in attempt.people}
