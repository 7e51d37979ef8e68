# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""One act on many projects of a round: chosen, looked at, confirmed, told; each by its own record or not at all."""

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.person import for_one_request
from agencies.models import Membership
from agencies.roles import Role
from budget_review.forms.many import choice_of
from budget_review.models import IntegrationProject
from budget_review.operations.many import ACTS, MOST, look_at_many, rules_for
from tests.budget_review.pages import Visitor, text_of
from tests.orders import order_in_force
from tests.world import AT, World, everything
from workflows.batches import Item
from workflows.models import OutboxMessage, Task, TransitionRecord
from workflows.tasks import claim
from workflows.verification import faults

Visit = Callable[[str], Visitor]
LETTER = {"letter_number": "สพร 9/2564"}

# act: (state before, who, what is filled in, state after)
TABLE: dict[str, tuple[str, str, dict[str, str], str]] = {
    "take_up": ("submitted", "screener", {}, "screening"),
    "pass_on": ("recommended", "screening_head", {}, "screened"),
    "forward": ("endorsed", "screener", LETTER, "forwarded"),
    "take_into_budget": ("forwarded", "budget", {}, "budgeting"),
    "report_back": ("decided", "screener", LETTER, "reported_back"),
}


def carried(world: World, state: str, count: int = 2) -> list[IntegrationProject]:
    """So many projects in a state; ``world.project`` is the last."""
    made = []
    for place in range(count):
        world.project_id = world.draft().pk if place else world.project_id
        made.append(world.to(state).project)
    return made


def send(visitor: Visitor, name: str, projects: Any, request_id: Any = None, **data: Any) -> Any:
    """Send the form of an act with these projects ticked, as they stand in the list that was read."""
    chosen = [choice_of(project) if isinstance(project, IntegrationProject) else project for project in projects]
    round_id = visitor.world.round.pk
    return visitor.post("round_act", round_id, name, projects=chosen, request_id=request_id or uuid4(), **data)


def states(projects: list[IntegrationProject]) -> list[str]:
    """Where they stand now."""
    return [IntegrationProject.objects.get(pk=project.pk).state for project in projects]


def shown_in(page: str, heading: str) -> str:
    """What stands in the table of this id."""
    found = re.search(rf'aria-labelledby="{heading}">.*?</section>', page, re.DOTALL)
    return found[0] if found else ""


def test_every_act_of_the_table_is_tried_and_asks_for_a_letter_or_a_reason_alone() -> None:
    assert tuple(TABLE) == ACTS
    for name in ACTS:
        assert {asked.name for asked in rules_for(name).asks} <= {"letter_number", "note"}
        assert rules_for(name).back is None


@pytest.mark.parametrize("name", TABLE)
def test_act_is_offered_looked_at_made_and_told(world: World, visit: Visit, name: str) -> None:
    before, who, data, after = TABLE[name]
    projects = carried(world, before)
    visitor = visit(who)
    assert f"/acts/{name}/" in text_of(visitor.get("round", world.round.pk))
    chosen = text_of(visitor.get("round_act", world.round.pk, name))
    assert all(f'value="{choice_of(project)}"' in chosen for project in projects)
    stands = everything()
    looked = send(visitor, name, projects, **data)
    assert looked.status_code == 200
    assert everything() == stands
    page = text_of(looked)
    assert "Nothing has been done yet" in page
    assert "2 projects will pass." in page
    assert all(project.code in shown_in(page, "will") for project in projects)
    request_id = uuid4()
    told = send(visitor, name, projects, request_id, confirmed="1", **data)
    assert "Done for 2 projects" in text_of(told)
    assert states(projects) == [after, after]
    records = TransitionRecord.objects.filter(transition=name, subject_id__in=[project.pk for project in projects])
    assert [record.actor for record in records] == [world.people[who]] * 2
    assert all(record.facts.get(fact) == value for record in records for fact, value in data.items())
    assert OutboxMessage.objects.filter(record__in=records).count() == 2
    assert list(faults()) == []
    # sent again: the same records, and not one more
    stands = everything()
    assert "Done for 2 projects" in text_of(send(visitor, name, projects, request_id, confirmed="1", **data))
    assert everything() == stands


