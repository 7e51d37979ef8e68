# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A meeting's subject, time and place."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from committee.models import Committee, Meeting
from committee.states import HELD, Identification, MeetingState, Mode
from papers.forms import ERA_HELP, MomentField

PLAIN = ("title", "starts_at", "ends_at", "place")


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
    mode = forms.ChoiceField(label=_("How it is held"), choices=Mode.choices, required=False)
    online_link = forms.URLField(
        label=_("Link to join"), max_length=500, required=False, assume_scheme="https",
        help_text=_("Only for a meeting that people join online."),
    )  # fmt: skip
    identification = forms.ChoiceField(
        label=_("How people who join online show who they are"),
        choices=[("", "–"), *Identification.choices],
        required=False,
        help_text=_("Everyone signs in here for the link. Of another way, the secretariat notes it as each one comes."),
    )
    is_recorded = forms.BooleanField(
        label=_("Sound and picture are recorded"),
        required=False,
        help_text=_("Members are told in the invitation; who joins online consents first."),
    )
    letter_number = forms.CharField(label=_("Number of the invitation"), max_length=100, required=False)
    invitation_says_recall = forms.BooleanField(
        label=_("The invitation says that this meeting, called again, needs the lower quorum"),
        required=False,
        help_text=_("Administrative Procedure Act 2539, s.79: in time, for what was put off, if this letter says so."),
    )

    @classmethod
    def to_plan(cls, committees: list[Committee], data: Any = None) -> "MeetingForm":
        """The form of a new meeting of one of these committees, the latest first: last year's are seldom meant."""
        latest = max(committees, key=lambda committee: committee.pk, default=None)
        form = cls(data, initial={"request_id": uuid4(), "committee": latest})
        own: Any = form.fields["committee"]
        own.queryset = Committee.objects.filter(pk__in=[committee.pk for committee in committees]).order_by("-pk")
        del form.fields["invitation_says_recall"]  # it is called for the first time
        return form

    @classmethod
    def to_recall(cls, first: Meeting, data: Any = None) -> "MeetingForm":
        """The form of a meeting that takes the place of one without a quorum: all but its time is as it was."""
        kept = {name: getattr(first, name) for name in ("title", "place", *HELD) if name != "letter_number"}
        form = cls(data, initial=kept | {"request_id": uuid4(), "invitation_says_recall": True})
        del form.fields["committee"]
        return form

    @classmethod
    def to_edit(cls, meeting: Meeting, data: Any = None) -> "MeetingForm":
        """The form of a meeting as it is."""
        initial = {name: getattr(meeting, name) for name in ("revision", *PLAIN, *HELD)}
        form = cls(data, initial=initial)
        del form.fields["committee"]
        if meeting.state != MeetingState.PLANNED or meeting.recall_of_id is None:
            del form.fields["invitation_says_recall"]  # the invitation is out, or it is called for the first time
        return form

    def clean(self) -> dict[str, Any]:
        """Say at the field that a meeting ends after it begins."""
        given: dict[str, Any] = super().clean() or {}
        starts, ends = given.get("starts_at"), given.get("ends_at")
        if starts and ends and ends <= starts:
            self.add_error("ends_at", _("A meeting ends after it begins."))
        if given.get("mode") not in ("", None, Mode.IN_PERSON):
            for name in ("online_link", "identification"):
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, _("Who joins online needs the link, and must know how to show who they are."))
        return given

    def texts(self) -> dict[str, Any]:
        """What the operations take."""
        given = self.cleaned_data | {"mode": self.cleaned_data["mode"] or Mode.IN_PERSON}
        return {name: given[name] for name in (*PLAIN, *HELD) if name in given}


class OneForm(forms.Form):
    """A press that takes nothing along: a second one is the first."""

    request_id = forms.UUIDField()


class AdmissionForm(OneForm):
    """Who joins online shows who they are by being signed in; a recorded meeting asks for their consent."""

    consents = forms.BooleanField(
        label=_("I consent to the recording of sound and picture"),
        error_messages={"required": _("The meeting is recorded: who takes part online must have consented to it.")},
    )

    def __init__(self, meeting: Meeting, data: Any = None) -> None:
        super().__init__(data)
        self.fields["request_id"].widget = forms.HiddenInput()
        self.initial["request_id"] = uuid4()
        if not meeting.is_recorded:
            del self.fields["consents"]
