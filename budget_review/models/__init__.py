# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The subject of the service: rounds, projects and their parts, screening, money."""

from budget_review.models.attachments import Attachment, AttachmentFile
from budget_review.models.comments import Comment
from budget_review.models.criteria import CriteriaDraft, CriteriaSet, Criterion
from budget_review.models.imports import ImportedRow, ImportStatus, WorkplanImport
from budget_review.models.inquiries import Inquiry
from budget_review.models.money import AmountEntry, BudgetLine, Category, Stage
from budget_review.models.parts import Condition, ExpertOpinion, Kpi, KpiShare, Participation
from budget_review.models.projects import IntegrationProject, ProjectVersion
from budget_review.models.receipts import Receipt, ReceiptSeries
from budget_review.models.results import ResultNotice, ResultPaper
from budget_review.models.rounds import LatePermission, Round, RoundChange, Workplan, WorkplanTarget
from budget_review.models.screening import Finding, ScreenedLine, Screening
from budget_review.models.sections import EarlierText, ProposalSection
from budget_review.models.similarity import FoundPair, PairFinding, Signature, SignatureMark
from budget_review.models.tiers import TierBands

__all__ = [
    "AmountEntry",
    "Attachment",
    "AttachmentFile",
    "BudgetLine",
    "Category",
    "Comment",
    "Condition",
    "CriteriaDraft",
    "CriteriaSet",
    "Criterion",
    "EarlierText",
    "ExpertOpinion",
    "Finding",
    "FoundPair",
    "ImportStatus",
    "ImportedRow",
    "Inquiry",
    "IntegrationProject",
    "Kpi",
    "KpiShare",
    "LatePermission",
    "PairFinding",
    "Participation",
    "ProjectVersion",
    "ProposalSection",
    "Receipt",
    "ReceiptSeries",
    "ResultNotice",
    "ResultPaper",
    "Round",
    "RoundChange",
    "ScreenedLine",
    "Screening",
    "Signature",
    "SignatureMark",
    "Stage",
    "TierBands",
    "Workplan",
    "WorkplanImport",
    "WorkplanTarget",
]
