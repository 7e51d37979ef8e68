# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every record of every lifecycle is told in words, in both languages, with no code left over."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.utils import translation
from pytest_django import DjangoDbBlocker

from project.facts import TERMS, facts_of
from project.story import told
from tests.project.conftest import page_of
from tests.standing import standing
from tests.world import World
from workflows.lifecycle import Start, Subject, rules_of, steps_of
from workflows.models import TransitionRecord

pytestmark = pytest.mark.django_db
WAYS = (
    "reported_back",
    "withdrawn",
    "not_eligible",
    "returned",
    "deferred",
    "not_endorsed",
    "not_funded",
    "conditional",
)
CODE = re.compile(r"^[a-z]+(_[a-z0-9]+)+$|^\{|^\[|^[a-z_]+\.[a-z_]+/")
SUBJECTS: list[type[Subject]] = [model for model in apps.get_models() if issubclass(model, Subject)]


@pytest.fixture(scope="module")
def records(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[list[TransitionRecord]]:
    """The records of six projects, each gone another way."""
    with standing(django_db_blocker, tmp_path_factory):
        for place, state in enumerate(WAYS):
            World(f"w{place}", amount=Decimal("50000000.00")).to(state)
        yield list(TransitionRecord.objects.select_related("actor", "on_behalf_of").order_by("pk"))


@pytest.mark.parametrize("language", ["en", "th"])
def test_every_record_is_a_sentence_of_the_readers_language(records: list[TransitionRecord], language: str) -> None:
    with translation.override(language):
        cannot = translation.gettext("The step “%(step)s”, which cannot be told as it stands.").partition("%")[0]
        for one in told(records, records[0].actor, records[0].at):
            assert not one.sentence.startswith(cannot), one.record
            assert not CODE.search(one.sentence), one.record
            assert "%(" not in one.sentence
            assert str(one.state) not in ("", one.record.target), one.record


@pytest.mark.parametrize("language", ["en", "th"])
def test_every_fact_has_its_term_and_no_code_is_left(records: list[TransitionRecord], language: str) -> None:
    names = set()
    with translation.override(language):
        for record in records:
            facts = facts_of(record)
            names |= {fact.name for fact in facts}
            assert [fact.name for fact in facts if fact.name not in TERMS] == []
            assert [fact for fact in facts for said in fact.said if CODE.search(said)] == []
    assert len(names) >= 30


@pytest.mark.parametrize("model", SUBJECTS, ids=lambda model: model._meta.label_lower)
@pytest.mark.parametrize("language", ["en", "th"])
def test_every_step_of_every_lifecycle_has_words(model: Any, language: str) -> None:
    """Also those that no walk above makes: what the story says of the step, or at least the step's own label."""
    with translation.override(language):
        for name, step in {Start.name: model.begin, **steps_of(model)}.items():
            label = str(rules_of(step).label)
            assert label.strip() != ""
            assert label != name
            states = {str(state) for state, _label in model._meta.get_field("state").flatchoices}
            words = {str(label) for _state, label in model._meta.get_field("state").flatchoices}
            assert states & words == set()


def test_page_of_a_record_shows_its_facts(records: list[TransitionRecord], django_user_model: Any) -> None:
    record = next(one for one in records if one.transition == "propose")
    auditor = django_user_model.objects.get(username="auditorw0")
    page = page_of(auditor, f"/records/{record.pk}/")
    assert "Agencies asked for consent" in page
    assert "150,000,000 baht" in page


def test_fact_that_was_tampered_with_is_shown_as_it_stands() -> None:
    record = TransitionRecord(facts={"stage": "nowhere", "amounts": {"x": "y"}, "strange": 1, "proposed_baht": "much"})
    said = {fact.name: fact.said for fact in facts_of(record)}
    assert said == {"stage": ["nowhere"], "amounts": ["{'x': 'y'}"], "strange": ["1"], "proposed_baht": ["much"]}
