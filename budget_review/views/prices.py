# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writing where the price of one ICT item comes from."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from budget_review.attachment_kinds import QUOTED_BY
from budget_review.forms.prices import PriceForm, price_form, quote_formset
from budget_review.models import BudgetLine, IntegrationProject
from budget_review.operations.prices import write_price
from budget_review.prices import Price
from budget_review.queries.visibility import quotes_open_to
from budget_review.views.reading import INVALID, STATUS, Asked, ask, refusal, renew, saved
from budget_review.views.writing import not_open, refused_page
from papers.differences import Difference, rows
from papers.templatetags.thai import thai_date
from papers.thai import format_baht
from workflows.refusals import Refused, VersionConflict


def price(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Write the price basis of a line, which marks it as an ICT item."""
    asked = ask(request, code)
    line = _line(asked, pk)
    if request.method != "POST":
        if refused := not_open(asked, line.participation):
            return refused_page(asked, refused)
        form = price_form(price=line.price_basis, revision=asked.project.revision)
        return _shown(asked, line, form, quote_formset(price=line.price_basis, files=_files(line)))
    form = price_form(request.POST, price=line.price_basis, revision=0)
    quotes = quote_formset(request.POST, price=line.price_basis, files=_files(line))
    if not (form.is_valid() & quotes.is_valid()):
        return _shown(asked, line, form, quotes, status=INVALID)
    given = form.price(quotes.quotes())
    try:
        kept = write_price(
            line_id=line.pk, actor=asked.user, at=asked.at, delegation=asked.delegation,
            expected_revision=form.cleaned_data["expected_revision"], price=given,
        )  # fmt: skip
    except VersionConflict as conflict:
        renew(form, expected_revision=IntegrationProject.objects.get(pk=asked.project.pk).revision)
        theirs = BudgetLine.objects.get(pk=line.pk).price_basis
        return _shown(asked, line, form, quotes, refused=conflict, differences=_differences(theirs, given))
    except Refused as refused:
        return _shown(asked, line, form, quotes, refused=refused)
    lacks = kept.price_basis.lacks
    saved(request, _("Saved. Still missing: %(what)s") % {"what": " ".join(lacks)} if lacks else _("Saved: complete."))
    return redirect("edit_part", code=code, pk=line.participation_id)


def _line(asked: Asked, pk: int) -> BudgetLine:
    """A line of the proposal whose quotations this person may read; Http404."""
    line = next((line for line in asked.project.active_lines() if line.pk == pk), None)
    if line is None or line.participation.agency_id not in quotes_open_to(asked.project, asked.user, asked.at):
        raise Http404
    return line


def _files(line: BudgetLine) -> list[tuple[int, str]]:
    """The papers of the line and of its agency's part that a quotation may name."""
    return [
        (file.attachment_id, f"{file.attachment.title} ({file.filename})")
        for file in line.participation.project.attached
        if file.attachment.participation_id == line.participation_id
        and file.attachment.line_id in (None, line.pk)
        and file.attachment.kind in QUOTED_BY
    ]


def _shown(
    asked: Asked, line: BudgetLine, form: PriceForm, quotes: Any, *, refused: Refused | None = None,
    status: int = 200, differences: list[Difference] | None = None,
) -> HttpResponse:  # fmt: skip
    context = {
        "project": asked.project, "line": line, "part": line.participation, "form": form, "quotes": quotes,
        "lacks": line.price_basis.lacks if line.price else [], "differences": differences,
        "refusal": refusal(refused) if refused else None,
    }  # fmt: skip
    status = STATUS[refused.code] if refused else status
    return render(asked.request, "budget_review/edit/price.html", context, status=status)


def _differences(stored: Price, typed: Price) -> list[Difference]:
    return rows(_("Price basis"), _words(stored), _words(typed))


def _words(price: Price) -> list[str]:
    quoted = [
        [quote.vendor, str(thai_date(quote.day)), format_baht(quote.price_baht) if quote.price_baht else ""]
        for quote in price.quotes
    ]
    return [price.words, *(" · ".join(filter(None, words)) for words in quoted)]
