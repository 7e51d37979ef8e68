# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Forms of the plan clinic: a season by its rule, a day that is not held, a booking, and what acts on it ask."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from agencies.models import Agency
from digital_plan.consulting import offered_for
from digital_plan.models import ClinicBooking, ClinicSeason, ClinicSlot
from digital_plan.operations.clinic_seasons import Rule
from digital_plan.queries.clinic import Day, Time, days_of
from digital_plan.states.clinic import Channel, Topic
from papers.choices import offer, offer_rows
from papers.forms import ERA_HELP, DayField, MomentField
from papers.templatetags.thai import thai_date, thai_time, thai_weekday

LONGEST_ID = 19  # digits
ANY, ON_DAY, SLOT = "any", "day:", "slot:"  # what the choice of a time says


class SeasonForm(forms.Form):
    """The weekly rule of a season."""

    request_id = forms.UUIDField(widget=forms.HiddenInput)
    name_th = forms.CharField(label=_("Thai name"), max_length=255, initial="คลินิกแผน DG")
    name_en = forms.CharField(label=_("English name"), max_length=255, required=False)
    weekday = forms.TypedChoiceField(label=_("Weekday"), choices=list(WEEKDAYS.items()), coerce=int, initial=3)
    starts = forms.TimeField(label=_("From"), initial="14:00", widget=forms.TimeInput(attrs={"type": "time"}))
    ends = forms.TimeField(label=_("Until"), initial="16:00", widget=forms.TimeInput(attrs={"type": "time"}))
    slot_minutes = forms.IntegerField(label=_("Minutes for each agency"), min_value=5, max_value=240, initial=30)
    desks = forms.IntegerField(
        label=_("Desks"), min_value=1, max_value=20, initial=1, help_text=_("So many agencies are advised at a time.")
    )
    first_day = DayField(label=_("First day"), help_text=ERA_HELP)
    last_day = DayField(label=_("Last day"), help_text=ERA_HELP)
    registration_opens_at = MomentField(label=_("Registration opens"), help_text=ERA_HELP)
    place = forms.CharField(
        label=_("Place"), max_length=255, required=False, help_text=_("A room, or how one joins online.")
    )
    source = forms.CharField(
        label=_("Source"), max_length=255, required=False, help_text=_("The letter or announcement that says so.")
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"request_id": uuid4()})

    @property
    def rule(self) -> Rule:
        """What was typed."""
        return Rule(**{name: value for name, value in self.cleaned_data.items() if name != "request_id"})


class DayOffForm(forms.Form):
    """A day that is not held, with the reason that agencies read."""

    request_id = forms.UUIDField(widget=forms.HiddenInput)
    day = forms.ChoiceField(label=_("Day"))
    reason = forms.CharField(label=_("Reason"), max_length=500, help_text=_("The agencies concerned read it."))

    def __init__(self, data: Any = None, *, season: ClinicSeason, at: datetime) -> None:
        super().__init__(data, initial={"request_id": uuid4()})
        held = [one.day for one in days_of(season, at) if one.off is None and not one.is_past]
        offer(self, "day", [(day.isoformat(), f"{thai_weekday(day)} {thai_date(day)}") for day in held])