def test_refused_projects_say_why_and_keep_none_of_the_others_back(world: World, visit: Visit) -> None:
    """One waits, one was taken up meanwhile, one still lies with its agency: told apart, and only one is moved."""
    waits, moved = carried(world, "submitted")
    world.act("take_up", "other_screener", moved)
    visitor = visit("screener")
    page = text_of(send(visitor, "take_up", [waits, moved]))
    assert "1 project will pass." in page
    assert "1 would be refused." in page
    assert waits.code in shown_in(page, "will")
    assert moved.code in shown_in(page, "would")
    assert "ผู้ทดสอบ other_screener made “Take up for screening” meanwhile, on " in shown_in(page, "would")
    assert f'href="/projects/{moved.code}/"' in shown_in(page, "would")
    assert choice_of(moved) not in page.split("<form")[-1]  # only what will pass is sent on
    told = text_of(send(visitor, "take_up", [waits, moved], confirmed="1"))
    assert "Done for 1 project" in told
    assert moved.code in shown_in(told, "refused")
    assert states([waits, moved]) == ["screening", "screening"]
    assert TransitionRecord.objects.filter(transition="take_up").count() == 2
    assert list(faults()) == []


def test_four_eyes_and_the_recommendation_hold_for_each(world: World, visit: Visit) -> None:
    """The head may pass what is recommended to pass and written by others; her own and the others' end are refused."""
    passes, own = carried(world, "recommended")
    screening = own.screening
    assert screening is not None
    screening.writers.add(world.screening_head)
    page = text_of(send(visit("screening_head"), "pass_on", [passes, own]))
    assert passes.code in shown_in(page, "will")
    assert "must not decide on the recommendation" in shown_in(page, "would")
    send(visit("screening_head"), "pass_on", [passes, own], confirmed="1")
    assert states([passes, own]) == ["screened", "recommended"]


def test_whoever_may_not_is_told_who_can_and_nothing_changes(world: World, visit: Visit) -> None:
    projects = carried(world, "submitted")
    stands = everything()
    for who in ("auditor", "secretary", "officer"):
        page = text_of(send(visit(who), "take_up", projects, confirmed="1"))
        assert "Who can:" in shown_in(page, "refused")
        assert "2 were refused; nothing changed there." in page
        assert "/acts/take_up/" not in text_of(visit(who).get("round", world.round.pk))
    assert everything() == stands


def test_project_of_the_officers_own_unit_is_refused_alone(world: World, visit: Visit) -> None:
    first, own = carried(world, "submitted")
    own.participations.filter(agency=world.agencies["south"]).update(agency=world.agencies["dga"])
    page = text_of(send(visit("screener"), "take_up", [first, own]))
    assert first.code in shown_in(page, "will")
    assert "unit that takes no part" in shown_in(page, "would")


def test_what_one_may_not_see_is_no_choice(world: World, visit: Visit) -> None:
    projects = carried(world, "submitted")
    hidden, stands = world.draft(), everything()
    assert visit("stranger").get("round_act", world.round.pk, "take_up").status_code == 404
    assert send(visit("stranger"), "take_up", projects, confirmed="1").status_code == 404
    for choice in (choice_of(hidden), "999:1", f"{'9' * 19}:1", "x", "1", "1:-1", "0:1"):
        response = send(visit("screener"), "take_up", [projects[0], choice], confirmed="1")
        assert response.status_code == 422
        assert "Choose among the projects shown." in text_of(response)
        assert hidden.code not in text_of(response)
    assert everything() == stands


def test_nothing_ticked_and_a_missing_letter_are_told_and_ticks_are_kept(world: World, visit: Visit) -> None:
    projects = carried(world, "decided")
    stands = everything()
    response = send(visit("screener"), "report_back", [], confirmed="1", **LETTER)
    assert response.status_code == 422
    assert "Choose at least one project." in text_of(response)
    response = send(visit("screener"), "report_back", projects[:1], letter_number=" ")
    assert response.status_code == 422
    page = text_of(response)
    assert "The letter's number must be given." in page
    assert f'value="{choice_of(projects[0])}" id="project-{projects[0].pk}" checked' in page
    assert f'value="{choice_of(projects[1])}" id="project-{projects[1].pk}">' in page
    assert everything() == stands
    too_many = [f"{pk}:1" for pk in range(1, MOST + 2)]
    assert f"No more than {MOST} projects at once." in text_of(send(visit("screener"), "report_back", too_many))


def test_all_shown_are_looked_at_by_one_press_and_can_be_changed(world: World, visit: Visit) -> None:
    projects = carried(world, "submitted")
    page = text_of(send(visit("screener"), "take_up", [], all="1"))
    assert "2 projects will pass." in page
    changed = send(visit("screener"), "take_up", projects[:1], change="1")
    assert changed.status_code == 200
    assert text_of(changed).count(" checked") == 1


