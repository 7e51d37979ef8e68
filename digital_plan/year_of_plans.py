# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What this floor itself has on the calendar of the year: the clinic's days, campaigns, rounds on plans' status."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from digital_plan.models import ClinicSlot
from digital_plan.queries.campaigns import campaigns_for
from digital_plan.queries.status_rounds import status_rounds_for
from digital_plan.states.status_rounds import RoundState
from digital_plan.states.year import EntryKind, Lane
from digital_plan.year_entries import Shown, calendar_entries
from papers.thai import BUDDHIST_ERA_OFFSET


@calendar_entries
def days_of_the_clinic(user: User, year: int, at: datetime) -> Iterator[Shown]:
    """Each day on which the clinic is held, open to everybody."""
    slots = ClinicSlot.objects.filter(starts_at__year=year - BUDDHIST_ERA_OFFSET).select_related("season")
    seen: dict[tuple[int, object], Shown] = {}
    off = set(slots.order_by().values_list("season__days_off__season", "season__days_off__day"))
    for slot in slots.order_by("starts_at", "desk"):
        key = (slot.season_id, slot.day)
        if key in seen or key in off:
            continue
        seen[key] = Shown(
            uid=f"clinic-day-{slot.season_id}-{slot.day.isoformat()}",
            lane=Lane.CLINIC,
            kind=EntryKind.ACTIVITY,
            title=slot.season.name,
            first=slot.day,
            last=slot.day,
            href=reverse("clinic_season", args=[slot.season_id]),
            note=slot.season.place,
        )
    yield from seen.values()


@calendar_entries
def campaigns(user: User, year: int, at: datetime) -> Iterator[Shown]:
    """The campaigns that this person may see, from their opening to their last day."""
    christian = year - BUDDHIST_ERA_OFFSET
    for campaign in campaigns_for(user, at).filter(opens_on__year__lte=christian, due_date__year__gte=christian):
        yield Shown(
            uid=f"campaign-{campaign.pk}",
            lane=Lane.DRIVING,
            kind=EntryKind.ACTIVITY,
            title=campaign.name,
            first=campaign.opens_on,
            last=campaign.due_date,
            href=reverse("campaign", args=[campaign.pk]),
            note=_("Last day to answer at its end"),
            fiscal_years=(campaign.fiscal_year,),
        )


@calendar_entries
def status_rounds(user: User, year: int, at: datetime) -> Iterator[Shown]:
    """The rounds on the status of plans that this person may see, from their opening to their last day."""
    christian = year - BUDDHIST_ERA_OFFSET
    seen = status_rounds_for(user, at).exclude(state=RoundState.WITHDRAWN)
    for round_ in seen.filter(opens_on__year__lte=christian, due_date__year__gte=christian):
        called = _("Status of plans, round %(number)s") % {"number": round_.called}
        yield Shown(
            uid=f"status-round-{round_.pk}",
            lane=Lane.TRACKING,
            kind=EntryKind.ACTIVITY,
            title=called if round_.number else _("Round on the status of plans, not opened yet"),
            first=round_.opens_on,
            last=round_.due_date,
            href=reverse("status_round", args=[round_.pk]),
            note=_("Last day to answer at its end"),
        )
