# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is pressed and typed while a meeting sits. Each carries its request's id, so that sending twice acts once.

``waited`` is how many seconds ago it was pressed, when there was no connection then.
"""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from committee.models import Meeting
from committee.models.attendance import Channel, Identified
from committee.models.recusals import Ground
from committee.rules.kinds import VoteMode
from papers.forms import ERA_HELP, MomentField

LONGEST_WAIT = 12 * 60 * 60
BIGGEST = 2**63 - 1


class Pressed(forms.Form):
    """What every press sends along."""

    request_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    waited = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=LONGEST_WAIT, required=False)

    def moment(self, at: datetime) -> dict[str, str]:
        """The fact that says when it was pressed, if that was earlier."""
        waited = self.cleaned_data.get("waited")
        return {"moment": (at - timedelta(seconds=waited)).isoformat()} if waited else {}


def _id(**more: Any) -> forms.IntegerField:
    return forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=BIGGEST, **more)


class RollPress(Pressed):
    """A member came or left: ``press`` is ``"arrive:12:3"``, the step, the entry and the version that was shown."""

    press = forms.RegexField(r"^(arrive|depart):\d{1,18}:\d{1,9}$")
    channel = forms.ChoiceField(choices=Channel.choices, required=False)
    identified_by = forms.ChoiceField(choices=[("", ""), *Identified.choices], required=False)
    consents = forms.BooleanField(required=False)

    def asked(self) -> tuple[str, int, int]:
        """The step, the entry, the version."""
        step, entry, version = self.cleaned_data["press"].split(":")
        return step, int(entry), int(version)


class AbsencePress(Pressed):
    """Why a member is not there: ``entry`` is ``"12:3"``, the entry and the version that was shown."""

    entry = forms.RegexField(r"^\d{1,18}:\d{1,9}$")
    note = forms.CharField(label=_("Reason"), max_length=1000)


class CorrectionForm(Pressed):
    """A mark of attendance that was wrong: another time, the other thing, or struck out."""

    mark = _id()
    kind = forms.ChoiceField(
        label=_("What is right"),
        choices=[("came", _("Came at this time")), ("left", _("Left at this time")), ("struck", _("Strike it out"))],
    )
    at = MomentField(label=_("Time"), required=False, help_text=ERA_HELP)
    reason = forms.CharField(label=_("Reason"), max_length=1000)


class GuestForm(Pressed):
    """Somebody who attends and is no member."""

    name = forms.CharField(label=_("Name"), max_length=200)
    post = forms.CharField(label=_("Position and agency"), max_length=300, required=False)
    item = _id(required=False)


class GuestPress(Pressed):
    """A guest left, or came back: ``"left:4"``."""

    press = forms.RegexField(r"^(came|left):\d{1,18}$")


class RecusalForm(Pressed):
    """A member declares an interest in a matter."""

    item = _id()
    entry = forms.TypedChoiceField(label=_("Member"), coerce=int)
    ground = forms.ChoiceField(label=_("Ground"), choices=Ground.choices)
    details = forms.CharField(label=_("Details"), max_length=1000, required=False)

    def __init__(self, meeting: Meeting, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        _members(self, meeting)


class RecusalPress(Pressed):
    """A recused member leaves the room or comes back; a withdrawal says why: ``"leave_room:5:1"``."""

    press = forms.RegexField(r"^(leave_room|come_back|withdraw):\d{1,18}:\d{1,9}$")
    note = forms.CharField(label=_("Reason"), max_length=1000, required=False)


class VoteForm(Pressed):
    """A question put to the vote."""

    item = _id()
    question = forms.CharField(label=_("Question"), max_length=1000)
    mode = forms.ChoiceField(label=_("Way of voting"))

    def __init__(self, meeting: Meeting, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        mode: Any = self.fields["mode"]
        mode.choices = [(mode, VoteMode(mode).label) for mode in meeting.rules.vote_modes]


class BallotPress(Pressed):
    """A named vote: ``"for:12"``, the choice and the entry."""

    round = _id()
    press = forms.RegexField(r"^(for|against|abstain):\d{1,18}$")


class CountForm(Pressed):
    """What was counted; of a vote by name the ballots say it."""

    round = _id()
    expected_version = _id()
    for_count = forms.IntegerField(label=_("For"), min_value=0, max_value=9999, required=False)
    against_count = forms.IntegerField(label=_("Against"), min_value=0, max_value=9999, required=False)
    abstained_count = forms.IntegerField(label=_("Abstained"), min_value=0, max_value=9999, required=False)
    invalid_count = forms.IntegerField(label=_("Invalid"), min_value=0, max_value=9999, required=False)
    casting = forms.ChoiceField(
        label=_("At a tie, the chair's deciding vote"),
        choices=[("", "–"), ("for", _("For")), ("against", _("Against")), ("none", _("The chair gives none"))],
        required=False,
    )

    def facts(self) -> dict[str, Any]:
        """What was counted, as the record keeps it."""
        names = ("for_count", "against_count", "abstained_count", "invalid_count", "casting")
        return {name: self.cleaned_data[name] for name in names if self.cleaned_data.get(name) not in (None, "")}


class AnnulForm(Pressed):
    """Why a vote is annulled."""

    round = _id()
    expected_version = _id()
    note = forms.CharField(label=_("Reason"), max_length=1000)


class DissentForm(Pressed):
    """A member who is against, and why."""

    item = _id()
    entry = forms.TypedChoiceField(label=_("Member"), coerce=int)
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}), max_length=8000)
    is_written = forms.BooleanField(label=_("Handed in in writing"), required=False)

    def __init__(self, meeting: Meeting, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        _members(self, meeting)


class NotePress(Pressed):
    """The meeting takes note of a matter, or adopts the minutes that it puts before the meeting."""

    item = _id()
    expected_version = _id()


class RecordPress(NotePress):
    """The meeting has resolved what the draft says: ``wording`` is the hash of the words that were on the screen."""

    wording = forms.RegexField("^[0-9a-f]{64}$", widget=forms.HiddenInput)


def _members(form: forms.Form, meeting: Meeting) -> None:
    """Offer the members with a vote, in the order of their seats."""
    entry: Any = form.fields["entry"]
    roll = meeting.roll.filter(is_voting=True).select_related("user").order_by("seat__position", "pk")
    entry.choices = [("", _("Choose")), *((one.pk, f"{one.user} · {one.title}") for one in roll)]
