# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is kept of the plans, and of how agencies are driven by them."""

from digital_plan.models.action_plans import (
    ActionPlan,
    ActionPlanPaper,
    ActionPlanRevision,
    ActionPlanSection,
    EarlierPlanText,
    OwnDocument,
)
from digital_plan.models.campaigns import (
    Alignment,
    AlignmentCampaign,
    AlignmentLetter,
    AlignmentLetterPaper,
    AlignmentResponse,
    ChosenAgency,
    OwnProject,
    ResponseVersion,
)
from digital_plan.models.clinic import (
    ClinicBooking,
    ClinicDayOff,
    ClinicSeason,
    ClinicSlot,
    ConsultationNote,
)
from digital_plan.models.contacts import Contact
from digital_plan.models.obligations import AgencyObligation, DutyEvidence, Obligation
from digital_plan.models.overviews import OverviewPaper, OverviewSnapshot
from digital_plan.models.plans import (
    ItemOwner,
    Plan,
    PlanChange,
    PlanItem,
)
from digital_plan.models.revisions import PlanRevision, RevisionProposal
from digital_plan.models.rolling import YearSummary, YearSummaryPaper
from digital_plan.models.status_rounds import StatusResult, StatusResultPaper, StatusReturn, StatusRound
from digital_plan.models.year import YearChange, YearEntry

__all__ = [
    "ActionPlan",
    "ActionPlanPaper",
    "ActionPlanRevision",
    "ActionPlanSection",
    "AgencyObligation",
    "Alignment",
    "AlignmentCampaign",
    "AlignmentLetter",
    "AlignmentLetterPaper",
    "AlignmentResponse",
    "ChosenAgency",
    "ClinicBooking",
    "ClinicDayOff",
    "ClinicSeason",
    "ClinicSlot",
    "ConsultationNote",
    "Contact",
    "DutyEvidence",
    "EarlierPlanText",
    "ItemOwner",
    "Obligation",
    "OverviewPaper",
    "OverviewSnapshot",
    "OwnDocument",
    "OwnProject",
    "Plan",
    "PlanChange",
    "PlanItem",
    "PlanRevision",
    "ResponseVersion",
    "RevisionProposal",
    "StatusResult",
    "StatusResultPaper",
    "StatusReturn",
    "StatusRound",
    "YearChange",
    "YearEntry",
    "YearSummary",
    "YearSummaryPaper",
]
