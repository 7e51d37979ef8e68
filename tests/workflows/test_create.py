# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Bringing a subject into being through the door: its first record, its refusals, the same request again."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction

from agencies.models import Agency
from budget_review.models import Condition, ExpertOpinion, IntegrationProject, Participation
from budget_review.operations import begin_project, name_agency
from tests.orders import order_in_force
from tests.refusing import refused
from tests.world import AT, World, desks, everything
from workflows import engine
from workflows.models import TransitionRecord
from workflows.records import FIRST
from workflows.refusals import GuardsUnmet, NoAuthority, NotPermitted, RequestReused
from workflows.verification import faults

pytestmark = pytest.mark.django_db


def begin(world: World, who: str = "officer", *, request_id: UUID | None = None, **more: Any) -> IntegrationProject:
    return begin_project(
        round_id=world.round.pk, lead=world.agencies["lead"], title="โครงการใหม่", actor=world.people[who],
        at=more.pop("at", AT), request_id=request_id or uuid4(), **more,
    )  # fmt: skip


def name(world: World, agency: Agency, *, who: str = "officer", request_id: UUID | None = None, on: Any = None) -> Any:
    return name_agency(
        project=on or world.project, agency=agency, actor=world.people[who], at=AT, request_id=request_id or uuid4()
    )


def test_subject_created_has_its_first_record_and_desk() -> None:
    project = begin(World())
    first = TransitionRecord.objects.get(subject_type=project.kind, subject_id=project.pk)
    assert (first.seq, first.transition, first.source, first.target) == (1, "begin", "draft", "draft")
    assert first.prev_hash == FIRST
    assert (project.state, project.version, project.code) == ("draft", 1, "DG65-002")
    assert [part.agency_id for part in project.parts] == [project.lead_id]
    assert desks(project) == ["writing"]
    assert list(faults()) == []


def test_subject_created_under_an_order_records_for_whom_and_what_was_said() -> None:
    world = World()
    order = order_in_force(world, "officer", "head")
    part = Participation(project=world.project, agency=world.agencies["elsewhere"])
    record = engine.create(
        part, actor=world.head, at=AT, request_id=uuid4(), on_behalf_of=world.officer, delegation=order.pk,
        note="ร่วมด้วย", facts={"letter_number": "ทส 1"},
    )  # fmt: skip
    assert (record.actor, record.on_behalf_of, record.delegation) == (world.head, world.officer, order.pk)
    assert (record.note, record.facts) == ("ร่วมด้วย", {"letter_number": "ทส 1"})
    assert (record._state.adding, record._state.db) == (False, "default")  # so that Django would not insert it again
    assert list(faults()) == []


def test_subject_created_for_another_needs_the_order_of_that_person() -> None:
    world = World()
    order = order_in_force(world, "officer", "head")
    part = Participation(project=world.project, agency=world.agencies["elsewhere"])
    with refused(NoAuthority):
        engine.create(part, actor=world.head, at=AT, request_id=uuid4(), on_behalf_of=world.nora, delegation=order.pk)


def test_subject_created_by_a_stranger_is_refused() -> None:
    world = World()
    for who in set(world.people) - {"officer"}:
        with refused(NotPermitted) as raised:
            begin(world, who)
        assert str(raised.value) == (
            "An officer of the lead agency; for an imported workplan, an administrator or a screening officer of its "
            "host."
        )


@pytest.mark.parametrize("at", [AT - timedelta(days=31), AT + timedelta(days=60)])
def test_project_begun_outside_the_round_is_refused(at: Any) -> None:
    world = World()
    with refused(GuardsUnmet) as raised:
        begin(world, at=at)
    assert str(raised.value) == "The round must be open for proposals."


def test_agency_named_twice_is_refused() -> None:
    world = World()
    with refused(GuardsUnmet) as raised:
        name(world, world.agencies["north"])
    assert str(raised.value) == "The agency must not be named already."


