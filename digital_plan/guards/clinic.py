# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What must be true at the plan clinic. Each reads the booking it is given, its relations and the attempt."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from digital_plan.permissions.clinic import is_of_the_agency
from digital_plan.personal import holds_mobile_number
from digital_plan.states.clinic import Channel
from workflows.lifecycle import Attempt, guard

if TYPE_CHECKING:
    from digital_plan.models import ClinicBooking


@guard(_("Registration for this season must be open."))
def registration_is_open(booking: "ClinicBooking", attempt: Attempt) -> bool:
    """From the season's own moment on. Source: DGA slides 2564: registration from 19 April 2564."""
    return booking.season.registration_opens_at <= attempt.at


@guard(_("The season must not be over."))
def season_is_not_over(booking: "ClinicBooking", attempt: Attempt) -> bool:
    return not booking.season.is_over(attempt.at)


@guard(_("The season must be over."))
def season_is_over(booking: "ClinicBooking", attempt: Attempt) -> bool:
    return booking.season.is_over(attempt.at)


@guard(_("The agency must have no other open booking on the same topic."))
def one_for_agency_and_topic(booking: "ClinicBooking", attempt: Attempt) -> bool:
    """Places are few: 28 at one desk against some 319 departments. Source: our decision; a constraint holds it too."""
    return not booking.has_another_open()


@guard(_("The time that is asked for must be free and still to come."))
def asked_time_is_free(booking: "ClinicBooking", attempt: Attempt) -> bool:
    """Nothing is asked of who joins the waiting list."""
    return booking.wanted is None or (booking.wanted.season_id == booking.season_id and booking.is_free(attempt.at))


@guard(_("The day that is waited for must be a day of the season that is still to come."))
def waits_for_a_day_of_the_season(booking: "ClinicBooking", attempt: Attempt) -> bool:
    return booking.wanted_day is None or booking.season.has_day(booking.wanted_day, attempt.at)


@guard(_("Who books for a caller names the caller's post; an agency's own officer books here."))
def caller_is_named(booking: "ClinicBooking", attempt: Attempt) -> bool:
    if is_of_the_agency(booking, attempt):
        return booking.channel == Channel.WEB and not booking.caller
    return booking.channel != Channel.WEB and bool(booking.caller.strip())


@guard(_("No mobile telephone number is kept: name the caller's post, and leave personal numbers out."))
def no_personal_number(booking: "ClinicBooking", attempt: Attempt) -> bool:
    """Source: Personal Data Protection Act B.E. 2562; the slides carry three personal numbers, which are not loaded."""
    return not holds_mobile_number(f"{booking.caller}\n{booking.question}")


@guard(_("The time that was asked for must be free."))
def gets_what_was_asked(booking: "ClinicBooking", attempt: Attempt) -> bool:
    return booking.wanted is not None and booking.is_free(attempt.at)


@guard(_("The consultation must not have begun."))
def has_not_begun(booking: "ClinicBooking", attempt: Attempt) -> bool:
    return booking.slot is None or attempt.at < booking.slot.starts_at


@guard(_("The hour of the consultation must have come."))
def hour_has_come(booking: "ClinicBooking", attempt: Attempt) -> bool:
    return booking.slot is not None and booking.slot.starts_at <= attempt.at


@guard(_("The time of the consultation must be over."))
def hour_is_over(booking: "ClinicBooking", attempt: Attempt) -> bool:
    return booking.slot is not None and booking.slot.ends_at <= attempt.at


@guard(_("The place must have come from the waiting list."))
def moved_up(booking: "ClinicBooking", attempt: Attempt) -> bool:
    """Whoever chose a time cancels or moves it; whom the list gave one may wait for another."""
    return booking.slot is not None and booking.wanted is None