class BookingForm(forms.Form):
    """What an agency comes with, and when; for a caller also who called and how."""

    request_id = forms.UUIDField(widget=forms.HiddenInput)
    agency = forms.ModelChoiceField(label=_("Agency"), queryset=Agency.objects.none())
    channel = forms.ChoiceField(
        label=_("How it came in"), choices=[choice for choice in Channel.choices if choice[0] != Channel.WEB]
    )
    caller = forms.CharField(
        label=_("Who asked, by post"), max_length=255, help_text=_("The post only: no personal names or numbers.")
    )
    topic = forms.ChoiceField(label=_("Topic"), choices=Topic.choices)
    about = forms.ChoiceField(
        label=_("Project"), required=False, help_text=_("What is said is then also shown on the project's page.")
    )
    question = forms.CharField(
        label=_("What you want to ask"), widget=forms.Textarea(attrs={"rows": 4}), max_length=4000, required=False
    )
    time = forms.ChoiceField(
        label=_("Day and time"), help_text=_("Who waits gets the first place that comes free, in the order of asking.")
    )

    def __init__(
        self, data: Any = None, *, season: ClinicSeason, user: User, at: datetime, own: set[int], time: str = "",
        typed: Mapping[str, str] | None = None,
    ) -> None:  # fmt: skip
        """``typed`` is kept and not judged, as while a DGA officer asks for the projects of the agency chosen."""
        super().__init__(data, initial={"request_id": uuid4(), "time": time} | dict((typed or {}).items()))
        self.season, self.is_for_caller = season, not own
        agencies = Agency.objects.order_by("name_th")
        offer_rows(self, "agency", agencies.filter(pk__in=own) if own else agencies)
        if own:
            del self.fields["channel"], self.fields["caller"]
            self.initial["agency"] = min(own)
        offer(self, "time", times_of(season, at))
        chosen = str((data or typed or {}).get("agency", ""))
        agencies_named = own or ({int(chosen)} if chosen.isdecimal() and len(chosen) < 19 else set())
        named = {about.ref: about.title for pk in agencies_named for about in offered_for(user, pk, at)}
        offer(self, "about", [("", _("None: the agency's plan")), *named.items()])
        if own and not named:
            del self.fields["about"]

    @property
    def booking(self) -> ClinicBooking:
        """The booking that was asked for."""
        given = self.cleaned_data
        booking = ClinicBooking(
            season=self.season, agency=given["agency"], topic=given["topic"], question=given["question"],
            about=given.get("about", ""), channel=given.get("channel", Channel.WEB), caller=given.get("caller", ""),
        )  # fmt: skip
        time = given["time"]
        if time.startswith(SLOT):
            booking.wanted = ClinicSlot.objects.get(season=self.season, pk=int(time.removeprefix(SLOT)))
        elif time.startswith(ON_DAY):
            booking.wanted_day = DayField().to_python(time.removeprefix(ON_DAY))
        return booking


def times_of(season: ClinicSeason, at: datetime) -> list[tuple[Any, Any]]:
    """The free times by their days, and the ways to wait."""
    days = [one for one in days_of(season, at) if one.off is None and not one.is_past]
    free = [(said_day(one.day), _times_of(one)) for one in days if one.free]
    waiting: list[tuple[Any, Any]] = [(ANY, _("Wait for a place on any day"))]
    waiting += [(f"{ON_DAY}{one.day.isoformat()}", _("Wait for %(day)s") % {"day": said_day(one.day)}) for one in days]
    return [*free, (_("Waiting list"), waiting)]


def _times_of(day: Day) -> list[tuple[str, str]]:
    return [(f"{SLOT}{one.slot}", f"{said_day(day.day)} {said_time(one)}") for one in day.times if one.slot]


def said_day(day: date) -> str:
    """``"พฤหัสบดี 22 เมษายน 2564"``."""
    return f"{thai_weekday(day)} {thai_date(day)}"


def said_time(time: Time) -> str:
    """``"14.00–14.30 น."``."""
    return f"{thai_time(time.starts_at)}–{thai_time(time.ends_at)}"


class FreeTime(forms.ChoiceField):
    """Offers what is free. Whether a time can be had the act says: sent again, it finds the place its own."""

    def valid_value(self, value: Any) -> bool:
        return str(value).isdecimal() and len(str(value)) < LONGEST_ID


def fields_of(booking: ClinicBooking, name: str, at: datetime) -> dict[str, forms.Field]:
    """What an act on a booking asks for beside its reason."""
    if name in ("move", "take"):
        free = times_of(booking.season, at)[:-1]
        choices = [(day, [(key.removeprefix(SLOT), said) for key, said in times]) for day, times in free]
        lacking = _("No time is free in this season.") if not choices else ""
        return {"slot": FreeTime(label=_("Day and time"), choices=choices, help_text=lacking)}
    if name == "note_consultation":
        area: dict[str, Any] = {"widget": forms.Textarea(attrs={"rows": 4}), "max_length": 4000}
        return {
            "problem": forms.CharField(label=_("What the agency came with"), **area),
            "advice": forms.CharField(label=_("Advice"), **area),
            "next_step": forms.CharField(label=_("Next step"), required=False, **area),
        }
    return {}
