# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""One act on many projects: those whose act asks the same of each, asked about first and then made."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from accounts.models import User
from agencies.roles import Role, exercises
from budget_review.models import IntegrationProject
from workflows.batches import Item, Outcome
from workflows.bulk import perform_many, preview_many
from workflows.bulk_acts.asking import ask_for_many
from workflows.bulk_acts.models import BulkAct
from workflows.lifecycle import Attempt, Rules, rules_of, sources_of, steps_of

MOST = 200  # projects at once, as one form holds them
IN_REQUEST = 20  # so many are made while the person waits, some two seconds; more are left to a worker
# No more than a letter number is asked for, so that one answer holds for all; what leads back is judged one by one.
ACTS = ("take_up", "pass_on", "forward", "take_into_budget", "report_back")


def rules_for(name: str) -> Rules:
    """What governs one of ``ACTS``. Raises KeyError."""
    return rules_of(steps_of(IntegrationProject)[name])


def starts_from(name: str) -> list[str]:
    """The states in which the act starts."""
    return list(sources_of(steps_of(IntegrationProject)[name]))


def acts_for(attempt: Attempt) -> list[str]:
    """Those of ``ACTS`` that belong to a role which this person exercises; each project's own rules come after."""
    return [name for name in ACTS if exercises(attempt, Role(_power(name)))]


def _power(name: str) -> str:
    rule = rules_for(name).who
    assert rule is not None
    return rule.power


def look_at_many(
    items: Iterable[Item],
    name: str,
    *,
    actor: User,
    at: datetime,
    delegation: int | None = None,
    note: str = "",
    facts: Mapping[str, Any] | None = None,
) -> list[Outcome]:
    """Say for each project whether the act would be made now, or why not. Nothing changes."""
    return preview_many(
        IntegrationProject, items, name, actor=actor, at=at, delegation=delegation, note=note, facts=facts
    )


def act_on_many(
    items: Iterable[Item],
    name: str,
    *,
    actor: User,
    at: datetime,
    request_id: UUID,
    delegation: int | None = None,
    note: str = "",
    facts: Mapping[str, Any] | None = None,
) -> list[Outcome]:
    """Make the act on each project by its own record, and say what became of each; one refused keeps none back."""
    return perform_many(
        IntegrationProject,
        items,
        name,
        actor=actor,
        at=at,
        request_id=request_id,
        delegation=delegation,
        note=note,
        facts=facts,
    )


def leave_to_workers(
    items: Iterable[Item],
    name: str,
    *,
    actor: User,
    at: datetime,
    request_id: UUID,
    delegation: int | None = None,
    note: str = "",
    facts: Mapping[str, Any] | None = None,
    back: str = "",
) -> BulkAct:
    """Keep the act on these projects for workers to make: the same records, while the person does something else.

    ``back`` is the address of the list they were chosen in. Raises RequestReused or GuardsUnmet.
    """
    return ask_for_many(
        IntegrationProject,
        items,
        name,
        actor=actor,
        at=at,
        request_id=request_id,
        delegation=delegation,
        note=note,
        facts=facts,
        back=back,
    )
