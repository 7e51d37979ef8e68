# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A booking of the plan clinic: every state, every step, who may make it and what must be true.

``get_place`` follows by itself where a free time was asked for; ``move_up`` is how a place that came free goes to who
waits longest. Which slot a booking has is written by the effects, under the lock of its season, and the database has
each slot at most once.
"""

from django.utils.translation import gettext_lazy as _

from digital_plan.guards import clinic as g
from digital_plan.permissions import clinic as p
from digital_plan.states.clinic import OPEN_BOOKING, BookingState
from workflows.back_moves import Back, BackKind
from workflows.fields import StateField
from workflows.lifecycle import Asked, Subject, start, step

REASON = Asked("note", _("The reason must be given."))
SLOT = Asked("slot", _("The new time must be chosen."))
PROBLEM = Asked("problem", _("What the agency came with must be written."))
ADVICE = Asked("advice", _("The advice must be written."))
BOOKING = "digital_plan.clinicbooking"


class BookingLifecycle(Subject):
    """From the wish for a place to what was said there."""

    flow = "digital_plan.flows.clinic.BookingFlow"
    ends = (BookingState.CAME, BookingState.MISSED, BookingState.CANCELLED, BookingState.LAPSED)
    state = StateField(
        _("state"), choices=BookingState.choices, default=BookingState.WAITING, protected=True, editable=False
    )
    begin = start(
        label=_("Ask for a place"),
        who=p.agency_or_clinic,
        guards=[
            g.registration_is_open,
            g.season_is_not_over,
            g.one_for_agency_and_topic,
            g.asked_time_is_free,
            g.waits_for_a_day_of_the_season,
            g.caller_is_named,
            g.no_personal_number,
        ],
        has_effect=True,
    )

    class Meta:
        abstract = True

    # fmt: off
    @step(state, [BookingState.WAITING], BookingState.BOOKED, label=_("Get the time that was asked for"),
          automatic=True, guards=[g.gets_what_was_asked], has_effect=True)
    def get_place(self) -> None: ...

    @step(state, [BookingState.WAITING], BookingState.BOOKED, label=_("Move up from the waiting list"),
          caused_by=BOOKING, has_effect=True)
    def move_up(self) -> None: ...

    @step(state, [BookingState.WAITING], BookingState.BOOKED, label=_("Take a time that is free"),
          who=p.agency_or_clinic, asks=[SLOT], guards=[g.season_is_not_over], has_effect=True)
    def take(self) -> None: ...

    @step(state, [BookingState.BOOKED], BookingState.CAME, label=_("Write what was said"), who=p.clinic_officer,
          asks=[PROBLEM, ADVICE], guards=[g.hour_has_come], has_effect=True)
    def note_consultation(self) -> None: ...

    @step(state, [BookingState.BOOKED], BookingState.MISSED, label=_("Nobody came"), who=p.clinic_officer,
          guards=[g.hour_is_over])
    def miss(self) -> None: ...

    @step(state, [BookingState.BOOKED], BookingState.BOOKED, label=_("Move to another time"), who=p.agency_or_clinic,
          asks=[SLOT], guards=[g.has_not_begun], has_effect=True)
    def move(self) -> None: ...

    @step(state, [BookingState.BOOKED], BookingState.WAITING, label=_("Decline this time and go on waiting"),
          who=p.agency_or_clinic, guards=[g.moved_up, g.has_not_begun], back=Back(BackKind.RETURN), has_effect=True)
    def decline(self) -> None: ...

    @step(state, [BookingState.BOOKED], BookingState.WAITING, label=_("Put back: the session is not held"),
          who=p.clinic_officer, asks=[REASON], back=Back(BackKind.RETURN), has_effect=True)
    def put_back(self) -> None: ...

    @step(state, OPEN_BOOKING, BookingState.CANCELLED, label=_("Cancel the booking"), who=p.agency_or_clinic,
          asks=[REASON], guards=[g.has_not_begun], has_effect=True)
    def cancel(self) -> None: ...

    @step(state, [BookingState.WAITING], BookingState.LAPSED, label=_("Close: no place came free"),
          who=p.clinic_officer, guards=[g.season_is_over])
    def lapse(self) -> None: ...
    # fmt: on
