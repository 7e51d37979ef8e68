# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Many at once: the same rows as one by one, each item's own refusal, and nothing half done."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4, uuid5

import pytest
from django.db import connection
from django.db.models import prefetch_related_objects
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from agencies.models import Membership
from agencies.roles import Role
from budget_review.lifecycle import ProjectLifecycle
from budget_review.models import ExpertOpinion, Finding, IntegrationProject, Participation
from tests.orders import order_in_force
from tests.world import AT, World, desks, everything
from workflows.batches import Failed, Item, Outcome
from workflows.bulk import perform_many, preview_many
from workflows.lifecycle import EFFECTS, Attempt
from workflows.models import Task, TransitionRecord
from workflows.refusals import (
    GuardsUnmet,
    NoAuthority,
    NotPermitted,
    Refused,
    RequestReused,
    VersionConflict,
    WrongState,
)
from workflows.verification import faults

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def together(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """No chunk is made item by item but where a test is about that: nobody would notice, but that it takes longer."""
    caplog.set_level("INFO", "workflows.bulk")
    yield
    if request.node.originalname not in ITEM_BY_ITEM:
        assert not [one for one in caplog.get_records("call") if "item by item" in one.getMessage()]


ITEM_BY_ITEM = ("test_a_failing_item_is_undone_alone", "test_the_same_batch_again_gives_the_same_records")


def said(outcome: Outcome) -> str:
    """The refusal's sentence, in English."""
    with translation.override("en"):
        return str(outcome.refused)


def projects(world: World, state: str, count: int) -> list[int]:
    """The ids of so many projects, each carried to a state."""
    made = []
    for _ in range(count):
        world.project_id = world.draft().pk
        made.append(world.to(state).project_id)
    return made


def project(pk: int) -> IntegrationProject:
    """A project as it is now."""
    return IntegrationProject.objects.get(pk=pk)


def part(pk: int, world: World, agency: str) -> Participation:
    """An agency's part in a project."""
    return Participation.objects.get(project=pk, agency=world.agencies[agency])


def rows(pk: int) -> Any:
    """All that the engine wrote about a project and its parts, but for ids and what is made of them."""
    parts = [
        part for model in (Participation, ExpertOpinion) for part in model.objects.filter(project=pk).order_by("pk")
    ]
    places = {(one.kind, one.pk): number for number, one in enumerate([project(pk), *parts])}
    records = [
        (
            number, one.seq, one.transition, one.source, one.target, one.actor_id, one.note, one.content_version,
            one.at, sorted(one.facts), one.message.topic, one.message.created_at,
        )
        for (kind, of), number in places.items()
        for one in TransitionRecord.objects.filter(subject_type=kind, subject_id=of).order_by("seq")
    ]  # fmt: skip
    tasks = [
        (
            task.flow_task.name, task.flow_task_type, task.status, task.owner_id, task.created, task.assigned,
            task.started, task.finished, task.due_at, task.unit, places.get((task.subject_type, task.subject_id or 0)),
            task.token.token.count("/"), task.previous.count(), task.process.status, task.process.finished,
        )
        for task in Task.objects.filter(process__subject_id=pk, process__subject_type=project(pk).kind).order_by("pk")
    ]  # fmt: skip
    return records, tasks, [(one.state, one.version) for one in (project(pk), *parts)]


@pytest.mark.parametrize(
    ("state", "name", "who"),
    [("submitted", "take_up", "screener"), ("recommended", "pass_on", "screening_head"),
     ("draft", "propose", "officer")],
)  # fmt: skip
def test_many_at_once_write_the_rows_of_single_steps(state: str, name: str, who: str) -> None:
    world = World()
    alone, first, second = projects(world, state, 3)
    world.act(name, who, project(alone))
    actor = world.people[who]
    outcomes = perform_many(IntegrationProject, [first, second], name, actor=actor, at=world.at, request_id=uuid4())
    assert [outcome.refused for outcome in outcomes] == [None, None]
    assert rows(first) == rows(alone)
    assert rows(second) == rows(alone)
    assert list(faults()) == []


def test_parts_of_several_wholes_each_bring_their_own_whole_on() -> None:
    world = World()
    alone, *together = projects(world, "confirming", 3)
    for pk in (alone, *together):
        world.act("consent", "nora", part(pk, world, "north"))
    world.act("consent", "somsak", part(alone, world, "south"))
    ids = [part(pk, world, "south").pk for pk in together]
    outcomes = perform_many(Participation, ids, "consent", actor=world.somsak, at=world.at, request_id=uuid4())
    assert [outcome.may for outcome in outcomes] == [True, True]
    assert [rows(pk) for pk in together] == [rows(alone)] * 2
    assert project(alone).state == "agency_approval"
    assert list(faults()) == []


def test_parts_of_one_whole_are_made_one_after_the_other() -> None:
    world = World().to("draft")
    ids = [world.part(name).pk for name in ("north", "south")]
    outcomes = perform_many(Participation, ids, "leave", actor=world.officer, at=AT, request_id=uuid4())
    assert [outcome.may for outcome in outcomes] == [True, True]
    assert [world.part(name).state for name in ("north", "south")] == ["left", "left"]
    assert list(faults()) == []


def test_each_item_is_refused_by_itself_and_the_others_are_made() -> None:
    world = World()
    [early], [ready, moved] = projects(world, "draft", 1), projects(world, "submitted", 2)
    untouched = [rows(early), rows(moved)]
    items = [Item(early), Item(ready), Item(moved, expected_version=1), Item(10**9)]
    outcomes = perform_many(IntegrationProject, items, "take_up", actor=world.screener, at=AT, request_id=uuid4())
    assert [type(outcome.refused) for outcome in outcomes] == [WrongState, type(None), VersionConflict, WrongState]
    assert [rows(early), rows(moved)] == untouched
    assert (project(ready).state, desks(project(ready))) == ("screening", ["screening"])
    assert said(outcomes[3]) == "It is not there."
    assert list(faults()) == []


def test_preview_says_what_would_be_and_changes_nothing() -> None:
    world = World()
    ids = [*projects(world, "submitted", 1), *projects(world, "draft", 1)]
    before = everything()
    outcomes = preview_many(IntegrationProject, ids, "take_up", actor=world.screener, at=AT)
    assert [outcome.may for outcome in outcomes] == [True, False]
    assert type(outcomes[1].refused) is WrongState
    [by_stranger] = preview_many(IntegrationProject, ids[:1], "take_up", actor=world.stranger, at=AT)
    assert type(by_stranger.refused) is NotPermitted
    assert everything() == before
    made = perform_many(IntegrationProject, ids, "take_up", actor=world.screener, at=AT, request_id=uuid4())
    assert [outcome.may for outcome in made] == [True, False]


def test_the_same_batch_again_gives_the_same_records() -> None:
    world, batch = World(), uuid4()
    ids = projects(world, "submitted", 2)

    def take_up(note: str = "") -> list[Outcome]:
        return perform_many(
            IntegrationProject, ids, "take_up", actor=world.screener, at=AT, request_id=batch, note=note
        )

    first = take_up()
    before = everything()
    assert [one.record for one in take_up()] == [one.record for one in first]
    assert [type(one.refused) for one in take_up(note="อื่น")] == [RequestReused] * 2
    assert everything() == before
    assert first[0].record is not None
    expected = uuid5(batch, f"budget_review.integrationproject/{ids[0]}")
    assert first[0].record.request_id == expected


def test_the_same_batch_of_parts_again_tells_of_the_parts() -> None:
    world, batch = World(), uuid4()
    parts = [part(pk, world, "north") for pk in projects(world, "confirming", 2)]

    def consent() -> list[tuple[Any, Any]]:
        ids = [one.pk for one in parts]
        made = perform_many(Participation, ids, "consent", actor=world.nora, at=world.at, request_id=batch)
        return [(one.subject, one.record) for one in made]

    first = consent()
    assert [subject for subject, _record in first] == parts
    assert consent() == first


@pytest.mark.parametrize("count", [1, 2])
def test_what_is_said_of_a_batch_stands_in_each_record(count: int) -> None:
    world = World()
    ids = projects(world, "submitted", count)
    order = order_in_force(world, "screener", "admin")
    items = [Item(pk, facts={"place": str(place)}) for place, pk in enumerate(ids)]
    said: Any = {
        "actor": world.admin, "at": world.at, "on_behalf_of": world.screener, "delegation": order.pk,
        "note": "รับไว้", "facts": {"batch": "เช้า", "place": "?"},
    }  # fmt: skip
    assert [outcome.may for outcome in preview_many(IntegrationProject, items, "take_up", **said)] == [True] * count
    outcomes = perform_many(IntegrationProject, items, "take_up", request_id=uuid4(), **said)
    records = [outcome.record for outcome in outcomes if outcome.record is not None]
    assert [record.subject_id for record in records] == ids
    assert [outcome.subject for outcome in outcomes] == [project(pk) for pk in ids]
    for place, record in enumerate(records):
        assert (record.actor, record.on_behalf_of, record.delegation) == (world.admin, world.screener, order.pk)
        assert (record.at, record.note) == (world.at, "รับไว้")
        assert (record.facts["batch"], record.facts["place"]) == ("เช้า", str(place))
    assert list(faults()) == []


@pytest.mark.parametrize("count", [1, 2])
def test_what_is_not_said_of_a_batch_refuses_each_item(count: int) -> None:
    world = World()
    ids = projects(world, "screening", count)
    order = order_in_force(world, "screener", "admin")
    said: Any = {
        "actor": world.admin, "at": world.at, "on_behalf_of": world.screener, "delegation": order.pk,
        "note": "แก้", "facts": {"sections": ["essentials"]},
    }  # fmt: skip
    assert all(outcome.may for outcome in preview_many(IntegrationProject, ids, "return_for_revision", **said))
    lacking: list[tuple[dict[str, Any], type[Refused]]] = [
        ({"note": ""}, GuardsUnmet),
        ({"facts": {}}, GuardsUnmet),
        ({"delegation": None}, NoAuthority),
        ({"delegation": None, "on_behalf_of": None}, NotPermitted),
        ({"on_behalf_of": world.other_screener}, NoAuthority),
        ({"at": AT + timedelta(days=200)}, NoAuthority),  # the order is over
    ]
    before = everything()
    for change, why in lacking:
        for outcomes in (
            preview_many(IntegrationProject, ids, "return_for_revision", **(said | change)),
            perform_many(IntegrationProject, ids, "return_for_revision", request_id=uuid4(), **(said | change)),
        ):
            assert [type(outcome.refused) for outcome in outcomes] == [why] * count, change
            assert [(outcome.subject, outcome.record) for outcome in outcomes] == [(project(pk), None) for pk in ids]
    assert everything() == before


def test_a_failing_item_is_undone_alone(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO", "workflows.bulk")
    world = World()
    ids = bad_effect, bad_refusal, good = projects(world, "submitted", 3)
    real = EFFECTS[ProjectLifecycle.take_up]

    def fails_at_the_end(project: IntegrationProject, attempt: Attempt) -> dict[str, Any]:
        facts = real(project, attempt)
        if project.pk == bad_effect:
            raise RuntimeError("disk full")
        if project.pk == bad_refusal:
            raise GuardsUnmet("Not this one.")
        return facts

    monkeypatch.setitem(EFFECTS, ProjectLifecycle.take_up, fails_at_the_end)
    outcomes = perform_many(IntegrationProject, ids, "take_up", actor=world.screener, at=AT, request_id=uuid4())
    assert [type(one.refused) for one in outcomes] == [Failed, GuardsUnmet, type(None)]
    assert [project(pk).state for pk in ids] == ["submitted", "submitted", "screening"]
    assert set(Finding.objects.values_list("screening__project", flat=True)) == {good}
    assert [(one.levelname, one.getMessage(), str((one.exc_info or [0, 0])[1])) for one in caplog.records] == [
        ("INFO", "A chunk of 3 is made item by item.", "disk full"),
        ("ERROR", f"take_up of budget_review.integrationproject {bad_effect} failed", "disk full"),
    ]
    assert list(faults()) == []


def test_outcomes_stand_where_each_subject_is_named_first_and_its_first_facts_count() -> None:
    world = World()
    first, second, third = projects(world, "submitted", 3)
    items: list[Item | int] = [
        Item(third, facts={"place": "1"}),
        first,
        Item(third, facts={"place": "2"}),
        Item(second),
        first,
    ]
    doing: Any = {"actor": world.screener, "at": AT}
    assert [one.item.subject_id for one in preview_many(IntegrationProject, items, "take_up", **doing)] == [
        third, first, second,
    ]  # fmt: skip
    outcomes = perform_many(IntegrationProject, items, "take_up", request_id=uuid4(), **doing)
    records = [outcome.record for outcome in outcomes if outcome.record is not None]
    assert [record.subject_id for record in records] == [third, first, second]
    assert records[0].facts["place"] == "1"


def test_a_subject_named_twice_is_moved_once() -> None:
    world = World().to("submitted")
    ids = [world.project_id, world.project_id]
    outcomes = perform_many(IntegrationProject, ids, "take_up", actor=world.screener, at=AT, request_id=uuid4())
    assert [one.may for one in outcomes] == [True]


@pytest.mark.parametrize("count", [1, 2])
def test_item_that_is_not_there_or_was_read_before_is_refused_by_itself(count: int) -> None:
    world = World()
    ids = projects(world, "submitted", count)
    before = everything()
    gone = [Item(10**9 + number) for number in range(count)]
    stale = [Item(pk, expected_version=1) for pk in ids]
    for items, kind, sentence in ((gone, WrongState, "It is not there."), (stale, VersionConflict, None)):
        made = perform_many(IntegrationProject, items, "take_up", actor=world.screener, at=AT, request_id=uuid4())
        looked = preview_many(IntegrationProject, items, "take_up", actor=world.screener, at=AT)
        for outcome in (*made, *looked):
            assert type(outcome.refused) is kind
            assert sentence is None or said(outcome) == sentence
    assert everything() == before


def test_act_on_one_part_is_seen_by_the_rules_of_the_next_part_of_its_whole() -> None:
    """Whoever speaks for both partners cannot object for one and consent for the other at once."""
    world = World().to("confirming")
    Membership.objects.create(
        user=world.nora, agency=world.agencies["south"], role=Role.AGENCY_OFFICER, from_date=AT.date()
    )
    ids = [world.part(name).pk for name in ("north", "south")]
    outcomes = perform_many(
        Participation, ids, "ask_changes", actor=world.nora, at=AT, request_id=uuid4(), note="ขอแก้ไข"
    )
    assert [type(outcome.refused) for outcome in outcomes] == [type(None), GuardsUnmet]
    assert [world.part(name).state for name in ("north", "south")] == ["changes_asked", "asked"]
    assert world.project.state == "draft"
    assert list(faults()) == []


def queries_of_taking_up(world: World, count: int, *, preview: bool = False, **more: Any) -> int:
    ids = projects(world, "submitted", count)
    with CaptureQueriesContext(connection) as captured:
        if preview:
            outcomes = preview_many(IntegrationProject, ids, "take_up", at=AT, **more)
        else:
            outcomes = perform_many(IntegrationProject, ids, "take_up", at=AT, request_id=uuid4(), **more)
    assert all(outcome.may for outcome in outcomes)
    return len(captured)


def test_two_together_take_fewer_queries_than_two_alone() -> None:
    world = World()
    alone, together = (queries_of_taking_up(world, count, actor=world.screener) for count in (1, 2))
    assert together < 2 * alone


def test_preview_by_an_order_reads_it_once_for_all() -> None:
    world = World()
    order = order_in_force(world, "screener", "expert")
    actor = world.expert
    prefetch_related_objects([actor], "memberships")  # as whoever shows a preview has them
    few, many = (queries_of_taking_up(world, count, preview=True, actor=actor, delegation=order.pk) for count in (2, 5))
    assert few == many


def test_part_more_in_a_batch_reads_neither_its_whole_nor_itself_once_more() -> None:
    """What leaving asks of a project is its own; the whole is the one that was locked with all the others."""
    world, counts = World(), []
    for count in (2, 3):
        ids = [part(pk, world, "north").pk for pk in projects(world, "draft", count)]
        with CaptureQueriesContext(connection) as captured:
            perform_many(Participation, ids, "leave", actor=world.officer, at=AT, request_id=uuid4())
        read = [one["sql"] for one in captured if 'FROM "budget_review_integrationproject"' in one["sql"]]
        counts.append(len(read))
    assert counts[0] == counts[1]
