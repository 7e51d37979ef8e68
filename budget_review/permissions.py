# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who may act. Each reads only the subject it is given, its relations and the memberships of those who act.

``power`` is the role that an order may lend for the act; where there is none, the act is made in person only.
"""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from agencies.roles import Role, exercises, memberships_of
from workflows.lifecycle import Attempt, who

if TYPE_CHECKING:
    from agencies.models import Delegation, Membership
    from budget_review.models import (
        Condition,
        ExpertOpinion,
        Inquiry,
        IntegrationProject,
        PairFinding,
        Participation,
    )

SCREENS = (Role.SCREENING_OFFICER, Role.SCREENING_HEAD)  # who screen, and bring in what their agency hosts


def takes_no_part(project: "IntegrationProject", attempt: Attempt, role: Role) -> bool:
    """Whether the role is exercised, and nobody concerned works in a unit that leads or contributes, in any role.

    It holds alike for who acts and for whom they act, and for the place of a vacant post that an order lends. A part
    that names no unit stands for its whole agency, and so does a person who has none. Source: our decision; DGA hosts
    the workplan and has the largest lines in it, so it may not screen its own (domain notes on FY2565).
    """
    units: dict[int, set[int | None]] = {}
    for part in project.active_parts():
        units.setdefault(part.agency_id, set()).add(part.unit_id)

    def is_apart(held: "Membership | Delegation") -> bool:
        own = units.get(held.agency_id, set())
        return not own or (held.unit_id is not None and not own & {None, held.unit_id})

    everywhere: list[Membership | Delegation] = [
        held for person in attempt.people for held in memberships_of(person, attempt.at)
    ]
    if attempt.authority is not None and attempt.on_behalf_of is None:
        everywhere.append(attempt.authority)  # a vacant post has no holder whose memberships would tell its place
    return exercises(attempt, role) and all(map(is_apart, everywhere))


@who(_("An officer of the lead agency."), power=Role.AGENCY_OFFICER)
def lead_officer(project: "IntegrationProject", attempt: Attempt) -> bool:
    return exercises(attempt, Role.AGENCY_OFFICER, project.lead_id)


def brings_in(host_id: int | None, attempt: Attempt) -> bool:
    """Whether a person may bring in files of a host's workplan: administrators, and those who screen for the host."""
    return exercises(attempt, Role.ADMINISTRATOR) or any(exercises(attempt, role, host_id) for role in SCREENS)


def keeps_rounds(host_id: int | None, attempt: Attempt) -> bool:
    """Whether a person writes workplans and rounds, and lets agencies be late: administrators, heads of screening."""
    return exercises(attempt, Role.ADMINISTRATOR) or exercises(attempt, Role.SCREENING_HEAD, host_id)


@who(
    _("An officer of the lead agency; for an imported workplan, an administrator or a screening officer of its host."),
    power=Role.AGENCY_OFFICER,
)
def lead_officer_or_importer(project: "IntegrationProject", attempt: Attempt) -> bool:
    """Only the operation that brings a file in gives the fact ``brought_in``."""
    is_import = "brought_in" in attempt.facts and brings_in(project.round.workplan.host_id, attempt)
    return lead_officer(project, attempt) or is_import


@who(
    _("An officer of the lead agency; for an imported workplan, an administrator or a screening officer of its host."),
    power=Role.AGENCY_OFFICER,
)
def officer_of_the_lead_or_importer(part: "Participation", attempt: Attempt) -> bool:
    return lead_officer_or_importer(part.project, attempt)


@who(_("The head of the lead agency."), power=Role.AGENCY_HEAD)
def lead_head(project: "IntegrationProject", attempt: Attempt) -> bool:
    return exercises(attempt, Role.AGENCY_HEAD, project.lead_id)


@who(_("An officer of the lead agency."), power=Role.AGENCY_OFFICER)
def officer_of_the_lead(part: "Participation", attempt: Attempt) -> bool:
    return exercises(attempt, Role.AGENCY_OFFICER, part.project.lead_id)


