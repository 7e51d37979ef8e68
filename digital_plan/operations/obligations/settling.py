# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the steps of an agency's obligation keep: what was reported, whether late, who settled it."""

from datetime import date
from typing import Any

from digital_plan.lifecycle.obligations import AgencyObligationLifecycle
from digital_plan.models import AgencyObligation
from papers.thai import normalise
from workflows.lifecycle import Attempt, effect

REPORTED = ["done_on", "report", "reported_at", "reported_by", "is_late"]


@effect(AgencyObligationLifecycle.report_done)
def keep_report(duty: AgencyObligation, attempt: Attempt) -> dict[str, Any]:
    """Keep what was done and when. Returns ``{"evidence": ["https://…"], "is_late": true}``."""
    duty.done_on = date.fromisoformat(str(attempt.facts["done_on"]))
    return _report(duty, attempt, str(attempt.facts.get("text") or ""))


@effect(AgencyObligationLifecycle.claim_exemption)
def keep_claim(duty: AgencyObligation, attempt: Attempt) -> dict[str, Any]:
    """Keep why it does not apply. Returns ``{"evidence": […], "is_late": false}``."""
    duty.done_on = None
    return _report(duty, attempt, attempt.note)


@effect(AgencyObligationLifecycle.withdraw_report)
def forget_report(duty: AgencyObligation, attempt: Attempt) -> dict[str, Any]:
    """Let nothing be reported; the records keep what was."""
    duty.done_on, duty.report, duty.reported_at, duty.reported_by, duty.is_late = None, "", None, None, False
    duty.save(update_fields=REPORTED)
    return {}


@effect(AgencyObligationLifecycle.confirm_done)
def keep_confirmation(duty: AgencyObligation, attempt: Attempt) -> dict[str, Any]:
    """Keep who confirmed it."""
    return _settled(duty, attempt)


@effect(AgencyObligationLifecycle.confirm_exemption)
def keep_exemption(duty: AgencyObligation, attempt: Attempt) -> dict[str, Any]:
    """Keep who confirmed that it does not apply."""
    return _settled(duty, attempt)


@effect(AgencyObligationLifecycle.correct_confirmation)
def undo_confirmation(duty: AgencyObligation, attempt: Attempt) -> dict[str, Any]:
    """Let it be confirmed by nobody again."""
    return _unsettled(duty)


@effect(AgencyObligationLifecycle.reopen_duty)
def undo_settlement(duty: AgencyObligation, attempt: Attempt) -> dict[str, Any]:
    """Let it be settled by nobody again."""
    return _unsettled(duty)


def _report(duty: AgencyObligation, attempt: Attempt, words: str) -> dict[str, Any]:
    due_at = duty.obligation.due_at
    if duty.reported_at is None:
        duty.reported_at, duty.is_late = attempt.at, due_at is not None and attempt.at > due_at
    duty.report, duty.reported_by = normalise(words).strip(), attempt.actor
    duty.save(update_fields=REPORTED)
    return {
        "evidence": [one.told for one in duty.evidence_that_stands().select_related("document")],
        "is_late": duty.is_late,
    }


def _settled(duty: AgencyObligation, attempt: Attempt) -> dict[str, Any]:
    duty.settled_at, duty.settled_by = attempt.at, attempt.actor
    duty.save(update_fields=["settled_at", "settled_by"])
    return {}


def _unsettled(duty: AgencyObligation) -> dict[str, Any]:
    duty.settled_at = duty.settled_by = None
    duty.save(update_fields=["settled_at", "settled_by"])
    return {}
