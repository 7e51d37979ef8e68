# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Proposing a change of a plan, deciding on it, and listing what was taken in the plan's next revision."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from agencies.queries import roles_of
from agencies.roles import Role, day_of
from digital_plan.lifecycle.revisions import RevisionProposalLifecycle
from digital_plan.models import Plan, PlanRevision, RevisionProposal
from digital_plan.operations.frozen import hashed
from digital_plan.queries.revisions import to_be_listed
from digital_plan.states.revisions import ChangeKind
from papers.thai import normalise
from workflows.engine import create
from workflows.lifecycle import Attempt, effect
from workflows.models import TransitionRecord
from workflows.refusals import GuardsUnmet, NotPermitted, RequestReused

LONGEST_AHEAD = 10  # fiscal years after the plan's last: what is proposed for the next plan


@dataclass(frozen=True, kw_only=True)
class ChangeText:
    """A change as it is proposed; ``plan`` and ``agency`` by their ids."""

    plan: int
    fiscal_year: int
    change_kind: str
    item_code: str = ""
    what: str
    why: str
    agency: int


def propose_change(
    text: ChangeText, *, actor: User, at: datetime, request_id: UUID, delegation: int | None = None
) -> TransitionRecord:
    """Propose it. Raises NotPermitted or GuardsUnmet - and then nothing has changed."""
    plan = Plan.objects.filter(pk=text.plan).first()
    lacking = []
    if plan is None:
        lacking.append(_("There is no such plan."))
    elif not plan.first_year <= text.fiscal_year <= plan.last_year + LONGEST_AHEAD:
        lacking.append(_("The plan does not cover this fiscal year."))
    if text.change_kind not in ChangeKind.values:
        lacking.append(_("The kind of change must be one of those listed."))
    if lacking:
        raise GuardsUnmet(*lacking)
    proposal = RevisionProposal(
        plan_id=text.plan, fiscal_year=text.fiscal_year, change_kind=text.change_kind, item_code=text.item_code,
        what=normalise(text.what).strip(), why=normalise(text.why).strip(), agency_id=text.agency, proposed_by=actor,
        proposed_at=at,
    )  # fmt: skip
    return create(proposal, actor=actor, at=at, request_id=request_id, delegation=delegation)


@effect(RevisionProposalLifecycle.take_change)
def keep_taking(proposal: RevisionProposal, attempt: Attempt) -> dict[str, Any]:
    """Keep the reason beside the proposal, for the revision's list."""
    return _keep(proposal, attempt)


@effect(RevisionProposalLifecycle.leave_change)
def keep_leaving(proposal: RevisionProposal, attempt: Attempt) -> dict[str, Any]:
    """Keep the reason beside the proposal."""
    return _keep(proposal, attempt)


@transaction.atomic
def list_revision(
    *, plan_id: int, fiscal_year: int, reason: str, actor: User, at: datetime, request_id: UUID
) -> PlanRevision:
    """List what was taken for a fiscal year as the plan's next revision. The same request gives the same again.

    Raises NotPermitted, GuardsUnmet where nothing waits to be listed, or RequestReused - and then nothing has changed.
    """
    plan = Plan.objects.select_for_update(no_key=True).get(pk=plan_id)  # numbers are given one at a time
    if before := PlanRevision.objects.filter(request_id=request_id).first():
        if (before.plan_id, before.fiscal_year, before.taken_by_id) != (plan.pk, fiscal_year, actor.pk):
            raise RequestReused(_("The request id already stands for another act."))
        return before
    if Role.SCREENING_HEAD not in roles_of(actor, at):
        raise NotPermitted(_("Only a DGA head of screening lists a revision of the plan."))
    said = normalise(reason).strip()
    proposals = list(to_be_listed(plan, fiscal_year).select_for_update(of=("self",)))
    lacking = []
    if not said:
        lacking.append(_("The reason must be given."))
    if not proposals:
        lacking.append(_("No change that was taken for this year waits to be listed."))
    if lacking:
        raise GuardsUnmet(*lacking)
    number = plan.revisions.count() + 1
    content = {
        "plan": plan.code, "number": number, "fiscal_year": fiscal_year, "reason": said,
        "changes": [_change(one) for one in proposals],
    }  # fmt: skip
    revision = PlanRevision.objects.create(
        plan=plan, number=number, fiscal_year=fiscal_year, taken_by=actor, taken_at=at, request_id=request_id,
        **hashed(content),
    )  # fmt: skip
    RevisionProposal.objects.filter(pk__in=[one.pk for one in proposals]).update(listed_in=revision)
    return revision


def _change(proposal: RevisionProposal) -> dict[str, Any]:
    item = proposal.item()
    return {
        "proposal": proposal.pk, "kind": proposal.change_kind, "item": proposal.item_code,
        "item_th": item.name_th if item else "", "what": proposal.what, "why": proposal.why,
        "agency": proposal.agency.code, "agency_th": proposal.agency.name_th,
        "decided_on": day_of(proposal.decided_at).isoformat() if proposal.decided_at else "",
        "decision": proposal.decision,
    }  # fmt: skip


def _keep(proposal: RevisionProposal, attempt: Attempt) -> dict[str, Any]:
    proposal.decision, proposal.decided_at = attempt.note, attempt.at
    proposal.save(update_fields=["decision", "decided_at"])
    return {}
