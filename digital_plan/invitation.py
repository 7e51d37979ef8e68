# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What calendars say of a place at the plan clinic. The wording is Thai, as on papers."""

from django.urls import reverse
from django.utils.translation import override

from digital_plan.models import ClinicBooking
from papers.icalendar import Entry


def entry_of_booking(booking: ClinicBooking) -> Entry:
    """A booking that has a place."""
    assert booking.slot is not None
    with override("th"):
        topic = booking.get_topic_display()
    return Entry(
        uid=f"clinic-{booking.pk}",
        sequence=booking.version,
        starts=booking.slot.starts_at,
        ends=booking.slot.ends_at,
        summary=f"{booking.season.name_th}: {booking.agency.name_th}",
        description=f"{topic}\n{booking.question}".strip(),
        location=booking.season.place,
        href=reverse("clinic_booking", args=[booking.pk]),
    )
