# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The register of resolutions, one of them with all that followed from it, and the committee's year in numbers."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from agencies.roles import day_of
from committee import operations
from committee.forms.assigning import as_facts, fields_of_assigning, owners_for
from committee.forms.results import RegisterForm, fields_of_correcting
from committee.models import Committee, Resolution
from committee.queries import committee_for
from committee.queries.letters import acknowledged
from committee.queries.register import MOST, PAGE, behind, committees_in, found_by, resolutions_for, years_of
from committee.queries.resolutions import resolution_for
from committee.queries.statistics import Year, kind_of_year, year_of, years_with_meetings
from committee.states import SEALED
from committee.story import tell
from committee.views.asking import Asking, asking
from committee.views.decisions import decision_of, endorsed_baht
from papers.charts import Bars, Row
from papers.one_act import Page, one_act
from papers.spreadsheets.handing_out import sheet
from papers.thai import arabic_digits, bangkok_day
from workflows.explaining import explain
from workflows.forms import ActForm, button
from workflows.models import TransitionRecord
from workflows.queries import history_of

ADDRESSES = {"communicate": "resolution_send", "assign_more": "resolution_assign"}


def resolutions(request: HttpRequest) -> HttpResponse:
    """List the resolutions that this person may see; filters and the place in the list stand in the address."""
    me = asking(request)
    seen, form = _asked(request, me)
    found = found_by(seen, form.asked())
    after = request.GET.get("after", "")
    is_first = not (after.isdecimal() and len(after) < 19)
    rows = found if is_first else behind(found, get_object_or_404(seen, pk=after))
    page = list(rows[: PAGE + 1])
    context = {
        "form": form,
        "rows": [(resolution, endorsed_baht(resolution)) for resolution in page[:PAGE]],
        "count": found.count(),
        "most": MOST,
        "is_filtered": any(request.GET.get(name) for name in form.fields),
        "next": page[PAGE - 1].pk if len(page) > PAGE else None,
        "is_first": is_first,
    }
    return render(request, "committee/results/register.html", context)


def resolutions_file(request: HttpRequest, kind: str) -> HttpResponse:
    """Give what the filters find, at most ``MOST`` resolutions."""
    me = asking(request)
    seen, form = _asked(request, me)
    headings = [
        _("Resolution"), _("Year (B.E.)"), _("Committee"), _("Meeting"), _("Project code"), _("Matter"),
        _("What is resolved"), _("Text"), _("Endorsed, baht"), _("State"), _("Certified"),
    ]  # fmt: skip
    found = found_by(seen, form.asked())[:MOST]
    return sheet(kind, "resolutions", _("Register of resolutions"), headings, [_cells(one) for one in found])


