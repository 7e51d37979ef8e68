# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Experts' opinions: each field's points and days, declining, asking another, doing without, what is outdated."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from accounts.models import User
from agencies.models import Membership
from agencies.roles import Role
from budget_review.expertise import EXPERTISE, Judged
from budget_review.models import ExpertOpinion
from budget_review.models.parts import Field
from budget_review.queries.experts import advised, experts_for
from tests.api.asking import Program, at
from tests.refusing import refused
from tests.standing import grounded
from tests.world import AT, World, desks
from workflows.models import Task
from workflows.refusals import GuardsUnmet, NotPermitted, WrongState
from workflows.verification import faults

pytestmark = pytest.mark.django_db
NOTE = "ไม่ถนัดเรื่องนี้"


def made() -> World:
    made = World(amount=Decimal("50000000.00")).to("screening")
    made.people["other_expert"] = expert_of(made, "elsewhere")
    return made


ground, world = grounded(made)


def expert_of(world: World, agency: str) -> User:
    person = User.objects.create(username=f"expert_of_{agency}{world.tag}", display_name=f"ผู้เชี่ยวชาญ {agency}")
    Membership.objects.create(user=person, agency=world.agencies[agency], role=Role.EXPERT, from_date=date(2020, 1, 1))
    return person


def give(world: World, who: str = "expert", place: int = 0, **facts: Any) -> None:
    said = {"advice": "support", "text": "เห็นด้วย"} | facts
    world.act("give", who, world.opinion(place), facts=said)


def turn(opinion: ExpertOpinion) -> Task:
    return Task.objects.get(subject_type=opinion.kind, subject_id=opinion.pk, finished=None)


def test_every_field_has_points_and_days() -> None:
    assert set(EXPERTISE) == set(Field.values)
    assert all(1 <= one.days <= 20 and one.points for one in EXPERTISE.values())


def test_each_opinion_is_due_by_the_days_of_its_field(world: World) -> None:
    assert {opinion.field: turn(opinion).days_left for opinion in world.project.opinions.all()} == {
        opinion.field: EXPERTISE[opinion.field].days for opinion in world.project.opinions.all()
    }
    assert all(one.task is not None and one.task.due_at is not None for one in advised(world.project))


def test_points_are_kept_with_the_opinion_and_in_its_record(world: World) -> None:
    opinion = world.opinion()
    [first, second, *_rest] = EXPERTISE[opinion.field].points
    give(world, points={first.key: "yes", second.key: "partly"})
    given = ExpertOpinion.objects.get(pk=opinion.pk)
    assert given.points == {first.key: "yes", second.key: "partly"}
    assert given.judged == [(first.label, Judged.YES.label), (second.label, Judged.PARTLY.label)]


@pytest.mark.parametrize("points", [{"nowhere": "yes"}, {"prices": "perhaps"}, ["prices"], "prices", 1])
def test_points_of_another_field_or_with_another_answer_are_refused(world: World, points: Any) -> None:
    with refused(GuardsUnmet) as told:
        give(world, points=points)
    assert told.value.reasons == (
        "The points judged must be those of the field, each with an answer that is listed.",
    )  # fmt: skip


def test_declined_opinion_waits_for_another_expert_and_holds_the_recommendation(world: World) -> None:
    give(world, place=1)
    world.act("decline_to_advise", "expert", world.opinion(), note=NOTE)
    assert (world.opinion().state, desks(world.project)) == ("declined", ["screening"])
    assert list(faults()) == []
    world.write_screening()
    with refused(GuardsUnmet) as told:
        world.act("recommend", "screener")
    assert told.value.reasons == ("Every expert asked must have given an opinion.",)


def test_another_expert_is_asked_by_name_with_the_whole_term_and_alone_may_answer(world: World) -> None:
    named = world.people["other_expert"]
    later = AT + timedelta(days=7)
    world.act("decline_to_advise", "expert", world.opinion(), note=NOTE)
    world.act("ask_another", "screener", world.opinion(), note=NOTE, facts={"expert": named.pk}, at=later)
    opinion = world.opinion()
    assert (opinion.state, opinion.expert, turn(opinion).unit) == ("asked", named, f"person@{named.pk}")
    assert turn(opinion).days_left == EXPERTISE[opinion.field].days
    assert list(faults()) == []
    with refused(NotPermitted):
        give(world, "expert")
    give(world, "other_expert")
    assert world.opinion().state == "given"
    assert list(faults()) == []


def test_opinion_that_is_waited_for_is_asked_of_another_and_leaves_the_screening_as_it_is(world: World) -> None:
    from workflows.tasks import claim

    screening = next(task for task in Task.objects.filter(finished=None) if task.flow_task.name == "screening")
    claim(screening.pk, actor=world.screener, at=AT)
    world.act("ask_another", "screener", world.opinion(), note=NOTE, facts={"expert": world.people["other_expert"].pk})
    assert Task.objects.get(pk=screening.pk).finished is None
    assert desks(world.project) == ["advising", "advising", "screening"]
    assert list(faults()) == []


