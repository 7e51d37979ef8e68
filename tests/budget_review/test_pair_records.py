# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""An officer's answer about a pair in the chain of records: proved by its digest, and the other project not told."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from budget_review.models import IntegrationProject, PairFinding
from budget_review.similarity.proving import digest_of_answer
from tests.api.asking import Program
from tests.budget_review.pages import Visitor, text_of
from tests.budget_review.test_similar import BRIDGE, another, answer, pair, plain
from tests.history.tampering import behind
from workflows.models import TransitionRecord
from workflows.verification import faults

__all__ = ["pair", "plain"]  # fixtures
Visit = Callable[[str], Visitor]


def test_answer_is_recorded_without_the_other_project_and_its_digest_is_proved(pair: Any) -> None:
    world, other = pair
    before = world.project.version
    kept_answer = answer(world, other)
    record = TransitionRecord.objects.get(subject_type="budget_review.pairfinding", subject_id=kept_answer.pk)
    assert record.facts == {
        "question": "duplicate", "answer": "no", "finding": digest_of_answer(kept_answer), "content_version": 1,
    }  # fmt: skip
    assert record.note == ""  # a reason may name the other project
    assert other.code not in record.canonical
    assert world.project.version == before  # nobody's open page is out of date
    assert list(faults()) == []


def test_answer_changed_behind_the_engine_is_found(pair: Any) -> None:
    world, other = pair
    given = answer(world, other)
    third = another(world, BRIDGE, "โครงการก่อสร้างสะพาน")
    changes = {"answer": "'yes'", "note": "'อีกเหตุผล'", "score_percent": "1", "other_id": str(third.pk), "salt": "''"}
    for column, value in changes.items():
        change = f"UPDATE budget_review_pairfinding SET {column} = {value} WHERE id = {given.pk}"
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)
        assert list(faults()) == []
        point = transaction.savepoint()
        behind(change)
        assert list(faults()) == [f"budget_review.pairfinding/{given.pk} is not the answer that its record names."]
        transaction.savepoint_rollback(point)


def test_later_answer_lets_the_earlier_one_give_way_in_its_own_chain(pair: Any) -> None:
    world, other = pair
    first = answer(world, other)
    second = answer(world, other, answer="yes")
    connection_too = answer(world, other, question="connect", answer="yes")
    states = dict(PairFinding.objects.values_list("pk", "state"))
    assert states == {first.pk: "replaced", second.pk: "given", connection_too.pk: "given"}
    last = TransitionRecord.objects.get(subject_type="budget_review.pairfinding", subject_id=first.pk, seq=2)
    assert (last.transition, last.facts["cause"]) == ("give_way", f"budget_review.pairfinding/{second.pk}/1")
    assert list(faults()) == []


def test_history_names_the_other_project_to_whom_it_is_open(pair: Any, visit: Visit) -> None:
    world, other = pair
    answer(world, other)
    answer(world, other, question="connect", answer="yes")
    code = world.project.code
    page = text_of(visit("screener").get("project", code, query="?tab=history"))
    assert f"The screening officer answered about {other.code}: It is not a duplicate." in page
    assert "answered about" not in text_of(visit("officer").get("project", code, query="?tab=history"))
    world.write_screening()
    world.to("screened")
    IntegrationProject.objects.filter(pk=world.project_id).update(lead=world.agencies["elsewhere"])
    page = text_of(visit("stranger").get("project", code, query="?tab=history"))  # who may not open the other one
    assert "The screening officer answered about another project: They should connect." in page
    assert other.code not in page
    assert "It is not a duplicate" not in page


def test_program_reads_the_record_where_a_person_may(pair: Any) -> None:
    world, other = pair
    answer(world, other)

    def read(who: str) -> list[Any]:
        records = Program(world, who).get(f"/projects/{world.project.code}/history", limit=100).json()["records"]
        return [one for one in records if one["subject"] == "budget_review.pairfinding"]

    (whole,), (withheld,) = read("screener"), read("officer")
    assert whole["facts"]["answer"] == "no"
    assert "no" not in str(withheld["facts"])
