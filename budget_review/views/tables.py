# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writing budget lines and KPIs as a table: taken away, pasted or sent back, every wrong row named with its reason."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from budget_review.forms import tables
from budget_review.forms.kpis import years_of
from budget_review.forms.tables import TableForm, Wrong
from budget_review.later_years import years_offered
from budget_review.models import IntegrationProject, Participation
from budget_review.operations.editing import KpiText, edit_kpis, edit_part
from budget_review.operations.lines import LineText
from budget_review.queries.versions import line_words
from budget_review.queries.visibility import quotes_open_to
from budget_review.states import Consent
from budget_review.views.reading import INVALID, STATUS, Asked, ask, refusal, renew
from budget_review.views.writing import back_to_overview, not_open, refused_page
from papers.differences import Difference, rows
from papers.spreadsheets import NotATable
from papers.spreadsheets.handing_out import sheet
from workflows.refusals import Refused, VersionConflict


def lines(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Write one agency's budget lines as a table."""
    asked = ask(request, code)
    own = _part(asked, pk)

    stored = [tables.line_text(line) for line in own.active_lines()]

    def keep(form: TableForm, mode: str) -> list[Wrong]:
        texts, wrong = tables.read_lines(form.rows, own)
        if not wrong:
            edit_part(
                participation_id=own.pk, actor=asked.user, at=asked.at, delegation=asked.delegation,
                expected_revision=form.cleaned_data["expected_revision"],
                contribution=own.contribution, unit=own.unit, lines=tables.beside(texts, stored, mode),
            )  # fmt: skip
        return wrong

    def told(form: TableForm, mode: str) -> list[Difference]:
        after = tables.beside(tables.read_lines(form.rows, own)[0], stored, mode)
        return rows(_("Budget line"), list(map(_line_words, stored)), list(map(_line_words, after)))

    context = {
        "title": _("Budget lines as a table"), "of": own.agency.name, "part": own,
        "columns": tables.lines_table([], _later(own))[0],
        "form_href": reverse("edit_part", args=[code, own.pk]),
        "xlsx": reverse("lines_file", args=[code, own.pk, "xlsx"]),
        "csv": reverse("lines_file", args=[code, own.pk, "csv"]),
    }  # fmt: skip
    return _table(asked, keep, told, context, own)


def kpis(request: HttpRequest, code: str) -> HttpResponse:
    """Write the project's KPIs as a table."""
    asked = ask(request, code)
    parts = asked.project.active_parts()
    stored = list(asked.project.kpis.prefetch_related("shares"))
    years = years_of(asked.project, stored)

    def keep(form: TableForm, mode: str) -> list[Wrong]:
        texts, wrong = tables.read_kpis(form.rows, stored, parts, years)
        if not wrong:
            edit_kpis(
                project_id=asked.project.pk, actor=asked.user, at=asked.at, delegation=asked.delegation,
                expected_revision=form.cleaned_data["expected_revision"],
                kpis=tables.beside(texts, [tables.kpi_text(kpi) for kpi in stored], mode),
            )  # fmt: skip
        return wrong

    def told(form: TableForm, mode: str) -> list[Difference]:
        before = [tables.kpi_text(kpi) for kpi in stored]
        after = tables.beside(tables.read_kpis(form.rows, stored, parts, years)[0], before, mode)
        return rows(_("KPI"), list(map(_kpi_words, before)), list(map(_kpi_words, after)))

    context = {
        "title": _("KPIs as a table"), "of": asked.project.title,
        "columns": tables.kpis_table([], parts, years)[0],
        "form_href": reverse("edit_kpis", args=[code]),
        "xlsx": reverse("kpis_file", args=[code, "xlsx"]),
        "csv": reverse("kpis_file", args=[code, "csv"]),
    }  # fmt: skip
    return _table(asked, keep, told, context)


def lines_file(request: HttpRequest, code: str, pk: int, kind: str) -> HttpResponse:
    """Give one agency's budget lines as XLSX or CSV to whoever may see the project, quotations to who may read them."""
    asked = ask(request, code)
    own = _part(asked, pk)
    may_read = own.agency_id in quotes_open_to(asked.project, asked.user, asked.at)
    table = tables.lines_table(own.active_lines(), _later(own), with_quotes=may_read)
    return sheet(kind, f"{code}-lines-{own.pk}", own.agency.name, *table)


def kpis_file(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """Give the project's KPIs as XLSX or CSV, to whoever may see the project."""
    asked = ask(request, code)
    stored = list(asked.project.kpis.prefetch_related("shares"))
    table = tables.kpis_table(stored, asked.project.active_parts(), years_of(asked.project, stored))
    return sheet(kind, f"{code}-kpis", _("KPIs"), *table)


def _later(own: Participation) -> list[int]:
    return years_offered(own.project.round.workplan.fiscal_year, own.project.ends_on, own.active_lines())


def _part(asked: Asked, pk: int) -> Participation:
    own = get_object_or_404(asked.project.participations.select_related("agency").exclude(state=Consent.LEFT), pk=pk)
    own.project = asked.project
    return own


def _table(
    asked: Asked, keep: Callable[[TableForm, str], list[Wrong]], told: Callable[[TableForm, str], list[Difference]],
    context: dict[str, Any], part: Participation | None = None,
) -> HttpResponse:  # fmt: skip
    """Ask for a table; keep all of it, or say of each wrong row why it is not kept. What was pasted stays."""
    if asked.request.method != "POST":
        if refused := not_open(asked, part):
            return refused_page(asked, refused)
        form = TableForm(initial={"expected_revision": asked.project.revision, "mode": tables.ADD})
        return _shown(asked, form, context)
    form = TableForm(asked.request.POST, asked.request.FILES)
    if not form.is_valid():
        return _shown(asked, form, context, status=INVALID)
    try:
        wrong = keep(form, form.cleaned_data["mode"])
    except NotATable as unread:
        form.add_error("file" if form.cleaned_data["file"] else "pasted", str(unread))
        return _shown(asked, form, context, status=INVALID)
    except VersionConflict as conflict:
        now = IntegrationProject.objects.get(pk=asked.project.pk)
        renew(form, expected_revision=now.revision)
        context["differences"] = told(form, form.cleaned_data["mode"])
        return _shown(asked, form, context, refused=conflict)
    except Refused as refused:
        return _shown(asked, form, context, refused=refused)
    if wrong:
        return _shown(asked, form, context, wrong=wrong, status=INVALID)
    return back_to_overview(asked)


def _line_words(text: LineText) -> str:
    return line_words({name: getattr(text, name) for name in ("item", "category", "subcategory", "fiscal_year",
                                                              "amount_baht", "source")})  # fmt: skip


def _kpi_words(text: KpiText) -> str:
    return " · ".join(filter(None, [text.name, f"{text.baseline or '–'} → {text.target} {text.unit}"]))


def _shown(
    asked: Asked, form: TableForm, context: dict[str, Any], *, wrong: list[Wrong] | None = None,
    refused: Refused | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    shown = {
        "project": asked.project, "form": form, "wrong": wrong or [], **context,
        "refusal": refusal(refused) if refused else None,
    }  # fmt: skip
    status = STATUS[refused.code] if refused else status
    return render(asked.request, "budget_review/edit/table.html", shown, status=status)
