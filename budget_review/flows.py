# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whose turn it is while a project lives."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _
from viewflow import this
from viewflow.workflow.base import Flow
from viewflow.workflow.nodes import End, Split, Switch

from agencies.roles import Role, group
from budget_review.expertise import expertise_of
from budget_review.lifecycle import ParticipationLifecycle, ProjectLifecycle
from budget_review.lifecycle_of_inquiries import InquiryLifecycle
from budget_review.lifecycle_of_opinions import OpinionLifecycle
from budget_review.models import ExpertOpinion, Inquiry, IntegrationProject, Participation
from budget_review.states import AWAITING_REPORT, Consent, InquiryState, OpinionState, State
from workflows.clocks import WorkingDays, WorkingDaysOf
from workflows.models import Process, Task
from workflows.nodes import Desk, Join, SplitEach, Start, is_in, lock_of_the_engine


def asked_partners(project: IntegrationProject) -> Iterable[Participation]:
    """The partners whose word is waited for."""
    return [part for part in project.partners() if part.state == Consent.ASKED]


def who_answers(part: Participation) -> str:
    """The partner's own officers; the lead's for who takes part without budget and has none here."""
    if part.has_officers:
        return group(Role.AGENCY_OFFICER, part.agency_id, part.unit_id)
    return group(Role.AGENCY_OFFICER, part.project.lead_id)


def asked_experts(project: IntegrationProject) -> Iterable[ExpertOpinion]:
    """The experts whose opinion is waited for."""
    return project.opinions.filter(state=OpinionState.ASKED).order_by("pk")


def open_inquiries(project: IntegrationProject) -> Iterable[Inquiry]:
    """The questions whose answer is waited for."""
    return project.inquiries.filter(state=InquiryState.ASKED).select_related("participation").order_by("pk")


