# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whose a task is while its owner is away, and whose it is in an agency's units: tables written by hand."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest

from accounts.models import User
from agencies.absences import end_absence, enter_absence
from agencies.models import Absence, Membership, Unit
from agencies.roles import Role
from budget_review.models import IntegrationProject
from budget_review.operations.editing import LineText, edit_part
from project.queues import all_groups_of, groups_of
from project.tasks.finding import in_our_queue, in_queue, mine
from tests.world import AT, World
from workflows.models import Task
from workflows.refusals import GuardsUnmet, WrongState
from workflows.tasks import claim, hand_over, release, take_over
from workflows.verification import faults

LATER = AT + timedelta(hours=1)
TODAY, DAY = AT.date(), timedelta(days=1)


def away(world: World, first: int = 0, last: int = 2, *, substitute: str = "", ended: bool = False) -> Absence:
    """Let the screener be away from so many days from today to so many."""
    entered = enter_absence(
        person=world.screener, from_date=TODAY + first * DAY, to_date=TODAY + last * DAY, note="ลา",
        substitute=world.people[substitute] if substitute else None, actor=world.screener, at=AT - 9 * DAY,
    )  # fmt: skip
    return end_absence(entered.pk, actor=world.screener, at=AT) if ended else entered


def close_account(world: World) -> None:
    world.screener.is_active = False
    world.screener.save(update_fields=["is_active"])


def leave_the_role(world: World) -> None:
    Membership.objects.filter(user=world.screener).update(to_date=TODAY - DAY)


YES, NO = True, False
# the owner …; stands in the other's queue; under the other's own tasks; the other takes it without a word;
# it can be handed to the owner
OWNER: dict[str, tuple[Callable[[World], object], bool, bool, bool, bool]] = {
    "is here": (lambda world: None, NO, NO, NO, YES),
    "is away": (lambda world: away(world), YES, NO, YES, NO),
    "is away and the other stands in": (lambda world: away(world, substitute="other_screener"), YES, YES, YES, NO),
    "is away and a third stands in": (lambda world: away(world, substitute="auditor"), YES, NO, YES, NO),
    "is away on its first day": (lambda world: away(world, 0, 5), YES, NO, YES, NO),
    "is away on its last day": (lambda world: away(world, -5, 0), YES, NO, YES, NO),
    "was away until yesterday": (lambda world: away(world, -5, -1), NO, NO, NO, YES),
    "is away from tomorrow": (lambda world: away(world, 1, 5), NO, NO, NO, YES),
    "came back early": (lambda world: away(world, substitute="other_screener", ended=True), NO, NO, NO, YES),
    "has a closed account": (close_account, YES, NO, YES, NO),
    "has left the role, with an open account": (leave_the_role, NO, NO, YES, NO),  # it is found under "late", not here
}


@pytest.mark.parametrize("how", OWNER)
def test_task_of_an_owner_who(how: str, db: None) -> None:
    become, queued, under_own, free, receives = OWNER[how]
    world = World().to("submitted")
    task = claim(Task.objects.get(finished=None, flow_task_type="HUMAN").pk, actor=world.screener, at=AT)
    become(world)
    other = User.objects.get(pk=world.other_screener.pk)
    assert (task in in_our_queue(other, LATER)) is queued
    assert (task in mine(User.objects.get(pk=other.pk), LATER)) is under_own
    assert list(in_our_queue(User.objects.get(pk=world.auditor.pk), LATER)) == []
    assert list(mine(User.objects.get(pk=world.auditor.pk), LATER)) == []  # to stand in gives no right
    if free:
        assert claim(task.pk, actor=other, at=LATER).owner == other
    else:
        with pytest.raises(WrongState):
            claim(task.pk, actor=other, at=LATER)
        with pytest.raises(GuardsUnmet):
            take_over(task.pk, actor=other, note="", at=LATER)
        take_over(task.pk, actor=other, note="ด่วน", at=LATER)
    owner = User.objects.get(pk=world.screener.pk)
    if receives:
        assert hand_over(task.pk, actor=other, to=owner, note="คืน", at=LATER).owner == owner
    else:
        with pytest.raises(GuardsUnmet):
            hand_over(task.pk, actor=other, to=owner, note="คืน", at=LATER)
    assert list(faults()) == []


def test_absent_owner_keeps_the_task_until_somebody_takes_it(db: None) -> None:
    world = World().to("submitted")
    task = claim(Task.objects.get(finished=None, flow_task_type="HUMAN").pk, actor=world.screener, at=AT)
    away(world, substitute="other_screener")
    assert list(mine(world.screener, LATER)) == [task]
    assert list(in_our_queue(world.screener, LATER)) == []


# ── units of an agency ──

# where the part names the unit, or none: who has it in their queue, and who may look into it beside
UNITS: dict[str, tuple[set[str], set[str]]] = {
    "one": ({"of_one", "of_none"}, {"of_one", "of_two", "of_none"}),
    "two": ({"of_two", "of_none"}, {"of_one", "of_two", "of_none"}),
    "": ({"of_one", "of_two", "of_none"}, {"of_one", "of_two", "of_none"}),
}


@pytest.mark.parametrize("named", UNITS)
def test_consent_is_asked_of_the_unit_that_the_part_names(named: str, db: None) -> None:
    world = World()
    north = world.agencies["north"]
    units = {name: Unit.objects.create(agency=north, name_th=f"กอง {name}") for name in ("one", "two")}
    people = {"of_none": world.nora, "head": world.north_head, "elsewhere": world.somsak}
    for name, unit in units.items():
        people[f"of_{name}"] = User.objects.create(username=f"of_{name}", display_name=name)
        Membership.objects.create(
            user=people[f"of_{name}"], agency=north, unit=unit, role=Role.AGENCY_OFFICER, from_date=date(2020, 1, 1)
        )
    name_unit(world, units.get(named))
    world.act("propose", "officer")
    part = world.part("north")
    task = Task.objects.get(subject_type=part.kind, subject_id=part.pk, finished=None)
    queued, beside = UNITS[named]
    assert {who for who, person in people.items() if task in in_our_queue(person, AT)} == queued
    assert {who for who, person in people.items() if task in in_queue(person, task.unit, AT)} == beside
    assert {who for who, person in people.items() if task.unit in groups_of(person, AT)} == queued
    assert {who for who, person in people.items() if task.unit in all_groups_of(person, AT)} == beside
    for who in sorted(beside):
        assert claim(task.pk, actor=people[who], at=AT).owner == people[who]
        assert release(task.pk, actor=people[who], at=AT).owner is None


def name_unit(world: World, unit: Unit | None) -> None:
    part = world.part("north")
    line = LineText(id=None, item="ระบบ", category="investment", subcategory="", fiscal_year=2565,
                    amount_baht=Decimal(1000))  # fmt: skip
    edit_part(
        participation_id=part.pk, actor=world.officer, at=AT, unit=unit, contribution=part.contribution,
        expected_revision=IntegrationProject.objects.get(pk=world.project_id).revision,
        lines=[line],
    )  # fmt: skip