def resolution(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a resolution: what it says, its letters, what it assigned, what took its place, its records."""
    me = asking(request)
    found = resolution_for(me.user, pk, me.at)
    found.item.meeting = found.meeting
    letters = list(found.letters.select_related("agency").order_by("agency__name_th"))
    seen = acknowledged(letters)
    buttons = [
        replace(button(found, answer, reverse(ADDRESSES[answer.name], args=[pk])), aside=answer.name != "communicate")
        for answer in explain(found, me.attempt)
        if answer.name in ADDRESSES
    ]
    if found.state in SEALED:
        correct = [answer for answer in explain(found.item, me.attempt) if answer.name == "correct" and answer.may]
        buttons += [
            replace(button(found.item, answer, reverse("resolution_correct", args=[pk])), aside=True)
            for answer in correct
        ]
    actions = list(found.action_items.select_related("agency", "person"))
    context = {
        "resolution": found,
        "decision": decision_of(found),
        "letters": [(letter, seen.get(letter.pk)) for letter in letters],
        "actions": actions,
        "late": {action.pk for action in actions if action.is_late_on(day_of(me.at))},
        "others": list(found.item.resolutions.exclude(pk=pk).filter(number__isnull=False).order_by("pk")),
        "buttons": [replace(one, post=False) for one in buttons],
        "story": tell(history_of(found), [], []),
    }
    return render(request, "committee/results/resolution.html", context)


def assign(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down who does what the words of a resolution assign, until when."""
    me = asking(request)
    found = resolution_for(me.user, pk, me.at)
    found.item.meeting = found.meeting
    page = Page(
        about=_("Resolution %(number)s") % {"number": found.called},
        back=reverse("resolution", args=[pk]),
        trail=_trail_of(found),
        lead=_("Its letters tell each agency what it is to do. Write it down before they are sent."),
    )

    def perform(form: ActForm, attempt: dict[str, Any]) -> TransitionRecord:
        return operations.act(found, "assign_more", facts=as_facts(form.facts), **attempt)

    return one_act(request, me, found, "assign_more", page, perform, fields=fields_of_assigning(owners_for(found.item)))


def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Draft the words of a resolution anew; the chair certifies the correction on the item's page."""
    me = asking(request)
    found = resolution_for(me.user, pk, me.at)
    if found.state not in SEALED:
        raise Http404
    item = found.item
    item.meeting = found.meeting
    page = Page(
        about=_("Resolution %(number)s") % {"number": found.called},
        back=reverse("resolution", args=[pk]),
        trail=_trail_of(found),
        lead=_("Only words are corrected here. Another decision is for the committee to take."),
    )

    def perform(form: ActForm, attempt: dict[str, Any]) -> TransitionRecord:
        return operations.act(item, "correct", note=form.note, facts=form.facts, **attempt)

    return one_act(request, me, item, "correct", page, perform, fields=fields_of_correcting(found))


def statistics(request: HttpRequest, code: str) -> HttpResponse:
    """Show what a committee did in a year."""
    me = asking(request)
    committee = committee_for(me.user, code, me.at)
    years = years_with_meetings(committee)
    typed = arabic_digits(request.GET.get("year", ""))
    chosen = int(typed) if typed.isdecimal() and len(typed) == 4 and int(typed) in years else next(iter(years), None)
    numbers = year_of(committee, chosen) if chosen else None
    context = {
        "committee": committee,
        "years": [{"label": str(year), "href": f"?year={year}", "is_here": year == chosen} for year in years],
        "numbers": numbers,
        "kind_of_year": kind_of_year(committee, me.at).label,
        "charts": _charts(numbers) if numbers else [],
        "facts": _facts(numbers) if numbers else [],
    }
    return render(request, "committee/results/statistics.html", context)


def statistics_file(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """Give the meetings of a year as a table."""
    me = asking(request)
    committee = committee_for(me.user, code, me.at)
    typed = arabic_digits(request.GET.get("year", ""))
    if not (typed.isdecimal() and len(typed) == 4):
        raise Http404
    headings = [_("Meeting"), _("Date"), _("Items"), _("Items decided"), _("Entitled to vote"), _("Attended")]
    rows = [
        [one.meeting.called, bangkok_day(one.meeting.starts_at), one.items, one.decided, one.invited, one.attended]
        for one in year_of(committee, int(typed)).meetings
    ]
    return sheet(kind, f"{code}-{typed}", f"{committee.name} {typed}", headings, rows)


def _asked(request: HttpRequest, me: Asking) -> tuple[Any, RegisterForm]:
    seen = resolutions_for(me.user, me.at)
    committees: list[Committee] = committees_in(me.user, me.at)
    named = [(committee.code, committee.name) for committee in committees]
    return seen, RegisterForm(request.GET, committees=named, years=years_of(seen))


def _trail_of(found: Resolution) -> list[dict[str, str]]:
    return [
        {"label": _("Register of resolutions"), "href": reverse("resolutions")},
        {"label": found.called, "href": reverse("resolution", args=[found.pk])},
    ]


def _cells(one: Resolution) -> list[Any]:
    project = one.item.project
    return [
        one.called, one.be_year, one.committee.name, one.meeting.called, project.code if project else "",
        one.item.title, one.verbs_display, one.text, endorsed_baht(one), one.get_state_display(),
        bangkok_day(one.certified_at) if one.certified_at else None,
    ]  # fmt: skip


def _charts(numbers: Year) -> list[Bars]:
    outcomes = Bars(
        caption=_("What was resolved"),
        heading=_("Resolution"),
        series=[_("Resolutions")],
        rows=[Row(str(verb.label), [count]) for verb, count in numbers.outcomes],
    )
    meetings = Bars(
        caption=_("Meeting by meeting"),
        heading=_("Meeting"),
        series=[_("Items"), _("Items decided"), _("Attended")],
        rows=[
            Row(
                one.meeting.called,
                [one.items, one.decided, one.attended],
                href=reverse("meeting", args=[one.meeting.pk]),
                note=_("%(attended)s of %(invited)s entitled to vote came")
                % {"attended": one.attended, "invited": one.invited},
            )
            for one in numbers.meetings
        ],
    )
    return [chart for chart in (outcomes, meetings) if chart.rows]


def _facts(numbers: Year) -> list[dict[str, Any]]:
    percent = numbers.attended_percent
    days = numbers.median_days
    return [
        {"term": _("Meetings held"), "value": len(numbers.meetings)},
        {"term": _("Meetings cancelled"), "value": numbers.cancelled},
        {"term": _("Items on the agendas"), "value": numbers.items},
        {"term": _("Resolutions that stand"), "value": numbers.resolutions},
        {"term": _("Noted"), "value": numbers.noted},
        {"term": _("Not reached"), "value": numbers.not_reached},
        {"term": _("Attendance"), "value": "–" if percent is None else f"{percent} %"},
        {
            "term": _("Days from the agenda to the letter"),
            "value": "–" if days is None else f"{Decimal(days).normalize():f}",
            "note": _("The middle one of %(count)s resolutions with letters") % {"count": len(numbers.days_to_letter)},
        },
    ]
