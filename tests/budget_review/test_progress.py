# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How far a round has come, and its money in pictures: of what each reader may see."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from budget_review.models import IntegrationProject, ProposalSection, Round, Stage, Workplan
from budget_review.plan import STRATEGIES, strategy_label, strategy_named_in, strategy_of
from budget_review.queries import pictures
from budget_review.queries.progress import MILESTONES, by_day, late_turns, reached_by, who_waits
from papers.spreadsheets import read_table
from tests.budget_review.pages import Visitor, text_of
from tests.project.conftest import queries_of
from tests.world import AT, World

Visit = Callable[[str], Visitor]


def counts(world: World, *projects: int) -> list[int]:
    return [len(of) for of in reached_by(projects or [world.project_id]).values()]


@pytest.mark.parametrize(
    ("state", "reached"),
    [
        ("draft", 1), ("confirming", 2), ("agency_approval", 2), ("submitted", 3), ("screening", 4), ("returned", 4),
        ("recommended", 5), ("not_eligible", 5), ("screened", 6), ("in_committee", 6), ("deferred", 6), ("endorsed", 7),
        ("conditional", 7), ("not_endorsed", 6), ("forwarded", 8), ("not_funded", 8), ("decided", 9),
        ("reported_back", 9), ("withdrawn", 1),
    ],
)  # fmt: skip
def test_a_project_counts_up_to_the_step_that_it_has_reached(world: World, state: str, reached: int) -> None:
    world.to(state)
    assert counts(world) == [1] * reached + [0] * (len(MILESTONES) - reached)


def test_what_was_reached_stays_reached_and_counts_once(world: World) -> None:
    world.to("recommended")
    world.at = AT + timedelta(days=4)
    world.act("reconsider", "screening_head", note="ทบทวน")
    world.act("recommend", "screener")
    reached = reached_by([world.project_id])
    assert reached[4] == {world.project_id: AT}  # the first time
    days, lines = by_day(reached)
    assert (len(days), [values for _label, values in lines]) == (1, [[1], [1], [1], [0]])


def test_days_between_are_filled_and_lines_never_fall(world: World) -> None:
    world.to("submitted")
    world.at = AT + timedelta(days=3)
    world.to("screening")
    days, lines = by_day(reached_by([world.project_id]))
    assert [day.isoformat() for day in days] == ["2020-11-02", "2020-11-03", "2020-11-04", "2020-11-05"]
    assert [values for _label, values in lines] == [[1, 1, 1, 1], [0, 0, 0, 1], [0, 0, 0, 0], [0, 0, 0, 0]]
    assert by_day(reached_by([])) == ([], [])


def test_who_is_waited_for_is_told_with_how_many_are_late(world: World) -> None:
    world.to("confirming")
    far = AT + timedelta(days=60)
    found = who_waits([world.project_id], far)
    assert [(one.count, one.late, one.since) for one in found] == [(1, 1, AT), (1, 1, AT)]
    assert [one.late for one in who_waits([world.project_id], AT)] == [0, 0]
    assert [who for _task, _project, who in late_turns([world.project_id], far)] == [one.who for one in found]
    assert who_waits([], far) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("ยุทธศาสตร์ที่ 2 พัฒนาบริการ", 2), ("สนับสนุนยุทธศาสตร์ที่ ๔", 4), ("ยุทธศาสตร์ 3 และยุทธศาสตร์ที่ 1", 3),
        ("serves Strategy 1", 1), ("ยุทธศาสตร์ที่ 5", None), ("ยุทธศาสตร์ที่ 12", None), ("แผนพัฒนา", None), ("", None),
    ],
)  # fmt: skip
def test_the_strategy_is_the_first_that_the_section_names(text: str, number: int | None) -> None:
    assert strategy_named_in(text) == number


def test_money_is_told_by_stage_ministry_and_strategy(world: World) -> None:
    world.to("screened")
    other = world.draft().pk
    ProposalSection.objects.create(
        project=world.project, key="plan_relation", text="ยุทธศาสตร์ที่ 2", revision=1, written_by=world.officer,
        written_at=AT,
    )  # fmt: skip
    ids = [world.project_id, other]
    whole = Decimal("4500000.00")
    stage, ministry, strategy = pictures.by_stage(ids), pictures.by_ministry(ids), pictures.by_strategy(ids)
    assert stage is not None
    assert ministry is not None
    assert strategy is not None
    assert [(row.label, row.values) for row in stage.rows] == [
        (Stage.PROPOSED.label, [whole]), (Stage.SCREENED.label, [whole]),
    ]  # fmt: skip
    assert [(row.label, row.values) for row in ministry.rows] == [("กระทรวงทดสอบ", [whole, whole])]
    assert [(row.label, row.values) for row in strategy.rows] == [(STRATEGIES[2], [whole, whole])]
    assert strategy.total is not None
    assert strategy.total.values == [whole, whole]
    every = IntegrationProject.objects.values("pk")  # as a query, which the database sums over, the same comes out
    assert [of(every) for of in (pictures.by_stage, pictures.by_ministry, pictures.by_strategy)] == [
        stage, ministry, strategy,
    ]  # fmt: skip
    assert [of([other]) for of in (pictures.by_stage, pictures.by_ministry, pictures.by_strategy)] == [None] * 3