def test_agency_named_again_after_it_left_is_refused_with_the_way_back() -> None:
    world = World()
    world.act("leave", "officer", world.part("north"))
    with refused(GuardsUnmet):
        name(world, world.agencies["north"])
    assert world.act("rejoin", "officer", world.part("north")).target == "listed"


def test_part_created_when_its_whole_moved_on_is_refused() -> None:
    world = World().to("confirming")
    with refused(GuardsUnmet) as raised:
        name(world, world.agencies["elsewhere"])
    assert str(raised.value) == "The project must be in draft or returned."


@pytest.mark.parametrize("model", [ExpertOpinion, Condition])
def test_part_that_follows_from_another_act_is_refused_to_everyone(model: Any) -> None:
    world = World().to("screening")
    more = {"text": "…"} if model is Condition else {"content_version": 1, "field": "budget"}
    for person in world.people.values():
        with refused(NotPermitted) as raised:
            engine.create(model(project=world.project, **more), actor=person, at=AT, request_id=uuid4())
        assert str(raised.value) == "Nobody does this by hand: it follows from another act."


@pytest.mark.parametrize("born", [{"state": "decided"}, {"version": 3}])
def test_subject_born_elsewhere_than_at_its_beginning_is_refused_by_the_database(born: dict[str, Any]) -> None:
    world = World()
    before = everything()
    project = IntegrationProject(round=world.round, lead=world.agencies["lead"], title="ก", code="X-1", **born)
    with pytest.raises(IntegrityError), transaction.atomic():
        engine.create(project, actor=world.officer, at=AT, request_id=uuid4())
    assert everything() == before


def test_subject_begun_with_the_id_of_another_leaves_that_one_as_it_is() -> None:
    world = World()
    before = everything()
    project = IntegrationProject(
        pk=world.project_id, round=world.round, lead=world.agencies["lead"], title="ก", code="X-1"
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        engine.create(project, actor=world.officer, at=AT, request_id=uuid4())
    assert everything() == before


# ── the same request again ──


def test_request_repeated_gives_the_same_project_and_changes_nothing() -> None:
    world, request_id = World(), uuid4()
    first = begin(world, request_id=request_id)
    before = everything()
    assert begin(world, request_id=request_id) == first
    assert everything() == before


def test_request_repeated_gives_the_same_part_even_when_its_whole_moved_on() -> None:
    world, request_id = World(), uuid4()
    part = name(world, world.agencies["elsewhere"], request_id=request_id)
    world.act("leave", "officer", part)
    world.to("confirming")
    before = everything()
    assert name(world, world.agencies["elsewhere"], request_id=request_id).pk == part.pk
    assert everything() == before


def test_request_reused_by_another_person_is_refused() -> None:
    world, request_id = World(), uuid4()
    begin(world, request_id=request_id)
    with refused(RequestReused):
        begin(world, "head", request_id=request_id)


def test_request_reused_for_another_whole_is_refused() -> None:
    world, request_id = World(), uuid4()
    other = world.draft(partners=("north",))
    name(world, world.agencies["elsewhere"], request_id=request_id)
    with refused(RequestReused):
        name(world, world.agencies["elsewhere"], request_id=request_id, on=other)


def test_request_reused_for_another_kind_is_refused() -> None:
    world, request_id = World(), uuid4()
    begin(world, request_id=request_id)
    with refused(RequestReused):
        name(world, world.agencies["elsewhere"], request_id=request_id)


def test_record_begun_for_a_part_stands_in_the_wholes_lock() -> None:
    """The part handed in carries the locked whole, so that guards read the whole as it is now."""
    world = World()
    stale = world.project
    world.act("propose", "officer")
    part = Participation(project=stale, agency=world.agencies["elsewhere"])
    with refused(GuardsUnmet):
        engine.create(part, actor=world.officer, at=AT, request_id=uuid4())
    assert part.project.state == "confirming"
