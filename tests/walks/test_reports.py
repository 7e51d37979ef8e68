# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Random persons write a report to the cabinet, fix it, note it, lay its letter, release it; what was fixed stands.

After each act: a version is what it was when it was fixed; what was noted was fixed, and nothing was written since;
what was issued is what was laid, says what was noted, and was released by nobody who wrote or laid any of it.
"""

import random
from collections.abc import Iterator

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoDbBlocker

from committee.cabinet import sha256_of
from committee.models import CabinetReportPaper, CabinetReportVersion, Resolution
from committee.operations import fix_agenda
from committee.queries.cabinet import said_by
from tests.committee.reports import item, lay, report, resolved, write
from tests.sizes import SIZES
from tests.standing import standing
from tests.walks.striding import replayed, strides
from tests.world import World
from workflows.models import TransitionRecord
from workflows.refusals import Refused

pytestmark = pytest.mark.django_db
PEOPLE = ("secretary", "secretary", "chair", "chair", "member", "officer")
ONWARD = (
    "freeze",
    "come",
    "come too",
    "open",
    "take_note",
    "lay",
    "lay",
    "release",
)  # mostly in this order, so that a walk gets there
MOST_PRINTED = 3  # each takes a second


@pytest.fixture(scope="module")
def compiling(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """A meeting whose call is closed, with a written report that tells of a resolution."""
    with standing(django_db_blocker, tmp_path_factory):
        world = resolved(World().to("queued"))
        for name in ("convene", "close_call"):
            world.act(name, "secretary", world.meeting)
        yield world


@settings(max_examples=max(1, SIZES.walks // 4), suppress_health_check=list(HealthCheck), deadline=None)
@given(seed=st.integers(0, 2**32))
def test_walk_of_a_report_keeps_what_was_fixed(compiling: World, seed: int) -> None:
    with transaction.atomic():
        walk = Walk(compiling, random.Random(seed))
        strides(walk.move, walk.look)
        transaction.set_rollback(True)


class Walk:
    """A world, a chance, the versions as they were first seen, and how far it came."""

    def __init__(self, world: World, chance: random.Random) -> None:
        self.world, self.chance = world, chance
        self.versions: dict[int, str] = {}
        self.came, self.printed = 0, 0

    def move(self) -> None:
        onward = self.chance.random() < 0.6
        if onward and self.came < len(ONWARD):
            self.make(ONWARD[self.came])
            self.came += 1
        else:
            self.make(self.chance.choice([*ONWARD, "write", "write", "thaw", "end", "correct", "certify"]))

    def make(self, name: str) -> None:
        world, who = self.world, "secretary" if self.chance.random() < 0.7 else self.chance.choice(PEOPLE)
        if name in ("freeze", "lay"):
            if self.printed == MOST_PRINTED:
                raise Refused
            self.printed += 1
        if name == "write":
            write(world, who, revision=report(world).revision, substance=f"สาระสำคัญ {self.chance.random()}")
        elif name == "freeze":
            fix_agenda(meeting=world.meeting, actor=world.people[who], at=world.at, request_id=world.request())
        elif name == "open":
            world.act("open", who, world.meeting)
        elif name.startswith("come"):
            world.act("arrive", "secretary", world.entry("chair" if name == "come" else "member"))
        elif name == "take_note":
            world.act("take_note", who, item(world))
        elif name == "lay":
            lay(world, who, number=f"สพร {self.chance.randint(1, 99)}")
        elif name == "release":
            world.act("release_report", self.chance.choice(("chair", who)), item(world))
        elif name == "correct":
            told = Resolution.objects.get(number=1).item
            world.act("correct", who, told, note="แก้คำ", facts={"text": f"มติ {self.chance.random()}"})
        elif name == "certify":
            if (drafted := Resolution.objects.filter(state="draft").first()) is None:
                raise Refused
            world.act("certify", "chair", drafted)
        else:
            world.act(name, who, world.meeting, note="เหตุผล")

    def look(self) -> None:
        """Assert what is always so."""
        now, held = item(self.world), report(self.world)
        replayed(now)
        versions = {one.pk: sha256_of(one.snapshot) for one in CabinetReportVersion.objects.all()}
        assert versions == {one.pk: one.sha256 for one in CabinetReportVersion.objects.all()}
        assert self.versions.items() <= versions.items()
        self.versions = versions
        paper = CabinetReportPaper.objects.filter(report=held).first()
        assert (paper is not None) is now_released(now.pk)
        if now.state != "noted":
            return
        fixed = held.fixed
        assert fixed is not None
        noting = TransitionRecord.objects.get(
            subject_type=now.kind, subject_id=now.pk, transition__in=("take_note", "note_it")
        )
        assert (noting.facts["report_sha256"], fixed.revision) == (fixed.sha256, held.revision)
        assert said_by(held).items() >= fixed.snapshot.items()
        if paper is not None and paper.letter is not None:
            assert (paper.document_id, paper.letter.version) == (paper.letter.document_id, fixed)
            assert paper.issued_by_id not in held.writers


def now_released(pk: int) -> bool:
    """Whether the record tells of a release."""
    return TransitionRecord.objects.filter(
        subject_type="committee.agendaitem", subject_id=pk, transition="release_report"
    ).exists()
