# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Projects like one are looked for after each save and kept, told to whom they are open, until a text changes."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from agencies.models import Agency
from budget_review.models import FoundPair, IntegrationProject, PairFinding, Signature
from budget_review.queries.likeness import Likeness, likeness_of
from budget_review.similarity import finding
from budget_review.similarity.finding import find_similar
from budget_review.similarity.looking import look_for_similar
from budget_review.similarity.searching import findings_of, pairs_with
from budget_review.similarity.signing import look_for_missing, sign
from tests.budget_review.pages import Visitor, text_of
from tests.budget_review.test_similar import (
    BRIDGE,
    FARMERS,
    FARMERS_AGAIN,
    OPEN_FARM_DATA,
    another,
    answer,
    hand_in,
    pair,
    plain,
    write,
)
from tests.workflows.test_bulk_acts import work
from tests.world import AT, World
from workflows.jobs.outbox import relay
from workflows.models import OutboxMessage

__all__ = ["pair", "plain"]  # fixtures
Visit = Callable[[str], Visitor]
CHAO = "โครงการพัฒนาฐานข้อมูลชาวนา"


def waiting() -> int:
    """The searches that wait for a worker."""
    return DBTaskResult.objects.filter(task_path=look_for_similar.module_path, status="READY").count()


def known(world: World, who: str, project: IntegrationProject | None = None) -> Likeness:
    """What a list tells a person of a project."""
    pk = (project or world.project).pk
    return likeness_of(world.people[who], world.at, [pk]).get(pk, Likeness())


def test_save_looks_for_others_and_both_sides_know(plain: World) -> None:
    other = another(plain, FARMERS_AGAIN, CHAO)
    assert FoundPair.objects.count() == 0
    work()
    row = FoundPair.objects.get()
    assert (row.first_id, row.second_id, row.question) == (plain.project_id, other.pk, "duplicate")
    assert row.score_percent == findings_of(plain.project).duplicates[0].percent
    assert known(plain, "auditor") == known(plain, "auditor", other) == Likeness(1, 0)


def test_many_saves_are_one_search_and_one_that_changes_no_word_is_none(plain: World) -> None:
    work()
    assert waiting() == 0
    for item in (BRIDGE, FARMERS_AGAIN, FARMERS):
        write(plain, plain.project_id, "north", item)
    assert waiting() == 1
    work()
    sign(plain.project)
    write(plain, plain.project_id, "north", FARMERS)  # the line is another row, which a match would name
    assert waiting() <= 1
    work()
    before = Signature.objects.get(pk=plain.project_id)
    IntegrationProject.objects.filter(pk=plain.project_id).update(revision=before.revision + 1)
    assert sign(plain.project).revision == before.revision + 1
    assert (waiting(), find_similar(plain.project_id, at=AT)) == (0, False)


def test_what_was_found_counts_no_more_as_soon_as_a_text_changes(plain: World) -> None:
    other = another(plain, FARMERS_AGAIN, CHAO)
    work()
    assert known(plain, "auditor").total == 1
    write(plain, other.pk, "lead", BRIDGE)
    assert known(plain, "auditor").total == 0  # before any worker came
    work()
    assert FoundPair.objects.count() == 0
    write(plain, other.pk, "lead", FARMERS_AGAIN)
    work()
    assert known(plain, "auditor").total == 1


