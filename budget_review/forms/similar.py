# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The officer's answer about a pair of projects."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from budget_review.forms.fields import Choices, ThaiText
from budget_review.models.similarity import WORDS, Question
from budget_review.operations.similarity import ANSWERS
from papers.choices import offer


class PairForm(forms.Form):
    """One of the listed answers, with its reason."""

    request_id = forms.UUIDField(widget=forms.HiddenInput)
    question = forms.ChoiceField(choices=Question.choices, widget=forms.HiddenInput)
    answer = Choices(label=_("Finding"))
    note = ThaiText(label=_("Reason"), lines=3, max_length=4000)

    def __init__(self, data: Any = None, *, question: Question, request_id: Any = None) -> None:
        super().__init__(data, prefix=question.value, initial={"request_id": request_id, "question": question})
        words = WORDS[question]
        offer(self, "answer", [(answer, words[answer]) for answer in ANSWERS[question]])
        self.asks = question
