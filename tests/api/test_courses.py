# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""GET lifecycles/{kind}/course: the same counts as the page, for what the asker may see."""

import pytest

from tests.api.asking import Program
from tests.world import World

pytestmark = pytest.mark.django_db


def test_course_counts_what_one_may_see() -> None:
    world = World().to("submitted")
    course = Program(world, "auditor").get("/lifecycles/project/course").json()
    states = {state["state"]: state for state in course["states"]}
    assert (course["subjects"], course["conforming"], course["ended"], course["cycle"]) == (1, 1, 0, None)
    assert states["submitted"]["here"] == 1
    assert states["draft"]["stays"]["count"] == 1
    assert states["draft"]["stays"]["median"].startswith("P")
    assert states["draft"]["stays_worked"] == {"count": 1, "median": 0, "ninth": 0, "longest": 0}  # all on one day
    assert isinstance(states["submitted"]["oldest_worked"], int)
    assert Program(world, "stranger").get("/lifecycles/project/course").json()["subjects"] == 0


def test_year_narrows_and_a_wrong_one_is_named() -> None:
    asked = Program(World(), "auditor")
    assert asked.get("/lifecycles/project/course?year=2570").json()["subjects"] == 0
    assert asked.get("/lifecycles/project/course?year=65").status_code == 422


def test_kind_that_is_not_there_is_not_found() -> None:
    assert Program(World(), "auditor").get("/lifecycles/moon/course").status_code == 404