class ProjectFlow(Flow):
    """A project's desks."""

    process_class = Process
    task_class = Task
    lock_impl = lock_of_the_engine

    start = Start().Next(this.route)
    route = (
        Switch()
        .Case(this.writing, is_in(State.DRAFT, State.RETURNED))
        .Case(this.ask_partners, is_in(State.CONFIRMING))
        .Case(this.approving, is_in(State.AGENCY_APPROVAL))
        .Case(this.intake, is_in(State.SUBMITTED))
        .Case(this.examine, is_in(State.SCREENING))
        .Case(this.reviewing, is_in(State.RECOMMENDED))
        .Case(this.listing, is_in(State.SCREENED, State.DEFERRED))
        .Case(this.forwarding, is_in(State.ENDORSED, State.CONDITIONAL))
        .Case(this.receiving, is_in(State.FORWARDED))
        .Case(this.deciding, is_in(State.BUDGETING))
        .Case(this.reporting, is_in(*AWAITING_REPORT))
        .Default(this.end)
    )

    writing = Desk(
        [State.DRAFT, State.RETURNED],
        acts=[ProjectLifecycle.propose, ProjectLifecycle.resubmit],
        label=_("Write the proposal"),
        unit=lambda project: group(Role.AGENCY_OFFICER, project.lead_id),
        due=WorkingDays(20),
    ).Next(this.route)

    ask_partners = SplitEach(asked_partners).Next(this.consenting)
    consenting = Desk(
        [State.CONFIRMING],
        acts=[
            ParticipationLifecycle.consent,
            ParticipationLifecycle.consent_by_letter,
            ParticipationLifecycle.ask_changes,
            ParticipationLifecycle.decline,
        ],
        label=_("Answer the request for consent"),
        unit=who_answers,
        due=WorkingDays(5),
    ).Next(this.all_answered)
    all_answered = Join().Next(this.route)

    approving = Desk(
        [State.AGENCY_APPROVAL],
        acts=[ProjectLifecycle.hand_in, ProjectLifecycle.send_back],
        label=_("Approve and hand in"),
        unit=lambda project: group(Role.AGENCY_HEAD, project.lead_id),
        due=WorkingDays(5),
    ).Next(this.route)

    intake = Desk(
        [State.SUBMITTED],
        acts=[ProjectLifecycle.take_up],
        label=_("Take up for screening"),
        unit=lambda project: group(Role.SCREENING_OFFICER),
        due=WorkingDays(3),
    ).Next(this.route)

    examine = Split().Next(this.screening).Next(this.ask_experts).Next(this.ask_agencies)
    screening = Desk(
        [State.SCREENING],
        acts=[ProjectLifecycle.recommend, ProjectLifecycle.return_for_revision],
        label=_("Screen and recommend"),
        unit=lambda project: group(Role.SCREENING_OFFICER),
        due=WorkingDays(15),
        continues_after=[ProjectLifecycle.return_for_revision],
    ).Next(this.route)
    ask_experts = SplitEach(asked_experts).Next(this.advising)
    advising = Desk(
        [State.SCREENING],
        acts=[OpinionLifecycle.give, OpinionLifecycle.decline_to_advise],
        closed_by=[OpinionLifecycle.ask_another],
        label=_("Give an expert opinion"),
        unit=lambda opinion: opinion.queue,
        due=WorkingDaysOf(lambda opinion: expertise_of(opinion.field).days, _("As many working days as its field has")),
        continues_after=[ProjectLifecycle.return_for_revision],
        opens_beside=True,
    ).Next(this.end)
    ask_agencies = SplitEach(open_inquiries).Next(this.answering)
    answering = Desk(
        [State.SCREENING],
        acts=[InquiryLifecycle.answer],
        closed_by=[InquiryLifecycle.withdraw_question, InquiryLifecycle.end],
        label=_("Answer a question of the screening"),
        unit=lambda inquiry: inquiry.queue,
        due=WorkingDaysOf(lambda inquiry: inquiry.days, _("As many working days as the question names")),
        opens_beside=True,
    ).Next(this.end)

    reviewing = Desk(
        [State.RECOMMENDED],
        acts=[ProjectLifecycle.pass_on, ProjectLifecycle.find_not_eligible, ProjectLifecycle.reconsider],
        label=_("Decide on the recommendation"),
        unit=lambda project: group(Role.SCREENING_HEAD),
        due=WorkingDays(5),
    ).Next(this.route)

    listing = Desk(
        [State.SCREENED, State.DEFERRED],
        acts=[ProjectLifecycle.queue],
        label=_("Put on an agenda"),
        unit=lambda project: group(Role.SECRETARY),
        due=WorkingDays(10),
    ).Next(this.route)

    forwarding = Desk(
        [State.ENDORSED, State.CONDITIONAL],
        acts=[ProjectLifecycle.forward],
        label=_("Send to the Budget Bureau"),
        unit=lambda project: group(Role.SCREENING_OFFICER),
        due=WorkingDays(5),
    ).Next(this.route)

    receiving = Desk(
        [State.FORWARDED],
        acts=[ProjectLifecycle.take_into_budget],
        label=_("Take into the budget process"),
        unit=lambda project: group(Role.BUDGET_OFFICER),
        due=WorkingDays(10),
    ).Next(this.route)

    deciding = Desk(
        [State.BUDGETING],
        acts=[ProjectLifecycle.record_stage, ProjectLifecycle.decide, ProjectLifecycle.not_fund],
        label=_("Record stages and decide the budget"),
        unit=lambda project: group(Role.BUDGET_OFFICER),
        undated=_("No due date: the budget calendar and Parliament decide when."),
    ).Next(this.route)

    reporting = Desk(
        AWAITING_REPORT,
        acts=[ProjectLifecycle.report_back],
        label=_("Report the result back"),
        unit=lambda project: group(Role.SCREENING_OFFICER),
        due=WorkingDays(15),
    ).Next(this.route)

    end = End()
