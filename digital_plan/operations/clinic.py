# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Booking a place at the plan clinic, and what each step does: who holds a season's lock gives its places away.

Every place is given under the lock of its season's row, taken after the booking's own: by ``ask_for_place`` before it
inserts, by the effects of steps. Whoever holds it asks for no other booking but one that nobody holds.
"""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from agencies.models import Agency
from digital_plan.consulting import is_offered
from digital_plan.guards.clinic import one_for_agency_and_topic
from digital_plan.lifecycle.clinic import BookingLifecycle
from digital_plan.models import ClinicBooking, ClinicSeason, ClinicSlot, ConsultationNote
from digital_plan.models.clinic import is_free
from digital_plan.personal import holds_mobile_number
from digital_plan.states.clinic import BookingState, Channel
from workflows.clocks.running import reset_days
from workflows.desks import open_desks
from workflows.engine import create, follow
from workflows.lifecycle import Attempt, effect
from workflows.models import TransitionRecord
from workflows.refusals import GuardsUnmet

NOTICE = timedelta(hours=24)  # our decision: nobody is moved up to a time at which they can hardly come
TAKEN = gettext_lazy("This time is taken meanwhile. Choose another, or join the waiting list.")


def ask_for_place(
    *,
    booking: ClinicBooking,
    actor: User,
    at: datetime,
    request_id: UUID,
    delegation: int | None = None,
) -> TransitionRecord:
    """Insert a booking; with ``wanted`` it gets that time at once, at whichever desk is free, else it waits.

    Raises NotPermitted, GuardsUnmet or RequestReused - and then nothing has changed.
    """
    booking.queued_at = at
    facts = {
        "season": booking.season_id, "agency": booking.agency_id, "topic": booking.topic, "channel": booking.channel,
        "caller": booking.caller, "about": booking.about,
        "wanted_day": booking.wanted_day.isoformat() if booking.wanted_day else "",
    }  # fmt: skip
    if booking.about and not is_offered(booking.about, actor, booking.agency_id, at):
        raise GuardsUnmet(_("The project must be one in which the agency takes part."))
    try:
        with transaction.atomic():
            booking.season = ClinicSeason.objects.select_for_update().get(pk=booking.season_id)
            if booking.wanted is not None:
                booking.wanted = _at_any_desk(booking.wanted, at)
            return create(booking, actor=actor, at=at, request_id=request_id, delegation=delegation, facts=facts)
    except IntegrityError:
        # In two seasons at the same moment only the constraint tells that there is another.
        if booking.has_another_open():
            raise GuardsUnmet(one_for_agency_and_topic.sentence) from None
        raise


def book(
    *,
    season_id: int,
    agency_id: int,
    topic: str,
    slot_id: int | None = None,
    actor: User,
    at: datetime,
    request_id: UUID,
    delegation: int | None = None,
    **more: Any,
) -> ClinicBooking:
    """Ask for a place by ids; ``more`` are columns of the booking. Refuses as ``ask_for_place``."""
    season, agency = ClinicSeason.objects.filter(pk=season_id).first(), Agency.objects.filter(pk=agency_id).first()
    slot = ClinicSlot.objects.filter(pk=slot_id or 0, season=season_id).first()
    if season is None or agency is None or (slot is None and slot_id is not None):
        raise GuardsUnmet(_("The season, the agency and the time must be there."))
    booking = ClinicBooking(season=season, agency=agency, topic=topic, wanted=slot, **more)
    record = ask_for_place(booking=booking, actor=actor, at=at, request_id=request_id, delegation=delegation)
    return ClinicBooking.objects.get(pk=record.subject_id)


def _at_any_desk(slot: ClinicSlot, at: datetime) -> ClinicSlot:
    """The same time at a desk that is free, this one first; this one where none is."""
    beside = ClinicSlot.objects.filter(season=slot.season_id, starts_at=slot.starts_at).exclude(pk=slot.pk)
    return next((one for one in [slot, *beside.order_by("desk")] if is_free(one, at)), slot)


@effect(BookingLifecycle.get_place)
def give_what_was_asked(booking: ClinicBooking, attempt: Attempt) -> dict[str, Any]:
    """Give the time that was asked for, which ``ask_for_place`` holds. Returns ``{"given": 7, "starts_at": "…"}``."""
    return _give(booking, booking.wanted)


@effect(BookingLifecycle.begin)
def keep_what_was_asked(booking: ClinicBooking, attempt: Attempt) -> dict[str, Any]:
    """The record says from whom it came: ``{"is_for_caller": True}``."""
    return {"is_for_caller": booking.channel != Channel.WEB}


@effect(BookingLifecycle.move_up)
def give_what_came_free(booking: ClinicBooking, attempt: Attempt) -> dict[str, Any]:
    """Give the place that came free, which the act that freed it names."""
    return _give(booking, ClinicSlot.objects.get(pk=attempt.facts["slot"]))


@effect(BookingLifecycle.take)
def give_what_was_taken(booking: ClinicBooking, attempt: Attempt) -> dict[str, Any]:
    """Give a waiting agency a free time that it chose itself. Raises GuardsUnmet where it is not free any more."""
    _lock(booking)
    return _give(booking, _chosen(booking, attempt))


@effect(BookingLifecycle.move)
def change_places(booking: ClinicBooking, attempt: Attempt) -> dict[str, Any]:
    """Give another time, and the old one to who waits longest. Raises GuardsUnmet where it is not free any more."""
    _lock(booking)
    left, chosen = booking.slot, _chosen(booking, attempt)
    told = _give(booking, chosen)
    reset_days((task, booking) for task in open_desks(booking))
    return told | _filled(booking, left, attempt)


@effect(BookingLifecycle.cancel)
@effect(BookingLifecycle.decline)
def give_back(booking: ClinicBooking, attempt: Attempt) -> dict[str, Any]:
    """Give the place back, and to who waits longest: ``{"freed": 7, "moved_up": 12}``; nothing of who had none."""
    left = booking.slot
    if left is None:
        return {}
    _lock(booking)
    _take_from(booking)
    return {"freed": left.pk} | _filled(booking, left, attempt)


@effect(BookingLifecycle.put_back)
def lose_the_place(booking: ClinicBooking, attempt: Attempt) -> dict[str, Any]:
    """Take the place away and keep the place in the line; nobody moves up to it."""
    lost = booking.slot_id
    _take_from(booking)
    return {"freed": lost}


@effect(BookingLifecycle.note_consultation)
def keep_note(booking: ClinicBooking, attempt: Attempt) -> dict[str, Any]:
    """Keep what was said, attached to the agency's plan and to the project it was about."""
    said = {name: str(attempt.facts.get(name) or "").strip() for name in ("problem", "advice", "next_step")}
    if any(holds_mobile_number(text) for text in said.values()):
        raise GuardsUnmet(_("No mobile telephone number is kept: name people by their posts."))
    ConsultationNote.objects.create(
        booking=booking, about=booking.about, written_by=attempt.actor, at=attempt.at, **said
    )
    return {}


