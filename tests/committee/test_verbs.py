# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What each verb of a resolution does to a project, and which may be said together: the truth table, by hand."""

from itertools import combinations
from typing import Any

import pytest

from committee.models import Resolution
from committee.states import Verb
from committee.verbs import MEANINGS, faults
from tests.refusing import refused
from tests.world import World
from workflows.models import TransitionRecord
from workflows.refusals import GuardsUnmet

# verb: (official word, where a project stands after it, takes amounts, takes conditions)
TABLE: dict[str, tuple[str, str, bool, bool]] = {
    "endorse": ("เห็นชอบ", "endorsed", True, False),
    "endorse_in_principle": ("เห็นชอบในหลักการ", "conditional", True, True),
    "endorse_with_conditions": ("เห็นชอบโดยมีเงื่อนไข", "conditional", True, True),
    "approve": ("อนุมัติ", "endorsed", True, False),
    "not_endorse": ("ไม่เห็นชอบ", "not_endorsed", False, False),
    "not_approve": ("ไม่อนุมัติ", "not_endorsed", False, False),
    "return_from_committee": ("ให้นำกลับไปทบทวน", "returned", False, False),
    "withdraw_matter": ("ให้ถอนเรื่อง", "returned", False, False),
    "defer": ("เลื่อนการพิจารณา", "deferred", False, False),
    "take_note": ("รับทราบ", "", False, False),
    "assign": ("มอบหมาย", "", False, False),
    "adopt": ("รับรอง", "", False, False),
    "adopt_with_changes": ("รับรองโดยมีการแก้ไข", "", False, False),
}
DECIDES = [verb for verb, (_word, after, _a, _c) in TABLE.items() if after]
ADOPTS = ["adopt", "adopt_with_changes"]
ACTION: dict[str, Any] = {"text": "จัดทำข้อมูลเพิ่มเติม", "agency": "north", "working_days": 15}  # named in ``_of``


def test_table_names_every_verb() -> None:
    assert list(TABLE) == Verb.values == [verb.value for verb in MEANINGS]


@pytest.mark.parametrize("verb", TABLE)
def test_verb_is_written_in_its_official_word(verb: str) -> None:
    assert MEANINGS[Verb(verb)].thai == TABLE[verb][0]


@pytest.mark.parametrize("verb", DECIDES)
def test_verb_moves_a_project(world: World, verb: str) -> None:
    _word, after, takes_amounts, takes_conditions = TABLE[verb]
    world.to("in_committee")
    facts: dict[str, Any] = {"verb": verb, "text": "มติทดสอบ", "amounts": world.amounts(), "conditions": [{"text": "ก"}]}
    world.act("draft", "secretary", world.item, facts=facts)
    drafted = world.resolution
    assert bool(drafted.amounts) is takes_amounts
    assert bool(drafted.conditions) is takes_conditions
    world.act("certify", "chair", drafted)
    assert world.project.state == after
    assert world.item.state == ("deferred" if verb == "defer" else "resolved")


@pytest.mark.parametrize(("one", "other"), list(combinations(TABLE, 2)))
def test_two_verbs_together(one: str, other: str) -> None:
    """On a project, one decides and others go along; what decides comes first."""
    said = faults([Verb(one), Verb(other)], has_project=True, on_minutes=False, has_actions="assign" in (one, other))
    assert (not said) is (one in DECIDES and other in ("take_note", "assign"))


@pytest.mark.parametrize("verb", TABLE)
def test_verb_alone_on_a_project(verb: str) -> None:
    said = faults([Verb(verb)], has_project=True, on_minutes=False, has_actions=verb == "assign")
    assert (not said) is (verb in DECIDES)


@pytest.mark.parametrize("verb", TABLE)
@pytest.mark.parametrize("on_minutes", [True, False])
def test_verb_alone_on_a_matter_in_words(verb: str, on_minutes: bool) -> None:
    said = faults([Verb(verb)], has_project=False, on_minutes=on_minutes, has_actions=verb == "assign")
    assert (not said) is (verb not in ADOPTS or on_minutes)


@pytest.mark.parametrize(
    ("verbs", "has_actions"),
    [
        (["adopt", "take_note"], False),
        (["adopt", "adopt_with_changes"], False),
        (["endorse", "endorse"], False),
        (["take_note", "endorse"], False),  # what decides stands first
        (["endorse", "assign"], False),  # nothing is assigned
        (["endorse"], True),  # somebody is named, and nothing assigned
    ],
)
def test_contradictions_on_minutes(verbs: list[str], has_actions: bool) -> None:
    assert faults([Verb(verb) for verb in verbs], has_project=False, on_minutes=True, has_actions=has_actions)


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"verb": "endorse", "also": ["defer"]}, "contradict"),
        ({"verb": "endorse", "also": ["dance"]}, "listed things"),
        ({"verb": "take_note"}, "the committee decides"),
        ({"verb": "adopt"}, "Only minutes"),
        ({"verb": "defer", "also": ["assign"]}, "names who does it"),
        ({"verb": "defer", "also": ["assign"], "actions": [ACTION | {"person": 1}]}, "one owner"),
        ({"verb": "defer", "also": ["assign"], "actions": [ACTION | {"agency": None}]}, "one owner"),
        ({"verb": "defer", "also": ["assign"], "actions": [ACTION | {"agency": "nobody"}]}, "no such agency"),
        (
            {"verb": "defer", "also": ["assign"], "actions": [ACTION | {"agency": None, "person": 10**6}]},
            "no such person",
        ),
        ({"verb": "defer", "also": ["assign"], "actions": [ACTION | {"working_days": 0}]}, "between 1"),
        ({"verb": "defer", "also": ["assign"], "actions": [ACTION | {"working_days": 751}]}, "between 1"),
        ({"verb": "defer", "also": ["assign"], "actions": [{"text": "ก", "agency": "north"}]}, "until when"),
        ({"verb": "endorse_in_principle", "conditions": []}, "names at least one"),
    ],
)
def test_what_contradicts_itself_is_refused_and_changes_nothing(world: World, facts: dict[str, Any], why: str) -> None:
    world.to("in_committee")
    given = {"text": "มติ", "amounts": world.amounts()} | facts
    given["actions"] = [_of(world, action) for action in facts.get("actions", [])]
    with refused(GuardsUnmet) as no:
        world.act("draft", "secretary", world.item, facts=given)
    assert any(why in str(reason) for reason in no.value.reasons)


def test_one_item_carries_several_verbs_into_the_projects_record(world: World) -> None:
    world.to("in_committee")
    given = {"verb": "defer", "also": ["take_note", "assign"], "text": "มติ", "actions": [_of(world, ACTION)]}
    world.act("draft", "secretary", world.item, facts=given)
    world.act("certify", "chair", world.resolution)
    done = Resolution.objects.get()
    assert [verb.value for verb in done.verbs] == ["defer", "take_note", "assign"]
    records = TransitionRecord.objects.filter(subject_type="budget_review.integrationproject")
    facts = records.latest("seq").facts
    assert (facts["verb"], facts["also"]) == ("defer", ["take_note", "assign"])
    assert facts["actions"] == [_of(world, ACTION) | {"person": None}]


def _of(world: World, action: dict[str, Any]) -> dict[str, Any]:
    """The action for the agency as this world calls it."""
    return action | {"agency": world.part("north").agency.code} if action.get("agency") == "north" else action
