# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sending letters, correcting words, reporting what was done, finding resolutions."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from committee.models import LetterPattern, Resolution
from committee.queries.letters import patterns_of
from committee.queries.register import Asked
from committee.states import SEALED, ResolutionState, Urgency, Verb
from papers.forms import ERA_HELP, DayField
from papers.thai import arabic_digits
from papers.uploads import LARGEST_WORDS

ALL = ("", _("All"))


def fields_of_sending(resolution: Resolution, *, has_recipients: bool, by_mandate: bool) -> dict[str, forms.Field]:
    """The facts of sending a resolution's letters, or the reason why none goes out, which no mandate lets one say."""
    why = _("Then no letter goes out, and the reason stays in the record.") if has_recipients else ""
    none = forms.CharField(
        label=_("Why no letter is sent"), help_text=why, widget=forms.Textarea(attrs={"rows": 2}), max_length=1000,
        required=not has_recipients,
    )  # fmt: skip
    settling: dict[str, forms.Field] = {} if by_mandate else {"no_letter": none}
    if not has_recipients:
        return settling
    series = patterns_of(resolution)
    return {
        "pattern": forms.ModelChoiceField(
            series,
            label=_("Series of letters"),
            empty_label=None,
            widget=forms.RadioSelect,
            initial=series.first(),
            help_text=format_html(
                '<a href="{}">{}</a>',
                reverse("letter_series", args=[resolution.committee.code]),
                _("Series of letter numbers of the committee: look, or add one"),
            ),
            required=False,
        ),
        "urgency": forms.ChoiceField(label=_("Urgency"), choices=Urgency.choices, initial=Urgency.NORMAL),
        "letter_number": forms.CharField(
            label=_("Number given by hand"),
            help_text=_("Leave it empty, and each letter gets the next number of the series."),
            max_length=80,
            required=False,
        ),
        **settling,
    }


def fields_of_correcting(wrong: Resolution) -> dict[str, forms.Field]:
    """The facts of a correction: the words as they should read."""
    return {
        "text": forms.CharField(
            label=_("Text of the resolution"),
            widget=forms.Textarea(attrs={"rows": 5}),
            max_length=8000,
            initial=wrong.text,
        )
    }


def fields_of_reporting() -> dict[str, forms.Field]:
    """What shows that something is done."""
    return {
        "link": forms.URLField(label=_("Link to what shows it"), required=False, max_length=500, assume_scheme="https"),
        "file": forms.FileField(
            label=_("File that shows it"),
            help_text=_("PDF, Word, Excel, PowerPoint, PNG or JPEG, at most %(most)s.") % {"most": LARGEST_WORDS},
            required=False,
        ),
    }


def fields_of_extending() -> dict[str, forms.Field]:
    """Until when."""
    return {"due_date": DayField(label=_("New due day"), help_text=ERA_HELP)}


class PatternForm(forms.ModelForm):
    """A series of letter numbers."""

    class Meta:
        model = LetterPattern
        fields = ("prefix", "is_circular", "thai_digits", "sender", "signer")
        help_texts = {
            "prefix": _("As it stands before the stroke, such as สพร ๐๑ or นร ๐๕๐๕."),
            "signer": _("As it stands under the signature, such as เลขานุการคณะกรรมการ."),
        }


class RegisterForm(forms.Form):
    """Filters of the register; what cannot be read is as if it were not asked."""

    q = forms.CharField(
        label=_("Words or number"), required=False, max_length=200, widget=forms.TextInput(attrs={"type": "search"})
    )
    committee = forms.ChoiceField(label=_("Committee"), required=False)
    year = forms.ChoiceField(label=_("Year (B.E.)"), required=False)
    verb = forms.ChoiceField(label=_("Resolution"), required=False, choices=[ALL, *Verb.choices])
    project = forms.CharField(label=_("Project code"), required=False, max_length=40)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ALL,
            *((one.value, one.label) for one in (*SEALED, ResolutionState.SUPERSEDED, ResolutionState.CORRECTED)),
        ],
    )

    def __init__(self, data: Any, *, committees: list[tuple[str, str]], years: list[int]) -> None:
        super().__init__(data, label_suffix="")
        self.fields["committee"].choices = [ALL, *committees]  # type: ignore[attr-defined]
        self.fields["year"].choices = [ALL, *((str(year), str(year)) for year in years)]  # type: ignore[attr-defined]

    def asked(self) -> Asked:
        """What is looked for."""
        self.is_valid()
        given = self.cleaned_data
        year = arabic_digits(given.get("year", ""))
        return Asked(
            text=given.get("q", ""),
            committee=given.get("committee", ""),
            year=int(year) if year else None,
            verb=given.get("verb", ""),
            project=given.get("project", "").strip(),
            state=given.get("state", ""),
        )
