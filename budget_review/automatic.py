# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The criteria that the service finds by itself, by their code: each is a guard of the proposal, read once more."""

from budget_review import guards
from workflows.lifecycle import Rule

AUTOMATIC: dict[str, Rule] = {
    "two-agencies": guards.two_agencies,
    "shared-kpi": guards.shared_kpi,
    "weights-add-up": guards.weights_add_up,
    "lines-add-up": guards.lines_add_up,
}
