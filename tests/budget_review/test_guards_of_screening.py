# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Each guard of screening and of what follows it at its boundary, on rows of a small world."""

from typing import Any
from uuid import uuid4

import pytest

from budget_review import guards as g
from budget_review.models import AmountEntry, CriteriaSet, Criterion, Finding, Inquiry, PairFinding, Screening, Stage
from tests.world import AT, World
from workflows.lifecycle import Attempt

pytestmark = pytest.mark.django_db
OF_A_SCREENING = (g.opinion_written, g.recommended_to_pass, g.recommended_not_eligible)


def attempt(world: World) -> Attempt:
    return Attempt(actor=world.screener, at=AT, request_id=uuid4())


@pytest.mark.parametrize(
    ("opinion", "recommendation", "hold"),
    [
        ("เห็นควร", "pass", (True, True, False)),
        ("เห็นควร", "not_eligible", (True, False, True)),
        ("เห็นควร", "", (False, False, False)),
        ("", "pass", (False, True, False)),
        (" \n", "pass", (False, True, False)),
        ("", "", (False, False, False)),
    ],
)
def test_opinion_and_recommendation_are_asked_each_for_itself(
    opinion: str, recommendation: str, hold: tuple[bool, ...]
) -> None:
    world = World().to("screening")
    Screening.objects.filter(project=world.project_id).update(opinion=opinion, recommendation=recommendation)
    assert tuple(guard(world.project, attempt(world)) for guard in OF_A_SCREENING) == hold


def test_nothing_is_written_of_what_nobody_screens() -> None:
    world = World()
    assert [guard(world.project, attempt(world)) for guard in (*OF_A_SCREENING, g.evidence_named)] == [False] * 4


@pytest.mark.parametrize(
    ("needs", "verdict", "evidence", "holds"),
    [
        (True, "met", "หน้า 3", True),
        (True, "met", " ", False),
        (True, "partly", "", False),
        (True, "partly", "หน้า 3", True),
        (True, "not_met", "", True),
        (False, "met", "", True),
    ],
)
def test_evidence_is_named_of_what_was_found_to_be_so(needs: bool, verdict: str, evidence: str, holds: bool) -> None:
    world = World().to("screening")
    screening = Screening.objects.get(project=world.project_id)
    criterion = Criterion.objects.create(
        criteria_set=CriteriaSet.objects.get(number=100), code="shown", name_th="มีหลักฐาน", position=9, weight=0,
        kind="reviewer", needs_evidence=needs,
    )  # fmt: skip
    Finding.objects.create(screening=screening, criterion=criterion, verdict=verdict, evidence=evidence)
    assert g.evidence_named(world.project, attempt(world)) is holds


@pytest.mark.parametrize(("stage", "holds"), [(Stage.ACT, False), (Stage.ALLOCATED, True), (Stage.SPENT, False)])
def test_project_is_allocated_once_a_line_has_such_an_amount(stage: Stage, holds: bool) -> None:
    world = World()
    line = world.part("north").lines.get()
    AmountEntry.objects.create(line=line, stage=stage, amount_baht="1.00", project_seq=world.project.version, at=AT)
    assert g.is_allocated(world.project, attempt(world)) is holds


@pytest.mark.parametrize(("state", "holds"), [("submitted", False), ("screening", True), ("recommended", False)])
def test_pair_is_judged_while_its_project_is_screened(state: str, holds: bool) -> None:
    world = World().to(state)
    assert g.pair_is_in_screening(PairFinding(project=world.project), attempt(world)) is holds


@pytest.mark.parametrize(("days", "holds"), [(-1, False), (0, False), (1, True), (20, True), (21, False)])
def test_term_of_an_answer_is_a_day_to_twenty(days: int, holds: Any) -> None:
    assert g.term_is_fair(Inquiry(days=days), attempt(World())) is holds
