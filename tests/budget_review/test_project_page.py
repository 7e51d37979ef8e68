# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A project's page in every state, for everyone who may see it, tab by tab."""

from collections.abc import Callable
from itertools import product

import pytest

from budget_review.consequences import CONSEQUENCES
from budget_review.models import Condition, ExpertOpinion, Inquiry, IntegrationProject, PairFinding, Participation
from budget_review.states import State
from budget_review.story import SENTENCES
from budget_review.views.project import TABS
from tests.budget_review.pages import Visitor, text_of
from tests.sizes import SIZES
from tests.world import World
from workflows.lifecycle import rules_of, steps_of

Visit = Callable[[str], Visitor]
SUBJECTS = (IntegrationProject, Participation, ExpertOpinion, Inquiry, PairFinding, Condition)


def test_every_step_has_its_sentence_and_every_act_tells_what_it_will_do() -> None:
    for model in SUBJECTS:
        assert set(SENTENCES[model._meta.label_lower]) == {"begin", *steps_of(model)}
    acts = {name for model in SUBJECTS for name, step in steps_of(model).items() if rules_of(step).who}
    assert set(CONSEQUENCES) == acts


@pytest.mark.parametrize(("place", "state"), list(enumerate(State)))
def test_every_tab_opens_in_every_state(world: World, visit: Visit, place: int, state: str) -> None:
    """For each of two readers; in the small run they take turns, from tab to tab and state to state."""
    world.to(state)
    for turn, (tab, who) in enumerate(product(TABS, ("auditor", "officer"))):
        if SIZES.every_way == 1 or (turn + turn // 2 + place) % 2:
            assert visit(who).get("project", world.project.code, query=f"?tab={tab}").status_code == 200


def test_an_agency_reads_the_screening_only_when_the_head_has_decided(world: World, visit: Visit) -> None:
    world.to("recommended")
    assert "tab=screening" not in text_of(visit("officer").get("project", world.project.code))
    assert "tab=screening" in text_of(visit("screening_head").get("project", world.project.code))
    world.to("screened")
    page = text_of(visit("officer").get("project", world.project.code, query="?tab=screening"))
    assert "เห็นควรผ่าน" in page


def test_a_project_of_one_agency_says_clearly_what_is_missing(world: World, visit: Visit) -> None:
    alone = world.draft(partners=())
    page = text_of(visit("officer").get("project", alone.code))
    assert "At least two agencies must take part." in page
    assert f"/projects/{alone.code}/acts/propose/" not in page
    response = visit("officer").get("project_act", alone.code, "propose")
    assert response.status_code == 422
    assert "At least two agencies must take part." in text_of(response)


def test_what_can_be_done_names_who_can_where_this_person_cannot(world: World, visit: Visit) -> None:
    world.to("confirming")
    page = text_of(visit("officer").get("project", world.project.code))
    assert "An officer of the partner agency." in page
    own = text_of(visit("nora").get("project", world.project.code))
    part = world.part("north")
    assert f"/parts/participation/{part.pk}/acts/consent/" in own
    assert f"/parts/participation/{world.part('south').pk}/acts/consent/" not in own


def test_history_tells_the_story_with_letters_reasons_and_records(world: World, visit: Visit) -> None:
    world.to("returned")
    page = text_of(visit("officer").get("project", world.project.code, query="?tab=history"))
    assert "DGA returned the project for revision." in page
    assert "ทส 0101/1" in page
    assert "แก้" in page
    last = page.index("DGA returned"), page.index("A draft was begun.")
    assert last[0] < last[1]


def test_versions_are_compared_line_by_line(world: World, visit: Visit) -> None:
    world.to("confirming")
    world.act("take_back", "officer", note="แก้ชื่อ")
    visitor = visit("officer")
    data = {"expected_revision": world.project.revision, "title": "ชื่อใหม่"}
    visitor.post("edit_essentials", world.project.code, **data)
    world.act("propose", "officer")
    page = text_of(visitor.get("versions", world.project.code))
    assert "ชื่อใหม่" in page
    assert "โครงการเชื่อมโยงข้อมูลทดสอบ" in page
    assert visitor.get("versions", world.project.code, query="?from=1&to=9").status_code == 404
    assert "Compare with version 1" in text_of(visitor.get("project", world.project.code, query="?tab=history"))


def test_example_data_is_marked_on_page_and_list(world: World, visit: Visit) -> None:
    IntegrationProject.objects.filter(pk=world.project_id).update(is_example=True)
    assert "Example data" in text_of(visit("officer").get("project", world.project.code))
    assert "Example data" in text_of(visit("officer").get("projects"))


def test_rounds_show_states_and_money_of_what_a_person_may_see(world: World, visit: Visit) -> None:
    world.to("decided")
    page = text_of(visit("auditor").get("round", world.round.pk))
    assert "Budget decided" in page
    assert "4,500,000" in page
    assert "No project of this round is open to you" in text_of(visit("stranger").get("round", world.round.pk))
    assert visit("auditor").get("round", 999).status_code == 404
    assert world.round.name_th in text_of(visit("auditor").get("rounds"))
