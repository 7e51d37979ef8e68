# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Asking an agency a question: whom, about which section, due in how many working days."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from budget_review.forms.fields import ThaiText
from budget_review.guards import LONGEST_TERM
from budget_review.models import ExpertOpinion, IntegrationProject, Participation
from budget_review.sections import MENDABLE
from papers.choices import offer, offer_rows


class PartChoice(forms.ModelChoiceField):
    """An agency that takes part, by its name."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.agency.name} ({_('Lead agency')})" if obj.is_lead else str(obj.agency.name)


class QuestionForm(forms.Form):
    """One question to one agency."""

    request_id = forms.UUIDField(widget=forms.HiddenInput)
    opinion = forms.ModelChoiceField(ExpertOpinion.objects.none(), widget=forms.HiddenInput, required=False)
    participation = PartChoice(Participation.objects.none(), label=_("Agency that is to answer"), empty_label=None)
    section = forms.ChoiceField(label=_("About"), required=False)
    text = ThaiText(label=_("Question"), lines=6, max_length=4000)
    days = forms.TypedChoiceField(
        label=_("Answer due in"), coerce=int, choices=[(days, days) for days in (3, 5, 7, 10, 15, LONGEST_TERM)],
        initial=5, help_text=_("Working days. The screening's own clock stands still meanwhile."),
    )  # fmt: skip

    def __init__(self, *args: Any, project: IntegrationProject, **options: Any) -> None:
        options["use_required_attribute"] = False
        super().__init__(*args, **options)
        parts = [part.pk for part in project.active_parts() if part.has_officers]
        asked = Participation.objects.filter(pk__in=parts).select_related("agency", "project")
        offer_rows(self, "participation", asked)
        offer_rows(self, "opinion", project.opinions.all())
        offer(self, "section", [("", _("The whole proposal")), *MENDABLE.items()])
        self.fields["text"].error_messages["required"] = _("The question must be written.")
