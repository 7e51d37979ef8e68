# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Saying something about a project: who reads it, about which section, the words."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from budget_review.forms.fields import Choices, ThaiText
from budget_review.models.comments import Circle
from budget_review.operations.comments import LONGEST
from budget_review.sections import MENDABLE
from papers.choices import offer


class CommentForm(forms.Form):
    """One comment; a correction stays where the comment was that it puts right."""

    request_id = forms.UUIDField(widget=forms.HiddenInput)
    corrects = forms.IntegerField(widget=forms.HiddenInput, required=False)
    circle = Choices(label=_("Who reads it"), choices=Circle.choices)
    section = forms.ChoiceField(label=_("About"), required=False)
    text = ThaiText(label=_("Comment"), lines=4, max_length=LONGEST)

    def __init__(self, *args: Any, circles: Sequence[Circle], is_correction: bool, **options: Any) -> None:
        options["use_required_attribute"] = False
        super().__init__(*args, **options)
        offer(self, "circle", [(circle.value, circle.label) for circle in circles])
        offer(self, "section", [("", _("The whole project")), *MENDABLE.items()])
        self.fields["text"].error_messages["required"] = _("There is nothing in the comment.")
        if len(circles) == 1:
            self.initial.setdefault("circle", circles[0].value)
        if is_correction:
            for name in ("circle", "section"):
                self.fields[name].widget = forms.HiddenInput()
            self.fields["text"].label = _("Correction")
