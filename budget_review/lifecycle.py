# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A project's life on one screen, and below it the lives of its parts: every state, every step, who and when."""

from django.utils.translation import gettext_lazy as _

from budget_review import guards as g
from budget_review import permissions as p
from budget_review.states import (
    AWAITING_REPORT,
    RESOLVED_ON,
    WITHDRAWABLE,
    ConditionState,
    Consent,
    State,
)
from workflows.back_moves import STANDS, Back, BackKind
from workflows.fields import StateField
from workflows.lifecycle import Asked, Subject, start, step

LETTER = Asked("letter_number", _("The letter's number must be given."))
REASON = Asked("note", _("The reason must be given."))
SECTIONS = Asked("sections", _("The sections to mend must be named."))
SOURCE = Asked("source", _("The source document must be named."))
AMOUNTS = Asked("amounts", _("The amount of every line must be given."))
STAGE = Asked("stage", _("The budget stage must be named."))
PROJECT = "budget_review.integrationproject"
RESOLUTION, ITEM = "committee.resolution", "committee.agendaitem"
PARTICIPATION, OPINION, INQUIRY, CONDITION, PAIR = (
    "budget_review.participation",
    "budget_review.expertopinion",
    "budget_review.inquiry",
    "budget_review.condition",
    "budget_review.pairfinding",
)
ALL_STAND = {PARTICIPATION: STANDS, OPINION: STANDS, INQUIRY: STANDS, CONDITION: STANDS, PAIR: STANDS}
RETURN = Back(BackKind.RETURN, ALL_STAND)
RETURN_FROM_SCREENING = Back(BackKind.RETURN, ALL_STAND | {OPINION: "lapse", INQUIRY: "end"})
WITHDRAW = Back(BackKind.WITHDRAW, ALL_STAND | {OPINION: "lapse", INQUIRY: "end"})
BEGIN_AGAIN = Back(BackKind.REOPEN, ALL_STAND | {PARTICIPATION: "go_stale", OPINION: "go_stale"})
REOPEN = Back(BackKind.REOPEN, ALL_STAND)
SUPERSEDE = Back(BackKind.SUPERSEDE, ALL_STAND | {CONDITION: "fall_away"})
CORRECT = Back(BackKind.CORRECT, ALL_STAND)


