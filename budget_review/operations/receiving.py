# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Giving the receipt for a proposal that is handed in."""

from django.db.models import F

from budget_review.models import IntegrationProject, Receipt, ReceiptSeries
from workflows.lifecycle import Attempt


def give(project: IntegrationProject, attempt: Attempt) -> Receipt:
    """Take the next number of the fiscal year.

    The series stays locked until the hand-in is kept or undone, so that no number is given twice and none is lost.
    """
    year = project.round.workplan.fiscal_year
    ReceiptSeries.objects.get_or_create(fiscal_year=year)
    ReceiptSeries.objects.filter(fiscal_year=year).update(last=F("last") + 1)
    return Receipt.objects.create(
        project=project,
        fiscal_year=year,
        number=ReceiptSeries.objects.get(fiscal_year=year).last,
        content_version=project.present_version.number,
        letter_number=attempt.facts["letter_number"],
        project_seq=project.version + 1,
        at=attempt.at,
    )
