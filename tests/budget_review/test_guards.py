# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Each guard at its boundary, on rows of a small world."""

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from agencies.models import Membership
from agencies.roles import Role
from budget_review import guards as g
from budget_review import permissions as p
from budget_review.models import IntegrationProject, KpiShare, Participation
from budget_review.operations import name_agency
from tests.refusing import refused
from tests.world import AT, World
from workflows.lifecycle import Attempt
from workflows.refusals import GuardsUnmet

pytestmark = pytest.mark.django_db


def attempt(world: World, who: str = "officer", at: Any = AT, on_behalf_of: str | None = None) -> Attempt:
    behalf = world.people[on_behalf_of] if on_behalf_of else None
    return Attempt(actor=world.people[who], at=at, request_id=uuid4(), on_behalf_of=behalf)


def weigh(world: World, **weights: str) -> None:
    """Give the one KPI these owners with these weights."""
    kpi = world.project.kpis.get()
    kpi.shares.all().delete()
    for name, weight in weights.items():
        KpiShare.objects.create(kpi=kpi, participation=world.part(name), weight_percent=Decimal(weight))


@pytest.mark.parametrize(
    ("leave", "company", "holds"),
    [
        ((), False, True),
        (("south",), False, True),
        (("north", "south"), False, False),
        (("north", "south"), True, False),  # a company brings no budget and counts for no agency
        (("south",), True, True),
    ],
)
def test_two_agencies_counts_those_with_budget_that_take_part(
    leave: tuple[str, ...], company: bool, holds: bool
) -> None:
    world = World()
    for name in leave:
        world.act("leave", "officer", world.part(name))
    if company:
        name_agency(
            project=world.project, agency=world.agencies["elsewhere"], sector="private", actor=world.officer, at=AT,
            request_id=uuid4(),
        )  # fmt: skip
    assert g.two_agencies(world.project, attempt(world)) is holds


@pytest.mark.parametrize(
    ("owners", "sector_of_north", "holds"),
    [
        ({"lead": "50", "north": "50"}, "agency", True),
        ({"lead": "100"}, "agency", False),
        ({}, "agency", False),
        ({"lead": "50", "north": "50"}, "private", False),
        ({"lead": "40", "north": "30", "south": "30"}, "academic", True),
    ],
)
def test_shared_kpi_needs_two_agencies_on_one_kpi(owners: dict[str, str], sector_of_north: str, holds: bool) -> None:
    world = World()
    weigh(world, **owners)
    Participation.objects.filter(pk=world.part("north").pk).update(sector=sector_of_north)
    assert g.shared_kpi(world.project, attempt(world)) is holds


@pytest.mark.parametrize(("second", "holds"), [("49.99", False), ("50.00", True), ("50.01", False)])
def test_weights_add_up_to_a_hundred_exactly(second: str, holds: bool) -> None:
    world = World()
    weigh(world, lead="50.00", north=second)
    assert g.weights_add_up(world.project, attempt(world)) is holds


def test_weights_of_one_who_left_do_not_count() -> None:
    world = World()
    weigh(world, lead="50", north="30", south="20")
    assert g.weights_add_up(world.project, attempt(world))
    world.act("leave", "officer", world.part("south"))
    assert not g.weights_add_up(world.project, attempt(world))
    weigh(world, lead="70", north="30")
    assert g.weights_add_up(world.project, attempt(world))


def test_weights_of_a_kpi_without_owners_do_not_add_up() -> None:
    world = World()
    weigh(world)
    assert not g.weights_add_up(world.project, attempt(world))


@pytest.mark.parametrize(("sector", "holds"), [("agency", False), ("private", True), ("civil", True)])
def test_lines_are_needed_of_agencies_alone(sector: str, holds: bool) -> None:
    world = World()
    north = world.part("north")
    north.lines.all().delete()
    Participation.objects.filter(pk=north.pk).update(sector=sector)
    assert g.lines_add_up(world.project, attempt(world)) is holds


def test_lines_of_a_satang_add_up() -> None:
    world = World()
    world.part("north").lines.update(amount_baht=Decimal("0.01"))
    assert g.lines_add_up(world.project, attempt(world))


def test_lines_dropped_do_not_count() -> None:
    world = World()
    world.part("north").lines.update(is_active=False)
    assert not g.lines_add_up(world.project, attempt(world))


@pytest.mark.parametrize(
    ("instant", "holds"),
    [
        (AT - timedelta(days=30, microseconds=1), False),
        (AT - timedelta(days=30), True),
        (AT + timedelta(days=60) - timedelta(microseconds=1), True),
        (AT + timedelta(days=60), False),
    ],
)
def test_round_is_open_from_its_opening_to_just_before_its_closing(instant: Any, holds: bool) -> None:
    world = World()
    assert g.round_is_open(world.project, attempt(world, at=instant)) is holds


def test_round_closed_holds_back_drafts_but_not_what_was_taken_up() -> None:
    world, late = World(), AT + timedelta(days=90)
    assert not g.round_is_open(world.project, attempt(world, at=late))
    world.to("returned")
    assert g.round_is_open(world.project, attempt(world, at=late))
    world.act("propose", "officer", at=late)
    world.act("send_back", "head", note="แก้", at=late)  # no part had changed: the consents stood
    assert (world.project.state, g.round_is_open(world.project, attempt(world, at=late))) == ("draft", True)


@pytest.mark.parametrize(
    ("objective", "rationale", "target_group", "holds"),
    [("ก", "ข", "ค", True), (" ", "ข", "ค", False), ("ก", "\n", "ค", False), ("ก", "ข", "\t ", False)],
)
def test_essentials_are_more_than_blanks(objective: str, rationale: str, target_group: str, holds: bool) -> None:
    world = World()
    written = {"objective": objective, "rationale": rationale, "target_group": target_group}
    IntegrationProject.objects.filter(pk=world.project_id).update(**written)
    assert g.essentials_written(world.project, attempt(world)) is holds


