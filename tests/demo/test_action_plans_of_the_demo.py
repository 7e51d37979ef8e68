# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The demo has an action plan in each hand: with DGA's receipt, on DGA's desk, and being written beside a document."""

from datetime import UTC, datetime

import pytest

from digital_plan.own_plans import compared
from papers.queries import document_content
from project.demo import registers
from project.demo.action_plans import write_action_plans
from workflows.verification import faults

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


@pytest.mark.django_db
def test_demo_has_action_plans_in_several_states() -> None:
    registers.enter_agencies()
    registers.enter_people(None)
    plans = write_action_plans(NOW)
    assert [type(plan).objects.get(pk=plan.pk).state for plan in plans] == [
        "acknowledged", "sent_to_dga", "being_written",
    ]  # fmt: skip
    own = plans[2].own_document()
    assert own is not None
    assert own.document is not None
    found = compared(document_content(own.document))
    assert [one.section.key for one in found.found] == [
        "background", "digital_situation", "strategies_together", "strategies", "driving",
    ]  # fmt: skip
    assert list(faults()) == []
