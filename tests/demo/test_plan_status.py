# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The demo's two rounds on the status of plans: numbered 1/2564 and 2/2564, reported, with what changed."""

import pytest

from digital_plan.models import RevisionProposal, StatusResult, StatusRound
from project.demo import plan_status, telling, year_end
from project.demo.acts import carry
from workflows.verification import faults

pytestmark = pytest.mark.django_db


def test_both_rounds_of_the_slides_are_reported_and_compared() -> None:
    telling.enter_registers()
    carry(plan_status.events())
    rounds = StatusRound.objects.order_by("pk")
    assert [(one.called, one.state, one.is_example) for one in rounds] == [
        ("1/2564", "round_reported", True), ("2/2564", "round_reported", True),
    ]  # fmt: skip
    content = StatusResult.objects.get(round=rounds[1]).content
    assert content["since"] == {"same": 1, "changed": 3, "new": 0, "silent": 1}
    assert {(row["code"], row["before"], row["after"]) for row in content["changed"]} == {
        ("dga", "done", "revising"), ("hii", "making", "done"), ("nia", "none", "making"),
    }  # fmt: skip
    assert [row["code"] for row in content["silent"]] == ["treasury"]
    assert list(faults()) == []


def test_changes_are_proposed_one_is_listed_and_the_year_is_summed_up() -> None:
    telling.enter_registers()
    year_end.propose_changes()
    states = RevisionProposal.objects.order_by("pk").values_list("state", "listed_in__number")
    assert list(states) == [("change_taken", 1), ("change_proposed", None)]
    summary = year_end.sum_up()
    assert (summary.fiscal_year, summary.number, year_end.sum_up()) == (2565, 1, summary)
