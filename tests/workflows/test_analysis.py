# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Time in state, loops, paths and conformance, from the records alone; the expected numbers are counted by hand."""

from datetime import UTC, date, datetime, timedelta

import pytest

from budget_review.models import ExpertOpinion, IntegrationProject, Participation
from tests.world import World
from workflows.analysis import Move, Spread, Stay, Walk, course_of, walks
from workflows.clocks.days import Calendar

DAY = timedelta(days=1)
START = datetime(2021, 1, 4, 2, 0, tzinfo=UTC)  # a Monday
WORKED = Calendar([date(2021, 1, 6)])  # the Wednesday of that week is a holiday


def walk(subject_id: int, *moves: tuple[str, str, str, int]) -> Walk:
    """Moves as (step, source, target, day)."""
    return Walk(subject_id, tuple(Move(step, source, target, START + DAY * day) for step, source, target, day in moves))


STRAIGHT = walk(
    1,
    ("begin", "draft", "draft", 0),
    ("propose", "draft", "confirming", 4),
    ("all_consented", "confirming", "agency_approval", 6),
    ("withdraw", "agency_approval", "withdrawn", 9),
)
LOOPING = walk(
    2,
    ("begin", "draft", "draft", 0),
    ("propose", "draft", "confirming", 10),
    ("take_back", "confirming", "draft", 11),
    ("propose", "draft", "confirming", 13),
)
STRANGE = walk(3, ("begin", "draft", "draft", 0), ("jump", "draft", "decided", 5))


def test_stays_end_where_the_next_begins_and_the_last_is_open() -> None:
    lengths = [(stay.state, stay.length(START + DAY * 20)) for stay in LOOPING.stays()]
    assert lengths == [("draft", DAY * 10), ("confirming", DAY), ("draft", DAY * 2), ("confirming", DAY * 7)]
    assert [stay.until for stay in LOOPING.stays()][-1] is None


def test_act_that_stays_in_its_state_does_not_end_the_stay() -> None:
    counted = walk(4, ("begin", "budgeting", "budgeting", 0), ("record_stage", "budgeting", "budgeting", 3))
    assert counted.path() == ("budgeting",)
    assert [stay.length(START + DAY * 5) for stay in counted.stays()] == [DAY * 5]


def test_clock_that_was_set_back_makes_no_time_negative() -> None:
    back = walk(5, ("begin", "draft", "draft", 3), ("propose", "draft", "confirming", 1))
    assert back.stays()[0].length(START) == timedelta()


@pytest.mark.parametrize(
    ("days", "median", "ninth", "longest"),
    [([3], 3, 3, 3), ([1, 2], 1, 2, 2), ([5, 1, 3], 3, 5, 5), (list(range(1, 11)), 5, 9, 10)],
)
def test_spread_is_by_nearest_rank(days: list[int], median: int, ninth: int, longest: int) -> None:
    spread = Spread.of([DAY * day for day in days])
    assert spread == Spread(len(days), DAY * median, DAY * ninth, DAY * longest)


def test_spread_of_nothing_is_nothing() -> None:
    assert Spread.of([]) is None


def test_course_counts_where_everyone_is_and_how_long_they_stayed() -> None:
    course = course_of(IntegrationProject, [STRAIGHT, LOOPING, STRANGE], START + DAY * 20, WORKED)
    states = {time.state: time for time in course.states}
    assert (course.subjects, course.ended, course.looped, course.conforming) == (3, 1, 1, 2)
    assert course.cycle == Spread(1, DAY * 9, DAY * 9, DAY * 9)
    assert states["draft"].stays == Spread(4, DAY * 4, DAY * 10, DAY * 10)  # 2, 4, 5 and 10 days
    assert (states["draft"].here, states["draft"].again) == (0, 1)
    assert (states["confirming"].here, states["confirming"].oldest, states["confirming"].again) == (1, DAY * 7, 1)
    assert states["withdrawn"].here == 1
    assert states["withdrawn"].oldest is None  # nothing waits at an end


def test_course_counts_working_days_beside_those_of_the_calendar() -> None:
    course = course_of(IntegrationProject, [STRAIGHT, LOOPING, STRANGE], START + DAY * 20, WORKED)
    states = {time.state: time for time in course.states}
    assert course.cycle_worked == Spread(1, 6, 6, 6)  # Monday to the Wednesday after: a weekend and a holiday within
    assert states["draft"].stays_worked == Spread(4, 3, 7, 7)  # Monday to Friday 3, 10 days 7, Friday to Sunday 0, 3
    assert (states["confirming"].oldest_worked, states["withdrawn"].oldest_worked) == (5, None)


def test_working_days_of_a_stay_do_not_count_its_first_day_nor_fall_below_none() -> None:
    monday, tuesday = START, START + DAY
    assert Stay("draft", monday, tuesday).working_days(tuesday, WORKED) == 1
    assert Stay("draft", monday, monday).working_days(tuesday, WORKED) == 0
    assert Stay("draft", tuesday, None).working_days(tuesday + DAY, WORKED) == 0  # the Wednesday is a holiday
    assert Stay("draft", tuesday, monday).working_days(tuesday, WORKED) == 0


def test_course_tells_moves_that_no_lifecycle_knows_and_steps_that_nobody_took() -> None:
    course = course_of(IntegrationProject, [STRAIGHT, LOOPING, STRANGE], START, WORKED)
    assert [(step.name, step.count) for step in course.steps if not step.declared] == [("jump", 1)]
    taken = {(step.name, step.source): step.count for step in course.steps if step.declared}
    assert taken["propose", "draft"] == 3
    assert taken["take_back", "confirming"] == 1
    assert taken["hand_in", "agency_approval"] == 0


def test_moves_that_do_not_continue_one_another_do_not_conform() -> None:
    torn = walk(6, ("begin", "draft", "draft", 0), ("all_consented", "confirming", "agency_approval", 2))
    assert course_of(IntegrationProject, [torn], START + DAY * 3, WORKED).conforming == 0


def test_most_frequent_paths_stand_first() -> None:
    course = course_of(IntegrationProject, [STRANGE, LOOPING, LOOPING], START, WORKED, most_paths=1)
    assert [(path.states, path.count) for path in course.paths] == [(("draft", "confirming", "draft", "confirming"), 2)]


@pytest.mark.django_db
def test_walks_are_read_from_the_records_of_each_kind() -> None:
    world = World().to("screening")
    [project] = walks(IntegrationProject)
    assert project.subject_id == world.project_id
    assert project.path() == ("draft", "confirming", "agency_approval", "submitted", "screening")
    assert {part.subject_id for part in walks(Participation)} == set(Participation.objects.values_list("pk", flat=True))
    assert list(walks(ExpertOpinion)) == []
    assert list(walks(IntegrationProject, IntegrationProject.objects.none())) == []


@pytest.mark.django_db
def test_everything_the_engine_did_conforms() -> None:
    world = World().to("decided")
    course = course_of(IntegrationProject, walks(IntegrationProject), world.at, WORKED)
    assert (course.subjects, course.conforming) == (1, 1)
    assert all(step.declared for step in course.steps)


@pytest.mark.django_db
def test_walks_take_one_query_however_many(django_assert_num_queries: object) -> None:
    for tag in ("-a", "-b", "-c"):
        World(tag)
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert len(list(walks(IntegrationProject, IntegrationProject.objects.all()))) == 3
