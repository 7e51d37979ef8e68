# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What happens inside the acts on a return: what was told is kept, when, whether late, and whether for a caller."""

from typing import Any

from digital_plan.lifecycle.status_rounds import StatusReturnLifecycle
from digital_plan.models import StatusReturn
from digital_plan.states.status_rounds import THERE_IS_A_PLAN
from papers.thai import normalise
from workflows.lifecycle import Attempt, effect

COLUMNS = ("plan_status", "plan_kind", "first_year", "last_year", "remark", "told_at", "is_late", "is_for_caller",
           "caller", "came_by")  # fmt: skip


@effect(StatusReturnLifecycle.tell_status)
def keep_status(return_: StatusReturn, attempt: Attempt) -> dict[str, Any]:
    """Keep what the agency told. Returns ``{"is_late": false}``."""
    return _keep(return_, attempt)


@effect(StatusReturnLifecycle.correct_status)
def keep_correction(return_: StatusReturn, attempt: Attempt) -> dict[str, Any]:
    """Keep what the agency told instead; whether it came late is told by the first telling."""
    return _keep(return_, attempt)


@effect(StatusReturnLifecycle.answer_back)
def keep_answer(return_: StatusReturn, attempt: Attempt) -> dict[str, Any]:
    """Keep the status as the agency tells it with its answer."""
    return _keep(return_, attempt)


@effect(StatusReturnLifecycle.enter_for_caller)
def keep_for_caller(return_: StatusReturn, attempt: Attempt) -> dict[str, Any]:
    """Keep what an agency told DGA, and the caller's post. Returns ``{"is_late": …, "is_for_caller": true}``."""
    return _keep(return_, attempt, is_for_caller=True)


def _keep(return_: StatusReturn, attempt: Attempt, *, is_for_caller: bool = False) -> dict[str, Any]:
    facts = attempt.facts
    is_new = return_.told_at is None
    return_.plan_status = str(facts["plan_status"])
    there_is_one = return_.plan_status in THERE_IS_A_PLAN or facts.get("first_year") is not None
    return_.plan_kind = str(facts.get("plan_kind") or "") if there_is_one else ""
    return_.first_year = facts.get("first_year")
    return_.last_year = facts.get("last_year")
    if "remark" in facts:
        return_.remark = normalise(str(facts["remark"])).strip()
    return_.told_at = attempt.at
    return_.is_late = attempt.at > return_.round.due_at if is_new else return_.is_late
    return_.is_for_caller = is_for_caller
    return_.caller = normalise(str(facts.get("caller") or "")).strip() if is_for_caller else ""
    return_.came_by = str(facts.get("came_by") or "") if is_for_caller else ""
    return_.save(update_fields=[*COLUMNS])
    told: dict[str, Any] = {"is_late": return_.is_late}
    return told | {"is_for_caller": True} if is_for_caller else told
