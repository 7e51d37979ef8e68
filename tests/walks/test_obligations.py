# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Random persons write, report, confirm, ask back and retire obligations; what must always be so is so."""

import random
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digital_plan.models import AgencyObligation, Obligation
from digital_plan.queries.obligations import counts_of
from digital_plan.states.obligations import SETTLED, DutyState
from tests import obligations
from tests.sizes import SIZES
from tests.walks.striding import replayed, strides
from tests.walks.test_projects import plausible
from tests.world import World
from workflows.clocks.days import end_of
from workflows.desks import expected_desks, flow_of, open_desks

pytestmark = pytest.mark.django_db
PEOPLE = ("officer", "officer", "nora", "screener", "screener", "screening_head", "screening_head", "admin", "stranger")


@settings(max_examples=SIZES.walks, suppress_health_check=list(HealthCheck), deadline=None)
@given(seed=st.integers(0, 2**32))
def test_walk_among_obligations_keeps_every_invariant(seed: int) -> None:
    with transaction.atomic():
        walk(World(), random.Random(seed))
        transaction.set_rollback(True)


def walk(world: World, chance: random.Random) -> None:
    def look() -> None:
        for subject in (*Obligation.objects.all(), *AgencyObligation.objects.select_related("obligation")):
            replayed(subject)
            open_now = open_desks(subject)
            found = {(task.flow_task.name, task.subject_type, task.subject_id) for task in open_now}
            assert found == expected_desks(flow_of(subject), subject, [])
            if isinstance(subject, AgencyObligation):
                stands_as_it_must(subject)
                due = subject.obligation.due_date
                for task in (one for one in open_now if one.flow_task.name == "doing_duty"):
                    assert task.due_at == (end_of(due) if due else None)
        counts = counts_of(AgencyObligation.objects.exclude(state=DutyState.LAPSED), world.at)
        assert counts["asked"] == sum(counts[name] for name in ("confirmed", "waiting", "outstanding", "exempt"))

    ways = [write_one, give_one, give_one, move_one, move_one, move_one, move_one]
    strides(lambda: chance.choice(ways)(world, chance), look)


def write_one(world: World, chance: random.Random) -> None:
    world.at += timedelta(days=chance.choice((0, 0, 1, 9)))
    due = {} if chance.random() < 0.7 else {"due_date": ""}
    obligations.written(world, chance.choice(("screener", "admin", "officer")), ("lead", "north"), **due)


def give_one(world: World, chance: random.Random) -> None:
    if duties := list(AgencyObligation.objects.select_related("agency")):
        duty = chance.choice(duties)
        name = next(name for name, agency in world.agencies.items() if agency == duty.agency)
        if obligations.duty_of(world, name) == duty:
            obligations.given(world, name, chance.choice(("officer", "nora", "screener")))


def move_one(world: World, chance: random.Random) -> None:
    kinds: list[Any] = [Obligation, AgencyObligation, AgencyObligation]
    if found := list(chance.choice(kinds).objects.order_by("pk")):
        subject = chance.choice(found)
        name = chance.choice(plausible(subject, chance))
        facts: dict[str, Any] = {"text": "คำถาม"} if name in ("return_duty", "reopen_duty") else {}
        if name in ("amend_obligation", "rewrite_obligation"):
            day = chance.choice(("", "2020-11-16", "2021-03-01"))
            facts = {"said": {"due_date": day, "number": str(chance.random())}}
        if name == "report_done":
            facts = {"done_on": chance.choice(("2020-11-02", "2099-01-01"))}
        note = "เหตุผล" if chance.random() < 0.9 else ""
        world.act(name, chance.choice(PEOPLE), subject, note=note, facts=facts)


def stands_as_it_must(duty: AgencyObligation) -> None:
    """Settled has a settler who did not report, outstanding has no report, late was reported after the last day."""
    assert (duty.settled_at is not None) == (duty.state in SETTLED)
    assert duty.settled_by_id is None or duty.settled_by_id != duty.reported_by_id
    if duty.state == DutyState.OUTSTANDING:
        assert (duty.reported_at, duty.report, duty.is_late) == (None, "", False)
    due_at = duty.obligation.due_at
    if duty.reported_at is not None:
        assert duty.is_late == (due_at is not None and duty.reported_at > due_at)
