# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""POST to the parts of projects: participations, opinions, conditions."""

from decimal import Decimal
from typing import Any

import pytest

from tests.api.asking import Program, told
from tests.world import World, everything

pytestmark = pytest.mark.django_db


def test_partner_consents() -> None:
    world = World().to("confirming")
    part = world.part("north")
    response = Program(world, "nora").act(
        f"/participations/{part.pk}/transitions/consent", if_match=f'"{part.version}"'
    )
    assert response.status_code == 200
    assert response.json()["facts"]["content_version"] == 1
    assert world.part("north").state == "consented"


def test_expert_gives_an_opinion() -> None:
    world = World(amount=Decimal("50000000.00")).to("screening")
    path = f"/opinions/{world.opinion().pk}/transitions/give"
    facts = {"advice": "support", "text": "เห็นด้วย"}
    assert Program(world, "expert").act(path, facts=facts).status_code == 200
    assert (world.opinion().state, world.opinion().text) == ("given", "เห็นด้วย")


def test_dga_confirms_a_condition() -> None:
    world = World().to("conditional")
    condition = world.project.conditions.get()
    path = f"/conditions/{condition.pk}/transitions/meet"
    assert Program(world, "screener").act(path, facts={"evidence": "หนังสือ 1/2564"}).status_code == 200
    assert world.project.conditions.get().state == "met"


@pytest.mark.parametrize(
    ("name", "step", "more", "answer"),
    [
        ("somsak", "consent", {}, (403, "not_permitted")),
        ("nora", "rejoin", {}, (409, "wrong_state")),
        ("nora", "consent", {"if_match": '"9"'}, (409, "version_conflict")),
        ("nora", "decline", {}, (422, "guards_unmet")),
        ("nora", "consent", {"facts": {"stage": "act"}}, (422, "invalid")),
        ("nora", "consent", {"request_id": "x"}, (422, "invalid")),
        ("stranger", "consent", {}, (404, "not_found")),
    ],
)
def test_act_on_a_part_is_refused(name: str, step: str, more: dict[str, Any], answer: tuple[int, str]) -> None:
    world = World().to("confirming")
    before = everything()
    path = f"/participations/{world.part('north').pk}/transitions/{step}"
    assert told(Program(world, name).act(path, **more)) == answer
    assert everything() == before


@pytest.mark.parametrize("kind", ["participations", "opinions", "conditions"])
def test_part_that_is_not_there_is_not_found(kind: str) -> None:
    world = World()
    before = everything()
    for pk in (999, 10**30):
        assert told(Program(world, "officer").act(f"/{kind}/{pk}/transitions/meet")) == (404, "not_found")
    assert everything() == before


def test_advice_that_is_not_listed_is_refused() -> None:
    world = World(amount=Decimal("50000000.00")).to("screening")
    before = everything()
    path = f"/opinions/{world.opinion().pk}/transitions/give"
    assert told(Program(world, "expert").act(path, facts={"advice": "maybe", "text": "x"})) == (422, "invalid")
    assert everything() == before
