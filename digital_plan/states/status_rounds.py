# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where a round on the status of agencies' plans stands, where each agency's return, and what a return says."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from digital_plan.states.clinic import Channel


class RoundState(models.TextChoices):
    """Where a round stands."""

    DRAFT = "round_drafted", _("Round drafted")
    OPEN = "round_open", _("Open for returns")
    CLOSED = "round_closed", _("Closed for returns")
    REPORTED = "round_reported", _("Result frozen and reported")
    WITHDRAWN = "round_dropped", _("Round not opened")


class ReturnState(models.TextChoices):
    """Where an agency's return stands."""

    AWAITED = "return_awaited", _("Waiting for the agency's return")
    ANSWERED = "status_told", _("Status told")
    QUESTIONED = "status_questioned", _("Asked back by DGA")
    COUNTED = "status_counted", _("Counted in the result")
    LAPSED = "return_missing", _("No return came")


TOLD = (ReturnState.ANSWERED, ReturnState.QUESTIONED, ReturnState.COUNTED)


class PlanStanding(models.TextChoices):
    """How far an agency is with its own plan. Source: DGA slides 2564, on making or revising it."""

    NONE = "none", _("No plan yet")
    MAKING = "making", _("Being made")
    DONE = "done", _("Made")
    REVISING = "revising", _("Being revised")


THERE_IS_A_PLAN = (PlanStanding.DONE, PlanStanding.REVISING)
CAME_BY = (Channel.PHONE, Channel.MAIL)  # how the word of an agency came for which DGA enters it
