# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""One act on many projects by the API: asked about without a trace, then made, with an answer for each."""

from datetime import date
from typing import Any, get_args
from uuid import UUID, uuid4

import pytest

from budget_review.api_many import Act
from budget_review.models import IntegrationProject
from budget_review.operations.many import ACTS, MOST
from tests.api.asking import ROOT, Program, at
from tests.orders import order_in_force
from tests.world import World, everything
from workflows.models import TransitionRecord

pytestmark = pytest.mark.django_db


def ask(program: Program, act: str, codes: Any, *, preview: bool, key: UUID | None = None, **more: Any) -> Any:
    """Send the request; ``codes`` may be codes or ``{code, version}``."""
    headers = program.headers | {"Idempotency-Key": str(key or uuid4())}
    if under := more.pop("under", None):
        headers["Acting-Under"] = str(under)
    projects = [{"code": one} if isinstance(one, str) else one for one in codes]
    body = {"preview": preview, "projects": projects, **more}
    with at():
        return program.client.post(
            f"{ROOT}/projects/bulk/{act}", body, content_type="application/json", headers=headers
        )


def two(world: World, state: str) -> list[IntegrationProject]:
    """Two projects in a state."""
    first = world.to(state).project
    world.project_id = world.draft().pk
    return [first, world.to(state).project]


def codes_of(projects: list[IntegrationProject]) -> list[str]:
    """Their codes."""
    return [project.code for project in projects]


def test_api_knows_the_acts_of_the_table() -> None:
    assert get_args(Act) == ACTS


def test_acts_are_asked_about_then_made_and_the_same_key_answers_the_same() -> None:
    world = World()
    codes, program, stands = codes_of(two(world, "submitted")), Program(world, "screener"), everything()
    looked = ask(program, "take_up", codes, preview=True)
    assert looked.status_code == 200
    assert everything() == stands
    assert {name: looked.json()[name] for name in ("act", "preview", "passed", "refused")} == {
        "act": "take_up", "preview": True, "passed": 2, "refused": 0,
    }  # fmt: skip
    assert looked.json()["projects"] == [{"code": code, "may": True, "record": None, "problem": None} for code in codes]
    key = uuid4()
    made = ask(program, "take_up", codes, preview=False, key=key).json()
    ids = list(TransitionRecord.objects.filter(transition="take_up").order_by("pk").values_list("pk", flat=True))
    assert [one["record"]["id"] for one in made["projects"]] == ids
    assert [one["record"]["target"] for one in made["projects"]] == ["screening"] * 2
    stands = everything()
    assert ask(program, "take_up", codes, preview=False, key=key).json() == made
    assert everything() == stands


def test_each_refusal_is_its_own_with_what_happened_meanwhile() -> None:
    world = World()
    good, moved = two(world, "submitted")
    version = moved.version
    world.act("take_up", "other_screener", moved)
    asked = [good.code, {"code": moved.code, "version": version}, "NO-1", good.code]
    answer = ask(Program(world, "screener"), "take_up", asked, preview=False).json()
    assert (answer["passed"], answer["refused"]) == (1, 2)
    assert [one["code"] for one in answer["projects"]] == [good.code, moved.code, "NO-1"]
    first, second, third = answer["projects"]
    assert first["record"]["transition"] == "take_up"
    assert (second["record"], second["problem"]["code"]) == (None, "version_conflict")
    assert second["problem"]["meanwhile"]["person"]["id"] == world.other_screener.pk
    assert third["problem"]["code"] == "not_found"


def test_what_one_may_not_see_or_do_changes_nothing() -> None:
    world = World()
    codes = codes_of(two(world, "submitted"))
    stands = everything()
    hidden = ask(Program(world, "stranger"), "take_up", codes, preview=False).json()
    assert {one["problem"]["code"] for one in hidden["projects"]} == {"not_found"}
    barred = ask(Program(world, "auditor"), "take_up", codes, preview=False).json()
    assert {one["problem"]["code"] for one in barred["projects"]} == {"not_permitted"}
    assert barred["projects"][0]["problem"]["who"].startswith("A DGA screening officer")
    assert everything() == stands


def test_letter_is_asked_for_and_kept_in_each_record() -> None:
    world = World()
    codes, program = codes_of(two(world, "decided")), Program(world, "screener")
    stands = everything()
    lacking = ask(program, "report_back", codes, preview=False).json()
    assert [one["problem"]["reasons"] for one in lacking["projects"]] == [["The letter's number must be given."]] * 2
    assert everything() == stands
    made = ask(program, "report_back", codes, preview=False, facts={"letter_number": "สพร 9/2564"}).json()
    assert [one["record"]["facts"]["letter_number"] for one in made["projects"]] == ["สพร 9/2564"] * 2


def test_many_are_made_for_another_by_an_order_and_by_no_other_door() -> None:
    world = World()
    projects = two(world, "recommended")
    codes = codes_of(projects)
    order = order_in_force(world, "screening_head", "secretary")
    program, stands = Program(world, "secretary"), everything()
    alone = ask(program, "pass_on", codes, preview=False).json()
    assert {one["problem"]["code"] for one in alone["projects"]} == {"not_permitted"}
    assert {one["problem"]["code"] for one in ask(
        Program(world, "admin"), "pass_on", codes, preview=False, under=order.pk
    ).json()["projects"]} == {"no_authority"}  # fmt: skip
    assert everything() == stands
    assert ask(program, "pass_on", codes, preview=True, under=order.pk).json()["passed"] == 2
    made = ask(program, "pass_on", codes, preview=False, under=order.pk).json()
    assert [one["record"]["on_behalf_of"]["id"] for one in made["projects"]] == [world.screening_head.pk] * 2
    assert [one["record"]["delegation"] for one in made["projects"]] == [order.pk] * 2
    assert order.valid_to == date(2020, 12, 31)


@pytest.mark.parametrize(
    ("act", "body"),
    [
        ("decide", {"preview": True, "projects": [{"code": "A"}]}),
        ("take_up", {"preview": True, "projects": []}),
        ("take_up", {"projects": [{"code": "A"}]}),
        ("take_up", {"preview": True, "projects": [{"code": "A"}] * (MOST + 1)}),
        ("take_up", {"preview": True, "projects": [{"code": "A", "state": "x"}]}),
        ("take_up", {"preview": True, "projects": [{"code": "A"}], "facts": {"amounts": {}}}),
    ],
)
def test_what_is_not_right_is_refused_whole(act: str, body: dict[str, Any]) -> None:
    world = World()
    stands = everything()
    program = Program(world, "screener")
    with at():
        response = program.client.post(
            f"{ROOT}/projects/bulk/{act}", body, content_type="application/json",
            headers=program.headers | {"Idempotency-Key": str(uuid4())},
        )  # fmt: skip
    assert response.status_code == 422
    assert response.json()["code"] == "invalid"
    assert everything() == stands
