# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who screens: suggested by what each has in hand, never of a unit that takes part, given by the head."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from accounts.models import User
from agencies.absences import enter_absence
from agencies.models import Membership
from agencies.roles import Role
from budget_review.models import IntegrationProject
from budget_review.operations.assigning import Office, open_desks_of, suggestions
from tests.budget_review.pages import Visitor, text_of
from tests.world import AT, World, everything
from workflows.models import TaskEvent
from workflows.tasks import reassign

Visit = Callable[[str], Visitor]


def suggested(world: World) -> Any:
    found = Office(world.at, [world.project]).suggestion(world.project)
    return found and found.person


def give(world: World, who: str, project: IntegrationProject | None = None) -> None:
    held = project or world.project
    task = open_desks_of([held])[held.pk]
    reassign(task.pk, actor=world.screening_head, to=world.people[who], note="แบ่งงาน", at=world.at)


def another(world: World) -> IntegrationProject:
    mine = world.project_id
    world.project_id = world.draft().pk
    world.to("submitted")
    other, world.project_id = world.project, mine
    return other


def of_unit(world: World, unit: str) -> None:
    """The host takes part with one of its units."""
    part = world.part("north")
    type(part).objects.filter(pk=part.pk).update(agency=world.agencies["dga"], unit=world.units[unit])


def test_who_has_least_in_hand_is_suggested(world: World) -> None:
    world.to("submitted")
    first = suggested(world)
    assert first == world.other_screener  # both have nothing: by name
    give(world, "other_screener", another(world))
    assert suggested(world) == world.screener


def test_a_fuller_review_weighs_more_than_a_light_one(world: World) -> None:
    world.to("submitted")
    heavy, *light = [another(world) for _time in range(3)]
    IntegrationProject.objects.filter(pk=heavy.pk).update(tier="full")
    IntegrationProject.objects.filter(pk__in=[one.pk for one in light]).update(tier="light")
    give(world, "other_screener", heavy)
    for one in light:
        give(world, "screener", one)
    assert suggested(world) == world.screener


def test_who_screened_it_and_sent_it_back_goes_on(world: World) -> None:
    world.to("returned")
    world.act("resubmit", "officer")
    give(world, "screener", another(world))
    assert suggested(world) == world.screener


def test_a_round_that_one_officer_took_up_is_spread_by_load(world: World) -> None:
    world.to("submitted")
    projects = [world.project, *(another(world) for _time in range(3))]
    for project in projects:
        world.project_id = project.pk
        world.act("take_up", "screener")
    taken_up = list(IntegrationProject.objects.filter(pk__in=[one.pk for one in projects]))
    people = [one.person for _project, one in suggestions(taken_up, world.at) if one]
    assert sorted(people.count(each) for each in set(people)) == [2, 2]


@pytest.mark.parametrize(
    ("unit", "person"), [("one", "other_screener"), ("two", "screener"), ("office", "other_screener")]
)
def test_nobody_of_a_unit_that_takes_part_is_suggested(world: World, unit: str, person: str) -> None:
    world.to("submitted")
    of_unit(world, unit)
    assert suggested(world) == world.people[person]
    barred = {
        one.person: one.barred for one in Office(world.at, [world.project]).candidates(world.project) if one.barred
    }
    assert (world.screener in barred, world.other_screener in barred) == (unit == "one", unit == "two")


def test_who_is_away_is_not_suggested(world: World) -> None:
    world.to("submitted")
    enter_absence(
        person=world.other_screener, from_date=AT.date(), to_date=date(2030, 1, 1), substitute=None, note="ลา",
        actor=world.other_screener, at=AT,
    )  # fmt: skip
    assert suggested(world) == world.screener


def test_many_are_spread_evenly(world: World) -> None:
    world.to("submitted")
    projects = [world.project, *(another(world) for _time in range(3))]
    people = [one.person for _project, one in suggestions(projects, world.at) if one]
    assert sorted(people.count(each) for each in set(people)) == [2, 2]


