# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Criteria in versions: copied, written, published, then fixed; findings show their working."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from budget_review.automatic import AUTOMATIC
from budget_review.models import BudgetLine, CriteriaDraft, CriteriaSet, Kpi, KpiShare, ProposalSection, Round
from budget_review.operations.criteria import begin_draft, discard_draft, publish_draft, write_row
from budget_review.operations.screening import save_screening
from budget_review.standard_criteria import STANDARD
from tests.budget_review.pages import Visitor, text_of
from tests.refusing import refused
from tests.world import AT, World
from workflows.refusals import GuardsUnmet, NotPermitted, VersionConflict

Visit = Callable[[str], Visitor]


@pytest.fixture
def standard(world: World) -> World:
    """The world's round under the delivered criteria."""
    Round.objects.filter(pk=world.round.pk).update(criteria_set=CriteriaSet.objects.get(number=1))
    return world


def verdicts(world: World) -> dict[str, str]:
    assert world.project.screening is not None
    return dict(world.project.screening.findings.values_list("criterion__code", "verdict"))


def found(world: World, code: str) -> Any:
    return AUTOMATIC[code].find(world.project)


def said(world: World, code: str) -> str:
    return " | ".join(AUTOMATIC[code].say(dict(found(world, code).working)))


# ── what is asked ──


def test_taking_up_lays_out_what_the_tier_asks(standard: World) -> None:
    asked = {row["code"] for row in STANDARD if row.get("from_tier", "light") == "light"}
    assert set(verdicts(standard.to("screening"))) == asked
    assert "standards" not in asked


def test_a_fuller_review_is_asked_more(standard: World) -> None:
    BudgetLine.objects.update(amount_baht=Decimal(2_000_000))
    assert set(verdicts(standard.to("screening"))) == {row["code"] for row in STANDARD}


def test_content_that_calls_for_a_fuller_review_is_asked_the_rest(standard: World) -> None:
    standard.to("returned")
    BudgetLine.objects.filter(participation=standard.part("lead")).update(amount_baht=Decimal(4_000_000))
    standard.act("resubmit", "officer")
    assert "standards" in verdicts(standard)


def test_answers_given_while_taking_up_are_kept_and_others_refused(standard: World) -> None:
    standard.to("submitted")
    for wrong in ({"intake-letter": "noted"}, {"value": "met"}, {"moon": "met"}):
        with refused(GuardsUnmet):
            standard.act("take_up", "screener", facts={"intake": wrong})
    standard.act("take_up", "screener", facts={"intake": {"intake-letter": "met"}})
    assert (verdicts(standard)["intake-letter"], verdicts(standard)["intake-documents"]) == ("met", "")
    with refused(GuardsUnmet) as raised:
        standard.act("recommend", "screener")
    assert "Every criterion must have a finding." in raised.value.reasons


def test_a_round_keeps_the_version_it_began_with(world: World) -> None:
    assert world.round.criteria_set_id is None
    world.to("screening")
    kept = Round.objects.get(pk=world.round.pk).criteria_set
    assert kept is not None
    assert kept.number == 100
    draft = begin_draft(actor=world.admin, at=AT)
    publish_draft(expected_revision=draft.revision, reason="ฉบับใหม่", actor=world.admin, at=AT)
    other = world.draft()
    world.project_id = other.pk
    world.to("screening")
    assert other.round_id == world.round.pk
    screening = world.project.screening
    assert screening is not None
    assert screening.criteria_set == kept


# ── what the service finds ──


def test_working_names_who_was_counted(world: World) -> None:
    assert found(world, "two-agencies").verdict == "met"
    names = [world.agencies[name].name_th for name in ("lead", "north", "south")]
    assert said(world, "two-agencies") == f"3 agencies bring budget, 2 are needed: {' · '.join(names)}"
    world.part("north").__class__.objects.exclude(agency=world.agencies["lead"]).update(sector="private")
    assert found(world, "two-agencies").verdict == "not_met"
    assert "not counted" in said(world, "two-agencies")


