# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What putting in force, asking further and retiring do to the obligations of all agencies, in few statements."""

from typing import Any

from django.db.models import Case, Value, When

from digital_plan.lifecycle.obligations import ObligationLifecycle
from digital_plan.models import AgencyObligation, Obligation
from digital_plan.states.obligations import WITH_AGENCY, WITH_DGA
from workflows.clocks.running import reset_days
from workflows.engine import begin_many, follow_many
from workflows.lifecycle import Attempt, effect
from workflows.queries import open_tasks

AT_ONCE = 500  # rows in one statement: SQLite takes no more values than some 30,000


@effect(ObligationLifecycle.put_in_force)
def ask_agencies(obligation: Obligation, attempt: Attempt) -> dict[str, Any]:
    """Ask every agency that it concerns. Returns ``{"agencies_asked": 1928}``."""
    return _ask(obligation, attempt)


@effect(ObligationLifecycle.ask_further)
def ask_those_not_asked(obligation: Obligation, attempt: Attempt) -> dict[str, Any]:
    """Ask the agencies that came to it since. Returns ``{"agencies_asked": 2}``."""
    return _ask(obligation, attempt)


@effect(ObligationLifecycle.retire_obligation)
def let_open_ones_lapse(obligation: Obligation, attempt: Attempt) -> dict[str, Any]:
    """Let what is not settled lapse; what was confirmed stays so. Returns ``{"lapsed": 12}``."""
    follows = attempt.caused_by(obligation, obligation.version + 1)
    pks = list(_open(obligation).values_list("pk", flat=True))
    for start in range(0, len(pks), AT_ONCE):
        follow_many(AgencyObligation, pks[start : start + AT_ONCE], "lapse", follows)
    return {"lapsed": len(pks)}


def let_be_due_anew(obligation: Obligation) -> None:
    """Let all that agencies have in hand be due by the present last day, and say anew what was reported late."""
    held = {one.pk: one for one in obligation.duties.filter(state__in=WITH_AGENCY)}
    for duty in held.values():
        duty.obligation = obligation
    turns = open_tasks().filter(subject_type=AgencyObligation._meta.label_lower, subject_id__in=list(held))
    reset_days((task, held[task.subject_id]) for task in turns if task.subject_id)
    due_at = obligation.due_at
    reported = obligation.duties.exclude(reported_at=None)
    late = Case(When(reported_at__gt=due_at, then=Value(True)), default=Value(False)) if due_at else Value(False)
    reported.update(is_late=late)


def _ask(obligation: Obligation, attempt: Attempt) -> dict[str, Any]:
    follows = attempt.caused_by(obligation, obligation.version + 1)
    pks = list(obligation.not_asked().values_list("pk", flat=True))
    for start in range(0, len(pks), AT_ONCE):
        chunk = pks[start : start + AT_ONCE]
        duties = [AgencyObligation(obligation=obligation, agency_id=pk) for pk in chunk]
        begin_many(duties, follows, keys=[f"{obligation.pk}/{pk}" for pk in chunk])
    return {"agencies_asked": len(pks)}


def _open(obligation: Obligation) -> Any:
    return obligation.duties.filter(state__in=(*WITH_AGENCY, *WITH_DGA)).order_by("pk")