def test_pages_show_what_a_person_may_see_and_say_so_when_that_is_nothing(world: World, visit: Visit) -> None:
    world.to("screened")
    pk = world.round.pk
    for page in ("round_progress", "round_pictures"):
        assert visit("screener").get(page, pk).status_code == 200
        assert visit("screener").get(page, pk + 1000).status_code == 404
    assert "Taken up for screening" in text_of(visit("officer").get("round_progress", pk))
    assert "No project of this round is open to you" in text_of(visit("stranger").get("round_progress", pk))
    assert "There is no money to show yet" in text_of(visit("stranger").get("round_pictures", pk))


def test_a_longer_round_costs_no_more_queries(world: World, visit: Visit, django_assert_max_num_queries: Any) -> None:
    auditor = visit("auditor")
    for _more in range(3):
        world.project_id = world.draft().pk
        world.to("submitted")
        for page, most in (("round_progress", 22), ("round_pictures", 17)):
            auditor.get(page, world.round.pk)
            with django_assert_max_num_queries(most):
                auditor.get(page, world.round.pk)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("items", "text", "code"),
    [
        (["66-70/1.2"], "ยุทธศาสตร์ที่ 3", "66-70/1"), (["66-70/4"], "", "66-70/4"), (["63-65/2"], "", "63-65/2"),
        (["63-65/k1", "66-70/f1", "66-70/2.1"], "", "66-70/2"), (["63-65/k1"], "Strategy 3", "66-70/3"),
        (["", "nothing/9"], "", ""), ([], "ยุทธศาสตร์ที่ ๒", "66-70/2"), ([], "", ""),
    ],
)  # fmt: skip
def test_the_table_of_the_section_names_the_strategy_before_its_text(items: list[str], text: str, code: str) -> None:
    assert strategy_of([{"item": item, "how": "x"} for item in items], text) == code
    assert code == "" or strategy_label(code)


def test_strategies_of_both_plans_stand_apart(world: World) -> None:
    world.to("screened")
    ProposalSection.objects.create(
        project=world.project, key="plan_relation", rows=[{"item": "63-65/2", "how": ""}], revision=1,
        written_by=world.officer, written_at=AT,
    )  # fmt: skip
    chart = pictures.by_strategy([world.project_id])
    assert chart is not None
    assert [row.label for row in chart.rows] == [strategy_label("63-65/2")]


# ── a fiscal year over all rounds ──


def next_year(world: World) -> None:
    """A second project, in a round of the next year, screened too."""
    plan = Workplan.objects.create(name_th="แผนปีถัดไป", fiscal_year=2566, host=world.agencies["dga"])
    world.round = Round.objects.create(
        workplan=plan, name_th="รอบ", opens_at=AT - timedelta(days=1), closes_at=AT + timedelta(days=9)
    )
    world.project_id = world.draft(amount=Decimal(100)).pk
    world.to("screened")


def values_of(page: Any) -> list[list[Any]]:
    return [[list(row.values) for row in chart.rows] for chart in page.context["charts"]]


def test_the_money_of_a_year_is_summed_over_its_rounds(world: World, visit: Visit) -> None:
    world.to("screened")
    other = Round.objects.create(
        workplan=world.round.workplan, name_th="รอบสอง", opens_at=AT - timedelta(days=1),
        closes_at=AT + timedelta(days=9),
    )  # fmt: skip
    world.round = other
    world.project_id = world.draft(amount=Decimal(1_000_000)).pk
    world.to("screened")
    next_year(world)
    auditor, sums = visit("auditor"), Decimal(7_500_000)
    page = auditor.get("year_money", query="?year=2565")
    assert values_of(page) == [[[sums], [sums]], [[sums, sums]], [[sums, sums]]]
    assert values_of(auditor.get("year_money", query="?year=2566"))[0] == [[Decimal(300)], [Decimal(300)]]
    assert values_of(auditor.get("year_money", query="?year="))[0] == [[sums + 300], [sums + 300]]
    assert "There is no money to show yet" in text_of(visit("stranger").get("year_money", query="?year=2565"))


def test_the_money_of_a_year_is_taken_away_as_it_is_shown(world: World, visit: Visit) -> None:
    world.to("screened")
    next_year(world)
    for kind in ("csv", "xlsx"):
        content = visit("auditor").get("year_money_file", kind, query="?year=2566").content
        rows = [row.cells for row in read_table(content, f"m.{kind}")]
        assert rows[0] == ["Shown by", "Group", "Stage", "Amount (baht)"]
        assert [(row[0], row[2], int(Decimal(row[3]))) for row in rows[1:]] == [
            ("Stage", "Proposed by the agency", 300),
            ("Stage", "After DGA screening", 300),
            ("Strategy", "Proposed by the agency", 300),
            ("Strategy", "After DGA screening", 300),
            ("Ministry", "Proposed by the agency", 300),
            ("Ministry", "After DGA screening", 300),
        ]


def test_a_year_of_more_projects_costs_no_more_queries(world: World, visit: Visit) -> None:
    world.to("submitted")
    costs = set()
    for _more in range(3):
        world.project_id = world.draft().pk
        world.to("submitted")
        costs.add(queries_of(world.auditor, reverse("year_money")))
    assert len(costs) == 1