def test_everyone_consented_needs_the_last_and_at_least_one() -> None:
    world = World().to("confirming")
    world.act("consent", "nora", world.part("north"))
    assert not g.everyone_consented(world.project, attempt(world))
    world.act("consent", "somsak", world.part("south"))
    assert g.everyone_consented(world.project, attempt(world))
    alone = world.draft(partners=())
    assert not g.everyone_consented(alone, attempt(world))


@pytest.mark.parametrize(
    ("recommended_by", "actor", "on_behalf_of", "holds"),
    [
        ("screener", "screening_head", None, True),
        ("screening_head", "screening_head", None, False),
        ("screener", "screening_head", "screener", False),
        ("screening_head", "other_screener", "screening_head", False),
        ("other_screener", "screening_head", "admin", True),
    ],
)
def test_four_eyes_look_at_the_actor_and_at_whom_he_acts_for(
    recommended_by: str, actor: str, on_behalf_of: str | None, holds: bool
) -> None:
    world = World().to("recommended")
    screening = world.project.screening
    assert screening is not None
    screening.recommended_by = world.people[recommended_by]
    screening.save(update_fields=["recommended_by"])
    assert g.four_eyes(world.project, attempt(world, actor, on_behalf_of=on_behalf_of)) is holds


def test_four_eyes_look_at_everyone_who_wrote_the_findings() -> None:
    """A head who also screens could write them, let a colleague recommend, and pass them."""
    world = World().to("screening")
    own = Membership.objects.get(user=world.screening_head)
    Membership.objects.create(
        user=world.screening_head, agency=own.agency, unit=own.unit, role="screening_officer", from_date=own.from_date
    )
    world.write_screening("screening_head")
    world.act("recommend", "screener")
    assert not g.four_eyes(world.project, attempt(world, "screening_head"))
    with refused(GuardsUnmet):
        world.act("pass_on", "screening_head")


@pytest.mark.parametrize(
    ("part_of_dga", "screener", "other_screener", "without_unit"),
    [
        (None, True, True, True),  # DGA takes no part
        ("one", False, True, False),  # who has no unit belongs to the whole agency
        ("office", True, True, False),
        ("", False, False, False),  # a part that names no unit stands for the whole agency
    ],
)
def test_screener_belongs_to_no_unit_that_takes_part(
    part_of_dga: str | None, screener: bool, other_screener: bool, without_unit: bool
) -> None:
    world = World()
    Membership.objects.filter(user=world.admin).update(unit=None, role="screening_officer")
    if part_of_dga is not None:
        name_agency(
            project=world.project, agency=world.agencies["dga"], unit=world.units.get(part_of_dga),
            actor=world.officer, at=AT, request_id=uuid4(),
        )  # fmt: skip
    found = [p.screener(world.project, attempt(world, who)) for who in ("screener", "other_screener", "admin")]
    assert found == [screener, other_screener, without_unit]


@pytest.mark.parametrize("who", ["screener", "screening_head", "expert"])
def test_screener_works_for_neither_side_by_another_role(who: str) -> None:
    world = World()
    assert holds_apart(world, who)
    membership = Membership.objects.create(
        user=world.people[who], agency=world.agencies["north"], role="agency_officer", from_date=AT.date()
    )
    assert not holds_apart(world, who)  # north takes part
    Membership.objects.filter(pk=membership.pk).update(agency=world.agencies["elsewhere"])
    assert holds_apart(world, who)


def holds_apart(world: World, who: str) -> bool:
    role = Membership.objects.filter(user=world.people[who]).earliest("pk").role
    return p.takes_no_part(world.project, attempt(world, who), Role(role))


def test_screener_may_again_when_his_unit_has_left() -> None:
    world = World()
    part = name_agency(
        project=world.project, agency=world.agencies["dga"], actor=world.officer, at=AT, request_id=uuid4()
    )
    world.act("leave", "officer", part)
    assert p.screener(world.project, attempt(world, "screener"))


@pytest.mark.parametrize(("days", "holds"), [(-1, False), (0, True), (1, True)])
def test_role_holds_to_its_last_day_in_bangkok(days: int, holds: bool) -> None:
    world = World()
    Membership.objects.filter(user=world.officer).update(to_date=AT.date() + timedelta(days=days))
    assert p.lead_officer(world.project, attempt(world)) is holds


@pytest.mark.parametrize(
    ("before_forwarding", "met", "holds"), [(True, False, False), (True, True, True), (False, False, True)]
)
def test_conditions_to_be_met_before_forwarding_hold_it_back(before_forwarding: bool, met: bool, holds: bool) -> None:
    world = World().to("in_committee")
    world.resolve("endorse_with_conditions", conditions=[{"text": "ก", "before_forwarding": before_forwarding}])
    if met:
        world.act("meet", "screener", world.project.conditions.get(), facts={"evidence": "หนังสือ"})
    assert g.conditions_met(world.project, attempt(world)) is holds


@pytest.mark.parametrize(("unit", "holds"), [("one", True), (None, False)])
def test_host_of_the_workplan_names_the_unit_that_takes_part(unit: str | None, holds: bool) -> None:
    """Without it nobody at the host may screen the project, and it would wait for ever."""
    world = World()
    assert g.host_names_its_unit(world.project, attempt(world))  # the host takes no part
    name_agency(
        project=world.project,
        agency=world.agencies["dga"],
        unit=world.units[unit] if unit else None,
        actor=world.officer,
        at=AT,
        request_id=uuid4(),
    )
    assert g.host_names_its_unit(world.project, attempt(world)) is holds
