# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The states of a campaign and of each agency's response, and what is chosen from in a response."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CampaignState(models.TextChoices):
    """Where a campaign stands."""

    DRAFT = "draft", _("Campaign drafted")
    OPEN = "open", _("Open for responses")
    CLOSED = "closed", _("Closed for responses")
    REPORTED = "results_reported", _("Results reported to agencies")
    WITHDRAWN = "withdrawn", _("Not opened")


class ResponseState(models.TextChoices):
    """Where an agency's response stands."""

    AWAITED = "awaited", _("Waiting for the agency")
    SUBMITTED = "handed_over", _("Handed in, waiting for the check")
    CHECKING = "checking", _("Being checked")
    CLARIFYING = "clarifying", _("Clarification asked")
    CHECKED = "checked", _("Checked, result not sent yet")
    REPORTED = "result_sent", _("Result sent")
    ACKNOWLEDGED = "acknowledged", _("Result opened by the agency")
    LAPSED = "not_received", _("Not received")


HANDED_IN = (
    ResponseState.SUBMITTED, ResponseState.CHECKING, ResponseState.CLARIFYING, ResponseState.CHECKED,
    ResponseState.REPORTED, ResponseState.ACKNOWLEDGED,
)  # fmt: skip
UNTOLD = (ResponseState.SUBMITTED, ResponseState.CHECKING, ResponseState.CLARIFYING, ResponseState.CHECKED)
TOLD = (ResponseState.REPORTED, ResponseState.ACKNOWLEDGED)
WRITTEN_IN = (ResponseState.AWAITED, ResponseState.CLARIFYING)  # the agency has the response in hand


class Finding(models.TextChoices):
    """What the check found."""

    ALIGNED = "aligned", _("Aligned with the plan")
    PARTLY = "partly", _("Partly aligned with the plan")
    NOT_ALIGNED = "not_aligned", _("Not aligned with the plan")


class Variant(models.TextChoices):
    """How many parts the questionnaire has. Source: DGA slides 2564, on the two questionnaires."""

    THREE_PARTS = "three_parts", _("Three parts: the agency owns a key project")
    TWO_PARTS = "two_parts", _("Two parts: the agency owns no key project")


class PlanStatus(models.TextChoices):
    """How far an agency is with its own plan. Source: DGA slides 2564, on preparing or revising it."""

    NONE = "none", _("None yet")
    MAKING = "making", _("Being made")
    DONE = "done", _("Made")
    REVISED = "revised", _("Revised to follow the plan")


class PlanKind(models.TextChoices):
    """What an agency's own plan is."""

    ACTION_PLAN = "action_plan", _("Action plan (digital)")
    WORK_PLAN = "work_plan", _("Workplan")
