# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Anchors: what they are made over, that they stay, and that a change of any record is found by them."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from tests.history.tampering import behind
from tests.standing import check_deferred
from tests.world import AT, World
from workflows.anchors.heads import heads_at, quiet_cut, tree_of
from workflows.anchors.making import anchor_of_the_day, canonical, make_anchor
from workflows.anchors.merkle import EMPTY
from workflows.models import Anchor, TransitionRecord
from workflows.records import FIRST, digest
from workflows.verification import faults

pytestmark = pytest.mark.django_db


def test_anchor_stands_over_the_head_of_every_chain() -> None:
    world = World().to("confirming")
    anchor = make_anchor(AT)
    chains = {(record.subject_type, record.subject_id) for record in TransitionRecord.objects.all()}
    heads = heads_at(anchor.last_record)
    assert {(head.kind, head.subject_id) for head in heads} == chains
    assert [head.seq for head in heads if head.kind == world.project.kind] == [world.project.version]
    assert (anchor.number, anchor.prev_hash, anchor.at) == (1, FIRST, AT)
    assert (anchor.chain_count, anchor.record_count) == (len(chains), TransitionRecord.objects.count())
    assert anchor.root == tree_of(heads).root()
    assert anchor.hash == digest(canonical(anchor))


def test_anchor_before_any_record_is_over_nothing() -> None:
    anchor = make_anchor(AT)
    assert (anchor.root, anchor.last_record, anchor.chain_count) == (EMPTY, 0, 0)
    assert list(faults()) == []


def test_anchors_follow_one_another_and_older_ones_are_computed_anew_from_the_records() -> None:
    world = World()
    first = make_anchor(AT)
    world.to("screened")
    second = make_anchor(AT + timedelta(days=1))
    world.to("queued")
    third = make_anchor(AT + timedelta(days=2))
    assert (second.prev_hash, third.prev_hash) == (first.hash, second.hash)
    assert len({first.root, second.root, third.root}) == 3
    assert tree_of(heads_at(first.last_record)).root() == first.root
    assert list(faults()) == []


def test_leaves_stand_in_the_order_in_which_chains_began() -> None:
    World().to("submitted")
    cut = quiet_cut()
    births = TransitionRecord.objects.filter(seq=1).order_by("pk").values_list("subject_type", "subject_id")
    assert [(head.kind, head.subject_id) for head in heads_at(cut)] == list(births)


def test_day_gets_one_anchor_by_the_calendar_of_bangkok() -> None:
    late = AT.replace(hour=16, minute=59)  # 23:59 in Bangkok
    assert anchor_of_the_day(late).number == 1
    assert anchor_of_the_day(late - timedelta(hours=10)).number == 1
    assert anchor_of_the_day(late + timedelta(minutes=1)).number == 2
    assert Anchor.objects.count() == 2


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE workflows_anchor SET root = '{other}' WHERE number = 1", {"changed", "records"}),
        ("UPDATE workflows_anchor SET hash = '{other}' WHERE number = 1", {"changed", "continues"}),
        ("DELETE FROM workflows_anchor WHERE number = 1", {"continues"}),
        ("UPDATE workflows_transitionrecord SET hash = '{other}' WHERE id = {last}", {"records"}),
        (
            "DELETE FROM workflows_outboxmessage WHERE record_id = {last};"
            "DELETE FROM workflows_transitionrecord WHERE id = {last}",
            {"records"},
        ),
    ],
)
def test_change_of_an_anchor_or_of_what_it_stands_over_is_named(statement: str, named: set[str]) -> None:
    World()
    first = make_anchor(AT)
    make_anchor(AT + timedelta(days=1))
    words = {
        "changed": "Anchor 1 was changed.",
        "continues": "Anchor 2 does not continue the one before.",
        "records": "Anchor {}: the records are no longer those that it was made over.",
    }
    behind(*statement.format(other="f" * 64, last=first.last_record).split(";"))
    found = [fault for fault in faults() if fault.startswith("Anchor")]
    assert {name for name, text in words.items() if any(fault.startswith(text.partition("{}")[0]) and
            fault.endswith(text.partition("{}")[2]) for fault in found)} >= named  # fmt: skip
    assert found != []


def test_command_fails_where_an_anchor_no_longer_fits() -> None:
    World()
    anchor = make_anchor(AT)
    behind(f"UPDATE workflows_anchor SET record_count = 1 WHERE id = {anchor.pk}")
    with pytest.raises(CommandError, match=r"^Anchor 1 was changed\.$"):
        call_command("verify", language="en")


@pytest.mark.parametrize(
    "statement",
    ["UPDATE workflows_anchor SET root = 'x'", "DELETE FROM workflows_anchor"],
)
def test_database_refuses_any_change_of_an_anchor(statement: str) -> None:
    make_anchor(AT)
    before = list(Anchor.objects.values())
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert list(Anchor.objects.values()) == before


def test_second_anchor_of_a_number_is_refused() -> None:
    """Two made at once: the later finds its number taken."""
    first = make_anchor(AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Anchor.objects.create(**{name: getattr(first, name) for name in ANCHORED})
    assert Anchor.objects.count() == 1


ANCHORED = ("number", "at", "last_record", "chain_count", "record_count", "root", "prev_hash", "canonical", "hash")


def test_command_makes_the_days_anchor_once_and_another_when_told() -> None:
    World()
    assert [told(), told(), told(now=True)] == [1, 1, 2]
    check_deferred()
    assert list(faults()) == []


def told(**options: Any) -> int:
    """Run the command and count the anchors there are."""
    out = StringIO()
    call_command("anchor", stdout=out, **options)
    last = Anchor.objects.latest("number")
    assert last.hash in out.getvalue()
    return Anchor.objects.count()


def test_making_an_anchor_asks_the_same_number_of_questions_however_many_chains(
    django_assert_num_queries: Any,
) -> None:
    World()
    queries = 10 if connection.vendor == "postgresql" else 9
    for tag in ("a", "b"):
        with django_assert_num_queries(queries):
            make_anchor(AT)
        World(tag)