class ProjectLifecycle(Subject):
    """From an agency's draft to the result reported back. From each state, the step hoped for stands first."""

    flow = "budget_review.flows.ProjectFlow"
    ends = (State.REPORTED_BACK, State.WITHDRAWN)
    state = StateField(_("state"), choices=State.choices, default=State.DRAFT, protected=True, editable=False)
    begin = start(label=_("Begin a draft"), who=p.lead_officer_or_importer, guards=[g.round_is_open])

    class Meta:
        abstract = True

    # fmt: off
    @step(state, [State.DRAFT, State.RETURNED], State.CONFIRMING, label=_("Submit to partners"), who=p.lead_officer,
          guards=[g.round_is_open, g.essentials_written, g.two_agencies, g.host_names_its_unit, g.shared_kpi,
                  g.weights_add_up, g.lines_add_up, g.commitments_fit, g.ict_priced], has_effect=True)
    def propose(self) -> None: ...

    @step(state, [State.CONFIRMING], State.AGENCY_APPROVAL, label=_("All partners consented"), automatic=True,
          guards=[g.everyone_consented])
    def all_consented(self) -> None: ...

    @step(state, [State.CONFIRMING], State.DRAFT, label=_("A partner objected"), automatic=True,
          guards=[g.somebody_objected], back=RETURN)
    def partner_objected(self) -> None: ...

    @step(state, [State.CONFIRMING], State.DRAFT, label=_("Take back to draft"), who=p.lead_officer, asks=[REASON],
          back=RETURN)
    def take_back(self) -> None: ...

    @step(state, [State.AGENCY_APPROVAL], State.SUBMITTED, label=_("Approve and hand in to DGA"), who=p.lead_head,
          asks=[LETTER], guards=[g.two_agencies, g.shared_kpi, g.everyone_consented], has_effect=True)
    def hand_in(self) -> None: ...

    @step(state, [State.AGENCY_APPROVAL], State.DRAFT, label=_("Send back to the officer"), who=p.lead_head,
          asks=[REASON], back=RETURN)
    def send_back(self) -> None: ...

    @step(state, [State.SUBMITTED], State.SCREENING, label=_("Take up for screening"), who=p.screener,
          has_effect=True)
    def take_up(self) -> None: ...

    @step(state, [State.SCREENING], State.RECOMMENDED, label=_("Recommend"), who=p.screener,
          guards=[g.findings_complete, g.evidence_named, g.opinion_written, g.opinions_given], has_effect=True)
    def recommend(self) -> None: ...

    @step(state, [State.SCREENING], State.RETURNED, label=_("Return for revision"), who=p.screener,
          asks=[REASON, SECTIONS], guards=[g.sections_exist], back=RETURN_FROM_SCREENING)
    def return_for_revision(self) -> None: ...

    @step(state, [State.RETURNED], State.SCREENING, label=_("Resubmit"), who=p.lead_officer,
          guards=[g.essentials_written, g.two_agencies, g.host_names_its_unit, g.shared_kpi, g.weights_add_up,
                  g.lines_add_up, g.commitments_fit, g.ict_priced, g.everyone_consented, g.no_part_changed],
          has_effect=True)
    def resubmit(self) -> None: ...

    @step(state, [State.RECOMMENDED], State.SCREENED, label=_("Pass"), who=p.screening_head,
          guards=[g.recommended_to_pass, g.four_eyes], has_effect=True)
    def pass_on(self) -> None: ...

    @step(state, [State.RECOMMENDED], State.NOT_ELIGIBLE, label=_("Find not eligible"), who=p.screening_head,
          asks=[REASON], guards=[g.recommended_not_eligible, g.four_eyes], has_effect=True)
    def find_not_eligible(self) -> None: ...

    @step(state, [State.RECOMMENDED], State.SCREENING, label=_("Ask the officer to reconsider"), who=p.screening_head,
          asks=[REASON], back=RETURN)
    def reconsider(self) -> None: ...

    @step(state, [State.NOT_ELIGIBLE], State.SCREENING, label=_("Reopen the screening"), who=p.screening_head,
          asks=[LETTER, REASON], back=REOPEN, has_effect=True)
    def reopen_screening(self) -> None: ...

    @step(state, [State.SCREENED, State.DEFERRED], State.QUEUED, label=_("Put on an agenda"), caused_by=ITEM)
    def queue(self) -> None: ...

    @step(state, [State.QUEUED], State.SCREENED, label=_("Take off the agenda"), caused_by=ITEM,
          back=RETURN)
    def take_off(self) -> None: ...

    @step(state, [State.QUEUED], State.IN_COMMITTEE, label=_("The committee takes it up"), caused_by=ITEM)
    def enter_committee(self) -> None: ...

    @step(state, [State.IN_COMMITTEE], State.IN_COMMITTEE, label=_("Go on to the confirming body"),
          caused_by=RESOLUTION)
    def go_on_to_confirm(self) -> None: ...

    @step(state, [State.IN_COMMITTEE], State.IN_COMMITTEE, label=_("Put on the confirming body's agenda"),
          caused_by=ITEM)
    def queue_to_confirm(self) -> None: ...

    @step(state, [State.IN_COMMITTEE], State.SCREENED, label=_("Not reached in the meeting"), caused_by=ITEM,
          back=RETURN)
    def leave_unreached(self) -> None: ...

    @step(state, [State.IN_COMMITTEE], State.DEFERRED, label=_("Defer"), caused_by=RESOLUTION, back=RETURN)
    def defer(self) -> None: ...

    @step(state, [State.IN_COMMITTEE], State.RETURNED, label=_("Committee returns for revision"), caused_by=RESOLUTION,
          back=RETURN)
    def return_from_committee(self) -> None: ...

    @step(state, [State.IN_COMMITTEE], State.ENDORSED, label=_("Endorse"), caused_by=RESOLUTION, has_effect=True)
    def endorse(self) -> None: ...

    @step(state, [State.IN_COMMITTEE], State.CONDITIONAL, label=_("Endorse with conditions"), caused_by=RESOLUTION,
          has_effect=True)
    def endorse_with_conditions(self) -> None: ...

    @step(state, [State.IN_COMMITTEE], State.NOT_ENDORSED, label=_("Do not endorse"), caused_by=RESOLUTION,
          has_effect=True)
    def not_endorse(self) -> None: ...

    @step(state, RESOLVED_ON, State.IN_COMMITTEE, label=_("The resolution is set aside"),
          caused_by=ITEM, back=SUPERSEDE, has_effect=True)
    def set_aside(self) -> None: ...

    @step(state, [State.ENDORSED, State.CONDITIONAL], State.FORWARDED, label=_("Send to the Budget Bureau"),
          who=p.dga_officer, asks=[LETTER], guards=[g.conditions_met])
    def forward(self) -> None: ...

    @step(state, [State.FORWARDED], State.BUDGETING, label=_("Take into the budget process"), who=p.budget_officer)
    def take_into_budget(self) -> None: ...

    @step(state, [State.BUDGETING], State.BUDGETING, label=_("Record a budget stage"), who=p.budget_officer,
          asks=[STAGE, SOURCE, AMOUNTS], has_effect=True)
    def record_stage(self) -> None: ...

    @step(state, [State.BUDGETING], State.DECIDED, label=_("Decide the budget"), who=p.budget_officer,
          asks=[SOURCE, AMOUNTS], has_effect=True)
    def decide(self) -> None: ...

    @step(state, [State.BUDGETING], State.NOT_FUNDED, label=_("Do not fund"), who=p.budget_officer,
          asks=[SOURCE, REASON], has_effect=True)
    def not_fund(self) -> None: ...

    @step(state, [State.DECIDED, State.REPORTED_BACK], State.DECIDED, label=_("Correct the decided amounts"),
          who=p.budget_officer, asks=[SOURCE, REASON, AMOUNTS], guards=[g.was_funded], back=CORRECT, has_effect=True)
    def correct_decision(self) -> None: ...

    @step(state, [State.REPORTED_BACK], State.REPORTED_BACK, label=_("Record what was allocated"),
          who=p.budget_officer, asks=[SOURCE, AMOUNTS], guards=[g.was_funded], has_effect=True)
    def record_allocation(self) -> None: ...

    @step(state, [State.REPORTED_BACK], State.REPORTED_BACK, label=_("Record what was disbursed"),
          who=p.spending_officer, asks=[SOURCE, AMOUNTS], guards=[g.was_funded, g.is_allocated], has_effect=True)
    def record_spending(self) -> None: ...

    @step(state, AWAITING_REPORT, State.REPORTED_BACK, label=_("Report the result back"), who=p.dga_officer,
          asks=[LETTER], has_effect=True)
    def report_back(self) -> None: ...

    @step(state, WITHDRAWABLE, State.WITHDRAWN, label=_("Withdraw"), who=p.lead_head, asks=[REASON],
          back=WITHDRAW)
    def withdraw(self) -> None: ...

    @step(state, [State.WITHDRAWN], State.DRAFT, label=_("Take up again as a draft"), who=p.lead_head, asks=[REASON],
          guards=[g.round_is_open], back=BEGIN_AGAIN)
    def begin_again(self) -> None: ...
    # fmt: on