def test_shares_and_weights_are_told_by_kpi(world: World) -> None:
    assert found(world, "shared-kpi").verdict == found(world, "weights-add-up").verdict == "met"
    assert said(world, "weights-add-up") == "ร้อยละการเชื่อมโยง: 33.34 + 33.33 + 33.33 = 100 percent"
    KpiShare.objects.filter(participation=world.part("north")).delete()
    assert found(world, "weights-add-up").verdict == "not_met"
    assert said(world, "weights-add-up") == "ร้อยละการเชื่อมโยง: 33.34 + 33.33 = 66.67 percent"


def test_lines_are_counted_and_summed_by_agency(world: World) -> None:
    assert found(world, "lines-add-up").verdict == "met"
    assert said(world, "lines-add-up").startswith("3 lines, together 4,500,000 baht | ")
    BudgetLine.objects.filter(participation=world.part("south")).update(is_active=False)
    assert found(world, "lines-add-up").verdict == "not_met"


@pytest.mark.parametrize(
    ("baseline", "has_time", "verdict"),
    [("0", True, "met"), ("0", False, "partly"), (" ", True, "partly"), (" ", False, "not_met")],
)
def test_measurable_needs_a_time_and_a_baseline(world: World, baseline: str, has_time: bool, verdict: str) -> None:
    Kpi.objects.update(baseline=baseline)
    project = world.project
    project.starts_on = project.ends_on = AT.date() if has_time else None
    assert AUTOMATIC["measurable"].find(project).verdict == verdict


@pytest.mark.parametrize(
    ("items", "text", "verdict"),
    [
        (["63-65/3"], "", "met"), (["66-70/1.2"], "", "partly"), (["66-70/1.2", "63-65/f1"], "", "met"),
        ([], "สนับสนุนแผน", "partly"), ([], "", "not_met"), (["moon"], "", "not_met"),
    ],
)  # fmt: skip
def test_the_plan_of_the_year_counts(world: World, items: list[str], text: str, verdict: str) -> None:
    """The world's workplan is of 2565, and so the plan of 2563–2565."""
    rows = [{"item": item, "how": ""} for item in items]
    ProposalSection.objects.create(project=world.project, key="plan_relation", rows=rows, text=text)
    assert found(world, "plan-link").verdict == verdict
    assert said(world, "plan-link")


@pytest.mark.parametrize(("amount_baht", "verdict"), [("100000000.00", "met"), ("100000000.01", "noted")])
def test_dear_computer_systems_are_noted_and_cost_no_points(world: World, amount_baht: str, verdict: str) -> None:
    line = BudgetLine.objects.filter(participation=world.part("north"))
    line.update(is_ict=True, amount_baht=Decimal(amount_baht))
    assert found(world, "state-committee").verdict == verdict
    assert world.agencies["north"].name_th in said(world, "state-committee")
    assert next(row["weight"] for row in STANDARD if row["code"] == "state-committee") == 0


def test_resubmission_finds_the_automatic_ones_anew(standard: World) -> None:
    standard.to("returned")
    assert verdicts(standard)["plan-link"] == "not_met"
    ProposalSection.objects.create(project=standard.project, key="plan_relation", rows=[{"item": "63-65/1"}])
    standard.act("resubmit", "officer")
    assert verdicts(standard)["plan-link"] == "met"
    assert verdicts(standard)["intake-letter"] == ""


# ── what the officer answers ──


