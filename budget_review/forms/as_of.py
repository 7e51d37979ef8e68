# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The moment at which somebody wants to see a project."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from agencies.roles import BANGKOK
from papers.forms import ERA_HELP, DayField


class AsOfForm(forms.Form):
    """A day and, where it matters, the time of day in Bangkok; without one, the day's end."""

    day = DayField(label=_("Day"), help_text=ERA_HELP)
    time = forms.TimeField(
        label=_("Time of day"), required=False, widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    )

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        self.now = now
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Make the moment. A day that has only begun is asked about as it stands now; the future cannot be."""
        cleaned: dict[str, Any] = super().clean() or {}
        day, at_time = cleaned.get("day"), cleaned.get("time")
        if day is None or "time" not in cleaned:
            return cleaned
        moment = datetime.combine(day, at_time or time.max, tzinfo=BANGKOK)
        if at_time is None and day == self.now.astimezone(BANGKOK).date():
            moment = self.now
        if moment > self.now:
            raise ValidationError(_("That moment has not come yet."), code="future")
        cleaned["moment"] = moment
        return cleaned
