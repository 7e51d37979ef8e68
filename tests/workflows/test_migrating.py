# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Coming under a newer definition: reported first, then all or none, each with its record, and read again."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4, uuid5

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from tests.permits.living import AT, Permits, desks_of, first_release, permits, wanted
from tests.refusing import refused
from tests.world import everything
from workflows.definitions.judging import Outcome, Verdict
from workflows.definitions.migrating import MigrationRefused, Unproven, _prove, _prove_none_is_left, migrate, report
from workflows.desks import open_desks
from workflows.models import OutboxMessage, TransitionRecord
from workflows.tasks import claim
from workflows.verification import faults

__all__ = ["permits"]

MAP = {"checked": "verified", "looked": "verified"}


def run(world: Permits, of: Any = None, *, reason: str = "ระเบียบใหม่") -> list[TransitionRecord]:
    return migrate(of or wanted(MAP), actor=world.people["admin"], at=AT, request_id=uuid4(), reason=reason)[1]


def said(world: Permits, of: Any = None) -> dict[int, tuple[str, list[str]]]:
    """What a report says of each: its outcome and why."""
    before = everything()
    with override("en"):
        verdicts = report(of or wanted(MAP), actor=world.people["admin"], at=AT, request_id=uuid4())
        assert everything() == before
        return {found.subject.pk: (str(found.outcome), [str(reason) for reason in found.reasons]) for found in verdicts}


@pytest.fixture
def old(permits: Permits, tmp_path: Path) -> Callable[..., Any]:
    """Make a permit under the first definition, standing in a state, while only that one is released."""

    def make(state: str = "checked", **fields: Any) -> Any:
        with first_release(tmp_path):
            permit = permits.ask(**fields)
            way = {"asked": [], "checked": ["check_it"], "looked": ["check_it", "look_again"]}
            way["granted"] = [*way["looked"], "grant"]
            for name in way[state]:
                permit = permits.act(name, "clerk" if name == "check_it" else "chief", permit)
        return permit

    return make


def again(permit: Any) -> Any:
    return type(permit).objects.get(pk=permit.pk)


# ── who moves ──


def test_report_says_of_everyone_in_flight_what_would_become_of_it(permits: Permits, old: Callable[..., Any]) -> None:
    asked, checked, looked, over = (old(state) for state in ("asked", "checked", "looked", "granted"))
    new, left = permits.ask(), old("checked")
    assert said(permits, wanted({"checked": "verified"}, leave=(left.pk,))) == {
        asked.pk: ("moves", []),
        checked.pk: ("moves", []),
        looked.pk: ("blocked", [
            "The state “Looked at twice” is not in the new definition; say which one takes its place."
        ]),
        new.pk: ("stays", ["It lives under this definition already, or a newer one."]),
        left.pk: ("stays", ["It is left where it is, as was asked."]),
    }  # fmt: skip
    assert over.pk not in said(permits)


def test_subjects_come_under_the_new_definition_with_their_records_and_desks(
    permits: Permits, old: Callable[..., Any]
) -> None:
    asked, checked, over = old("asked"), old("checked", references=2), old("granted")
    assert desks_of(checked) == ["looking", "referring", "referring"]
    records = run(permits)
    assert [(record.subject_id, record.transition, record.source, record.target) for record in records] == [
        (asked.pk, "migrate", "asked", "asked"),
        (checked.pk, "migrate", "checked", "verified"),
    ]
    assert [(record.facts, record.note, record.actor_id) for record in records] == [
        ({"from": 1, "to": 2}, "ระเบียบใหม่", permits.people["admin"].pk)
    ] * 2
    assert len({record.request_id for record in records}) == 2
    assert OutboxMessage.objects.filter(topic="permits.permit.migrate").count() == 2
    asked, checked, over = again(asked), again(checked), again(over)
    assert [(one.state, one.definition) for one in (asked, checked, over)] == [
        ("asked", 2), ("verified", 2), ("granted", 1),
    ]  # fmt: skip
    assert (desks_of(asked), desks_of(checked)) == (["checking"], ["deciding", "referring", "referring"])
    assert list(faults()) == []
    assert permits.act("grant_verified", "chief", checked).state == "granted"
    assert permits.act("withdraw", "applicant", asked).state == "withdrawn"
    assert list(faults()) == []


def test_migration_done_again_does_nothing_more(permits: Permits, old: Callable[..., Any]) -> None:
    old()
    assert len(run(permits)) == 1
    before = everything()
    assert run(permits) == []
    assert everything() == before


def test_every_record_has_its_request_id_from_the_run(permits: Permits, old: Callable[..., Any]) -> None:
    one, run_id = old(), uuid4()
    (record,) = migrate(wanted(MAP), actor=permits.people["admin"], at=AT, request_id=run_id, reason="ระเบียบใหม่")[1]
    assert record.request_id == uuid5(run_id, f"permits.permit/{one.pk}/migrate/2")


def queries_of_a_run(world: Permits) -> int:
    with CaptureQueriesContext(connection) as captured:
        run(world)
    return len(captured)