def answer(world: World, given: dict[str, str], evidence: str = "ภาคผนวก ก") -> Any:
    screening = world.project.screening
    assert screening is not None
    findings = screening.findings.select_related("criterion").exclude(criterion__kind="automatic")
    chosen = {
        each.pk: (
            given.get(each.criterion.code, str(each.criterion.top_score) if each.criterion.is_scored else "met"),
            "",
        )
        for each in findings
    }
    return save_screening(
        project_id=world.project_id, actor=world.screener, at=world.at, expected_revision=screening.revision,
        opinion="ผ่าน", recommendation="pass", verdicts=chosen, amounts={},
        evidence=dict.fromkeys(chosen, evidence),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("score", "verdict", "points"), [("0", "not_met", "0.00"), ("3", "partly", "7.50"), ("4", "met", "10.00")]
)
def test_a_score_brings_its_share_of_the_weight(standard: World, score: str, verdict: str, points: str) -> None:
    answer(standard.to("screening"), {"value": score})
    assert standard.project.screening is not None
    held = standard.project.screening.findings.get(criterion__code="value")
    assert (held.score, held.verdict, str(held.points)) == (int(score), verdict, points)


@pytest.mark.parametrize(
    "wrong", [{"value": "5"}, {"value": "met"}, {"value": "-1"}, {"plan-alignment": "noted"}, {"plan-alignment": "3"}]
)
def test_an_answer_off_the_scale_is_refused(standard: World, wrong: dict[str, str]) -> None:
    standard.to("screening")
    before = verdicts(standard)
    with refused(GuardsUnmet):
        answer(standard, wrong)
    assert verdicts(standard) == before


def test_evidence_that_is_asked_for_must_be_named(standard: World) -> None:
    BudgetLine.objects.update(amount_baht=Decimal(2_000_000))
    answer(standard.to("screening"), {}, evidence=" ")
    with refused(GuardsUnmet) as raised:
        standard.act("recommend", "screener")
    assert raised.value.reasons == ("Where a criterion asks for evidence, it must be named.",)
    answer(standard, {"standards": "not_met", "readiness": "0"}, evidence="")
    standard.act("recommend", "screener")


# ── the next version ──

ROW: dict[str, Any] = {
    "code": "privacy", "kind": "reviewer", "position": 50, "weight": 0, "name_th": "คุ้มครองข้อมูล", "name_en": "",
    "guidance_th": "", "guidance_en": "", "answers_th": "", "answers_en": "", "needs_evidence": False,
    "from_tier": "light", "source": "",
}  # fmt: skip


def write(world: World, row: dict[str, Any] | None, code: str = "", who: str = "admin") -> Any:
    revision = CriteriaDraft.objects.get(published=None).revision
    return write_row(code=code, row=row, expected_revision=revision, actor=world.people[who], at=AT)


def test_a_draft_is_a_copy_and_is_published_as_the_next_version(world: World) -> None:
    draft = begin_draft(actor=world.screening_head, at=AT)
    assert [row["code"] for row in draft.rows] == ["two-agencies", "value"]
    assert begin_draft(actor=world.admin, at=AT) == draft
    write(world, ROW | {"weight": 10})
    draft = write(world, draft.rows[1] | {"weight": 30}, code="value")
    made = publish_draft(expected_revision=draft.revision, reason="เพิ่มข้อ", actor=world.admin, at=AT)
    assert [(each.code, each.weight) for each in made.criteria.all()] == [
        ("two-agencies", 60), ("value", 30), ("privacy", 10),
    ]  # fmt: skip
    assert (made.number, CriteriaSet.objects.get(number=100).criteria.count()) == (101, 2)


@pytest.mark.parametrize(
    "wrong",
    [
        {"code": "value"}, {"kind": "moon"}, {"from_tier": "moon"}, {"name_th": " "}, {"kind": "automatic"},
        {"code": "shared-kpi"}, {"kind": "intake", "weight": 1}, {"kind": "scored", "answers_th": "ศูนย์"},
        {"answers_th": "ก\nข"}, {"answers_th": "ก\nข\nค", "answers_en": "a"},
    ],
)  # fmt: skip
def test_a_criterion_that_makes_no_sense_is_refused(world: World, wrong: dict[str, Any]) -> None:
    draft = begin_draft(actor=world.admin, at=AT)
    with refused(GuardsUnmet):
        write(world, ROW | wrong)
    assert CriteriaDraft.objects.get().rows == draft.rows


