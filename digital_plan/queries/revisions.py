# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Proposals to change plans as far as a person may see them, and the revisions of a plan."""

from datetime import datetime

from django.db.models import Count, QuerySet
from django.shortcuts import get_object_or_404

from accounts.models import User
from agencies.models import Agency
from agencies.queries import agencies_of
from agencies.roles import Role, memberships_of
from digital_plan.models import Plan, PlanRevision, RevisionProposal
from digital_plan.queries.campaigns import reads_all
from digital_plan.states.revisions import ProposalState

PROPOSERS = (Role.AGENCY_OFFICER, Role.SCREENING_OFFICER)


def proposals_for(user: User, at: datetime) -> QuerySet[RevisionProposal]:
    """The offices read every proposal; an agency its own."""
    found = RevisionProposal.objects.select_related("plan", "agency", "listed_in")
    return found if reads_all(user, at) else found.filter(agency__in=agencies_of(user, at))


def proposal_for(user: User, pk: int, at: datetime) -> RevisionProposal:
    """One proposal, or 404 where this person may not see it."""
    found: RevisionProposal = get_object_or_404(proposals_for(user, at), pk=pk)
    return found


def may_propose_for(user: User, at: datetime) -> list[Agency]:
    """The agencies for which a person may propose a change."""
    own = [held.agency_id for held in memberships_of(user, at) if held.role in PROPOSERS]
    return list(Agency.objects.filter(pk__in=own).order_by("name_th"))


def to_be_listed(plan: Plan, fiscal_year: int) -> QuerySet[RevisionProposal]:
    """What was taken for a fiscal year and stands in no revision yet, the first first."""
    taken = RevisionProposal.objects.filter(plan=plan, fiscal_year=fiscal_year, state=ProposalState.TAKEN)
    return taken.filter(listed_in=None).select_related("agency").order_by("pk")


def revisions_of(plan: Plan) -> QuerySet[PlanRevision]:
    """The revision log of a plan, the latest first; open to everybody who is logged in."""
    return PlanRevision.objects.filter(plan=plan).select_related("taken_by")


def counts_for(plan: Plan, fiscal_year: int) -> dict[str, int]:
    """How many proposals for a fiscal year stand where, in one query."""
    found = RevisionProposal.objects.filter(plan=plan, fiscal_year=fiscal_year).order_by()
    counts = dict(found.values_list("state").annotate(Count("pk")))
    return {str(state): counts.get(state, 0) for state in ProposalState.values}