def test_pair_that_only_the_others_search_found_stays_while_it_holds(
    plain: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = another(plain, FARMERS_AGAIN, CHAO)
    work()
    monkeypatch.setattr(finding, "candidates", lambda *_asked: [])  # it is not among the few hundred looked at
    write(plain, plain.project_id, "north", BRIDGE)
    work()
    assert known(plain, "auditor", other).total == 1
    write(plain, plain.project_id, "lead", BRIDGE)
    work()
    assert FoundPair.objects.count() == 0


def test_save_during_the_search_is_looked_for_again(plain: World, monkeypatch: pytest.MonkeyPatch) -> None:
    other = another(plain, FARMERS_AGAIN, CHAO)

    def slow(*asked: Any) -> Any:
        with monkeypatch.context() as once:
            once.setattr(finding, "pairs_with", pairs_with)
            found = pairs_with(*asked)
            write(plain, other.pk, "lead", BRIDGE)
        return found

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(finding, "pairs_with", slow)
        assert find_similar(other.pk, at=AT) is True
    assert FoundPair.objects.count() == 0
    work()
    assert (FoundPair.objects.count(), known(plain, "auditor").total) == (0, 0)
    signature = Signature.objects.get(pk=other.pk)
    assert signature.searched == signature.digest


def test_agency_that_leaves_is_looked_at_again(plain: World) -> None:
    other = another(plain, FARMERS_AGAIN, CHAO, agency="north")
    work()
    assert known(plain, "auditor").duplicates == 1
    OutboxMessage.objects.filter(sent_at=None).update(sent_at=timezone.now())
    plain.act("leave", "officer", other.participations.get(agency=plain.agencies["north"]))
    while relay(timezone.now()):
        pass
    work()
    assert known(plain, "auditor").duplicates == 0


def test_search_that_was_lost_is_made_up_for(plain: World) -> None:
    another(plain, FARMERS_AGAIN, CHAO)
    DBTaskResult.objects.all().delete()
    assert look_for_missing(10) == 2
    work()
    assert (FoundPair.objects.count(), look_for_missing(10)) == (1, 0)


# ── who knows ──


def test_officer_counts_what_stands_open_and_no_draft(pair: Any) -> None:
    world, other = pair
    another(world, FARMERS_AGAIN, CHAO)  # never handed in
    work()
    assert known(world, "screener") == Likeness(1, 0)
    for given, left in (("no", 0), ("yes", 1), ("continues", 0)):
        answer(world, other, answer=given)
        assert (known(world, "screener").duplicates, known(world, "screener", other).duplicates) == (left, left)
    assert PairFinding.objects.count() == 3


def test_project_that_says_it_carries_another_on_has_no_duplicate_in_it(pair: Any) -> None:
    world, other = pair
    work()
    IntegrationProject.objects.filter(pk=world.project_id).update(rolled_from=other)
    assert known(world, "screener").duplicates == 0
    answer(world, other, answer="yes")  # the officer's word stands before its own
    assert known(world, "screener").duplicates == 1


def test_agency_counts_connections_with_what_it_may_open_and_no_duplicates(plain: World) -> None:
    """The northern officer takes part in one of two projects that could be connected with this one."""
    open_one = hand_in(plain, another(plain, OPEN_FARM_DATA, "โครงการเปิดข้อมูลเกษตร", agency="north"))
    hidden = another(plain, OPEN_FARM_DATA, "โครงการเปิดข้อมูลเกษตรอื่น", agency="north")
    elsewhere = Agency.objects.get(pk=plain.agencies["elsewhere"].pk)
    IntegrationProject.objects.filter(pk=hidden.pk).update(lead=elsewhere)
    another(plain, FARMERS_AGAIN, CHAO)
    write(plain, plain.project_id, "lead", FARMERS)
    work()
    whole = known(plain, "auditor")
    assert whole.connections == 2
    assert whole.duplicates == 1
    assert known(plain, "nora") == Likeness(0, 1)
    assert known(plain, "officer").duplicates == 0
    assert known(plain, "stranger", hidden).duplicates == 0
    assert open_one.pk != hidden.pk


def test_withdrawn_project_counts_no_more(plain: World) -> None:
    other = another(plain, FARMERS_AGAIN, CHAO)
    work()
    plain.act("withdraw", "head", other, note="ถอน")
    assert known(plain, "auditor").total == 0


@pytest.mark.parametrize("name", ["project", "workbench", "queue", "tasks"])
def test_pages_of_an_officer_tell_it_with_a_way_there(pair: Any, visit: Visit, name: str) -> None:
    world, _other = pair
    work()
    if name == "tasks":
        task = world.project.pk and _task_of(world)
        visit("screener").post("task_act", task, "claim")
    args = [world.project.code] if name == "project" else []
    answered: Any = visit("screener").get(name, *args)
    followed: Any = answered if answered.status_code == 200 else visit("screener").client.get(answered.url)
    shown = text_of(followed)
    assert "1 similar project" in shown
    assert f'href="/projects/{world.project.code}/?tab=similar"' in shown


def _task_of(world: World) -> int:
    from workflows.models import Task

    found = Task.objects.filter(finished=None, process__subject_id=world.project_id, flow_task_type="HUMAN")
    return int(found.values_list("pk", flat=True)[0])


def test_page_of_an_agency_tells_no_duplicate(pair: Any, visit: Visit) -> None:
    world, _other = pair
    work()
    assert "similar project" not in text_of(visit("nora").get("project", world.project.code))


def test_counting_takes_the_same_queries_for_any_number(pair: Any) -> None:
    world, other = pair
    work()
    answer(world, other, answer="yes")
    counts = []
    for _round in range(2):
        ids = list(IntegrationProject.objects.values_list("pk", flat=True))
        screener = type(world.screener).objects.get(pk=world.screener.pk)
        with CaptureQueriesContext(connection) as asked:
            assert likeness_of(screener, world.at, ids)
        counts.append(len(asked))
        hand_in(world, another(world, FARMERS_AGAIN, f"{CHAO} {uuid4().hex[:4]}"))
        work()
    assert counts[0] == counts[1] <= 7
