# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The life of what a resolution assigned, from the day it was certified to the day the committee is told."""

from django.utils.translation import gettext_lazy as _

from committee import guards as g
from committee import permissions as p
from committee.lifecycle.names import REASON, RESOLUTION
from committee.states import OPEN_ACTION, ActionState
from workflows.back_moves import Back, BackKind
from workflows.fields import StateField
from workflows.lifecycle import Asked, Subject, start, step

DONE = Asked("note", _("What was done must be told."))
DUE = Asked("due_date", _("The new day must be given."))


class ActionItemLifecycle(Subject):
    """Done by its owner, verified by the secretariat, and among the matters arising until it is closed."""

    flow = "committee.flows_of_results.ActionFlow"
    ends = (ActionState.CLOSED, ActionState.VOID)
    state = StateField(
        _("state"), choices=ActionState.choices, default=ActionState.OPEN, protected=True, editable=False
    )
    begin = start(label=_("Assign"), caused_by=RESOLUTION)

    class Meta:
        abstract = True

    # fmt: off
    @step(state, [ActionState.OPEN, ActionState.RETURNED], ActionState.REPORTED, label=_("Report it as done"),
          who=p.action_owner, asks=[DONE], has_effect=True)
    def report(self) -> None: ...

    @step(state, [ActionState.REPORTED], ActionState.VERIFIED, label=_("Verify"), who=p.judge_of_report,
          guards=[g.another_reported_it], has_effect=True)
    def verify(self) -> None: ...

    @step(state, [ActionState.REPORTED], ActionState.RETURNED, label=_("Return: not done yet"),
          who=p.judge_of_report, asks=[REASON], back=Back(BackKind.RETURN), has_effect=True)
    def send_back(self) -> None: ...

    @step(state, [ActionState.OPEN, ActionState.RETURNED], ActionState.OPEN, label=_("Extend the term"),
          who=p.action_verifier, asks=[REASON, DUE], has_effect=True)
    def extend(self) -> None: ...

    @step(state, [ActionState.VERIFIED], ActionState.CLOSED, label=_("Close: the committee is told"),
          who=p.action_verifier)
    def close(self) -> None: ...

    @step(state, OPEN_ACTION, ActionState.VOID, label=_("Fall away with its resolution"), caused_by=RESOLUTION)
    def fall_away(self) -> None: ...
    # fmt: on
