# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""When a person is away and who stands in: entered by themselves, or for them by whoever oversees them."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from accounts.models import User
from accounts.person import person_of
from agencies.absences import absences_of, colleagues_of, end_absence, enter_absence
from agencies.models import Absence
from agencies.oversight import people_overseen
from papers.forms import DayField
from workflows.forms import status_of
from workflows.refusals import Refused


class AbsenceForm(forms.Form):
    """From when to when, and who stands in; the operation judges the rest."""

    from_date = DayField(label=_("First day away"))
    to_date = DayField(label=_("Last day away"))
    substitute = forms.ModelChoiceField(User.objects.none(), label=_("Who stands in"), required=False)
    note = forms.CharField(label=_("Reason"), max_length=300, required=False)

    def __init__(self, data: Any, person: User, *, for_another: bool) -> None:
        super().__init__(data)
        field: Any = self.fields["substitute"]
        field.queryset, field.empty_label = colleagues_of(person, timezone.now()), _("Nobody in particular")
        field.help_text = _(
            "What this person has taken is shown to the substitute first; anybody on the queue may take it."
        )
        self.fields["note"].required = for_another


def own(request: HttpRequest) -> HttpResponse:
    """Enter and end one's own absences."""
    return _page(request, person_of(request))


def of_person(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter and end the absences of a person whose work one oversees."""
    return _page(request, get_object_or_404(people_overseen(person_of(request), timezone.now()), pk=pk))


@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End an absence now, or strike one that is to come."""
    user, now = person_of(request), timezone.now()
    people = [user.pk, *people_overseen(user, now).values_list("pk", flat=True)]
    absence = get_object_or_404(Absence, pk=pk, person__in=people)
    end_absence(absence.pk, actor=user, at=now)
    messages.success(request, _("The absence is ended."))
    return redirect(_address(absence.person_id, user))


def _page(request: HttpRequest, whose: User) -> HttpResponse:
    user, now = person_of(request), timezone.now()
    form = AbsenceForm(request.POST or None, whose, for_another=whose.pk != user.pk)
    refused: Refused | None = None
    if request.method == "POST" and form.is_valid():
        try:
            enter_absence(person=whose, actor=user, at=now, **form.cleaned_data)
        except Refused as no:
            refused = no
        else:
            messages.success(request, _("The absence is entered."))
            return redirect(_address(whose.pk, user))
    context = {
        "whose": whose,
        "is_own": whose.pk == user.pk,
        "absences": absences_of(whose, now),
        "form": form,
        "refusal": {"rule": refused.title, "missing": refused.reasons} if refused else None,
        "now": now,
    }
    status = status_of(refused) if refused else 422 if form.errors else 200
    return render(request, "project/absences.html", context, status=status)


def _address(person_id: int, user: User) -> str:
    return reverse("absences") if person_id == user.pk else reverse("absences_of", args=[person_id])
