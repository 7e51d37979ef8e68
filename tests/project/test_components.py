# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the components print: always a word with the shape, a dash for what is not known, nobody's act as a button."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django import forms
from django.template import Context, Template
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import strip_tags

from agencies.lifecycle import OrderState
from budget_review.states import ConditionState, Consent, InquiryState, OpinionState, PairState, State
from committee.minutes.states import MinutesState, ReplyState
from committee.states import ActionState, ItemState, LetterState, MeetingState, ResolutionState, RollState
from digital_plan.states.action_plans import ActionPlanState
from digital_plan.states.campaigns import CampaignState, ResponseState
from digital_plan.states.clinic import BookingState
from digital_plan.states.obligations import DutyState, ObligationState
from digital_plan.states.revisions import ProposalState
from digital_plan.states.status_rounds import ReturnState, RoundState
from project.tones import SHAPES, TONES, tone_of
from workflows.clocks.running import REASONS
from workflows.models import Task

NOW = datetime(2021, 6, 9, 7, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def in_english() -> Any:
    with translation.override("en"):
        yield


def printed(source: str, **context: Any) -> str:
    return Template("{% load components %}" + source).render(Context(context))


def words_of(html: str) -> str:
    return " ".join(strip_tags(html.replace("<", " <")).split())


def test_chip_has_the_word_and_the_shape_of_its_tone() -> None:
    html = printed('{% chip "Endorsed" "good" %}')
    assert 'class="chip tone-good"' in html
    assert "icons.svg#good" in html
    assert words_of(html) == "Endorsed"


def test_chip_escapes_its_word() -> None:
    assert "<script>" not in printed("{% chip word %}", word="<script>")


@pytest.mark.parametrize("tone", sorted(SHAPES))
def test_every_tone_has_a_shape_in_the_sprite(tone: str, settings: Any) -> None:
    sprite = (settings.BASE_DIR / "static" / "icons.svg").read_text(encoding="utf-8")
    assert f'<symbol id="{SHAPES[tone]}"' in sprite


@pytest.mark.parametrize(
    ("state", "tone"),
    [("draft", "quiet"), ("screening", "moving"), ("returned", "caution"), ("decided", "good"), ("not_funded", "bad")],
)
def test_tone_of_a_state(state: str, tone: str) -> None:
    assert tone_of(state) == tone


def test_no_state_wears_the_tone_that_says_waits_for_you() -> None:
    assert "waits" not in TONES.values()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("left", "tone", "sentence"),
    [
        (timedelta(days=-2), "late", "2 working days late"),
        (timedelta(days=-7), "late", "4 working days late"),  # over the Queen's Birthday and a weekend
        (timedelta(hours=-1), "late", "Late"),
        (timedelta(hours=5), "soon", "Due today"),
        (timedelta(days=1), "soon", "1 working day left"),
        (timedelta(days=3), "soon", "2 working days left"),  # Saturday
        (timedelta(days=5), "soon", "3 working days left"),
        (timedelta(days=6), "later", "4 working days left"),
    ],
)
def test_due_says_how_long_there_is(left: timedelta, tone: str, sentence: str) -> None:
    html = printed("{% due at now %}", at=NOW + left, now=NOW)
    assert f"due--{tone}" in html
    assert f"<b>{sentence}</b>" in html


def test_due_of_a_stopped_clock_says_since_when_and_why() -> None:
    REASONS["of_a_test"] = "An answer is owed."
    task = Task(stopped_at=NOW - timedelta(days=1), stopped_for="of_a_test", days_left=9)
    html = printed("{% due task now %}", task=task, now=NOW)
    assert words_of(html) == "Clock stopped since 8 June 2021 An answer is owed. · 9 working days left"
    assert "due--stopped" in html


def test_due_without_a_date_says_so() -> None:
    assert words_of(printed("{% due None now %}", now=NOW)) == "No due date"


@pytest.mark.parametrize(("value", "width"), [(0, "0.00"), (1, "25.00"), (4, "100.00"), (9, "100.00")])
def test_bar_is_as_wide_as_its_share(value: int, width: str) -> None:
    assert f'<rect width="{width}"' in printed("{% bar_of value 4 %}", value=value)


def test_bar_of_nothing_is_empty() -> None:
    assert '<rect width="0.00"' in printed("{% bar_of 0 0 %}")


def test_requirement_list_makes_the_first_possible_act_primary_and_folds_those_of_others() -> None:
    acts = [
        {"label": "Hand in", "href": "/in", "may": False, "permitted": True, "missing": ["A letter is missing."]},
        {"label": "Propose", "href": "/propose", "may": True, "permitted": True},
        {"label": "Withdraw", "href": "/withdraw", "may": True, "permitted": True},
        {"label": "Take up", "may": False, "permitted": False, "who": "A screening officer.", "missing": []},
    ]
    html = printed("{% requirement_list acts %}", acts=acts)
    assert html.count("btn-primary") == 1
    assert '<a class="btn btn-wide btn-primary" href="/propose">Propose</a>' in html
    assert '<a class="btn btn-wide" href="/withdraw">Withdraw</a>' in html
    assert 'href="/in"' not in html
    assert words_of(html) == (
        "Hand in A letter is missing. Propose Withdraw What others can do 1 Take up Who can: A screening officer."
    )


