# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Random persons draft, record, certify, correct, reconsider, send, report and close; what must be so is so.

After each act: an item that is resolved has exactly one standing resolution and others none (I16); numbers are given
once and without a gap (I6); what the ledger endorses last is what the standing resolution says (I17); a letter holds
just as long as its resolution does (I28).
"""

import random
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from budget_review.models import Stage
from budget_review.queries import latest_amounts
from committee.models import ActionItem, DecisionLetter, LetterPattern, Resolution
from committee.states import SEALED, STANDS, ItemState, ResolutionState
from tests.sizes import SIZES
from tests.walks.striding import replayed, strides
from tests.walks.test_projects import plausible
from tests.world import World
from workflows.desks import expected_desks, flow_of, open_desks
from workflows.lifecycle import Subject

pytestmark = pytest.mark.django_db
VERBS = ("endorse", "approve", "endorse_in_principle", "endorse_with_conditions", "not_endorse", "defer",
         "return_from_committee", "withdraw_matter", "take_note")  # fmt: skip


@settings(max_examples=SIZES.walks, suppress_health_check=list(HealthCheck), deadline=None)
@given(seed=st.integers(0, 2**32))
def test_walk_among_resolutions_keeps_every_invariant(seed: int) -> None:
    with transaction.atomic():
        walk(World().to("in_committee"), random.Random(seed))
        transaction.set_rollback(True)


def walk(world: World, chance: random.Random) -> None:
    series = LetterPattern.objects.create(committee=world.committee, prefix="สพร ๐๑", sender="ส", signer="ล")
    strides(lambda: move(world, chance, series), lambda: look(world))


def move(world: World, chance: random.Random, series: LetterPattern) -> None:
    """Try one act of one person on the item or on what followed from it."""
    on: list[Subject] = [world.item, world.item, *world.item.resolutions.order_by("-pk")[:2]]
    on += [*DecisionLetter.objects.order_by("-pk")[:3], *ActionItem.objects.order_by("-pk")[:2]]
    if chance.random() < 0.05:
        on = [world.meeting]
    subject = chance.choice(on)
    name = chance.choice(plausible(subject, chance))
    who = chance.choice(("secretary", "chair", "secretary", "chair", "nora", "somsak", "officer", "member"))
    facts: dict[str, Any] = {"pattern": str(series.pk), "text": f"มติที่ {chance.random()}", "link": "https://data.go.th/"}
    if name == "draft":
        facts |= said(world, chance)
    if name == "extend":
        facts["due_date"] = chance.choice(("2021-12-01", "2020-01-01"))
    world.act(name, who, subject, note=chance.choice(("เหตุผล", "เหตุผล", "")), facts=facts)


def said(world: World, chance: random.Random) -> dict[str, Any]:
    task = {"text": "จัดทำข้อมูล", "agency": world.part("north").agency.code, "working_days": chance.randint(0, 40)}
    also = chance.choice(([], ["assign"], ["take_note", "assign"], ["defer"]))
    return {
        "verb": chance.choice(VERBS), "also": also, "amounts": world.amounts(), "conditions": [{"text": "เงื่อนไข"}],
        "actions": [task] if "assign" in also else [],
    }  # fmt: skip


def look(world: World) -> None:
    item = world.item
    standing = list(item.resolutions.filter(state__in=STANDS))
    assert len(standing) == (item.state in (ItemState.RESOLVED, ItemState.DEFERRED))
    numbers = sorted(number for number in Resolution.objects.values_list("number", flat=True) if number is not None)
    assert numbers == list(range(1, len(numbers) + 1))
    for resolution in item.resolutions.all():
        replayed(resolution)
        is_numbered = resolution.number is not None
        assert is_numbered or resolution.state not in (*SEALED, ResolutionState.CORRECTED)
        for letter in resolution.letters.all():
            assert (letter.state == "superseded") is (resolution.state in ("superseded", "corrected"))
    _money_is_as_resolved(world, standing)
    for one in (*DecisionLetter.objects.all(), *ActionItem.objects.all()):
        replayed(one)
        found = {(task.flow_task.name, task.subject_type, task.subject_id) for task in open_desks(one)}
        assert found == expected_desks(flow_of(one), one, [])


def _money_is_as_resolved(world: World, standing: list[Resolution]) -> None:
    for resolution in standing:
        if resolution.state in SEALED and resolution.amounts:
            endorsed = latest_amounts(world.project, Stage.ENDORSED)
            assert {str(line): amount for line, amount in endorsed.items()} == {
                line: Decimal(amount) for line, amount in resolution.amounts.items()
            }
