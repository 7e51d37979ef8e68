# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How the life of a booking at the clinic is laid out."""

from digital_plan.models import ClinicBooking
from workflows.lifecycle import Subject
from workflows.pictures import Layout, Way

BOOKING = Layout(
    places={
        "waiting": (1, 0),
        "lapsed": (2, 0),
        "booked": (1, 1.4),
        "cancelled": (0, 1.4),
        "came": (1, 2.6),
        "missed": (2, 2.6),
    },
    ways={
        ("waiting", "booked"): Way("B-12", "T-12", beside=(-24, 0)),
        ("booked", "waiting"): Way("T+12", "B+12", beside=(24, 0)),
    },
)
PICTURES: dict[type[Subject], Layout] = {ClinicBooking: BOOKING}