def test_run_takes_as_many_queries_for_many_as_for_few(permits: Permits, old: Callable[..., Any]) -> None:
    counts = []
    for number in (2, 7):
        for _one in range(number):
            old("asked")
        counts.append(queries_of_a_run(permits))
    assert counts[0] == counts[1]
    assert list(faults()) == []


def test_only_a_process_that_begins_anew_costs_each_its_own(permits: Permits, old: Callable[..., Any]) -> None:
    counts = []
    for number in (2, 7):
        for _one in range(number):
            old("checked")
        counts.append(queries_of_a_run(permits))
    assert counts[1] - counts[0] <= 5 * 8  # the process, its start, and what viewflow writes of them
    assert list(faults()) == []


def test_desk_that_fits_both_definitions_stays_open_in_its_owners_hands(
    permits: Permits, old: Callable[..., Any]
) -> None:
    asked = old("asked")
    task = open_desks(asked).get()
    claim(task.pk, actor=permits.people["clerk"], at=AT)
    run(permits)
    kept = open_desks(asked).get()
    assert (kept.pk, kept.owner_id) == (task.pk, permits.people["clerk"].pk)
    assert list(faults()) == []


def test_parts_come_under_their_own_newer_definition(permits: Permits, old: Callable[..., Any]) -> None:
    from tests.permits.models import Reference

    open_one, over = old("checked", references=1), old("granted", references=1)
    assert [record.subject_type for record in run(permits, wanted(kind=Reference))] == ["permits.reference"]
    assert (open_one.references.get().definition, over.references.get().definition) == (2, 1)
    assert permits.act("decline", "friend", open_one.references.get()).state == "declined"
    assert again(open_one).definition == 1
    assert list(faults()) == []


# ── who is blocked, and then nobody moves ──


def blocked(world: Permits, permit: Any, reason: str, of: Any = None) -> None:
    """The report names the reason, the run refuses with it, and nothing has changed."""
    assert said(world, of)[permit.pk] == ("blocked", [reason])
    with refused(MigrationRefused) as raised:
        run(world, of)
    assert str(raised.value) == f"1 are blocked; the first, {permit.pk}: {reason}"


def test_state_that_is_gone_blocks_until_another_takes_its_place(permits: Permits, old: Callable[..., Any]) -> None:
    old("asked")
    reason = "The state “Checked” is not in the new definition; say which one takes its place."
    blocked(permits, old("checked"), reason, wanted())


def test_migration_approves_nothing_by_itself(permits: Permits, old: Callable[..., Any]) -> None:
    """The new definition grants small ones by itself: one that waits for its second look is not granted so."""
    old("asked")
    reason = "“Grant by itself” would follow by itself at once, and nobody would have decided it."
    blocked(permits, old("checked", is_small=True), reason)


def test_task_that_somebody_has_taken_is_not_closed_under_their_hands(
    permits: Permits, old: Callable[..., Any]
) -> None:
    checked = old("checked")
    claim(open_desks(checked).get().pk, actor=permits.people["chief"], at=AT)
    reason = "The chief has taken the task “Look again”, which would be closed; it must be given back first."
    blocked(permits, checked, reason)


def test_nobodys_turn_blocks(permits: Permits, old: Callable[..., Any]) -> None:
    checked = old("checked")
    reason = "It would be nobody's turn: no desk of the new definition is open in “Held”."
    blocked(permits, checked, reason, wanted({"checked": "held"}))


def test_what_the_definition_asks_of_those_it_takes_in_blocks(permits: Permits, old: Callable[..., Any]) -> None:
    old("asked")
    blocked(permits, old("asked", is_locked=True), "The permit must not be locked.")


@pytest.mark.parametrize(
    ("to", "states", "reason", "sentence"),
    [
        (3, {}, "เหตุ", "There is no definition 3."),
        (2, {"lost": "verified"}, "เหตุ", "No older definition has the state lost."),
        (2, {"checked": "looked"}, "เหตุ", "The new definition has no state looked."),
        (2, {}, " ", "The reason must be given."),
    ],
)
def test_senseless_migration_is_refused(
    permits: Permits, old: Callable[..., Any], to: int, states: dict[str, str], reason: str, sentence: str
) -> None:
    old("asked")
    with refused(MigrationRefused) as raised:
        run(permits, wanted(states, to=to), reason=reason)
    assert str(raised.value) == sentence


def test_migration_that_did_not_take_is_unproven(permits: Permits, old: Callable[..., Any]) -> None:
    """What is read again is compared with what is said: a subject that stayed behind is found."""
    checked = old("checked")
    record = TransitionRecord.objects.filter(subject_id=checked.pk).latest("pk")
    with pytest.raises(Unproven):
        _prove(wanted(MAP), [Verdict(checked, Outcome.MOVES, "verified")], [record])
    with pytest.raises(Unproven, match="came into flight meanwhile"):
        _prove_none_is_left(wanted(MAP))