class ParticipationLifecycle(Subject):
    """An agency's own word about its part. It is asked anew only when its part has changed."""

    part_of = "project"
    state = StateField(_("state"), choices=Consent.choices, default=Consent.LISTED, protected=True, editable=False)
    begin = start(
        label=_("Name an agency"),
        who=p.officer_of_the_lead_or_importer,
        guards=[g.project_is_editable, g.is_named_once],
    )

    class Meta:
        abstract = True

    # fmt: off
    @step(state, [Consent.LISTED, Consent.ASKED, Consent.CHANGES_ASKED, Consent.DECLINED, Consent.STALE], Consent.ASKED,
          label=_("Ask for consent"), caused_by=PROJECT)
    def ask(self) -> None: ...

    @step(state, [Consent.CONSENTED], Consent.STALE, label=_("The part changed"), caused_by=PROJECT)
    def go_stale(self) -> None: ...

    @step(state, [Consent.ASKED], Consent.CONSENTED, label=_("Consent"), who=p.partner_officer,
          guards=[g.project_is_confirming], has_effect=True)
    def consent(self) -> None: ...

    @step(state, [Consent.ASKED], Consent.CONSENTED, label=_("Record its consent by letter"),
          who=p.lead_for_outsider, asks=[LETTER], guards=[g.project_is_confirming], has_effect=True)
    def consent_by_letter(self) -> None: ...

    @step(state, [Consent.ASKED], Consent.CHANGES_ASKED, label=_("Ask for changes"), who=p.partner_officer,
          asks=[REASON], guards=[g.project_is_confirming])
    def ask_changes(self) -> None: ...

    @step(state, [Consent.ASKED], Consent.DECLINED, label=_("Decline"), who=p.partner_officer, asks=[REASON],
          guards=[g.project_is_confirming])
    def decline(self) -> None: ...

    @step(state, [Consent.LISTED, Consent.ASKED, Consent.CONSENTED, Consent.CHANGES_ASKED, Consent.DECLINED,
                  Consent.STALE], Consent.LEFT, label=_("Remove from the project"), who=p.officer_of_the_lead,
          guards=[g.project_is_editable, g.is_not_the_lead])
    def leave(self) -> None: ...

    @step(state, [Consent.LEFT], Consent.LISTED, label=_("Name again"), who=p.officer_of_the_lead,
          guards=[g.project_is_editable])
    def rejoin(self) -> None: ...
    # fmt: on


class ConditionLifecycle(Subject):
    """A condition that the committee set."""

    part_of = "project"
    state = StateField(
        _("state"), choices=ConditionState.choices, default=ConditionState.OPEN, protected=True, editable=False
    )
    ends = (ConditionState.MET, ConditionState.VOID)
    begin = start(label=_("Set a condition"), caused_by=PROJECT)

    class Meta:
        abstract = True

    # fmt: off
    @step(state, [ConditionState.OPEN], ConditionState.MET, label=_("Confirm that it is met"), who=p.condition_keeper,
          asks=[Asked("evidence", _("The evidence must be named."))])
    def meet(self) -> None: ...

    @step(state, [ConditionState.OPEN, ConditionState.MET], ConditionState.VOID,
          label=_("Falls away with its resolution"), caused_by=PROJECT)
    def fall_away(self) -> None: ...
    # fmt: on