def test_round_without_such_projects_says_so(world: World, visit: Visit) -> None:
    world.to("submitted")
    assert "No project here waits for this" in text_of(visit("screener").get("round_act", world.round.pk, "forward"))
    assert "/acts/forward/" not in text_of(visit("screener").get("round", world.round.pk))


def from_list(visitor: Visitor, act: str, query: str = "", **data: Any) -> Any:
    """Send what stands above the list of projects, as the list with these filters shows it."""
    address = reverse("listed_acts") + query
    return visitor.client.post(address, {"act": act, "begin": "1", "request_id": uuid4(), **data})


def test_list_offers_the_acts_of_what_its_filters_find(world: World, visit: Visit) -> None:
    carried(world, "submitted")
    world.project_id = world.draft().pk
    world.to("endorsed")
    page = text_of(visit("screener").get("projects"))
    assert 'value="take_up">Take up for screening (2)' in page
    assert 'value="forward">Send to the Budget Bureau (1)' in page
    assert page.count('form="many"') == 3
    filtered = text_of(visit("screener").get("projects", query="?state=endorsed"))
    assert "take_up" not in filtered
    assert 'action="/projects/many/?state=endorsed"' in filtered
    for who in ("officer", "auditor", "secretary"):
        assert 'name="act"' not in text_of(visit(who).get("projects"))


def test_ticked_in_the_list_are_looked_at_made_and_told(world: World, visit: Visit) -> None:
    first, other, left = carried(world, "submitted", 3)
    world.act("take_up", "other_screener", other)
    visitor, stands = visit("screener"), everything()
    page = text_of(from_list(visitor, "take_up", "?year=2565", projects=[choice_of(first), choice_of(other)]))
    assert "1 project will pass." in page
    assert other.code in shown_in(page, "would")
    assert left.code not in page
    assert 'action="/projects/many/take_up/?year=2565"' in page
    assert everything() == stands
    address = reverse("listed_act", args=["take_up"]) + "?year=2565"
    request_id = uuid4()
    sent = {"projects": [choice_of(first)], "request_id": request_id, "confirmed": "1"}
    answer: Any = visitor.client.post(address, sent)
    told = text_of(answer)
    assert "Done for 1 project" in told
    assert 'href="/projects/?year=2565"' in told
    assert states([first, other, left]) == ["screening", "screening", "submitted"]
    stands = everything()
    visitor.client.post(address, sent)
    assert everything() == stands


def test_all_that_the_filters_find_are_those_where_the_act_begins(world: World, visit: Visit) -> None:
    first, second = carried(world, "submitted")
    world.project_id = world.draft().pk
    early = world.to("screening").project
    IntegrationProject.objects.filter(pk=second.pk).update(title="อีกชื่อหนึ่ง")
    page = text_of(from_list(visit("screener"), "take_up", all="1"))
    assert "2 projects will pass." in page
    assert early.code not in page
    page = text_of(from_list(visit("screener"), "take_up", "?q=อีกชื่อ", all="1"))
    assert "1 project will pass." in page
    assert first.code not in page
    assert "?q=%E0%B8" in page


def test_act_that_asks_for_a_letter_asks_for_it_with_the_ticks_kept(world: World, visit: Visit) -> None:
    first, second = carried(world, "decided")
    page = text_of(from_list(visit("screener"), "report_back", projects=[choice_of(first)]))
    assert 'name="letter_number"' in page
    assert "must be given" not in page
    assert f'value="{choice_of(first)}" id="project-{first.pk}" checked' in page
    assert second.code not in page
    both = text_of(from_list(visit("screener"), "report_back", all="1"))
    assert both.count(" checked") == 2


def test_list_refuses_what_one_may_not_do_or_see_and_unknown_acts(world: World, visit: Visit) -> None:
    [project] = carried(world, "submitted", 1)
    hidden, stands = world.draft(), everything()
    assert from_list(visit("stranger"), "take_up", all="1").status_code == 404
    assert from_list(visit("screener"), "withdraw", all="1").status_code == 404
    assert from_list(visit("screener"), "", all="1").status_code == 404
    assert visit("screener").get("listed_acts").status_code == 404
    nothing = from_list(visit("screener"), "take_up")
    assert nothing.status_code == 422
    assert "Choose at least one project." in text_of(nothing)
    refused = from_list(visit("screener"), "take_up", projects=[choice_of(hidden)])
    assert refused.status_code == 422
    assert hidden.code not in text_of(refused)
    told = text_of(from_list(visit("auditor"), "take_up", projects=[choice_of(project)], confirmed="1"))
    assert "Who can:" in shown_in(told, "refused")
    assert everything() == stands


