# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The what-if table: every line before the meeting at what is proposed, screened and tried, against the ceiling."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from committee.models import Meeting, Scenario
from committee.operations.session import adopt_scenario, save_scenario
from committee.permissions import keeps
from committee.queries import sees_agenda
from committee.queries.scenarios import LineBefore, ceilings_of, lines_of_meeting, standing_scenario, totals_of
from committee.states import MeetingState
from committee.views.asking import Asking, asking
from papers.forms import BahtField
from workflows.forms import status_of
from workflows.refusals import Refused

OVER = (MeetingState.CONCLUDED, MeetingState.CLOSED, MeetingState.INQUORATE, MeetingState.CANCELLED)


@dataclass(frozen=True)
class Year:
    """A fiscal year: the totals of the columns, the ceiling, and what is left below it or lacking."""

    year: int
    proposed_baht: Decimal
    screened_baht: Decimal
    tried_baht: Decimal
    ceiling_baht: Decimal | None

    @property
    def left_baht(self) -> Decimal | None:
        """What the ceiling leaves; below nothing when it is passed."""
        return None if self.ceiling_baht is None else self.ceiling_baht - self.tried_baht


class ScenarioForm(forms.Form):
    """An amount for every line, under a name."""

    request_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    scenario = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=2**63 - 1)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    name = forms.CharField(label=gettext_lazy("Name of the scenario"), max_length=120)
    reason = forms.CharField(
        label=gettext_lazy("Reason, when another is adopted already"), max_length=1000, required=False
    )

    def __init__(self, lines: list[LineBefore], data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.lines = lines
        for line in lines:
            self.fields[f"amount_{line.pk}"] = BahtField(label=line.item)

    def amounts(self) -> dict[str, str]:
        """What was filled in, as the operations take it."""
        return {str(line.pk): f"{self.cleaned_data[f'amount_{line.pk}']:.2f}" for line in self.lines}

    def rows(self) -> list[tuple[LineBefore, forms.BoundField]]:
        """Each line with its field."""
        return [(line, self[f"amount_{line.pk}"]) for line in self.lines]


def what_if(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the table for a scenario, and keep what was tried."""
    me = asking(request)
    meeting = _meeting(me, pk)
    lines = lines_of_meeting(meeting)
    scenario = _chosen(meeting, request.GET.get("scenario", ""))
    if request.method != "POST":
        return _page(request, me, meeting, lines, ScenarioForm(lines, initial=_initial(meeting, lines, scenario)))
    form = ScenarioForm(lines, request.POST)
    if not form.is_valid():
        return _page(request, me, meeting, lines, form)
    given = form.cleaned_data
    try:
        saved = save_scenario(
            meeting=meeting, name=given["name"], amounts=form.amounts(), scenario_id=given["scenario"],
            expected_revision=given["revision"] or 0, actor=me.user, at=me.at, delegation=me.delegation,
        )  # fmt: skip
    except Refused as no:
        return _page(request, me, meeting, lines, form, no)
    messages.success(request, _("Kept as “%(name)s”.") % {"name": saved.name})
    return redirect(f"{request.path}?scenario={saved.pk}")


def adopt(request: HttpRequest, pk: int) -> HttpResponse:
    """Adopt what stands in the table as what the meeting goes by."""
    if request.method != "POST":  # the address that a refusal leaves in the bar, opened anew
        return redirect("what_if", pk)
    me = asking(request)
    meeting = _meeting(me, pk)
    lines = lines_of_meeting(meeting)
    form = ScenarioForm(lines, request.POST)
    if not form.is_valid():
        return _page(request, me, meeting, lines, form)
    given = form.cleaned_data
    try:
        adopt_scenario(
            meeting=meeting, name=given["name"], amounts=form.amounts(), reason=given["reason"], actor=me.user,
            at=me.at, request_id=given["request_id"], delegation=me.delegation,
        )  # fmt: skip
    except Refused as no:
        return _page(request, me, meeting, lines, form, no)
    messages.success(request, _("Adopted. Resolutions now give these amounts."))
    return redirect("what_if", pk)


def _meeting(me: Asking, pk: int) -> Meeting:
    meeting = me.meeting(pk)
    if not sees_agenda(me.user, meeting, me.at):
        raise Http404
    return meeting


def _chosen(meeting: Meeting, said: str) -> Scenario | None:
    if not (said.isdecimal() and len(said) < 19):
        return None
    return meeting.scenarios.filter(pk=int(said)).first()


def _initial(meeting: Meeting, lines: list[LineBefore], scenario: Scenario | None) -> dict[str, Any]:
    """What the fields begin with: a scenario of one's own, else what is adopted, else what was screened."""
    adopted = standing_scenario(meeting)
    amounts = scenario.amounts if scenario else adopted.content["amounts"] if adopted else {}
    initial: dict[str, Any] = {
        f"amount_{line.pk}": Decimal(amounts[str(line.pk)]) if str(line.pk) in amounts else line.screened_baht
        for line in lines
    }
    own = {"scenario": scenario.pk, "revision": scenario.revision, "name": scenario.name} if scenario else {}
    return initial | {"request_id": uuid4(), "name": _("As screened")} | own


def _page(
    request: HttpRequest, me: Asking, meeting: Meeting, lines: list[LineBefore], form: ScenarioForm,
    refused: Refused | None = None,
) -> HttpResponse:  # fmt: skip
    shown = form.cleaned_data if form.is_bound and not form.errors else form.initial
    tried = {str(line.pk): str(shown.get(f"amount_{line.pk}") or line.screened_baht) for line in lines}
    may = keeps(meeting, me.attempt) and meeting.state not in OVER
    context = {
        "meeting": meeting,
        "form": form,
        "years": _years(lines, tried),
        "scenarios": meeting.scenarios.select_related("made_by"),
        "adopted": meeting.adopted_scenarios.select_related("adopted_by").order_by("-number"),
        "may_save": may,
        "may_adopt": may and meeting.state == MeetingState.IN_SESSION,
        "refused": refused,
    }
    status = status_of(refused) if refused else 422 if form.errors else 200
    return render(request, "committee/session/what_if.html", context, status=status)


def _years(lines: list[LineBefore], tried: dict[str, str]) -> list[Year]:
    proposed = totals_of(lines, {str(line.pk): str(line.proposed_baht) for line in lines})
    screened, own, ceilings = totals_of(lines, {}), totals_of(lines, tried), ceilings_of(lines)
    return [Year(year, proposed[year], screened[year], own[year], ceilings.get(year)) for year in own]
