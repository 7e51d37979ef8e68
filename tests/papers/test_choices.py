# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What fields offer when a form is made: values or rows, to fields that choose them and to no others."""

import pytest
from django import forms

from accounts.models import User
from papers.choices import let_wait, offer, offer_rows

pytestmark = pytest.mark.django_db


class Asking(forms.Form):
    word = forms.CharField()
    value = forms.ChoiceField()
    values = forms.MultipleChoiceField()
    row = forms.ModelChoiceField(User.objects.none())


def test_values_are_offered_to_fields_that_choose_values() -> None:
    form = Asking({"value": "b", "values": ["a", "b"], "word": "x"})
    for name in ("value", "values"):
        offer(form, name, [("a", "A"), ("b", "B")])
    form.is_valid()
    assert (form.cleaned_data["value"], form.cleaned_data["values"]) == ("b", ["a", "b"])


def test_rows_are_offered_as_they_are_told() -> None:
    person = User.objects.create(username="somchai")
    form = Asking()
    offer_rows(form, "row", User.objects.all(), lambda found: f"<{found.username}>")
    assert "&lt;somchai&gt;" in str(form["row"])
    assert f'value="{person.pk}"' in str(form["row"])


@pytest.mark.parametrize("name", ["word", "row"])
def test_values_are_not_offered_to_others(name: str) -> None:
    with pytest.raises(TypeError):
        offer(Asking(), name, [])


@pytest.mark.parametrize("name", ["word", "value"])
def test_rows_are_not_offered_to_others(name: str) -> None:
    with pytest.raises(TypeError):
        offer_rows(Asking(), name, User.objects.all())


def test_what_may_wait_is_marked() -> None:
    form = Asking()
    let_wait(form, "word", "value")
    assert [name for name, field in form.fields.items() if getattr(field, "needed_later", False)] == ["word", "value"]