def test_suggesting_costs_the_same_queries_for_any_number(world: World, django_assert_num_queries: Any) -> None:
    world.to("submitted")
    projects = [world.project, *(another(world) for _time in range(3))]
    for some in (projects[:1], projects):
        fresh = list(
            IntegrationProject.objects.select_related("round__workplan").filter(pk__in=[one.pk for one in some])
        )
        with django_assert_num_queries(7):
            suggestions(fresh, world.at)


def test_the_head_gives_it_with_a_reason_that_is_kept(world: World, visit: Visit) -> None:
    world.to("submitted")
    head = visit("screening_head")
    page = text_of(head.get("project_assign", world.project.code))
    assert "Has least in hand (0 projects) of 2 officers who may screen it" in page
    before = everything()
    assert head.post("project_assign", world.project.code, to=world.screener.pk, note=" ").status_code == 422
    assert head.post("project_assign", world.project.code, to=world.expert.pk, note="ก").status_code == 422
    assert everything() == before
    assert head.post("project_assign", world.project.code, to=world.screener.pk, note="ถนัด").status_code == 302
    event = TaskEvent.objects.latest("pk")
    assert (event.kind, event.to, event.note) == (TaskEvent.Kind.REASSIGN, world.screener, "ถนัด")
    assert "ผู้ทดสอบ screener has it in hand." in text_of(head.get("project_assign", world.project.code))


@pytest.mark.parametrize("who", ["screener", "officer", "stranger", "auditor", "expert"])
def test_only_heads_and_administrators_give_out_work(world: World, visit: Visit, who: str) -> None:
    world.to("submitted")
    assert visit(who).get("project_assign", world.project.code).status_code == 404
    assert visit(who).get("round_assign", world.round.pk).status_code == 404


def test_a_project_that_nobody_may_screen_says_so(world: World, visit: Visit) -> None:
    world.to("submitted")
    of_unit(world, "one")
    Membership.objects.filter(user=world.other_screener).delete()
    assert suggested(world) is None
    page = text_of(visit("admin").get("project_assign", world.project.code))
    assert "No screening officer can have this project" in page
    assert "works in a unit that takes part in the project" in page
    assert "The host takes part: another unit screens" in page


def test_a_round_is_given_out_at_once(world: World, visit: Visit) -> None:
    world.to("submitted")
    other = another(world)
    head = visit("screening_head")
    found = suggestions([world.project, other], world.at)
    taken = [f"{project.pk}:{one.person.pk}" for project, one in found if one]
    assert head.post("round_assign", world.round.pk).status_code == 422
    assert head.post("round_assign", world.round.pk, taken=[f"{other.pk}:{world.head.pk}"]).status_code == 422
    assert head.post("round_assign", world.round.pk, taken=taken).status_code == 302
    owners = {task.owner for task in open_desks_of([world.project, other]).values()}
    assert owners == {world.screener, world.other_screener}
    assert "Every project is in somebody's hands" in text_of(head.get("round_assign", world.round.pk))


def test_an_officer_who_joins_is_counted(world: World) -> None:
    world.to("submitted")
    new = User.objects.create(username="new", display_name="ก ใหม่")
    Membership.objects.create(
        user=new, agency=world.agencies["dga"], unit=world.units["office"], role=Role.SCREENING_OFFICER,
        from_date=date(2020, 1, 1),
    )  # fmt: skip
    assert suggested(world) == new


def test_taking_up_asks_what_is_checked_then(world: World, visit: Visit) -> None:
    type(world.round).objects.filter(pk=world.round.pk).update(criteria_set=1)
    world.to("submitted")
    page = visit("screener")
    assert "The attachments are complete and can be read" in text_of(
        page.get("project_act", world.project.code, "take_up")
    )
    answered: dict[str, Any] = {"intake_intake-letter": "met"}
    assert page.act("take_up", **answered).status_code == 302
    screening = world.project.screening
    assert screening is not None
    found = dict(screening.findings.filter(criterion__kind="intake").values_list("criterion__code", "verdict"))
    assert found == {"intake-letter": "met", "intake-documents": ""}
