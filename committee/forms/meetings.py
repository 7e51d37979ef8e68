# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A meeting's subject, time and place."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from committee.models import Committee, Meeting
from papers.forms import ERA_HELP, MomentField


class MeetingForm(forms.Form):
    """Used to plan a meeting, and without ``committee`` to change one."""

    request_id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    committee = forms.ModelChoiceField(Committee.objects.none(), label=_("Committee"), empty_label=None)
    title = forms.CharField(
        label=_("Subject"), max_length=300, help_text=_("As it stands on the invitation and on the pack's cover.")
    )
    starts_at = MomentField(label=_("Begins"), help_text=ERA_HELP)
    ends_at = MomentField(label=_("Ends"))
    place = forms.CharField(label=_("Place"), max_length=300)

    @classmethod
    def to_plan(cls, committees: list[Committee], data: Any = None) -> "MeetingForm":
        """The form of a new meeting of one of these committees, the latest first: last year's are seldom meant."""
        latest = max(committees, key=lambda committee: committee.pk, default=None)
        form = cls(data, initial={"request_id": uuid4(), "committee": latest})
        own: Any = form.fields["committee"]
        own.queryset = Committee.objects.filter(pk__in=[committee.pk for committee in committees]).order_by("-pk")
        return form

    @classmethod
    def to_edit(cls, meeting: Meeting, data: Any = None) -> "MeetingForm":
        """The form of a meeting as it is."""
        initial = {name: getattr(meeting, name) for name in ("revision", "title", "starts_at", "ends_at", "place")}
        form = cls(data, initial=initial)
        del form.fields["committee"]
        return form

    def clean(self) -> dict[str, Any]:
        """Say at the field that a meeting ends after it begins."""
        given: dict[str, Any] = super().clean() or {}
        starts, ends = given.get("starts_at"), given.get("ends_at")
        if starts and ends and ends <= starts:
            self.add_error("ends_at", _("A meeting ends after it begins."))
        return given

    def texts(self) -> dict[str, Any]:
        """What the operations take."""
        return {name: self.cleaned_data[name] for name in ("title", "starts_at", "ends_at", "place")}
