# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The demo's obligations: the four of the slides, in force, with reports in several states and one that came late."""

import pytest

from digital_plan.models import AgencyObligation, Obligation
from project.demo import obligations, telling
from project.demo.acts import carry
from workflows.verification import faults

pytestmark = pytest.mark.django_db


def test_obligations_of_the_slides_are_in_force_and_reported_on() -> None:
    telling.enter_registers()
    carry(obligations.events())
    assert set(Obligation.objects.values_list("section", "state", "is_example")) == {
        ("12", "in_force", True), ("13", "in_force", True), ("17", "in_force", True), ("", "in_force", True),
    }  # fmt: skip
    circular = AgencyObligation.objects.filter(obligation__section="")
    assert {one.agency.code: (one.state, one.is_late) for one in circular.select_related("agency")} == {
        "hii": ("confirmed", False), "gistda": ("confirmed", True), "nia": ("confirmed", False),
        "treasury": ("not_applicable", False), "dga": ("confirmed", False),
    }  # fmt: skip
    assert AgencyObligation.objects.filter(state="outstanding").count() == 12
    assert list(faults()) == []
