# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A member's note, a question, an answer; and what an agency hands in for an agenda."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from committee.agenda import for_consideration, headings_of
from committee.models import Meeting
from committee.rules.kinds import HeadingKind

LONGEST = 8000
# what the chair tells, last minutes and what follows from them come from within the committee
OF_AGENCIES = (HeadingKind.INFORMATION, HeadingKind.CONSIDERATION, HeadingKind.OTHER)


class NoteForm(forms.Form):
    """A note of one's own."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    text = forms.CharField(
        label=_("My note"), widget=forms.Textarea(attrs={"rows": 5}), max_length=LONGEST, required=False, strip=False
    )


class QuestionForm(forms.Form):
    """A question to the secretariat."""

    request_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    question = forms.CharField(label=_("Question"), widget=forms.Textarea(attrs={"rows": 3}), max_length=4000)


class AnswerForm(forms.Form):
    """The answer."""

    answer = forms.CharField(label=_("Answer"), widget=forms.Textarea(attrs={"rows": 3}), max_length=4000)


class HandInForm(forms.Form):
    """A matter that an agency hands in for an agenda."""

    request_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    agency = forms.ModelChoiceField(Agency.objects.none(), label=_("Agency"), empty_label=None)
    section = forms.TypedChoiceField(label=_("Agenda heading"), coerce=int)
    title = forms.CharField(label=_("Matter"), max_length=400)
    note = forms.CharField(
        label=_("Details"), widget=forms.Textarea(attrs={"rows": 6}), max_length=4000, required=False
    )

    def __init__(self, meeting: Meeting, agencies: list[int], data: Any = None) -> None:
        super().__init__(data)
        agency: Any = self.fields["agency"]
        agency.queryset = Agency.objects.filter(pk__in=agencies).order_by("name_th")
        section: Any = self.fields["section"]
        offered = [one for one in headings_of(meeting) if one.kind in OF_AGENCIES]
        section.choices = [(one.number, f"{one.number}. {one.title}") for one in offered]
        section.initial = for_consideration(meeting)