def _lock(booking: ClinicBooking) -> None:
    """Hold the season: its places are given away by one act after the other."""
    booking.season = ClinicSeason.objects.select_for_update().get(pk=booking.season_id)


def _chosen(booking: ClinicBooking, attempt: Attempt) -> ClinicSlot:
    given = str(attempt.facts.get("slot"))
    pk = int(given) if given.isascii() and given.isdecimal() and len(given) < 19 else 0
    slot = ClinicSlot.objects.filter(season=booking.season_id, pk=pk).first()
    slot = slot and _at_any_desk(slot, attempt.at)
    if slot is None or not is_free(slot, attempt.at):
        raise GuardsUnmet(TAKEN)
    return slot


def _give(booking: ClinicBooking, slot: ClinicSlot | None) -> dict[str, Any]:
    if slot is None:
        raise GuardsUnmet(TAKEN)
    booking.slot = slot
    booking.save(update_fields=["slot"])
    return {"given": slot.pk, "starts_at": slot.starts_at.isoformat()}


def _take_from(booking: ClinicBooking) -> None:
    """It has no place, and no time that it asked for: it gets none by itself but from the list."""
    booking.slot = booking.wanted = None
    booking.save(update_fields=["slot", "wanted"])


def _filled(booking: ClinicBooking, slot: ClinicSlot | None, attempt: Attempt) -> dict[str, Any]:
    """Let who waits longest move up to a place that came free: ``{"moved_up": 12}``, or nothing."""
    if slot is None or slot.starts_at < attempt.at + NOTICE or not is_free(slot, attempt.at):
        return {}
    waiting = ClinicBooking.objects.filter(season=slot.season_id, state=BookingState.WAITING).exclude(pk=booking.pk)
    for_the_day = waiting.filter(wanted_day=None) | waiting.filter(wanted_day=slot.day)
    # one that somebody holds is just being cancelled, or takes a time of its own
    first = for_the_day.order_by("queued_at", "pk").select_for_update(skip_locked=True, of=("self",)).first()
    if first is None:
        return {}
    follow(first, "move_up", attempt.caused_by(booking, booking.version + 1, slot=slot.pk))
    return {"moved_up": first.pk}
