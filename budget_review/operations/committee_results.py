# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a committee's certified resolution does to a project. The resolution comes down as evidence in the facts.

``facts = {"resolution": 4, "number": "5.1/2564", "meeting": "1/2564", "text": "…", "amounts": {"7": "…"},
"conditions": [{"text": "…", "due_date": "2021-03-01", "before_forwarding": true}]}``
"""

from datetime import date
from typing import Any

from budget_review.lifecycle import ProjectLifecycle
from budget_review.models import Condition, IntegrationProject, Stage
from budget_review.operations.ledger import amounts_given, total, write_amounts
from budget_review.states import Outcome
from workflows.engine import begin
from workflows.lifecycle import Attempt, effect


@effect(ProjectLifecycle.endorse)
def write_endorsed(project: IntegrationProject, attempt: Attempt) -> dict[str, Any]:
    """Write the endorsed amount of each line into the ledger. Returns ``{"endorsed_baht": "…"}``."""
    amounts = amounts_given(project, attempt.facts.get("amounts") or {})
    write_amounts(project, attempt, Stage.ENDORSED, amounts, source=str(attempt.facts.get("number", "")))
    return {"endorsed_baht": total(amounts)}


@effect(ProjectLifecycle.endorse_with_conditions)
def write_endorsed_and_conditions(project: IntegrationProject, attempt: Attempt) -> dict[str, Any]:
    """Write the endorsed amounts and open the conditions."""
    facts = write_endorsed(project, attempt)
    follows = attempt.caused_by(project, project.version + 1)
    for place, given in enumerate(attempt.facts.get("conditions") or [], 1):
        due = given.get("due_date")
        condition = Condition(
            project=project,
            text=given["text"],
            due_date=date.fromisoformat(due) if due else None,
            before_forwarding=bool(given.get("before_forwarding")),
        )
        begin(condition, follows, key=f"{project.version + 1}/{place}")
    return facts


@effect(ProjectLifecycle.set_aside)
def forget_the_outcome(project: IntegrationProject, attempt: Attempt) -> dict[str, Any]:
    """Take back the outcome that the resolution set, if it set one. The amounts that it endorsed stay to be read."""
    project.outcome = ""
    project.save(update_fields=["outcome"])
    return {}


@effect(ProjectLifecycle.not_endorse)
def close_as_not_endorsed(project: IntegrationProject, attempt: Attempt) -> dict[str, Any]:
    """Set the outcome."""
    project.outcome = Outcome.NOT_ENDORSED
    project.save(update_fields=["outcome"])
    return {"outcome": Outcome.NOT_ENDORSED.value}