@pytest.mark.parametrize(("weight", "reason"), [(41, "ปรับ"), (40, " ")])
def test_publishing_needs_a_hundred_and_a_reason(world: World, weight: int, reason: str) -> None:
    draft = begin_draft(actor=world.admin, at=AT)
    draft = write(world, draft.rows[1] | {"weight": weight}, code="value")
    with refused(GuardsUnmet):
        publish_draft(expected_revision=draft.revision, reason=reason, actor=world.admin, at=AT)
    assert CriteriaSet.objects.count() == 2


@pytest.mark.parametrize(
    "act",
    [
        lambda who: begin_draft(actor=who, at=AT),
        lambda who: write_row(code="", row=ROW, expected_revision=0, actor=who, at=AT),
        lambda who: publish_draft(expected_revision=0, reason="ก", actor=who, at=AT),
        lambda who: discard_draft(expected_revision=0, actor=who, at=AT),
    ],
)
def test_only_administrators_and_heads_of_screening_write_criteria(world: World, act: Callable[[Any], Any]) -> None:
    begin_draft(actor=world.admin, at=AT)
    for who in ("screener", "officer", "auditor", "expert"):
        with refused(NotPermitted):
            act(world.people[who])
    assert (CriteriaSet.objects.count(), CriteriaDraft.objects.get().revision) == (2, 0)


def test_a_draft_that_another_changed_is_not_written_over(world: World) -> None:
    begin_draft(actor=world.admin, at=AT)
    write(world, ROW)
    late: list[Callable[[], Any]] = [
        lambda: write_row(code="", row=ROW | {"code": "x"}, expected_revision=0, actor=world.admin, at=AT),
        lambda: publish_draft(expected_revision=0, reason="ก", actor=world.admin, at=AT),
        lambda: discard_draft(expected_revision=0, actor=world.admin, at=AT),
    ]
    for act in late:
        with refused(VersionConflict):
            act()
    assert CriteriaDraft.objects.get().revision == 1


def test_the_pages_carry_a_version_from_copy_to_publishing(world: World, visit: Visit) -> None:
    admin = visit("admin")
    assert visit("screener").get("criteria_draft").status_code == 404
    assert admin.post("criteria_begin").status_code == 302
    sent = ROW | {"expected_revision": "0", "weight": "0", "position": "3"}
    sent = {name: value for name, value in sent.items() if value}
    assert admin.post("criterion_new", **sent | {"code": "value"}).status_code == 422
    assert admin.post("criterion_new", **sent).status_code == 302
    assert "คุ้มครองข้อมูล" in text_of(admin.get("criteria_draft"))
    assert admin.post("criterion_write", "privacy", expected_revision=1, drop="1").status_code == 302
    assert admin.post("criteria_draft", publish="1", expected_revision=2, reason="").status_code == 422
    assert admin.post("criteria_draft", publish="1", expected_revision=2, reason="ฉบับปี 2566").status_code == 302
    assert "ฉบับปี 2566" in text_of(visit("officer").get("criteria_now"))
    assert admin.get("criteria", 999).status_code == 404


def test_the_screening_page_groups_findings_and_shows_the_working(standard: World, visit: Visit) -> None:
    standard.to("screening")
    page = text_of(visit("screener").get("screening", standard.project.code))
    for expected in (
        "Checked when it is taken up", "Judged by the officer", "Scored by the officer",
        "3 lines, together 4,500,000 baht", "4 · Very good: clear results, shared resources",
    ):  # fmt: skip
        assert expected in page
    answer(standard, {"value": "3"})
    standard.act("recommend", "screener")
    standard.act("pass_on", "screening_head")
    page = text_of(visit("officer").get("project", standard.project.code, query="?tab=screening"))
    assert "3/4" in page
    assert "7.50 / 10" in page
