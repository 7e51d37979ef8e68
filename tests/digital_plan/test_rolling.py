# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The year-end summary of a plan: what is counted by hand, frozen, handed out, and put on an agenda."""

from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from agencies.models import Agency
from budget_review.models import IntegrationProject, Round, Workplan
from budget_review.models.sections import ProposalSection
from budget_review.queries.carrying import chain_of
from committee.models import ItemPaper
from committee.operations.overviews import put_on_agenda
from digital_plan.models import AlignmentCampaign, Plan, YearSummary
from digital_plan.operations.rolling import freeze_year, paper_of_summary
from digital_plan.queries.rolling import summary_of
from digital_plan.showing import of_summary
from tests.campaigns import STRATEGY, carried, fill, opened, written
from tests.project.conftest import visitor
from tests.refusing import refused
from tests.standing import grounded
from tests.status_rounds import MAKING, opened_round, reported, tell
from tests.world import World
from workflows.records import canonical_json, digest
from workflows.refusals import GuardsUnmet, NotPermitted, RequestReused

pytestmark = pytest.mark.django_db
YEAR, REQUEST = 2565, UUID(int=9)


def made() -> World:
    """A decided project that names the first strategy, a campaign with one answer, a reported round."""
    world = World().to("decided")
    ProposalSection.objects.update_or_create(
        project=world.project, key="plan_relation", defaults={"rows": [{"item": STRATEGY, "how": "รองรับ"}]}
    )
    AlignmentCampaign.objects.filter(pk=opened(world, ("lead", "north")).pk).update(fiscal_year=YEAR)
    carried(world, "lead", "officer", "checked")
    fill(world, "north", "nora")  # not handed in: it counts for nothing
    return world


ground, world = grounded(made)


def plan() -> Plan:
    return Plan.objects.get(code="63-65")


def frozen(world: World, who: str = "screener", request_id: UUID = REQUEST, year: int = YEAR) -> YearSummary:
    return freeze_year(plan_id=plan().pk, fiscal_year=year, actor=world.people[who], at=world.at, request_id=request_id)


def of_next_year(world: World) -> IntegrationProject:
    """The project carried into the next fiscal year, a draft yet."""
    workplan = Workplan.objects.create(name_th="แผนงานปีถัดไป", fiscal_year=YEAR + 1, host=world.round.workplan.host)
    round_ = Round.objects.create(
        workplan=workplan, name_th="รอบปีถัดไป", opens_at=world.round.opens_at, closes_at=world.round.closes_at
    )
    project_id = world.project_id
    begun = world.draft()
    world.project_id = project_id
    IntegrationProject.objects.filter(pk=begun.pk).update(rolled_from=project_id, round=round_)
    return IntegrationProject.objects.get(pk=begun.pk)


def test_each_strategy_has_its_agencies_projects_and_money(world: World) -> None:
    found = summary_of(plan(), YEAR, world.at)
    amount = found["totals"]["decided_baht"]
    assert float(amount) > 0
    rows = {row["code"]: row for row in found["strategies"]}
    one = {name: rows[STRATEGY][name] for name in ("agencies", "own_projects", "projects", "decided_baht")}
    assert one == {"agencies": 1, "own_projects": 1, "projects": 1, "decided_baht": amount}
    other = rows["63-65/2"]
    assert (other["agencies"], other["projects"], other["decided_baht"]) == (0, 0, "0.00")
    assert len(found["mechanisms"]) == 5
    assert found["totals"] == {
        "projects": 1, "naming_none": 0, "requested_baht": found["totals"]["requested_baht"], "decided_baht": amount,
        "carried_from": 0, "carried_on": 0,
    }  # fmt: skip
    [campaign] = found["campaigns"]
    assert (campaign["asked"], campaign["handed_in"], campaign["aligned"]) == (2, 1, 1)


def test_project_that_names_two_strategies_counts_in_both_and_once_in_the_totals(world: World) -> None:
    rows = [{"item": STRATEGY, "how": ""}, {"item": "63-65/2", "how": ""}]
    ProposalSection.objects.filter(project=world.project_id, key="plan_relation").update(rows=rows)
    found = summary_of(plan(), YEAR, world.at)
    assert [row["projects"] for row in found["strategies"]] == [1, 1, 0, 0]
    assert found["totals"]["projects"] == 1


def test_draft_is_in_no_summary_and_another_year_has_its_own(world: World) -> None:
    world.draft()
    assert summary_of(plan(), YEAR, world.at)["totals"]["projects"] == 1
    assert summary_of(plan(), YEAR - 1, world.at)["totals"]["projects"] == 0


def test_reported_rounds_of_the_year_stand_in_it(world: World) -> None:
    round_ = opened_round(world)
    tell(world, "lead", MAKING)
    assert summary_of(plan(), 2563, world.at)["status_rounds"] == []
    reported(world, round_)
    [row] = summary_of(plan(), 2563, world.at)["status_rounds"]
    assert (row["number"], row["told"], row["making"]) == ("1/2563", 1, 1)