@who(_("An officer of the lead agency, for who takes part without budget."), power=Role.AGENCY_OFFICER)
def lead_for_outsider(part: "Participation", attempt: Attempt) -> bool:
    """Companies, universities and associations have no officers here; their letter stands for their word."""
    return not part.brings_budget and officer_of_the_lead(part, attempt)


@who(_("An officer of the partner agency."), power=Role.AGENCY_OFFICER)
def partner_officer(part: "Participation", attempt: Attempt) -> bool:
    return exercises(attempt, Role.AGENCY_OFFICER, part.agency_id)


@who(_("An officer of an agency that takes part, for its own lines."), power=Role.AGENCY_OFFICER)
def spending_officer(project: "IntegrationProject", attempt: Attempt) -> bool:
    """Only who has lines disburses anything."""
    return any(partner_officer(part, attempt) for part in project.active_parts() if part.brings_budget)


@who(_("A DGA screening officer of a unit that takes no part in the project."), power=Role.SCREENING_OFFICER)
def screener(project: "IntegrationProject", attempt: Attempt) -> bool:
    return takes_no_part(project, attempt, Role.SCREENING_OFFICER)


@who(_("A DGA head of screening of a unit that takes no part in the project."), power=Role.SCREENING_HEAD)
def screening_head(project: "IntegrationProject", attempt: Attempt) -> bool:
    return takes_no_part(project, attempt, Role.SCREENING_HEAD)


@who(_("The expert who was asked, of an agency that takes no part; where nobody is named, any such expert."))
def expert(opinion: "ExpertOpinion", attempt: Attempt) -> bool:
    """In person only: what is asked for is this expert's own knowledge."""
    is_asked = opinion.expert_id in (None, attempt.actor.pk)
    return is_asked and takes_no_part(opinion.project, attempt, Role.EXPERT)


@who(_("A DGA screening officer of a unit that takes no part in the project."), power=Role.SCREENING_OFFICER)
def asks_experts(opinion: "ExpertOpinion", attempt: Attempt) -> bool:
    return takes_no_part(opinion.project, attempt, Role.SCREENING_OFFICER)


@who(_("A DGA head of screening of a unit that takes no part in the project."), power=Role.SCREENING_HEAD)
def does_without_experts(opinion: "ExpertOpinion", attempt: Attempt) -> bool:
    """Not the officer who screens: what the tier calls for is not left out by one person."""
    return takes_no_part(opinion.project, attempt, Role.SCREENING_HEAD)


@who(_("A DGA screening officer."), power=Role.SCREENING_OFFICER)
def dga_officer(project: "IntegrationProject", attempt: Attempt) -> bool:
    return exercises(attempt, Role.SCREENING_OFFICER)


@who(_("A DGA screening officer."), power=Role.SCREENING_OFFICER)
def condition_keeper(condition: "Condition", attempt: Attempt) -> bool:
    return exercises(attempt, Role.SCREENING_OFFICER)


@who(_("A Budget Bureau officer."), power=Role.BUDGET_OFFICER)
def budget_officer(project: "IntegrationProject", attempt: Attempt) -> bool:
    return exercises(attempt, Role.BUDGET_OFFICER)


@who(_("Whoever screens the project, or the expert whose opinion the question is for."), power=Role.SCREENING_OFFICER)
def asks_questions(inquiry: "Inquiry", attempt: Attempt) -> bool:
    """A screener also ends what an expert has asked: somebody must be able to let the clock go on."""
    if takes_no_part(inquiry.project, attempt, Role.SCREENING_OFFICER):
        return True
    return inquiry.opinion is not None and expert(inquiry.opinion, attempt)


@who(_("A DGA screening officer of a unit that takes no part in the project."), power=Role.SCREENING_OFFICER)
def answers_about_pairs(finding: "PairFinding", attempt: Attempt) -> bool:
    return takes_no_part(finding.project, attempt, Role.SCREENING_OFFICER)


@who(_("An officer of the agency that was asked."), power=Role.AGENCY_OFFICER)
def asked_officer(inquiry: "Inquiry", attempt: Attempt) -> bool:
    return exercises(attempt, Role.AGENCY_OFFICER, inquiry.participation.agency_id)
