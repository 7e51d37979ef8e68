# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Random persons act, and pass the tasks around between: verify finds nothing, and a refusal changes nothing."""

import random
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from agencies.absences import absences_at, end_absence, enter_absence
from tests.sizes import SIZES
from tests.walks.striding import strides
from tests.walks.test_projects import AMOUNTS, BEGINNINGS, brought, desks_fit, plausible, somebody, subjects_of
from tests.world import World, everything
from workflows import tasks
from workflows.acting import act
from workflows.clocks.halting import resume_clock, stop_clock
from workflows.clocks.holidays import NewHoliday, change
from workflows.clocks.ladder import sweep
from workflows.clocks.running import reason
from workflows.models import Task

pytestmark = pytest.mark.django_db
ASKED = reason("asked_for_papers", "papers are asked for")


class Walk:
    """One walk: the world, its clock, which only goes on, and the dice."""

    def __init__(self, world: World, chance: random.Random) -> None:
        self.world, self.chance, self.at = world, chance, world.at
        self.amounts = world.amounts()

    def stride(self) -> None:
        """Do something at random."""
        self.at += timedelta(hours=self.chance.choice((0, 1, 7, 30)))
        with transaction.atomic():
            self.chance.choice([self.act, self.act, self.move, self.move, self.speak, self.leave, self.tick])()

    def anybody(self) -> User:
        return self.chance.choice(list(self.world.people.values()))

    def someone(self) -> User:
        """Mostly one whom the tasks know."""
        known = [person for person in self.world.people.values() if person.username.startswith(("scr", "off", "oth"))]
        return self.chance.choice(known) if self.chance.random() < 0.6 else self.anybody()

    def a_task(self) -> int:
        """Mostly an open one, sometimes one that is closed."""
        turns = Task.objects.filter(flow_task_type="HUMAN").order_by("pk")
        still_open = list(turns.filter(finished=None))
        pool = still_open if still_open and self.chance.random() < 0.9 else list(turns)
        return self.chance.choice(pool).pk

    def act(self) -> None:
        subject = self.chance.choice(subjects_of(self.world))
        name = self.chance.choice(plausible(subject, self.chance))
        who = self.world.people[somebody(self.world, subject, name, self.chance)]
        act(subject, name, actor=who, at=self.at, request_id=uuid4(), **brought(self.amounts, self.chance))

    def move(self) -> None:
        note = "เหตุผล" if self.chance.random() < 0.9 else ""
        given: dict[str, Any] = {"actor": self.someone(), "at": self.at}
        moves: list[Callable[[int], Any]] = [
            lambda pk: tasks.claim(pk, **given),
            lambda pk: tasks.release(pk, **given),
            lambda pk: tasks.take_over(pk, note=note, **given),
            lambda pk: tasks.hand_over(pk, to=self.someone(), note=note, **given),
            lambda pk: tasks.take_back(pk, **given),
            lambda pk: tasks.reassign(pk, to=self.chance.choice([None, self.someone()]), note=note, **given),
            lambda pk: tasks.reassign(
                pk, to=self.someone(), note=note, actor=self.world.admin, at=self.at
            ),
        ]  # fmt: skip
        self.chance.choice(moves)(self.a_task())

    def speak(self) -> None:
        tasks.comment(self.a_task(), actor=self.someone(), text="ก", at=self.at, request_id=uuid4())

    def leave(self) -> None:
        """Somebody goes away, or comes back."""
        here = absences_at(self.at).first()
        if here and self.chance.random() < 0.5:
            end_absence(here.pk, actor=self.someone(), at=self.at)
            return
        person, days = self.someone(), timedelta(days=self.chance.randrange(4))
        enter_absence(
            person=person, from_date=self.at.date(), to_date=self.at.date() + days, note="ลา", at=self.at,
            substitute=self.chance.choice([None, self.someone()]), actor=self.chance.choice([person, self.anybody()]),
        )  # fmt: skip

    def tick(self) -> None:
        """Clocks stop and go on, a holiday is put in, or the ladder is swept."""
        task = Task.objects.select_related("process").get(pk=self.a_task())
        doing = self.chance.randrange(4)
        if doing == 0:
            sweep(self.at)
        elif doing == 1:
            day = (self.at + timedelta(days=self.chance.randrange(30))).date()
            who = self.chance.choice([self.world.admin, self.anybody()])
            off = NewHoliday(day=day, name_th="หยุด", source="มติ ครม.")
            change(add=[off], reason="เหตุผล", actor=who, at=self.at, request_id=uuid4())
        elif task.stopped_at:
            resume_clock(task.pk, actor=self.someone(), at=self.at, request_id=uuid4())
        else:
            owes = f"agency_officer@{self.world.project.lead_id}"
            stop_clock(
                task.pk, why=ASKED, owes=owes, actor=self.someone(), at=self.at, note="ขอเอกสาร", request_id=uuid4()
            )


def absences() -> list[Any]:
    from agencies.models import Absence

    return list(Absence.objects.order_by("pk").values())


@settings(max_examples=SIZES.walks, suppress_health_check=list(HealthCheck), deadline=None)
@given(seed=st.integers(0, 2**32), beginning=st.sampled_from(BEGINNINGS), amount=st.sampled_from(AMOUNTS))
def test_tasks_passed_around_between_acts_keep_every_invariant(seed: int, beginning: str, amount: Decimal) -> None:
    with transaction.atomic():
        walk = Walk(World(amount=amount).to(beginning), random.Random(seed))
        made = strides(walk.stride, lambda: desks_fit(walk.world), seen=lambda: (everything(), absences()))
        assert made  # a walk in which everything is refused would prove nothing
        transaction.set_rollback(True)
