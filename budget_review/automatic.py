# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The criteria that the service finds by itself, by their code: each is a guard of the proposal, read once more."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from budget_review import guards
from workflows.lifecycle import Attempt, Rule, guard

if TYPE_CHECKING:
    from budget_review.models import IntegrationProject


@guard(_("No other project says the same again, or the officer has found that it does not."))
def no_duplicate(project: "IntegrationProject", attempt: Attempt) -> bool:
    """Source: criteria on duplication with other agencies (Digital Government Development Plan 2566-2570, p. 94)."""
    from budget_review.similarity.answers import standing  # models stand above this file

    return not standing(project).open_duplicates


@guard(_("Every project that could be connected with this one has been looked at."))
def connections_looked_at(project: "IntegrationProject", attempt: Attempt) -> bool:
    from budget_review.similarity.answers import standing

    return not standing(project).open_connections


AUTOMATIC: dict[str, Rule] = {
    "two-agencies": guards.two_agencies,
    "shared-kpi": guards.shared_kpi,
    "weights-add-up": guards.weights_add_up,
    "lines-add-up": guards.lines_add_up,
    "duplication": no_duplicate,
    "could-connect": connections_looked_at,
}
SIMILAR = ("duplication", "could-connect")