def test_requirement_list_posts_an_act_that_needs_no_form() -> None:
    acts = [{"label": "Take up", "href": "/take", "may": True, "post": True}]
    html = printed("{% requirement_list acts %}", acts=acts, csrf_token="token")
    assert '<form method="post" action="/take"><input type="hidden" name="csrfmiddlewaretoken" value="token">' in html


def test_requirement_list_without_acts_says_so() -> None:
    assert words_of(printed("{% requirement_list acts %}", acts=[])) == "Nothing waits for you here now."


@pytest.mark.parametrize(
    ("present", "sentence"),
    [
        (6, "Inquorate 6 of 13 members are present; 7 are needed. 1 more must come."),
        (7, "Quorate 7 of 13 members are present; 7 are needed."),
    ],
)
def test_quorum_meter_at_its_boundary(present: int, sentence: str) -> None:
    html = printed("{% quorum_meter present=present needed=7 members=13 %}", present=present)
    assert words_of(html) == sentence
    assert html.count("seat--here") == present
    assert html.count('class="seat') == 13


def test_path_marks_where_the_subject_stands() -> None:
    html = printed("{% path steps %}", steps=[("Proposal", "done"), ("Screening", "now"), ("Committee", "ahead")])
    assert html.count("aria-current") == 1
    assert '<li data-step="now" aria-current="step">Screening</li>' in html


def test_money_table_prints_a_dash_for_what_is_not_known_and_zero_for_nothing() -> None:
    table = {
        "caption": "Money",
        "columns": ["Proposed", "Decided"],
        "rows": [{"label": "DOPA", "amounts": [Decimal("1234567.5"), None]}, {"label": "DLA", "amounts": [0, None]}],
        "totals": [Decimal("1234567.5"), None],
    }
    html = render_to_string("components/money_table.html", {"table": table})
    assert words_of(html) == ("Money Unit: baht Item Proposed Decided DOPA 1,234,567.50 – DLA 0 – Total 1,234,567.50 –")


def test_timeline_escapes_a_reason_and_keeps_its_lines() -> None:
    entry = {"at": NOW, "sentence": "Returned", "actor": "Somsri", "note": "<b>One</b>\nTwo", "tone": "caution"}
    html = render_to_string("components/timeline.html", {"entries": [entry]})
    assert "&lt;b&gt;One&lt;/b&gt;<br>Two" in html


def test_refusal_says_the_rule_what_is_missing_who_can_and_that_nothing_changed() -> None:
    context = {"rule": "Something is still missing.", "missing": ["Two agencies must take part."], "who": "The lead."}
    assert words_of(render_to_string("components/refusal.html", context)) == (
        "Something is still missing. Two agencies must take part. Who can: The lead. Nothing has changed."
    )


class Proposal(forms.Form):
    title = forms.CharField(label="Title", help_text="As in the request.")
    note = forms.CharField(label="Note", required=False)
    is_read = forms.BooleanField(label="I have read it")


def test_form_prints_label_help_and_what_is_optional() -> None:
    html = str(Proposal())
    assert '<label for="id_title">Title</label>' in html
    assert '<div class="field__help" id="id_title_helptext">As in the request.</div>' in html
    assert 'aria-describedby="id_title_helptext"' in html
    assert words_of(html) == "Title As in the request. Note (optional) I have read it"


def test_form_with_errors_keeps_what_was_typed_and_links_each_error_to_its_field() -> None:
    html = str(Proposal({"title": "", "note": "kept"}))
    assert 'role="alert"' in html
    assert '<li><a href="#id_title">Title</a>: This field is required.</li>' in html
    assert '<li><a href="#id_is_read">I have read it</a>: This field is required.</li>' in html
    assert 'value="kept"' in html
    assert 'id="id_title_error"' in html
    assert html.count('aria-invalid="true"') == 2


def test_every_toned_state_is_a_state() -> None:
    lifecycles = (
        State, Consent, OpinionState, ConditionState, InquiryState, PairState, MeetingState, ItemState, RollState,
        ResolutionState, OrderState, LetterState, ActionState, MinutesState, ReplyState, BookingState, CampaignState,
        ResponseState, ActionPlanState, ObligationState, DutyState, RoundState, ReturnState, ProposalState,
    )  # fmt: skip
    assert set(TONES) <= {value for states in lifecycles for value in states.values}
