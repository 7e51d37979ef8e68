# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A project of an earlier year carried on: what is copied, how both are linked, when it is refused."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from budget_review.content import content_of
from budget_review.models import BudgetLine, IntegrationProject, Kpi, Round, Workplan
from budget_review.operations.carrying import Carried, carry_over
from budget_review.queries.carrying import since_last_year
from budget_review.states import State
from tests.budget_review.pages import Visitor, text_of
from tests.refusing import refused
from tests.world import World
from workflows.refusals import GuardsUnmet, NotPermitted, RequestReused

Visit = Callable[[str], Visitor]
ALL = tuple(Carried.values)


@pytest.fixture
def later(world: World) -> Round:
    """A round of the next year, open now."""
    plan = Workplan.objects.create(name_th="แผนงานปีถัดไป", fiscal_year=2566, host=world.round.workplan.host)
    window = {"opens_at": world.at - timedelta(days=1), "closes_at": timezone.now() + timedelta(days=30)}
    world.act("propose", "officer")
    return Round.objects.create(workplan=plan, name_th="รอบปีถัดไป", **window)


def carry(
    world: World, later: Round, *what: str, who: str = "officer", request_id: UUID | None = None, **more: Any
) -> IntegrationProject:
    given: dict[str, Any] = {"source_id": world.project_id, "round_id": later.pk} | more
    return carry_over(
        what=what, actor=world.people[who], at=world.at, request_id=request_id or uuid4(), **given
    )  # fmt: skip


def test_everything_chosen_comes_along_in_the_new_year(world: World, later: Round) -> None:
    Kpi.objects.filter(project=world.project_id).update(targets={"2565": "60", "2566": "70"})
    line = world.part("north").lines.get()
    BudgetLine.objects.filter(pk=line.pk).update(commitments={"2566": "5.00", "2567": "6.00"})
    begun = carry(world, later, *ALL)
    assert (begun.state, begun.round, begun.rolled_from, begun.title) == (
        State.DRAFT, later, world.project, world.project.title,
    )  # fmt: skip
    assert (begun.objective, begun.rationale) == (world.project.objective, world.project.rationale)
    assert {part.agency_id for part in begun.active_parts()} == {
        part.agency_id for part in world.project.active_parts()
    }
    kpi = begun.kpis.get()
    assert (kpi.baseline, kpi.target, kpi.targets) == ("60", "80", {"2566": "70"})
    assert sum(share.weight_percent for share in kpi.shares.all()) == 100
    carried = BudgetLine.objects.get(rolled_from=line)
    assert (carried.fiscal_year, carried.amount_baht, carried.commitments) == (2566, Decimal(5), {"2567": "6.00"})
    assert all(one.fiscal_year == 2566 for one in begun.active_lines())
    assert content_of(begun)["rolled_from"] == world.project.code


@pytest.mark.parametrize(
    ("what", "written", "parts", "kpis", "owners", "lines"),
    [
        ((), False, 1, 0, 0, 0),
        (("sections",), True, 1, 0, 0, 0),
        (("participants",), False, 3, 0, 0, 0),
        (("kpis",), False, 1, 1, 1, 0),
        (("lines",), False, 1, 0, 0, 1),
        (("lines", "participants"), False, 3, 0, 0, 3),
    ],
)
def test_only_what_was_chosen_comes_along(
    world: World, later: Round, what: tuple[str, ...], written: bool, parts: int, kpis: int, owners: int, lines: int
) -> None:
    begun = carry(world, later, *what)
    assert bool(begun.objective) is written
    assert (len(begun.active_parts()), begun.kpis.count(), len(begun.active_lines())) == (parts, kpis, lines)
    assert sum(kpi.shares.count() for kpi in begun.kpis.all()) == owners


def test_the_same_request_gives_the_same_draft_and_another_is_refused(world: World, later: Round) -> None:
    request_id = uuid4()
    begun = carry(world, later, *ALL, request_id=request_id)
    assert carry(world, later, *ALL, request_id=request_id).pk == begun.pk
    assert (begun.kpis.count(), len(begun.active_lines())) == (1, 3)
    other = Round.objects.create(
        workplan=later.workplan, name_th="อีกรอบ", opens_at=later.opens_at, closes_at=later.closes_at
    )
    with refused(RequestReused):
        carry(world, other, *ALL, request_id=request_id)
    with refused(GuardsUnmet) as raised:
        carry(world, later, *ALL)
    assert begun.code in str(raised.value.reasons[0])


def test_a_withdrawn_draft_lets_the_project_be_carried_over_anew(world: World, later: Round) -> None:
    begun = carry(world, later)
    world.act("withdraw", "head", begun, note="ผิดรอบ")
    assert carry(world, later).pk != begun.pk


@pytest.mark.parametrize("who", ["nora", "head", "screener", "stranger"])
def test_only_an_officer_of_the_lead_carries_over(world: World, later: Round, who: str) -> None:
    with refused(NotPermitted):
        carry(world, later, who=who)


def test_what_was_never_submitted_or_is_of_no_earlier_year_is_refused(world: World, later: Round) -> None:
    with refused(GuardsUnmet):
        carry(world, later, round_id=world.round.pk)
    draft = world.draft()
    with refused(GuardsUnmet):
        carry(world, later, source_id=draft.pk)
    Round.objects.filter(pk=later.pk).update(closes_at=world.at - timedelta(hours=1))
    with refused(GuardsUnmet) as raised:
        carry(world, later)
    assert raised.value.reasons == ("The round must be open for proposals.",)


def test_only_what_people_changed_differs_from_last_year(world: World, later: Round) -> None:
    begun = carry(world, later, *ALL)
    found = since_last_year(begun, world.project)
    assert (found.texts, found.sections, found.agencies, found.lines) == ([], [], [], [])
    (kpi,) = found.kpis
    assert [(change.name, change.before, change.after) for change in kpi.fields] == [("baseline", "0", "80")]
    BudgetLine.objects.filter(participation__project=begun, participation__agency=begun.lead).update(amount_baht=7)
    found = since_last_year(IntegrationProject.objects.get(pk=begun.pk), world.project)
    assert [(line.kind, line.before_baht, line.after_baht) for line in found.lines] == [
        ("changed", Decimal(1500000), Decimal(7))
    ]


def test_from_the_page_to_the_draft_and_back_both_ways(world: World, later: Round, visit: Visit) -> None:
    officer = visit("officer")
    old = world.project.code
    assert old in text_of(officer.get("project_new"))
    sent = {"request_id": uuid4(), "round": later.pk, "what": ["sections", "participants"]}
    answer = officer.post("carry_over", old, **sent)
    assert answer.status_code == 302
    begun = IntegrationProject.objects.get(rolled_from=world.project_id)
    assert begun.code in text_of(officer.get("project", old))
    page = text_of(officer.get("project", begun.code))
    assert old in page
    assert "See the differences" in page
    assert officer.get("last_year", begun.code).status_code == 200
    assert officer.get("last_year", old).status_code == 404
    assert officer.post("carry_over", old, **(sent | {"request_id": uuid4()})).status_code == 422
    assert visit("nora").get("carry_over", old).status_code == 403
    assert begun.code not in text_of(visit("nora").get("project", old))  # another's draft
