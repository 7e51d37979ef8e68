# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The screening officer's findings, screened amounts, opinion and recommendation."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from budget_review.forms.fields import Choices, ThaiText
from budget_review.models import BudgetLine, Finding, Screening
from budget_review.models.criteria import Kind
from budget_review.models.screening import Recommendation
from papers.forms import BahtField


class ScreeningForm(forms.Form):
    """Everything on one page, so that it is saved as one; nothing is needed before it is recommended."""

    expected_revision = forms.IntegerField(widget=forms.HiddenInput)
    expected_version = forms.IntegerField(widget=forms.HiddenInput)
    request_id = forms.UUIDField(widget=forms.HiddenInput)
    opinion = ThaiText(label=_("Opinion"), lines=5, required=False)
    recommendation = Choices(label=_("Recommendation"), choices=Recommendation.choices, required=False)

    def __init__(self, *args: Any, findings: Sequence[Finding], lines: Sequence[BudgetLine], **options: Any) -> None:
        super().__init__(*args, **options)
        self.findings = [finding for finding in findings if not finding.criterion.is_automatic]
        self.lines = lines
        for finding in self.findings:
            self.fields[f"verdict_{finding.pk}"] = Choices(
                label=finding.criterion.name, choices=finding.criterion.offered, required=False
            )
            self.fields[f"note_{finding.pk}"] = ThaiText(label=_("Note"), lines=2, required=False)
            if finding.criterion.needs_evidence:
                self.fields[f"evidence_{finding.pk}"] = ThaiText(
                    label=_("Evidence"), required=False, max_length=1000,
                    help_text=_("Where it stands: the attachment and page, or the section."),
                )  # fmt: skip
        for line in lines:
            self.fields[f"amount_{line.pk}"] = BahtField(
                label=_("Screened amount of %(item)s") % {"item": line.item}, required=False
            )
            self.fields[f"reason_{line.pk}"] = ThaiText(
                label=_("Reason for %(item)s") % {"item": line.item}, max_length=400, required=False
            )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for line in self.lines:
            amount = given.get(f"amount_{line.pk}")
            if amount is not None and amount > line.amount_baht:
                self.add_error(f"amount_{line.pk}", _("A screened amount lies between zero and what was proposed."))
            elif amount is not None and amount != line.amount_baht and not given.get(f"reason_{line.pk}"):
                self.add_error(f"reason_{line.pk}", _("Say why the amount differs from the proposal."))
        return given

    def groups(self) -> list[tuple[Any, list[tuple[Finding, Any, Any, Any]]]]:
        """The officer's findings by their kind, each with its fields: the answer, the note, perhaps the evidence."""
        return [
            (kind.label, own)
            for kind in Kind
            if (own := [self._fields_of(finding) for finding in self.findings if finding.criterion.kind == kind])
        ]

    def _fields_of(self, finding: Finding) -> tuple[Finding, Any, Any, Any]:
        evidence = f"evidence_{finding.pk}"
        return (
            finding, self[f"verdict_{finding.pk}"], self[f"note_{finding.pk}"],
            self[evidence] if evidence in self.fields else None,
        )  # fmt: skip

    def line_fields(self) -> list[tuple[BudgetLine, Any, Any]]:
        """Each line with its two fields."""
        return [(line, self[f"amount_{line.pk}"], self[f"reason_{line.pk}"]) for line in self.lines]

    def verdicts(self) -> dict[int, tuple[str, str]]:
        """As operations take them."""
        given = self.cleaned_data
        return {finding.pk: (given[f"verdict_{finding.pk}"], given[f"note_{finding.pk}"]) for finding in self.findings}

    def evidence(self) -> dict[int, str]:
        """As operations take it."""
        given = self.cleaned_data
        return {finding.pk: given.get(f"evidence_{finding.pk}", "") for finding in self.findings}

    def amounts(self) -> dict[int, tuple[Decimal, str]]:
        """As operations take them; a line left empty stands as proposed."""
        given = self.cleaned_data
        amounts = {}
        for line in self.lines:
            amount = given[f"amount_{line.pk}"]
            amounts[line.pk] = (line.amount_baht if amount is None else amount, given[f"reason_{line.pk}"])
        return amounts


def found(screening: Screening, findings: Sequence[Finding], lines: Sequence[BudgetLine]) -> dict[str, Any]:
    """What was found so far, as the form takes it."""
    own = {held.line_id: held for held in screening.lines.all()}
    initial: dict[str, Any] = {"opinion": screening.opinion, "recommendation": screening.recommendation}
    for finding in findings:
        initial |= {f"verdict_{finding.pk}": finding.answer, f"note_{finding.pk}": finding.note}
        initial[f"evidence_{finding.pk}"] = finding.evidence
    for line in lines:
        held = own.get(line.pk)
        initial |= {
            f"amount_{line.pk}": held.amount_baht if held else line.amount_baht,
            f"reason_{line.pk}": held.reason if held else "",
        }
    return initial
