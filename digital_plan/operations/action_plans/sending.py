# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the steps of an action plan keep: the revision that is sent, and DGA's receipt of it."""

from typing import Any

from digital_plan.lifecycle.action_plans import ActionPlanLifecycle
from digital_plan.models import ActionPlan, ActionPlanRevision
from workflows.lifecycle import Attempt, effect
from workflows.records import canonical_json, digest


@effect(ActionPlanLifecycle.send_plan)
def freeze_revision(plan: ActionPlan, attempt: Attempt) -> dict[str, Any]:
    """Freeze what is sent as the next revision. Returns ``{"revision": 2, "content_sha256": "…"}``."""
    content = plan.content()
    sha256 = digest(canonical_json(content))
    plan.sent_number += 1
    plan.sent_at = attempt.at
    plan.save(update_fields=["sent_number", "sent_at"])
    ActionPlanRevision.objects.create(
        plan=plan, number=plan.sent_number, content=content, sha256=sha256, own_document=plan.own_document(),
        sent_by=attempt.actor, sent_at=attempt.at,
    )  # fmt: skip
    return {"revision": plan.sent_number, "content_sha256": sha256}


@effect(ActionPlanLifecycle.acknowledge_receipt)
def keep_receipt(plan: ActionPlan, attempt: Attempt) -> dict[str, Any]:
    """Keep the number under which DGA received the revision. Returns ``{"revision": 2}``."""
    plan.receipt_number = str(attempt.facts["receipt_number"]).strip()[:100]
    plan.received_at, plan.received_number = attempt.at, plan.sent_number
    plan.save(update_fields=["receipt_number", "received_at", "received_number"])
    return {"revision": plan.sent_number}
