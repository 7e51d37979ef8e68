# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A made-up round is the same whenever it is made, each step is its person's own, and every chain proves."""

from datetime import date
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from budget_review.models import IntegrationProject, Stage
from budget_review.queries import round_totals
from project.demo.large import carry_round, open_large_round
from project.demo.large.words import made_up
from project.demo.live import Calendar
from workflows import verification
from workflows.models import TransitionRecord

CALENDAR = Calendar(today=date(2026, 3, 16))


@pytest.mark.django_db
def test_a_round_is_carried_to_the_office_and_partly_through_the_screening() -> None:
    held = open_large_round(CALENDAR, 7)
    carry_round(held, CALENDAR, projects=7, screened=3, drafts=2)
    found = list(IntegrationProject.objects.filter(round=held).order_by("code"))
    assert [(project.code, project.state) for project in found] == [
        ("DG70-1001", "screened"), ("DG70-1002", "not_eligible"), ("DG70-1003", "screened"),
        ("DG70-1004", "submitted"), ("DG70-1005", "submitted"), ("DG70-1006", "draft"), ("DG70-1007", "confirming"),
    ]  # fmt: skip
    asked = [sum(made_up(place).amounts_baht.values()) for place in range(1, 8)]
    assert round_totals([project.pk for project in found])[Stage.PROPOSED] == sum(asked[:5]) + asked[6]
    assert held.workplan.ceiling_baht is not None
    assert list(verification.first_faults(1)) == []
    decided = TransitionRecord.objects.filter(transition__in=("recommend", "pass_on", "find_not_eligible"))
    by_project: dict[int, set[int]] = {}
    for record in decided:
        by_project.setdefault(record.subject_id, set()).add(record.actor_id)
    assert [len(people) for people in by_project.values()] == [2, 2, 2]  # two people, each time


def test_the_same_number_gives_the_same_project_and_titles_differ() -> None:
    assert made_up(17) == made_up(17)
    titles = {made_up(place).title for place in range(1, 301)}
    assert len(titles) > 260
    assert all(2 <= len(made_up(place).amounts_baht) <= 4 for place in range(1, 301))


@pytest.mark.django_db
@pytest.mark.parametrize("asked", [{"projects": 0}, {"projects": 3, "screened": 4}, {"projects": 3, "drafts": -1}])
def test_a_round_that_cannot_be_is_refused_and_nothing_is_made(asked: dict[str, Any]) -> None:
    with pytest.raises(CommandError, match="at least one project"):
        call_command("make_round", **asked)
    assert not IntegrationProject.objects.exists()


@pytest.mark.django_db
def test_a_round_is_made_once() -> None:
    call_command("make_round", projects=1, verbosity=0)
    with pytest.raises(CommandError, match="already"):
        call_command("make_round", projects=1)
    assert IntegrationProject.objects.count() == 1
