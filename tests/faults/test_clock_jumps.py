# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The machine's clock jumps, also back: chains, the past as it was, and periodic work stay right."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from tests.world import AT, World
from workflows.anchors.making import make_anchor
from workflows.history.as_of import last_records
from workflows.jobs.registry import PERIODIC, Periodic
from workflows.jobs.ticking import tick
from workflows.models import TransitionRecord
from workflows.verification import faults

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
JUMPS = [5 * DAY, -3 * DAY, DAY, -2 * DAY, timedelta(), 9 * DAY]  # after AT, in the order of the acts


def test_chain_whose_moments_go_back_is_whole_and_follows_its_numbers() -> None:
    world = World()
    for number, jump in enumerate(JUMPS):
        world.act("propose" if number % 2 == 0 else "take_back", "officer", at=AT + jump, note="อีกครั้ง")
    make_anchor(AT + 2 * DAY)
    assert list(faults()) == []
    project = world.project
    assert project.state == "draft"
    records = list(
        TransitionRecord.objects.filter(subject_type=project.kind, subject_id=project.pk, seq__gt=project.version - 6)
    )
    made = {record.seq: record.at for record in records}
    assert [made[seq] - AT for seq in sorted(made)] == JUMPS  # the moments are kept as the clock gave them
    for at, last in [(AT - 3 * DAY, 2), (AT - 2 * DAY, 4), (AT, 5), (AT + 4 * DAY, 5), (AT + 9 * DAY, 6)]:
        assert last_records([project], at)[project.kind, project.pk].seq == project.version - 6 + last


def nothing(at: datetime) -> None:
    """A periodic job with little to do."""


@pytest.fixture
def hourly(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No periodic job but one each hour."""
    held = dict(PERIODIC)
    PERIODIC.clear()
    PERIODIC["x"] = Periodic("x", nothing, HOUR, timedelta())
    yield
    PERIODIC.clear()
    PERIODIC.update(held)


@pytest.mark.parametrize("remembers", [True, False])
def test_slot_that_the_clock_comes_back_to_is_not_worked_twice(hourly: None, remembers: bool) -> None:
    seen: dict[str, datetime] = {}
    given = [(0, 1), (3, 1), (0, 0), (3, 0), (1, 1), (4, 1), (1, 0), (0, 0)]  # (hours after AT, enqueued)
    for hours, enqueued in given:
        assert tick(AT + hours * HOUR, seen if remembers else None) == enqueued
