# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What must be true of a round on the status of plans and of a return before somebody acts."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from digital_plan.guards.action_plans import LONGEST_YEARS
from digital_plan.states.action_plans import ActionPlanKind
from digital_plan.states.status_rounds import CAME_BY, THERE_IS_A_PLAN, PlanStanding, ReturnState, RoundState
from workflows.lifecycle import Attempt, guard

if TYPE_CHECKING:
    from digital_plan.models import StatusReturn, StatusRound

NAMED = 5  # so many are named before the rest is counted


@guard(_("Another round is open: it must be closed first."))
def no_other_is_open(round_: "StatusRound", attempt: Attempt) -> bool:
    """Source: our decision; what changed is told from one round to the next."""
    return not round_.others_open()


@guard(_("Who wrote the round does not open it: it takes two people (four eyes)."))
def another_wrote_the_round(round_: "StatusRound", attempt: Attempt) -> bool:
    """Source: our decision; it asks every agency of the State."""
    return round_.written_by_id not in {person.pk for person in attempt.people}


@guard(_("The last day must have passed, unless every agency has told its status."))
def is_over_or_all_told(round_: "StatusRound", attempt: Attempt) -> bool:
    return attempt.at > round_.due_at or not round_.returns.filter(state=ReturnState.AWAITED).exists()


def _questioned(round_: "StatusRound", attempt: Attempt) -> list[str]:
    waiting = round_.returns.filter(state=ReturnState.QUESTIONED).select_related("agency").order_by("pk")
    names = [one.agency.name for one in waiting[: NAMED + 1]]
    return [*names[:NAMED], gettext("and more")] if len(names) > NAMED else names


@guard(_("No question to an agency may be open."), lacks=_questioned)
def no_question_is_open(round_: "StatusRound", attempt: Attempt) -> bool:
    return not round_.returns.filter(state=ReturnState.QUESTIONED).exists()


@guard(_("The round must be open for returns."))
def round_is_open(return_: "StatusReturn", attempt: Attempt) -> bool:
    return bool(return_.round.state == RoundState.OPEN)


@guard(_("The round must be open for returns, or this return be asked back."))
def round_takes_this(return_: "StatusReturn", attempt: Attempt) -> bool:
    return return_.round.state == RoundState.OPEN or return_.state == ReturnState.QUESTIONED


@guard(_("The status must be one of those listed; a plan that is there has its kind and its fiscal years, one to ten."))
def status_is_sound(return_: "StatusReturn", attempt: Attempt) -> bool:
    """Source: DGA slides 2564, on plans and workplans of agencies; the longest period is our decision."""
    told = attempt.facts.get("plan_status")
    if told is None:  # nothing is said yet: what it asks for says so
        return True
    kind, first, last = (attempt.facts.get(name) for name in ("plan_kind", "first_year", "last_year"))
    if told not in PlanStanding.values or (kind and kind not in ActionPlanKind.values):
        return False
    years_are_sound = first is None and last is None
    if isinstance(first, int) and isinstance(last, int):
        years_are_sound = 2500 <= first <= last <= 2700 and last - first < LONGEST_YEARS
    return years_are_sound and (told not in THERE_IS_A_PLAN or bool(kind and first))


@guard(_("Say how the agency's word came: by telephone, or by letter or e-mail."))
def way_is_known(return_: "StatusReturn", attempt: Attempt) -> bool:
    told = attempt.facts.get("came_by")
    return told is None or told in CAME_BY
