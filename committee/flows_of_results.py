# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whose turn it is after a resolution: to acknowledge its letters, and to do what it assigned."""

from django.utils.translation import gettext_lazy as _
from viewflow import this
from viewflow.workflow.base import Flow
from viewflow.workflow.nodes import End, Switch

from agencies.roles import Role, group
from committee.lifecycle.actions import ActionItemLifecycle
from committee.lifecycle.letters import DecisionLetterLifecycle
from committee.models import ActionItem, DecisionLetter
from committee.queries.groups import person_group, secretariat_group, verifiers_group
from committee.states import ActionState, Confidentiality, LetterState
from workflows.clocks import WorkingDays
from workflows.clocks.days import ByDay
from workflows.models import Process, Task
from workflows.nodes import Desk, Start, is_in, lock_of_the_engine

DAYS_TO_ACKNOWLEDGE = WorkingDays(5)  # our decision
DAYS_TO_VERIFY = WorkingDays(5)  # our decision


def office_of_recipient(letter: DecisionLetter) -> str:
    """The officers of the agency that the letter goes to."""
    return group(Role.AGENCY_OFFICER, letter.agency_id)


def office_of_owner(action: ActionItem) -> str:
    """The officers of the agency that does it, or the one person."""
    if action.person_id is not None:
        return person_group(action.person_id)
    return group(Role.AGENCY_OFFICER, action.agency_id)


def who_verifies(action: ActionItem) -> str:
    """The committee's secretariat, and who does it by a mandate where the matter is open to all."""
    is_open = action.resolution.item.confidentiality == Confidentiality.OPEN
    return (verifiers_group if is_open else secretariat_group)(action.committee_id)


class LetterFlow(Flow):
    """One desk: the agency acknowledges the letter."""

    process_class = Process
    task_class = Task
    lock_impl = lock_of_the_engine

    start = Start().Next(this.route)
    route = Switch().Case(this.acknowledging, is_in(LetterState.SENT)).Default(this.end)
    acknowledging = Desk(
        [LetterState.SENT],
        acts=[DecisionLetterLifecycle.acknowledge],
        label=_("Acknowledge the letter"),
        due=DAYS_TO_ACKNOWLEDGE,
        unit=office_of_recipient,
    ).Next(this.route)
    end = End()


class ActionFlow(Flow):
    """The owner reports, the secretariat verifies, and closes it when the committee is told."""

    process_class = Process
    task_class = Task
    lock_impl = lock_of_the_engine

    start = Start().Next(this.route)
    route = (
        Switch()
        .Case(this.doing, is_in(ActionState.OPEN, ActionState.RETURNED))
        .Case(this.verifying, is_in(ActionState.REPORTED))
        .Case(this.closing_action, is_in(ActionState.VERIFIED))
        .Default(this.end)
    )
    doing = Desk(
        [ActionState.OPEN, ActionState.RETURNED],
        acts=[ActionItemLifecycle.report],
        label=_("Do what was assigned, and report it"),
        due=ByDay(lambda action: action.due_date, _("The day that the resolution or its extension set")),
        unit=office_of_owner,
    ).Next(this.route)
    verifying = Desk(
        [ActionState.REPORTED],
        acts=[ActionItemLifecycle.verify, ActionItemLifecycle.send_back],
        label=_("Verify what was reported"),
        due=DAYS_TO_VERIFY,
        unit=who_verifies,
    ).Next(this.route)
    closing_action = Desk(
        [ActionState.VERIFIED],
        acts=[ActionItemLifecycle.close],
        label=_("Tell the committee, and close it"),
        undated=_("Until the committee has been told, at its next meeting"),
        unit=lambda action: secretariat_group(action.committee_id),
    ).Next(this.route)
    end = End()
