# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""An obligation of the State's agencies, and how far each agency is with it.

Source: DGA slides 2564: s.12, s.13 and s.17 of the Digital Government Act B.E. 2562, and the circular of the Office of
the Public Sector Development Commission, to be connected to GDX and to publish on data.go.th by 29 July 2564. That
reports are confirmed by DGA is our decision.
"""

from django.utils.translation import gettext_lazy as _

from digital_plan.guards import obligations as g
from digital_plan.permissions import obligations as p
from digital_plan.states.obligations import SETTLED, WITH_AGENCY, WITH_DGA, DutyState, ObligationState
from workflows.back_moves import Back, BackKind
from workflows.fields import StateField
from workflows.lifecycle import Asked, Subject, start, step

OBLIGATION = "digital_plan.obligation"
REASON = Asked("note", _("The reason must be given."))
SAID = Asked("said", _("What the obligation is to say must be given."))
DONE_ON = Asked("done_on", _("The day on which it was done must be given."))
QUESTION = Asked("text", _("The question must be written."))


class ObligationLifecycle(Subject):
    """Written by one person, put in force by another; changed with a reason, and retired, never deleted."""

    flow = "digital_plan.flows.obligations.ObligationFlow"
    state = StateField(
        _("state"), choices=ObligationState.choices, default=ObligationState.DRAFT, protected=True, editable=False
    )
    ends = (ObligationState.RETIRED, ObligationState.DROPPED)
    begin = start(label=_("Write an obligation"), who=p.obligation_keeper)

    class Meta:
        abstract = True

    # fmt: off
    @step(state, [ObligationState.DRAFT], ObligationState.IN_FORCE, label=_("Put in force and ask the agencies"),
          who=p.obligation_head, guards=[g.somebody_is_obliged, g.another_wrote_the_obligation], has_effect=True)
    def put_in_force(self) -> None: ...

    @step(state, [ObligationState.DRAFT], ObligationState.DRAFT, label=_("Write it anew"), who=p.obligation_keeper,
          asks=[SAID], has_effect=True)
    def rewrite_obligation(self) -> None: ...

    @step(state, [ObligationState.DRAFT], ObligationState.DROPPED, label=_("Drop the draft"), who=p.obligation_keeper,
          asks=[REASON])
    def drop_obligation(self) -> None: ...

    @step(state, [ObligationState.IN_FORCE], ObligationState.IN_FORCE, label=_("Ask agencies that were not asked yet"),
          who=p.obligation_head, guards=[g.somebody_is_not_asked], has_effect=True)
    def ask_further(self) -> None: ...

    @step(state, [ObligationState.IN_FORCE], ObligationState.IN_FORCE, label=_("Change what it says"),
          who=p.obligation_head, asks=[REASON, SAID], has_effect=True)
    def amend_obligation(self) -> None: ...

    @step(state, [ObligationState.IN_FORCE], ObligationState.RETIRED, label=_("Retire the obligation"),
          who=p.obligation_head, asks=[REASON], has_effect=True)
    def retire_obligation(self) -> None: ...
    # fmt: on


class AgencyObligationLifecycle(Subject):
    """The agency reports with evidence, or says why it does not apply; DGA confirms, or asks back."""

    flow = "digital_plan.flows.obligations.AgencyObligationFlow"
    state = StateField(
        _("state"), choices=DutyState.choices, default=DutyState.OUTSTANDING, protected=True, editable=False
    )
    ends = (DutyState.LAPSED,)
    begin = start(label=_("Ask the agency"), caused_by=OBLIGATION)

    class Meta:
        abstract = True

    # fmt: off
    @step(state, WITH_AGENCY, DutyState.REPORTED, label=_("Report it done"), who=p.obliged_officer,
          asks=[DONE_ON], guards=[g.evidence_is_given, g.day_has_come], has_effect=True)
    def report_done(self) -> None: ...

    @step(state, WITH_AGENCY, DutyState.CLAIMED, label=_("Say that it does not apply"), who=p.obliged_officer,
          asks=[REASON], has_effect=True)
    def claim_exemption(self) -> None: ...

    @step(state, WITH_DGA, DutyState.OUTSTANDING, label=_("Take the report back"), who=p.obliged_officer,
          asks=[REASON], back=Back(BackKind.WITHDRAW), has_effect=True)
    def withdraw_report(self) -> None: ...

    @step(state, [DutyState.REPORTED], DutyState.CONFIRMED, label=_("Confirm that it is done"), who=p.duty_confirmer,
          guards=[g.another_reported], has_effect=True)
    def confirm_done(self) -> None: ...

    @step(state, [DutyState.CLAIMED], DutyState.EXEMPT, label=_("Confirm that it does not apply"),
          who=p.duty_confirmer, guards=[g.another_reported], has_effect=True)
    def confirm_exemption(self) -> None: ...

    @step(state, WITH_DGA, DutyState.RETURNED, label=_("Return with a question"), who=p.duty_confirmer,
          asks=[QUESTION], guards=[g.another_reported], back=Back(BackKind.RETURN))
    def return_duty(self) -> None: ...

    @step(state, [DutyState.CONFIRMED], DutyState.REPORTED, label=_("Correct the confirmation"), who=p.duty_head,
          asks=[REASON], back=Back(BackKind.CORRECT), has_effect=True)
    def correct_confirmation(self) -> None: ...

    @step(state, SETTLED, DutyState.RETURNED, label=_("Reopen with a question"), who=p.duty_head,
          asks=[QUESTION], back=Back(BackKind.REOPEN), has_effect=True)
    def reopen_duty(self) -> None: ...

    @step(state, [*WITH_AGENCY, *WITH_DGA], DutyState.LAPSED, label=_("Let it lapse with the obligation"),
          caused_by=OBLIGATION)
    def lapse(self) -> None: ...
    # fmt: on
