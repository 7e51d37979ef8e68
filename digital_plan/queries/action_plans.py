# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The action plans that a person may see, their sections, and their revisions side by side."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from accounts.models import User
from agencies.models import Agency
from agencies.queries import agencies_of, roles_of, seen_from
from agencies.roles import Role
from digital_plan.models import ActionPlan, ActionPlanRevision, OwnDocument
from digital_plan.states.action_plans import ActionPlanState
from digital_plan.template_sections import SECTIONS, written_in
from papers.comparing import FieldChange
from papers.sections import Section, Written

OFFICES = frozenset({Role.SCREENING_OFFICER, Role.SCREENING_HEAD, Role.SECRETARY, Role.AUDITOR, Role.ADMINISTRATOR})


def action_plans_for(user: User, at: datetime) -> QuerySet[ActionPlan]:
    """The plans that a person may see: of their own agencies all, and for the offices those that were sent once."""
    seen = Q(agency__in=agencies_of(user, at))
    if roles_of(user, at) & OFFICES:
        seen |= Q(sent_number__gt=0)
    return ActionPlan.objects.filter(seen).select_related("agency")


def action_plan_for(user: User, pk: int, at: datetime) -> ActionPlan:
    """One of them. Raises Http404."""
    found: ActionPlan = get_object_or_404(action_plans_for(user, at), pk=pk)
    return found


def reads_drafts_of(user: User, plan: ActionPlan, at: datetime) -> bool:
    """Whether a person reads what is being written; everybody else reads what was sent."""
    return plan.agency_id in agencies_of(user, at)


def document_for(plan: ActionPlan, user: User, number: int, at: datetime) -> OwnDocument:
    """A document of a plan: any for the agency, for others one that was sent with a revision. Raises Http404."""
    documents = OwnDocument.objects.filter(plan=plan).select_related("document", "sent_by")
    if not reads_drafts_of(user, plan, at):
        documents = documents.filter(pk__in=plan.revisions.values("own_document"))
    found: OwnDocument = get_object_or_404(documents, pk=number)
    return found


def agencies_without_plan(user: User, at: datetime) -> list[Agency]:
    """The agencies whose officer this person is and that have no plan that goes on."""
    own = {held.agency_id for held in seen_from(user, at) if held.role == Role.AGENCY_OFFICER}
    has_one = ActionPlan.objects.exclude(state=ActionPlanState.ENDED).values("agency")
    return list(Agency.objects.filter(pk__in=own).exclude(pk__in=has_one).order_by("name_th"))


def sections_of(plan: ActionPlan) -> list[Written]:
    """Every section in the order of the template; one query, whatever is written."""
    held = {row.key: row for row in plan.sections.select_related("written_by")}
    return [
        Written(section, held[section.key].text if section.key in held else "", held.get(section.key))
        for section in SECTIONS
    ]


def section_of(plan: ActionPlan, section: Section) -> Written:
    """One section."""
    held = plan.sections.select_related("written_by").filter(key=section.key).first()
    return Written(section, held.text if held else "", held)


def changes_between(before: ActionPlanRevision | None, after: ActionPlanRevision) -> list[FieldChange]:
    """The sections that say something else than in the revision before, in the order of the template."""
    old = {one.section.key: one.words for one in written_in(before.content)} if before else {}
    found = []
    for one in written_in(after.content):
        said = old.get(one.section.key, "")
        if said != one.words:
            found.append(FieldChange(one.section.key, str(one.section.label), said, one.words))
    return found
