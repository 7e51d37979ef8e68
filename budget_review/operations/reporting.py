# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What happens when the result is reported back: a letter for every agency that took part."""

from typing import Any

from django.utils import translation

from budget_review.letters import snapshot_of
from budget_review.lifecycle import ProjectLifecycle
from budget_review.models import IntegrationProject, ResultNotice
from papers.packs import check_words
from papers.printing import fit_to_print
from workflows.lifecycle import Attempt, effect
from workflows.records import canonical_json, digest


@effect(ProjectLifecycle.report_back)
def write_letters(project: IntegrationProject, attempt: Attempt) -> dict[str, Any]:
    """Freeze one letter for each participant, under one letter number. Returns ``{"letters": {"12": "sha256…"}}``.

    Raises GuardsUnmet for a number that could not be printed.
    """
    with fit_to_print():
        check_words(attempt.facts["letter_number"])
    letters = {}
    for part in project.active_parts():
        with translation.override("th"):  # the letter is Thai, whatever the pages of who reports
            snapshot = snapshot_of(part, attempt)
        sha256 = digest(canonical_json(snapshot))
        number = attempt.facts["letter_number"]
        ResultNotice.objects.create(
            participation=part, letter_number=number, snapshot=snapshot, sha256=sha256, at=attempt.at
        )
        letters[str(part.agency_id)] = sha256
    return {"letters": letters}
