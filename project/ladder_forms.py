# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The forms of the ladder: a rung that is put on it, and one that is taken off."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from papers.choices import offer
from project.overdue import desks
from workflows.clocks.models import Rung


class RetireForm(forms.Form):
    """Why a rung is taken off the ladder."""

    reason = forms.CharField(
        label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("The reason must be given.")},
    )  # fmt: skip


class RungForm(RetireForm):
    """When, whom, how, and at which desk; at every desk where none is named."""

    offset = forms.IntegerField(
        label=_("Working days from the due day"),
        min_value=-60,
        max_value=250,
        help_text=_("-2 is two working days before, 0 the due day itself, 3 three working days after."),
    )
    whom = forms.ChoiceField(label=_("Whom"), choices=Rung.Whom.choices)
    channel = forms.ChoiceField(label=_("How"), choices=Rung.Channel.choices)
    desk = forms.ChoiceField(label=_("Desk"), required=False)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.order_fields(["offset", "whom", "channel", "desk", "reason"])
        everywhere: list[tuple[Any, Any]] = [("", _("Every desk"))]
        offer(self, "desk", everywhere + [(key, label) for key, label, _name in desks()])