def test_carrying_over_is_counted_and_told_by_its_chain(world: World) -> None:
    later = of_next_year(world)
    found = summary_of(plan(), YEAR, world.at)
    assert found["totals"]["carried_on"] == 1
    assert [row["carried_into"] for row in found["projects"]] == [[later.code]]
    chain = [world.project.code, later.code]
    assert [one.code for one in chain_of(world.project, world.officer, world.at)] == chain
    assert [one.code for one in chain_of(later, world.officer, world.at)] == chain
    client = visitor(world.officer)
    told = client.get(f"/api/v1/projects/{later.code}/carry-over").json()["chain"]
    assert [(one["code"], one["fiscal_year"]) for one in told] == list(zip(chain, (YEAR, YEAR + 1), strict=True))
    years = f"{YEAR} ({chain[0]}) → {YEAR + 1} ({chain[1]})"
    for code in chain:
        assert years in client.get(f"/projects/{code}/").content.decode()


def test_chain_ends_where_this_person_may_not_see_on(world: World) -> None:
    """The draft of the next year is open to its own agencies alone."""
    of_next_year(world)
    assert [one.code for one in chain_of(world.project, world.budget, world.at)] == [world.project.code]


def test_summary_asks_as_much_for_few_agencies_as_for_many(world: World) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            summary_of(plan(), YEAR, world.at)
        return len(queries)

    before = asked()
    Agency.objects.bulk_create(Agency(code=f"many-{no}", name_th=f"หน่วยงานที่ {no}") for no in range(60))
    second = written(world, name="ทุกหน่วยงาน")
    world.act("open_campaign", "screening_head", second)
    AlignmentCampaign.objects.filter(pk=second.pk).update(fiscal_year=YEAR)
    assert asked() == before


def test_what_is_frozen_stays_and_the_same_request_gives_it_again(world: World) -> None:
    summary = frozen(world)
    assert summary.sha256 == digest(canonical_json(summary.content))
    of_next_year(world)
    assert YearSummary.objects.get().content["totals"]["carried_on"] == 0
    assert frozen(world) == summary
    assert frozen(world, request_id=uuid4()).number == 2
    with refused(RequestReused):
        frozen(world, who="other_screener")


@pytest.mark.parametrize("who", ["officer", "auditor", "secretary", "chair", "admin"])
def test_only_screening_officers_and_heads_freeze(world: World, who: str) -> None:
    with refused(NotPermitted):
        frozen(world, who)


def test_year_outside_of_the_plan_is_refused(world: World) -> None:
    with refused(GuardsUnmet):
        frozen(world, year=2566)
    assert visitor(world.screener).get("/rolling-plan/plans/63-65/2566/").status_code == 404


@pytest.mark.parametrize(("who", "status"), [("screener", 200), ("auditor", 200), ("officer", 404), ("stranger", 404)])
def test_pages_are_for_the_offices(world: World, who: str, status: int) -> None:
    pk = frozen(world).pk
    client = visitor(world.people[who])
    assert client.get("/rolling-plan/").status_code == 200  # it leads everybody to the proposals
    paths = (f"/rolling-plan/plans/63-65/{YEAR}/", f"/rolling-plan/summaries/{pk}/",
             f"/rolling-plan/summaries/{pk}/xlsx/", f"/api/v1/year-summaries/{pk}",
             f"/api/v1/plans/63-65/years/{YEAR}/summary")  # fmt: skip
    assert {path: client.get(path).status_code for path in paths} == dict.fromkeys(paths, status)


def test_spreadsheet_has_every_table(world: World) -> None:
    answer = visitor(world.screener).get(f"/rolling-plan/summaries/{frozen(world).pk}/xlsx/")
    sheet: Any = load_workbook(BytesIO(answer.content)).active
    tables = [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert [tables.count(name) for name in ("Strategies", "Mechanisms", "Projects", "All")] == [4, 5, 1, 1]


def test_summary_goes_onto_an_agenda_with_its_paper(world: World) -> None:
    summary, meeting = frozen(world), world.plan_meeting()
    page = visitor(world.secretary).get(f"/rolling-plan/summaries/{summary.pk}/").content.decode()
    assert f'href="/frozen/year-summary/{summary.pk}/agenda/"' in page
    item = put_on_agenda(
        frozen=of_summary(summary), meeting=meeting, actor=world.secretary, at=world.at, request_id=uuid4()
    )
    [paper] = ItemPaper.standing().filter(item=item)
    assert paper.document_id == paper_of_summary(summary, at=world.at).pk


def test_it_is_frozen_from_its_page_and_by_programs(world: World) -> None:
    client = visitor(world.screening_head)
    answer = client.post(f"/rolling-plan/plans/63-65/{YEAR}/freeze/", {"request_id": str(REQUEST)})
    summary = YearSummary.objects.get()
    assert answer.headers["Location"] == f"/rolling-plan/summaries/{summary.pk}/"
    headers = {"Idempotency-Key": str(uuid4())}
    told = client.post(f"/api/v1/plans/63-65/years/{YEAR}/summaries", headers=headers).json()
    assert (told["number"], told["sha256"]) == (2, digest(canonical_json(told["content"])))
    assert client.get(f"/api/v1/year-summaries/{told['id']}").json() == told
