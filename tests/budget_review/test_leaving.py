# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A partner that leaves: told before what the proposal would lack, and asked again at every gate after."""

from collections.abc import Callable

from budget_review import guards as g
from budget_review.models import Stage
from budget_review.queries import money_table, round_totals, totals_by_stage
from budget_review.queries.leaving import lacking_without
from budget_review.queries.money import series_of
from tests.budget_review.pages import Visitor, text_of
from tests.budget_review.test_guards import attempt, weigh
from tests.refusing import refused
from tests.world import World
from workflows.refusals import GuardsUnmet

Visit = Callable[[str], Visitor]


def test_the_page_tells_what_would_be_lacking_and_the_gate_refuses_it_then(world: World, visit: Visit) -> None:
    officer = visit("officer")
    weigh(world, lead="50", north="30", south="20")
    north, south = world.part("north"), world.part("south")
    for part in (north, south):
        part.project = world.project
    assert lacking_without(south, attempt(world)) == [g.weights_add_up.sentence]
    assert officer.act_on("participation", south, "leave").status_code == 302
    weigh(world, lead="70", north="30")
    page = text_of(officer.get("part_act", world.project.code, "participation", north.pk, "leave"))
    for rule in (g.two_agencies, g.shared_kpi, g.weights_add_up):
        assert str(rule.sentence) in page
    assert officer.act_on("participation", north, "leave").status_code == 302
    with refused(GuardsUnmet) as raised:
        world.act("propose", "officer")
    assert {str(g.two_agencies.sentence), str(g.shared_kpi.sentence)} <= {str(one) for one in raised.value.reasons}


def test_who_leaves_without_harm_is_told_nothing(world: World, visit: Visit) -> None:
    weigh(world, lead="50", north="50")
    page = text_of(
        visit("officer").get("part_act", world.project.code, "participation", world.part("south").pk, "leave")
    )
    assert "What the proposal would lack then" not in page


def test_an_edit_shows_whose_consent_it_breaks_and_no_others(world: World, visit: Visit) -> None:
    world.act("propose", "officer")
    world.act("consent", "nora", world.part("north"))
    world.act("consent", "somsak", world.part("south"))
    world.act("send_back", "head", note="แก้ไข")
    officer, north = visit("officer"), world.part("north")
    overview = text_of(officer.get("project_edit", world.project.code))
    assert "Consents that the changes break" not in overview
    assert "Changing it breaks that consent" in text_of(officer.get("edit_part", world.project.code, north.pk))
    line = north.lines.get()
    officer.post(
        "lines_table", world.project.code, north.pk, expected_revision=world.project.revision, mode="add",
        pasted=f"เลขที่\tรายการ\tหมวด\tจำนวนเงิน\n{line.pk}\tระบบใหม่\t3\t10",
    )  # fmt: skip
    overview = text_of(officer.get("project_edit", world.project.code))
    broken = overview.partition("Consents that the changes break")[2].partition("</section>")[0]
    assert world.agencies["north"].name in broken
    assert world.agencies["south"].name not in broken


def test_what_a_leaver_once_asked_for_counts_in_no_sum_and_stays_in_the_series(world: World) -> None:
    weigh(world, lead="50", north="50")
    world.act("propose", "officer")
    asked = money_table(world.project).totals[0]
    south = world.part("south")
    world.act("decline", "somsak", south, note="ไม่มีภารกิจ")
    world.act("leave", "officer", south)
    world.act("propose", "officer")
    project = world.project
    without = asked - sum(line.amount_baht for line in south.active_lines())
    assert money_table(project).totals == [without]
    assert totals_by_stage([project.pk]) == {project.pk: {Stage.PROPOSED: without}}
    assert round_totals([project.pk]) == {Stage.PROPOSED: without}
    assert len(series_of(project)) == len(money_table(project).rows) * 2 + len(south.active_lines())
