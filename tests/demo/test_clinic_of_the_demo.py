# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The demo holds the season of the slides and one that is open now, in a moment and however often it is made."""

from collections import Counter
from datetime import UTC, datetime

import pytest

from agencies.models import Membership
from digital_plan.models import ClinicBooking, ConsultationNote
from digital_plan.queries.clinic import days_of
from project.demo import clinic, registers
from workflows.verification import faults

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


@pytest.mark.django_db
def test_demo_holds_both_seasons() -> None:
    registers.enter_agencies()
    registers.enter_people(None)
    assert Membership.objects.filter(user__username=clinic.OFFICER).exists()
    of_the_slides, present = clinic.hold_past_clinic(), clinic.open_present_clinic(NOW)
    assert of_the_slides.slots.count() == 24
    assert [str(one.day) for one in days_of(of_the_slides, NOW) if one.off] == ["2021-06-03"]
    assert sum(one.free for one in days_of(present, NOW)) > 0
    stands = Counter(ClinicBooking.objects.values_list("season", "state"))
    assert stands == {
        (of_the_slides.pk, "came"): 2, (of_the_slides.pk, "missed"): 1,
        (present.pk, "booked"): 8, (present.pk, "waiting"): 2,
    }  # fmt: skip
    assert ConsultationNote.objects.count() == 2
    assert [clinic.hold_past_clinic(), clinic.open_present_clinic(NOW)] == [of_the_slides, present]
    assert ClinicBooking.objects.count() == 13
    assert list(faults()) == []
