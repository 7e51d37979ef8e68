# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What workers do by the clock: remind agencies of their time at the clinic."""

from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from accounts.notifications.telling import tell
from digital_plan.clinic_notices import REMINDER, of_the_agency
from digital_plan.queries.clinic import to_remind
from workflows.jobs import periodic

WITHIN = timedelta(hours=28)  # the morning before, for a time in the afternoon


@periodic(every=timedelta(hours=1))
def remind_of_consultations(at: datetime) -> None:
    """Tell the agency's officers of a time that comes tomorrow; once for each time that it has."""
    for booking in to_remind(at, WITHIN):
        event_id = uuid5(NAMESPACE_URL, f"clinic/{booking.pk}/{booking.slot_id}")
        tell(REMINDER, booking, of_the_agency(booking, at), at=at, event_id=event_id)