def test_tick_of_a_version_that_has_moved_stays_ticked_when_something_is_missing(world: World, visit: Visit) -> None:
    [project] = carried(world, "decided", 1)
    old = f"{project.pk}:{project.version - 1}"
    page = text_of(send(visit("screener"), "report_back", [old], letter_number=""))
    assert f'value="{old}" id="project-{project.pk}" checked' in page
    assert page.count('name="projects"') == 1


@pytest.mark.parametrize("name", ["decide", "withdraw", "return_for_revision", "begin", "x"])
def test_other_acts_are_not_made_on_many(world: World, visit: Visit, name: str) -> None:
    world.to("submitted")
    assert visit("screener").get("round_act", world.round.pk, name).status_code == 404
    assert send(visit("screener"), name, [world.project], confirmed="1").status_code == 404


def test_look_names_whoever_has_taken_a_task(world: World, visit: Visit) -> None:
    first, taken = carried(world, "submitted")
    task = Task.objects.get(subject_type=taken.kind, subject_id=taken.pk, finished=None, flow_task_type="HUMAN")
    claim(task.pk, actor=world.other_screener, at=AT)
    page = shown_in(text_of(send(visit("screener"), "take_up", [first, taken])), "will")
    assert page.count("has taken this task since") == 1
    assert "ผู้ทดสอบ other_screener has taken this task since 2 November 2020, 10:00." in page


def test_choosing_takes_the_same_queries_for_any_number(world: World, visit: Visit) -> None:
    carried(world, "submitted", 1)
    visitor = visit("screener")
    visitor.get("round_act", world.round.pk, "take_up")
    with CaptureQueriesContext(connection) as one:
        visitor.get("round_act", world.round.pk, "take_up")
    world.project_id = world.draft().pk
    carried(world, "submitted", 3)
    with CaptureQueriesContext(connection) as many:
        page = text_of(visitor.get("round_act", world.round.pk, "take_up"))
    assert page.count('type="checkbox"') == 4
    assert len(many) == len(one)


@pytest.mark.parametrize("name", TABLE)
def test_looking_takes_the_same_queries_for_any_number(world: World, visit: Visit, name: str) -> None:
    """What will pass and what would be refused, with the rules of each: read for all of them at once."""
    before, who, data, _after = TABLE[name]
    moved, *others = carried(world, before, 5)
    visitor = visit(who)
    world.act(name, who, moved, facts=data)
    counts = []
    for chosen in (others[:1], others[:1], [moved], others, [moved, *others]):
        with CaptureQueriesContext(connection) as asked:
            assert send(visitor, name, chosen, **data).status_code == 200
        counts.append(len(asked))
    _first_ever, one, refused, many, mixed = counts
    assert many == one
    assert mixed <= one + 1  # who acted meanwhile
    assert refused <= one + 1


def test_looking_under_an_order_takes_the_same_queries_for_any_number(world: World, visit: Visit) -> None:
    """The order, who gave it and what it covers are read once, also where it is limited to a round."""
    projects = carried(world, "submitted", 4)
    order = order_in_force(world, "screener", "other_screener", subjects=[f"budget_review.round/{world.round.pk}"])
    receiver = for_one_request(world.other_screener)
    counts = []
    for many in (projects[:1], projects):
        with CaptureQueriesContext(connection) as asked:
            outcomes = look_at_many(
                [Item(project.pk) for project in many], "take_up", actor=receiver, at=AT, delegation=order.pk
            )
        assert [outcome.may for outcome in outcomes] == [True] * len(many)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_acts_of_a_person_of_two_roles_stand_together(world: World, visit: Visit) -> None:
    carried(world, "submitted", 1)
    world.project_id = world.draft().pk
    world.to("forwarded")
    officer = Membership.objects.get(user=world.screener)
    Membership.objects.create(
        user=world.screener, agency=world.agencies["bureau"], role=Role.BUDGET_OFFICER, from_date=officer.from_date
    )
    page = text_of(visit("screener").get("round", world.round.pk))
    assert "/acts/take_up/" in page
    assert "/acts/take_into_budget/" in page
