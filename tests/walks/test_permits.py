# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Permits of two definitions live beside each other at random, and come under the newer one at random moments."""

import random
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.permits.living import AT, PEOPLE, Permits, permits, wanted
from tests.sizes import SIZES
from tests.walks.striding import replayed, strides
from tests.walks.test_projects import plausible
from workflows import tasks
from workflows.definitions.migrating import migrate
from workflows.desks import expected_desks, flow_of, open_desks
from workflows.lifecycle import Subject, rules_of, steps_of
from workflows.models import Task, TransitionRecord

__all__ = ["permits"]
NEW_STATES: list[dict[str, str]] = [{}, {"checked": "verified"}, {"checked": "verified", "looked": "verified"}]


class Walk:
    """One walk: the permits, the dice, and a clock that only goes on."""

    def __init__(self, world: Permits, chance: random.Random, folder: Path) -> None:
        self.world, self.chance, self.folder, self.at = world, chance, folder, AT
        for _number in range(3):
            self.ask(folder)

    def stride(self) -> None:
        self.at += timedelta(hours=self.chance.choice((0, 1, 30)))
        doings: list[Callable[[], Any]] = [self.act] * 6 + [self.task] * 2 + [self.ask, self.migrate]
        self.chance.choice(doings)()

    def subjects(self) -> list[Subject]:
        from tests.permits.models import Permit, Reference

        return [*Permit._default_manager.order_by("pk"), *Reference._default_manager.order_by("pk")]

    def ask(self, folder: Path | None = None) -> None:
        """Somebody asks for one more: under the newest definition, but for those that are there at the beginning."""
        fields: dict[str, Any] = {name: self.chance.random() < 0.3 for name in ("is_small", "is_locked")}
        purpose = "ทดสอบ" if self.chance.random() < 0.7 else ""
        self.world.ask(folder, references=self.chance.randrange(3), purpose=purpose, **fields)

    def act(self) -> None:
        subject = self.chance.choice(self.subjects())
        name = self.chance.choice(plausible(subject, self.chance))
        for_it = rules_of(steps_of(type(subject))[name]).who
        who = for_it.__name__ if for_it is not None and self.chance.random() < 0.8 else self.chance.choice(PEOPLE)
        self.world.act(name, who, subject, note="เหตุผล" if self.chance.random() < 0.8 else "")

    def task(self) -> None:
        """Somebody takes a task up, or puts it back."""
        if open_ones := list(Task.objects.filter(flow_task_type="HUMAN", finished=None).order_by("pk")):
            move = self.chance.choice([tasks.claim, tasks.release])
            who = self.world.people[self.chance.choice(PEOPLE)]
            move(self.chance.choice(open_ones).pk, actor=who, at=self.at)

    def migrate(self) -> None:
        """Bring what lives under the first definition under the second, all or none."""
        from tests.permits.models import Permit, Reference

        every = [one.pk for one in self.subjects()]
        left = tuple(self.chance.sample(every, self.chance.randrange(min(4, len(every)))))
        asked = wanted(self.chance.choice(NEW_STATES), kind=self.chance.choice([Permit, Reference]), leave=left)
        admin = self.world.people["admin"]
        migrate(asked, actor=admin, at=self.at, request_id=uuid4(), reason=self.chance.choice(["ระเบียบใหม่", ""]))

    def look(self) -> None:
        """The chains lead to the states, and the desks are those that the states ask for.

        Who lives under another definition than at the beginning has the record that brought it there, and nobody else.
        """
        from tests.permits.models import Permit, Reference

        for subject in self.subjects():
            replayed(subject)
            of_subject = TransitionRecord.objects.filter(subject_type=subject.kind, subject_id=subject.pk)
            steps = {record.transition: record for record in of_subject}
            assert ("migrate" in steps) == (steps["begin"].facts.get("definition", 1) != subject.definition)
        for permit in Permit._default_manager.order_by("pk"):
            parts = Reference._default_manager.filter(permit=permit)
            found = {(task.flow_task.name, task.subject_type, task.subject_id) for task in open_desks(permit)}
            assert found == expected_desks(flow_of(permit), permit, parts)


@settings(max_examples=SIZES.walks, suppress_health_check=list(HealthCheck), deadline=None)
@given(seed=st.integers(0, 2**32))
def test_permits_of_two_definitions_keep_every_invariant(permits: Permits, tmp_path: Path, seed: int) -> None:
    with transaction.atomic():
        walk = Walk(permits, random.Random(seed), tmp_path)
        assert strides(walk.stride, walk.look)
        transaction.set_rollback(True)
