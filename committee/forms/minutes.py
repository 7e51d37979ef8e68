# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The forms around minutes: a section's text, a comment and its answer, a corrigendum, the meeting that adopts."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from budget_review.forms.fields import ThaiText
from committee.minutes.states import Verdict
from committee.models import Meeting, Minutes
from committee.states import AT_WORK, TAKES_ITEMS, MeetingState
from papers.templatetags.thai import thai_date

HELD = (*AT_WORK, MeetingState.CONCLUDED, MeetingState.CLOSED)


class SectionForm(forms.Form):
    """The words of one section, and the revision that their writer has read."""

    expected_revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    text = ThaiText(label=_("Text"), lines=18, required=False, needed_later=True)


class SettleForm(forms.Form):
    """Which of two texts stands: the person's words or the present draft, of those that were read."""

    expected_revision = forms.IntegerField(min_value=0)
    drafted_sha256 = forms.RegexField("^[0-9a-f]{64}$")
    choice = forms.ChoiceField(choices=[("draft", ""), ("words", "")])


class HideForm(forms.Form):
    """Whether a section stays out of the published minutes."""

    is_confidential = forms.BooleanField(required=False)


class CommentForm(forms.Form):
    """A comment on a section."""

    request_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    text = ThaiText(
        label=_("Comment"), lines=3, max_length=8000, error_messages={"required": _("Write what you have to say.")}
    )


class AnswerForm(forms.Form):
    """The secretariat's answer to a comment."""

    verdict = forms.ChoiceField(label=_("Answer"), choices=Verdict.choices)
    text = ThaiText(label=_("Explanation"), lines=2, max_length=8000, required=False)


class OfferForm(forms.Form):
    """The later meeting on whose agenda the minutes are put."""

    request_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    meeting = forms.ModelChoiceField(Meeting.objects.none(), label=_("Meeting"), empty_label=None)

    def __init__(self, minutes: Minutes, data: Any = None) -> None:
        super().__init__(data)
        of = minutes.meeting
        later = of.committee.meetings.filter(state__in=TAKES_ITEMS, starts_at__gt=of.starts_at)
        meeting: Any = self.fields["meeting"]
        meeting.queryset = later.order_by("starts_at", "pk")
        meeting.label_from_instance = lambda one: f"{one.called or one.title} · {thai_date(one.starts_at)}"

    @property
    def has_choices(self) -> bool:
        """Whether there is a meeting to choose."""
        meetings: Any = self.fields["meeting"]
        return bool(meetings.queryset.exists())


def correction_fields(minutes: Minutes) -> dict[str, forms.Field]:
    """What a corrigendum asks for beside the reason."""
    of = minutes.meeting
    sections = minutes.adopted.content["sections"] if minutes.adopted else []
    held = of.committee.meetings.filter(state__in=HELD, starts_at__gte=of.starts_at).order_by("starts_at", "pk")
    return {
        "section": forms.ChoiceField(
            label=_("Section that is corrected"),
            choices=[(one["key"], f"{one['label']} {one['title']}".strip()) for one in sections],
        ),
        "text": ThaiText(label=_("Corrected text of the section"), lines=8, max_length=50_000),
        "meeting": forms.ChoiceField(
            label=_("Meeting that adopted the correction"), choices=[(one.pk, one.called) for one in held]
        ),
    }
