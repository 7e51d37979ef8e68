# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The words in which a lifecycle is written: what is said of a step, a start, a rule or an effect is what is kept."""

from dataclasses import replace
from datetime import timedelta
from itertools import product
from typing import Any
from uuid import UUID, uuid5

import pytest

from budget_review.models import IntegrationProject as Project
from budget_review.models import Participation, Round
from tests.permits.lifecycle import is_called
from tests.world import AT
from workflows.back_moves import Back, BackKind
from workflows.fields import StateField
from workflows.lifecycle import (
    EFFECTS,
    Asked,
    Attempt,
    Rule,
    Subject,
    effect,
    guard,
    is_in_force,
    rules_of,
    sources_of,
    start,
    starts_in,
    step,
    who,
)

CLERK = is_called("clerk")
WHY = Asked("note", "The reason must be given.")
ATTEMPT = Attempt(actor="ann", at=AT, request_id=UUID(int=7))


@guard("The day must be a weekday.")
def weekday(subject: Any, attempt: Attempt) -> bool:
    """Whether nobody rests."""
    return attempt.at.weekday() < 5


class Paper:
    """As much of a subject as an attempt reads."""

    kind, pk = "office.paper", 12


def test_step_keeps_all_that_is_said_of_it() -> None:
    back = Back(BackKind.RETURN)

    def sign(self: Any) -> None: ...

    made = step(
        StateField(), ["drafted", "mended"], "signed", label="Sign", who=CLERK, guards=[weekday], asks=[WHY],
        has_effect=True, since=2, until=4, back=back,
    )(sign)  # fmt: skip
    rules = rules_of(made)
    assert (rules.label, rules.who, rules.guards, rules.asks) == ("Sign", CLERK, (weekday,), (WHY,))
    assert (rules.has_effect, rules.since, rules.until, rules.back) == (True, 2, 4, back)
    assert (rules.automatic, rules.caused_by) == (False, "")
    assert sources_of(made) == {"drafted": "signed", "mended": "signed"}
    assert [starts_in(made, state) for state in ("drafted", "mended", "signed")] == [True, True, False]
    assert made.__name__ == "sign"


def test_step_that_nobody_makes_keeps_what_brings_it_about() -> None:
    assert _step(who=None, automatic=True).automatic
    caused = _step(who=None, caused_by="office.order")
    assert (caused.caused_by, caused.automatic, caused.who) == ("office.order", False, None)


def test_start_keeps_all_that_is_said_of_it() -> None:
    by_hand = start(label="Begin", who=CLERK, guards=[weekday], asks=[WHY], has_effect=True)
    assert (by_hand.label, by_hand.who, by_hand.guards, by_hand.asks) == ("Begin", CLERK, (weekday,), (WHY,))
    assert (by_hand.has_effect, by_hand.caused_by) == (True, "")
    assert rules_of(by_hand) is by_hand
    caused = start(label="Begin", caused_by="office.order")
    assert (caused.caused_by, caused.has_effect, caused.who) == ("office.order", False, None)


def test_start_has_a_person_or_a_cause_or_both() -> None:
    start(label="Begin", who=CLERK, caused_by="office.order")
    with pytest.raises(TypeError, match=r"^A start names who may make it, or what causes it, or both\.$"):
        start(label="Begin")


@pytest.mark.parametrize(
    ("person", "automatic", "cause"), [*product([None, CLERK], [False, True], ["", "office.order"])]
)
def test_step_has_one_of_a_person_a_cause_or_nobody(person: Rule | None, automatic: bool, cause: str) -> None:
    def write() -> Any:
        return step(StateField(), ["a"], "b", label="Go", who=person, automatic=automatic, caused_by=cause)

    if (person is not None) + automatic + bool(cause) == 1:
        write()
    else:
        with pytest.raises(TypeError, match=r"^A step names who may make it, or is automatic, or what causes it: "):
            write()


def test_rule_is_the_question_with_its_sentence_and_power() -> None:
    signs = who("The clerk.", power="clerk")(weekday.holds)
    assert (signs.sentence, signs.power, weekday.sentence, weekday.power) == (
        "The clerk.", "clerk", "The day must be a weekday.", "",
    )  # fmt: skip
    assert (weekday.__name__, weekday.__doc__) == ("weekday", "Whether nobody rests.")
    saturday = Attempt(actor="ann", at=AT + timedelta(days=5), request_id=UUID(int=8))
    for rule in (weekday, signs, weekday.under(since=2)):
        assert (rule(Paper(), ATTEMPT), rule(Paper(), saturday)) == (True, False)


def test_rule_that_is_not_met_names_what_lacks() -> None:
    filled = guard("All must be filled in.", lacks=lambda paper, _attempt: [f"line {paper.pk}"])(lambda *_: False)
    for rule in (filled, filled.under(since=2)):
        assert rule.unmet(Paper(), ATTEMPT) == ["All must be filled in.", "line 12"]
    assert guard("It must be there.")(lambda *_: False).unmet(Paper(), ATTEMPT) == ["It must be there."]
    assert weekday.unmet(Paper(), ATTEMPT) == []


