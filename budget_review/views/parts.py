# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Naming the agencies that take part, and writing each one's part."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from budget_review.forms.beginning import NameForm
from budget_review.forms.parts import BLANK_LINES, PartForm, line_formset, years_typed
from budget_review.later_years import committed, years_offered
from budget_review.models import BudgetLine, IntegrationProject, Participation
from budget_review.operations import name_agency, name_outsider
from budget_review.operations.editing import LineText, edit_part, invite_to_write
from budget_review.queries.versions import line_words
from budget_review.states import Consent
from budget_review.views import shapes
from budget_review.views.reading import INVALID, STATUS, Asked, ask, fresh_request_id, refusal, renew, saved
from budget_review.views.writing import back_to_overview, not_open, refused_page
from papers.differences import Difference, differences, rows
from workflows.models import TransitionRecord
from workflows.refusals import Refused, VersionConflict


def parts(request: HttpRequest, code: str) -> HttpResponse:
    """Name an agency, or go on to one's part."""
    asked = ask(request, code)
    if request.method != "POST":
        if refused := not_open(asked):
            return refused_page(asked, refused)
        return _parts(asked, NameForm(project=asked.project, initial={"request_id": fresh_request_id()}))
    form = NameForm(request.POST, project=asked.project)
    if not form.is_valid() or _is_named_already(asked, form):
        return _parts(asked, form, status=INVALID)
    given = form.cleaned_data
    try:
        part = _name(asked, given)
    except Refused as refused:
        return _parts(asked, form, refused=refused)
    saved(request, _("%(agency)s was named. Write its part next.") % {"agency": part.agency.name})
    return redirect("edit_parts", code=code)


@require_POST
def invite(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Let an agency write the draft along, or no longer."""
    asked = ask(request, code)
    own = get_object_or_404(asked.project.participations.exclude(state=Consent.LEFT), pk=pk)
    is_invited = request.POST.get("invited") == "1"
    try:
        own = invite_to_write(
            participation_id=own.pk, actor=asked.user, at=asked.at, delegation=asked.delegation, is_invited=is_invited
        )
    except Refused as refused:
        return refused_page(asked, refused)
    told = (
        _("%(agency)s now sees the draft and may write its sections.")
        if is_invited
        else _("%(agency)s no longer sees the draft until it is asked for its consent.")
    )
    saved(request, told % {"agency": own.agency.name})
    return redirect("edit_parts", code=code)


def part(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Write one agency's contribution and budget lines."""
    asked = ask(request, code)
    own = get_object_or_404(asked.project.participations.select_related("agency").exclude(state=Consent.LEFT), pk=pk)
    own.project = asked.project
    if request.method != "POST":
        if refused := not_open(asked, own):
            return refused_page(asked, refused)
        return _part(asked, own, PartForm(part=own, initial=_initial(own)), _lines(own))
    form, lines = PartForm(request.POST, part=own), _lines(own, request.POST)
    if "more" in request.POST:
        return _part(asked, own, form, _lines(own, _with_more(request.POST)))
    if not (form.is_valid() & lines.is_valid()):
        return _part(asked, own, form, lines, status=INVALID)
    given = form.cleaned_data
    try:
        edit_part(
            participation_id=own.pk, actor=asked.user, at=asked.at, delegation=asked.delegation,
            expected_revision=given["expected_revision"],
            contribution=given["contribution"], unit=given["unit"], lines=lines.texts(),
        )  # fmt: skip
    except VersionConflict as conflict:
        now = IntegrationProject.objects.get(pk=asked.project.pk)
        told = _differences(Participation.objects.get(pk=own.pk), form, lines)
        if not told:  # the same press twice: what is stored is what was typed
            return back_to_overview(asked)
        renew(form, expected_revision=now.revision)
        return _part(asked, own, form, lines, refused=conflict, differences=told)
    except Refused as refused:
        return _part(asked, own, form, lines, refused=refused)
    return back_to_overview(asked)


def _name(asked: Asked, given: dict[str, Any]) -> Participation:
    by = {"actor": asked.user, "at": asked.at, "delegation": asked.delegation, "request_id": given["request_id"]}
    if given["agency"]:
        return name_agency(project=asked.project, agency=given["agency"], sector=given["sector"], **by)
    return name_outsider(project=asked.project, name=given["organisation"], sector=given["sector"], **by)


def _is_named_already(asked: Asked, form: NameForm) -> bool:
    """The same press twice is no mistake; another one for the same agency is."""
    given = form.cleaned_data
    known = asked.project.participations.filter(agency=given["agency"]).exists() if given["agency"] else False
    if known and not TransitionRecord.objects.filter(request_id=given["request_id"]).exists():
        form.add_error("agency", _("This agency is named already."))
    return bool(form.errors)


def _parts(asked: Asked, form: NameForm, *, refused: Refused | None = None, status: int = 200) -> HttpResponse:
    shown = [
        {"part": held, "total_baht": shapes.part_money(held)["totals"][0], "has_left": held.state == Consent.LEFT}
        for held in asked.project.parts
    ]
    context = {"project": asked.project, "form": form, "rows": shown, "refusal": refusal(refused) if refused else None}
    status = STATUS[refused.code] if refused else status
    return render(asked.request, "budget_review/edit/parts.html", context, status=status)


def _part(
    asked: Asked, own: Participation, form: PartForm, lines: Any, *, refused: Refused | None = None,
    status: int = 200, differences: list[Difference] | None = None,
) -> HttpResponse:  # fmt: skip
    context = {
        "ict": [line for line in own.active_lines() if line.is_ict],
        "project": asked.project, "part": own, "form": form, "lines": lines, "differences": differences,
        "refusal": refusal(refused) if refused else None,
        "wrong_lines": any(line.errors for line in lines.forms) if lines.is_bound and status == INVALID else False,
    }  # fmt: skip
    status = STATUS[refused.code] if refused else status
    return render(asked.request, "budget_review/edit/part.html", context, status=status)


def _initial(own: Participation) -> dict[str, Any]:
    return {"expected_revision": own.project.revision, "contribution": own.contribution, "unit": own.unit_id}


def _lines(own: Participation, data: Any = None) -> Any:
    if not own.brings_budget:
        return line_formset(data, lines=[], fiscal_year=0, more=0)
    year, lines = own.project.round.workplan.fiscal_year, own.active_lines()
    years = sorted({*years_offered(year, own.project.ends_on, lines), *years_typed(data or ())})
    return line_formset(data, lines=lines, fiscal_year=year, years=years)


def _with_more(data: Any) -> Any:
    """The same form with more empty lines; nothing is saved by asking for them."""
    data = data.copy()
    total = data.get("lines-TOTAL_FORMS", "")
    data["lines-TOTAL_FORMS"] = min(int(total) if total.isdecimal() and len(total) < 4 else 0, 198) + BLANK_LINES
    return data


def _differences(now: Participation, form: PartForm, lines: Any) -> list[Difference]:
    stored = [_stored_words(line) for line in now.active_lines()]
    typed = [_typed_words(text) for text in lines.texts()]
    told = differences(form, {"contribution": now.contribution, "unit": now.unit or ""})
    return told + rows(_("Budget line"), stored, typed)


def _stored_words(line: BudgetLine) -> str:
    names = ("item", "category", "subcategory", "fiscal_year", "amount_baht", "source", "is_ict")
    return line_words({name: getattr(line, name) for name in names} | {"commitments": committed(line)})


def _typed_words(text: LineText) -> str:
    return line_words(vars(text))
