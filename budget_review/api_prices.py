# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where the prices of ICT items come from, for programs: reading them with what lacks, and writing one."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Field, Router, Schema
from ninja.responses import Status
from pydantic import AfterValidator, StringConstraints

from accounts.api import READING, REFUSALS, ActingUnder, Prose, Strict, Words, asker
from accounts.api.problems import told
from agencies.asking import asker_under
from budget_review.cells import ABSURD
from budget_review.models import BudgetLine, IntegrationProject
from budget_review.operations.prices import write_price
from budget_review.permissions import partner_officer
from budget_review.prices import QUOTES_MOST, Basis, Price, Quote
from budget_review.queries import project_for
from budget_review.queries.visibility import quotes_open_to
from budget_review.schemas import Baht, baht
from papers.thai import normalise
from workflows.refusals import Refused

router = Router(tags=["projects"])


def _sensible(text: str) -> str:
    if not 0 < Decimal(text) < ABSURD:
        raise ValueError(_("The amount of a budget line must be above zero, and no more than any budget can hold."))
    return text


Short = Annotated[Words, StringConstraints(max_length=80), AfterValidator(normalise)]
Quoted = Annotated[Baht, AfterValidator(_sensible)]


class QuoteOut(Schema):
    """A quotation; ``attachment`` is the id of its file among the proposal's attachments."""

    vendor: str
    day: date | None
    price_baht: Baht | None
    attachment: int | None


class PriceOut(Schema):
    """The price basis of one line, and what the proposal still lacks of it."""

    line: int
    agency: str
    item: str
    amount_baht: Baht
    is_ict: bool
    basis: Basis | None
    edition: str
    item_no: str
    page: str
    unit_price_baht: Baht | None
    reason: str
    quotes: list[QuoteOut] | None = Field(description="Null where the quotations are confidential to you.")
    lacks: list[str]


class PricesOut(Schema):
    """Every budget line; ``revision`` is what a write names as read."""

    revision: int
    lines: list[PriceOut]


class QuoteIn(Strict):
    """A quotation."""

    vendor: Annotated[Words, StringConstraints(min_length=1), AfterValidator(normalise)]
    day: date | None = None
    price_baht: Quoted | None = None
    attachment: Annotated[int, Field(ge=1, le=10**18)] | None = None


class PriceIn(Strict):
    """A price basis as it is to stand; writing it marks the line as an ICT item."""

    expected_revision: int = Field(ge=0, description="The project's revision that you have read.")
    basis: Basis | None = None
    edition: Short = ""
    item_no: Short = ""
    page: Short = ""
    unit_price_baht: Quoted | None = None
    reason: Annotated[Prose, StringConstraints(max_length=1000), AfterValidator(normalise)] = ""
    quotes: Annotated[list[QuoteIn], Field(max_length=QUOTES_MOST)] = []


@router.get("/{slug:code}/prices", response={200: PricesOut} | READING, summary="Read where prices come from")
def read_prices(request: HttpRequest, code: str, acting_under: ActingUnder = None) -> PricesOut:
    """The price basis of every line. Quotations are read by their agency, the lead and the offices alone."""
    user, now = asker_under(request, acting_under), timezone.now()
    project = project_for(user, code, now)
    return _prices(project, quotes_open_to(project, user, now))


@router.put("/{slug:code}/lines/{int:line}/price", response={200: PriceOut} | REFUSALS, summary="Write a price basis")
def put_price(request: HttpRequest, code: str, line: int, body: PriceIn, acting_under: ActingUnder = None) -> Any:
    """Write where one line's price comes from. Refused when its part changed after the revision that you have read."""
    user, now = asker_under(request, acting_under), timezone.now()
    project = project_for(user, code, now)
    agencies = quotes_open_to(project, user, now)
    found = next((one for one in project.active_lines() if one.pk == line), None)
    if found is None or found.participation.agency_id not in agencies:
        raise Http404
    try:
        kept = write_price(
            line_id=line, actor=asker(request), at=now, delegation=acting_under,
            expected_revision=body.expected_revision, price=_price(body),
        )  # fmt: skip
    except Refused as refused:
        return told(refused, partner_officer.sentence)
    return Status(200, _out(kept, found.participation.agency.name, reads_quotes=True))


def _prices(project: IntegrationProject, agencies: Any) -> PricesOut:
    lines = [
        _out(line, line.participation.agency.name, reads_quotes=line.participation.agency_id in agencies)
        for line in project.active_lines()
    ]
    return PricesOut(revision=project.revision, lines=lines)


def _out(line: BudgetLine, agency: str, *, reads_quotes: bool) -> PriceOut:
    price = line.price_basis
    quotes = [
        QuoteOut(
            vendor=quote.vendor, day=quote.day, attachment=quote.attachment,
            price_baht=None if quote.price_baht is None else baht(quote.price_baht),
        )
        for quote in price.quotes
    ]  # fmt: skip
    return PriceOut(
        line=line.pk, agency=agency, item=line.item, amount_baht=baht(line.amount_baht), is_ict=line.is_ict,
        basis=Basis(price.basis) if price.basis else None, edition=price.edition, item_no=price.item_no,
        page=price.page, reason=price.reason, quotes=quotes if reads_quotes else None,
        unit_price_baht=None if price.unit_price_baht is None else baht(price.unit_price_baht),
        lacks=price.lacks if line.is_ict else [],
    )  # fmt: skip


def _price(body: PriceIn) -> Price:
    quotes = tuple(
        Quote(vendor=one.vendor, day=one.day, price_baht=_amount(one.price_baht), attachment=one.attachment)
        for one in body.quotes
    )
    return Price(
        basis=body.basis or "", edition=body.edition, item_no=body.item_no, page=body.page,
        unit_price_baht=_amount(body.unit_price_baht), reason=body.reason, quotes=quotes,
    )  # fmt: skip


def _amount(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