def test_rule_under_some_definitions_is_otherwise_the_same() -> None:
    signs = who("The clerk.", power="clerk")(weekday.holds)
    narrow = signs.under(since=2, until=3)
    assert (narrow.holds, narrow.sentence, narrow.power) == (signs.holds, signs.sentence, "clerk")
    assert (narrow.since, narrow.until) == (2, 3)
    assert (signs.since, signs.until) == (1, None)  # unchanged


@pytest.mark.parametrize(
    ("since", "until", "under"),
    [(1, None, [1, 2, 3, 4]), (2, None, [2, 3, 4]), (2, 3, [2, 3]), (1, 2, [1, 2]), (3, 3, [3])],
)
def test_rule_and_step_hold_from_their_first_definition_to_their_last(
    since: int, until: int | None, under: list[int]
) -> None:
    for of in (weekday.under(since=since, until=until), _step(since=since, until=until)):
        assert [number for number in (1, 2, 3, 4) if is_in_force(of, number)] == under


def _step(**said: Any) -> Any:
    def move(self: Any) -> None: ...

    return rules_of(step(StateField(), ["a"], "b", **{"label": "Go", "who": CLERK, **said})(move))


@pytest.mark.parametrize(
    ("asked", "note", "facts", "given"),
    [
        ("note", "because", {}, True),
        ("note", " \n", {}, False),
        ("note", "", {"note": "because"}, False),
        ("number", "because", {}, False),
        ("number", "", {"number": "ทส 1"}, True),
        ("number", "", {"number": " "}, False),
        ("amounts", "", {"amounts": {"1": "5.00"}}, True),
        ("amounts", "", {"amounts": {}}, False),
    ],
)
def test_asked_for_is_given_when_it_is_more_than_blanks(
    asked: str, note: str, facts: dict[str, Any], given: bool
) -> None:
    attempt = Attempt(actor="ann", at=AT, request_id=UUID(int=7), note=note, facts=facts)
    assert Asked(asked, "…").given(attempt) is given


def test_effect_is_one_for_each_act() -> None:
    act = object()

    def pay(subject: Any, attempt: Attempt) -> dict[str, Any]:
        return {"paid": "5.00"}

    assert effect(act)(pay) is pay
    with pytest.raises(ValueError, match=r" has an effect already$"):
        effect(act)(pay)
    assert EFFECTS.pop(act) is pay


# ── who tries, and because of what ──


def test_people_concerned_are_the_actor_and_whoever_the_act_is_for() -> None:
    assert ATTEMPT.people == ("ann",)
    assert Attempt(actor="ann", at=AT, request_id=UUID(int=7), on_behalf_of="ben").people == ("ann", "ben")


def test_what_follows_from_a_record_names_it_and_says_nothing_else_of_the_act() -> None:
    said = Attempt(actor="ann", at=AT, request_id=UUID(int=7), note="because", facts={"number": "1"})
    follows = said.caused_by(Paper(), 3)  # type: ignore[arg-type]
    assert (follows.cause, follows.note, follows.facts) == ("office.paper/12/3", "", {})
    assert (follows.actor, follows.at, follows.request_id) == (said.actor, said.at, said.request_id)
    told = said.caused_by(Paper(), 3, note="lapsed", number="2")  # type: ignore[arg-type]
    assert (told.note, told.facts) == ("lapsed", {"number": "2"})


def test_request_of_what_follows_is_made_of_the_request_the_subject_and_the_act() -> None:
    """The formula is the service's for ever: the same request again must meet the records that it wrote."""
    assert ATTEMPT.following_id(Paper(), "file") == uuid5(UUID(int=7), "office.paper/12/file")  # type: ignore[arg-type]


def test_what_is_read_for_a_preview_is_read_once_and_else_each_time() -> None:
    found = iter(range(9))
    assert [ATTEMPT.read_once("day", lambda: next(found)) for _ in range(2)] == [0, 1]
    preview = replace(ATTEMPT, read={})
    assert [preview.read_once("day", lambda: next(found)) for _ in range(2)] == [2, 2]
    assert preview.read_once("hour", lambda: next(found)) == 3
    assert preview.read == {"day": 2, "hour": 3}


def test_subject_is_named_to_orders_by_itself_and_by_its_whole() -> None:
    project = Project(pk=3, round=Round(pk=5))
    part = Participation(pk=12, project=project)
    assert Subject.references(project) == {"budget_review.integrationproject/3"}
    assert Subject.references(part) == {"budget_review.participation/12"} | project.references()


def test_attempt_does_not_name_its_own_cause() -> None:
    with pytest.raises(ValueError, match=r"^The cause of a record is the engine's to name, not a fact that somebody"):
        Attempt(actor="ann", at=AT, request_id=UUID(int=7), facts={"cause": "office.order/1/1"})
