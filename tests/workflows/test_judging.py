# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the engine asks before an act: guards of the definition, causes, and whose authority it is."""

from typing import Any
from uuid import UUID

import pytest
from django.utils.translation import override
from django_fsm import TransitionNotAllowed

from budget_review.models import IntegrationProject
from tests.permits.lifecycle import is_called
from tests.world import AT
from workflows import authority
from workflows.holding import current, one_act
from workflows.judging import missing, refuse_consequence
from workflows.lifecycle import Attempt, Rule, guard, is_performing, performing, start, who
from workflows.refusals import GuardsUnmet, NoAuthority, NotPermitted

ATTEMPT = Attempt(actor="ann", at=AT, request_id=UUID(int=7))


def always(holds: bool, sentence: str) -> Rule:
    return guard(sentence)(lambda subject, attempt: holds)


def test_guards_asked_are_those_of_the_subjects_definition() -> None:
    guards = [
        always(False, "never").under(since=2, until=2),
        always(False, "not yet").under(since=3),
        always(False, "no more").under(until=1),
        always(True, "always"),
    ]
    rules = start(label="Begin", who=is_called("clerk"), guards=guards)
    said = {number: missing(IntegrationProject(definition=number), rules, ATTEMPT) for number in (1, 2, 3)}
    assert said == {1: ["no more"], 2: ["never"], 3: ["not yet"]}


def consequence(cause: str, *guards: Rule, caused_by: str = "office.order") -> None:
    by: Any = {"caused_by": caused_by} if caused_by else {"who": is_called("clerk")}
    attempt = Attempt(actor="ann", at=AT, request_id=UUID(int=7), cause=cause)
    refuse_consequence(IntegrationProject(), start(label="Begin", guards=guards, **by), attempt)


def test_consequence_needs_its_own_kind_of_cause() -> None:
    consequence("office.order/1/1")
    for cause in ("", "office.order", "office.orders/1/1", "office.paper/1/1", "/1/1"):
        with pytest.raises(NotPermitted):
            consequence(cause)
    with pytest.raises(NotPermitted):
        consequence("/1/1", caused_by="")


def test_consequence_with_guards_unmet_names_all_that_is_missing() -> None:
    with pytest.raises(GuardsUnmet) as raised:
        consequence("office.order/1/1", always(False, "one"), always(True, "two"), always(False, "three"))
    assert raised.value.reasons == ("one", "three")


# ── on whose authority ──

LENDABLE = who("The clerk.", power="clerk")(lambda subject, attempt: True)


class Order:
    """As much of an order as is looked at: ``giver`` has a key, or is nobody."""

    def __init__(self, giver: Any) -> None:
        self.giver = giver


class Person:
    """As much of a person as is looked at."""

    def __init__(self, pk: int) -> None:
        self.pk = pk


def admitted(monkeypatch: pytest.MonkeyPatch, lent: Order | None, **said: Any) -> Attempt:
    """What becomes of an attempt where the one check there is lends this order."""
    asked: list[Any] = []

    def check(subject: Any, name: str, power: str, attempt: Attempt, *, holding: bool) -> Any:
        asked.append((name, power, holding))
        return lent

    monkeypatch.setattr(authority, "_checks", [] if lent is None else [check])
    attempt = Attempt(actor=Person(1), at=AT, request_id=UUID(int=7), **said)
    admitted = authority.admit(IntegrationProject(), "sign", LENDABLE, attempt, holding=True)
    assert asked == ([] if attempt.delegation is None else [("sign", "clerk", True)])
    return admitted


def test_authority_is_what_the_order_lends_and_its_giver_the_one_acted_for(monkeypatch: pytest.MonkeyPatch) -> None:
    giver = Person(2)
    order = Order(giver)
    for said in ({}, {"on_behalf_of": Person(2)}):
        attempt = admitted(monkeypatch, order, delegation=5, **said)
        assert (attempt.authority, attempt.on_behalf_of, attempt.delegation) == (order, giver, 5)


def test_authority_of_a_vacant_post_is_acted_for_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    assert admitted(monkeypatch, Order(None), delegation=5).on_behalf_of is None
    with override("en"), pytest.raises(NoAuthority, match="not from the person"):
        admitted(monkeypatch, Order(None), delegation=5, on_behalf_of=Person(2))


def test_authority_is_not_there_where_nobody_keeps_orders(monkeypatch: pytest.MonkeyPatch) -> None:
    with override("en"), pytest.raises(NoAuthority, match="There is no such order"):
        admitted(monkeypatch, None, delegation=5)


def test_authority_that_an_attempt_brings_without_an_order_counts_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert admitted(monkeypatch, Order(Person(2)), authority=Order(Person(2))).authority is None


# ── while it is made ──


def test_act_is_at_work_until_its_transaction_ends(db: None) -> None:
    with one_act(ATTEMPT) as act:
        assert current() is act
    with pytest.raises(LookupError):
        current()


def test_step_may_be_called_only_while_the_engine_makes_it() -> None:
    subject, other = IntegrationProject(), IntegrationProject()
    assert not is_performing(subject)
    with performing(subject):
        assert (is_performing(subject), is_performing(other)) == (True, False)
    assert not is_performing(subject)


def test_step_that_is_called_past_the_engine_moves_nothing() -> None:
    project = IntegrationProject(state="draft")
    with pytest.raises(TransitionNotAllowed):
        project.propose()
    assert project.state == "draft"
    with performing(project):
        project.propose()
    assert project.state == "confirming"


def test_check_of_orders_that_is_registered_is_given_back_and_is_the_only_one() -> None:
    before = list(authority._checks)

    def check(*_args: Any, **_named: Any) -> Any:
        """Lend nothing."""

    try:
        assert authority.register(check) is check
        assert authority._checks == [check]
    finally:
        authority._checks[:] = before
