# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whose turn it is in a campaign, and with each agency's response."""

from django.utils.translation import gettext_lazy as _
from viewflow import this
from viewflow.workflow.base import Flow
from viewflow.workflow.nodes import End, Switch

from agencies.roles import Role, group
from digital_plan.lifecycle.campaigns import CampaignLifecycle, ResponseLifecycle
from digital_plan.models import AlignmentResponse
from digital_plan.states.campaigns import CampaignState, ResponseState
from workflows.clocks import WorkingDays
from workflows.clocks.days import ByDay
from workflows.models import Process, Task
from workflows.nodes import Desk, Start, is_in, lock_of_the_engine

TO_TAKE_UP = WorkingDays(5)  # our decision, as are those below
TO_CHECK = WorkingDays(10)
TO_CLARIFY = WorkingDays(5)
TO_SEND = WorkingDays(5)
TO_OPEN = WorkingDays(5)
LAST_DAY = _("The campaign's last day")


def officers(_subject: object) -> str:
    """DGA's screening officers."""
    return group(Role.SCREENING_OFFICER)


def heads(_subject: object) -> str:
    """DGA's heads of screening."""
    return group(Role.SCREENING_HEAD)


def office_asked(response: AlignmentResponse) -> str:
    """The officers of the agency that is asked."""
    return group(Role.AGENCY_OFFICER, response.agency_id)


class CampaignFlow(Flow):
    """It is opened, closed when its time is over, and declared reported when every agency has its letter."""

    process_class = Process
    task_class = Task
    lock_impl = lock_of_the_engine

    start = Start().Next(this.route)
    route = (
        Switch()
        .Case(this.opening_campaign, is_in(CampaignState.DRAFT))
        .Case(this.closing_campaign, is_in(CampaignState.OPEN))
        .Case(this.reporting_campaign, is_in(CampaignState.CLOSED))
        .Default(this.end)
    )
    opening_campaign = Desk(
        [CampaignState.DRAFT],
        acts=[CampaignLifecycle.open_campaign, CampaignLifecycle.drop_campaign],
        label=_("Open the campaign"),
        undated=_("Until the day on which it is to begin"),
        unit=heads,
    ).Next(this.route)
    closing_campaign = Desk(
        [CampaignState.OPEN],
        acts=[CampaignLifecycle.close_campaign],
        label=_("Close the campaign after its last day"),
        undated=_("After the campaign's last day"),
        unit=officers,
    ).Next(this.route)
    reporting_campaign = Desk(
        [CampaignState.CLOSED],
        acts=[CampaignLifecycle.declare_reported],
        label=_("Declare that every agency was told"),
        undated=_("Until the last result letter is sent"),
        unit=heads,
    ).Next(this.route)
    end = End()


class ResponseFlow(Flow):
    """The agency answers, an officer checks and may ask back, a head sends the letter, the agency opens it."""

    process_class = Process
    task_class = Task
    lock_impl = lock_of_the_engine

    start = Start().Next(this.route)
    route = (
        Switch()
        .Case(this.responding, is_in(ResponseState.AWAITED))
        .Case(this.taking_up_check, is_in(ResponseState.SUBMITTED))
        .Case(this.checking_response, is_in(ResponseState.CHECKING))
        .Case(this.clarifying, is_in(ResponseState.CLARIFYING))
        .Case(this.sending_result, is_in(ResponseState.CHECKED))
        .Case(this.opening_result, is_in(ResponseState.REPORTED))
        .Default(this.end)
    )
    responding = Desk(
        [ResponseState.AWAITED],
        acts=[ResponseLifecycle.hand_over],
        closed_by=[ResponseLifecycle.lapse],
        label=_("Answer the alignment questionnaire"),
        due=ByDay(lambda response: response.campaign.due_date, LAST_DAY),
        unit=office_asked,
    ).Next(this.route)
    taking_up_check = Desk(
        [ResponseState.SUBMITTED],
        acts=[ResponseLifecycle.take_up_check, ResponseLifecycle.record_finding],
        label=_("Take up the check of a response"),
        due=TO_TAKE_UP,
        unit=officers,
    ).Next(this.route)
    checking_response = Desk(
        [ResponseState.CHECKING],
        acts=[ResponseLifecycle.record_finding, ResponseLifecycle.ask_to_clarify],
        label=_("Check a response"),
        due=TO_CHECK,
        unit=officers,
        continues_after=[ResponseLifecycle.ask_to_clarify],
    ).Next(this.route)
    clarifying = Desk(
        [ResponseState.CLARIFYING],
        acts=[ResponseLifecycle.clarify],
        closed_by=[ResponseLifecycle.go_on_without],
        label=_("Clarify what was asked on the response"),
        due=TO_CLARIFY,
        unit=office_asked,
    ).Next(this.route)
    sending_result = Desk(
        [ResponseState.CHECKED],
        acts=[ResponseLifecycle.send_result, ResponseLifecycle.check_again],
        label=_("Send the result letter"),
        due=TO_SEND,
        unit=heads,
    ).Next(this.route)
    opening_result = Desk(
        [ResponseState.REPORTED],
        acts=[ResponseLifecycle.open_result],
        label=_("Open the result letter"),
        due=TO_OPEN,
        unit=office_asked,
    ).Next(this.route)
    end = End()
