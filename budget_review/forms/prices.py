# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where the price of an ICT item comes from, as a form. Anything may wait; the page says what is still missing."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from budget_review.forms.fields import BuddhistDay, LineBaht, ThaiText
from budget_review.prices import QUOTES_MOST, QUOTES_NEEDED, Basis, Price, Quote
from papers.choices import let_wait, offer


class PriceForm(forms.Form):
    """The basis, the item of the standard, the reason."""

    expected_revision = forms.IntegerField(widget=forms.HiddenInput)
    basis = forms.ChoiceField(label=_("Price basis"), choices=Basis.choices, required=False, widget=forms.RadioSelect)
    edition = ThaiText(
        label=_("Standard's edition"), max_length=80, required=False, needed_later=True,
        help_text=_("The month and year of the standard price list, for example May 2564."),
    )  # fmt: skip
    item_no = ThaiText(label=_("Standard's item"), max_length=20, required=False, needed_later=True)
    page = ThaiText(label=_("Standard's page"), max_length=20, required=False, needed_later=True)
    unit_price_baht = LineBaht(label=_("Standard's price (baht)"), required=False)
    reason = ThaiText(
        label=_("Why not the standard"), lines=3, max_length=1000, required=False, needed_later=True,
        help_text=_("Needed with quotations: why no item of the standard serves."),
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        let_wait(self, "basis", "unit_price_baht")

    def price(self, quotes: Sequence[Quote]) -> Price:
        """What was written, with these quotations."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "expected_revision"}
        return Price(**given, quotes=tuple(quotes))


class QuoteForm(forms.Form):
    """One quotation."""

    vendor = ThaiText(label=_("Vendor"), max_length=200)
    day = BuddhistDay(label=_("Date of the quotation"), required=False, help_text=_("For example 31/1/2564."))
    price_baht = LineBaht(label=_("Price (baht)"), required=False)
    attachment = forms.TypedChoiceField(label=_("File"), coerce=int, empty_value=None, required=False)

    def __init__(self, *args: Any, files: Sequence[tuple[int, str]] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        let_wait(self, "day", "price_baht", "attachment")
        offer(self, "attachment", [("", _("Choose")), *files])


class QuoteFormSet(forms.BaseFormSet):
    """The quotations; empty ones fall out."""

    def quotes(self) -> list[Quote]:
        """What is to be kept."""
        return [Quote(**form.cleaned_data) for form in self.forms if form.cleaned_data.get("vendor")]


def price_form(data: Any = None, *, price: Price, revision: int) -> PriceForm:
    """The form of what is written."""
    names = ("basis", "edition", "item_no", "page", "unit_price_baht", "reason")
    initial = {name: getattr(price, name) for name in names} | {"expected_revision": revision}
    return PriceForm(data, initial=initial, use_required_attribute=False)


def quote_formset(data: Any = None, *, price: Price, files: Sequence[tuple[int, str]] = ()) -> Any:
    """The forms of the quotations: three at least, one empty one to go on. ``files`` are the papers they may name."""
    more = max(QUOTES_NEEDED - len(price.quotes), 1)
    made = forms.formset_factory(
        QuoteForm, QuoteFormSet, extra=more, max_num=QUOTES_MOST, validate_max=True, absolute_max=QUOTES_MOST + 1
    )
    initial = [vars(quote) for quote in price.quotes]
    return made(data, prefix="quotes", initial=None if data else initial, form_kwargs={"files": files})