def test_expert_of_an_agency_that_takes_part_cannot_be_named(world: World) -> None:
    partner = expert_of(world, "north")
    assert [person.username for person in experts_for(world.opinion(), AT)] == ["expert", "expert_of_elsewhere"]
    for wanted in (partner.pk, world.officer.pk, 10**9):
        with refused(GuardsUnmet) as told:
            world.act("ask_another", "screener", world.opinion(), note=NOTE, facts={"expert": wanted})
        assert told.value.reasons == ("The expert named must be one whose agency takes no part in the project.",)


def test_declining_and_asking_another_need_a_reason(world: World) -> None:
    for name, who in (("decline_to_advise", "expert"), ("ask_another", "screener")):
        with refused(GuardsUnmet) as told:
            world.act(name, who, world.opinion())
        assert told.value.reasons == ("The reason must be given.",)


def test_head_does_without_a_declined_opinion_and_the_officer_does_not(world: World) -> None:
    give(world, place=1)
    with refused(WrongState):
        world.act("do_without", "screening_head", world.opinion(), note=NOTE)
    world.act("decline_to_advise", "expert", world.opinion(), note=NOTE)
    with refused(NotPermitted):
        world.act("do_without", "screener", world.opinion(), note=NOTE)
    world.act("do_without", "screening_head", world.opinion(), note=NOTE)
    world.write_screening()
    world.act("recommend", "screener")
    assert (world.opinion().state, world.project.state) == ("lapsed", "recommended")
    assert list(faults()) == []


def test_return_lets_a_declined_opinion_lapse_and_the_resubmission_asks_again(world: World) -> None:
    world.act("decline_to_advise", "expert", world.opinion(), note=NOTE)
    world.to("returned")
    assert world.opinion().state == "lapsed"
    world.act("resubmit", "officer")
    assert (world.opinion().state, world.opinion().content_version) == ("asked", 2)
    assert list(faults()) == []


def test_given_opinion_is_marked_when_the_content_moves_on(world: World) -> None:
    give(world)
    assert [one.opinion.is_outdated for one in advised(world.project)] == [False, False]
    ExpertOpinion.objects.filter(pk=world.opinion().pk).update(content_version=0)
    assert [one.opinion.is_outdated for one in advised(world.project)] == [True, False]


def test_form_asks_the_points_of_its_field_and_page_shows_the_days(world: World) -> None:
    client = Client(headers={"Accept-Language": "th"})
    client.force_login(world.expert)
    opinion = world.opinion()
    page = f"/projects/{world.project.code}/parts/opinion/{opinion.pk}/acts/give/"
    with at():
        shown = client.get(page).content.decode()
        assert all(f'name="point_{point.key}"' in shown for point in EXPERTISE[opinion.field].points)
        typed = {"advice": "remarks", "text": "ควรปรับ", "request_id": str(uuid4()), "expected_version": opinion.version}
        judged = {f"point_{EXPERTISE[opinion.field].points[0].key}": "no"}
        assert client.post(page, typed | judged).status_code == 302
        told = client.get(f"/projects/{world.project.code}/?tab=screening").content.decode()
    assert world.opinion().points == {EXPERTISE[opinion.field].points[0].key: "no"}
    assert "ต่อฉบับที่ 1" in told
    assert "วันทำการ" in told


def test_page_offers_the_experts_who_may_be_asked(world: World) -> None:
    client = Client(headers={"Accept-Language": "th"})
    client.force_login(world.screener)
    opinion, named = world.opinion(), world.people["other_expert"]
    page = f"/projects/{world.project.code}/parts/opinion/{opinion.pk}/acts/ask_another/"
    with at():
        assert str(named) in client.get(page).content.decode()
        typed = {"note": NOTE, "expert": named.pk, "request_id": str(uuid4()), "expected_version": opinion.version}
        assert client.post(page, typed).status_code == 302
        assert str(named) in client.get(f"/projects/{world.project.code}/").content.decode()
    assert world.opinion().expert == named


def test_program_judges_points_and_is_refused_what_is_none(world: World) -> None:
    opinion = world.opinion()
    path, expert = f"/opinions/{opinion.pk}/transitions/give", Program(world, "expert")
    said = {"advice": "support", "text": "เห็นด้วย"}
    assert expert.act(path, facts=said | {"points": {"nowhere": "yes"}}).status_code == 422
    assert expert.act(path, facts=said | {"points": {EXPERTISE[opinion.field].points[0].key: "yes"}}).status_code == 200
