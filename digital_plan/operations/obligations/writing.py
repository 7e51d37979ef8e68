# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writing an obligation: a new one, a draft anew, or one in force with the reason. Records keep how it read before."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import User
from agencies.models import Agency
from digital_plan.lifecycle.obligations import ObligationLifecycle
from digital_plan.models import Obligation
from digital_plan.models.obligations import SAID
from digital_plan.operations.obligations.obliging import let_be_due_anew
from digital_plan.states.obligations import Scope
from papers.thai import normalise
from workflows.engine import create
from workflows.lifecycle import Attempt, effect
from workflows.models import TransitionRecord
from workflows.refusals import GuardsUnmet

DAYS = ("issued_on", "due_date")


def begin_obligation(
    *,
    said: Mapping[str, Any],
    actor: User,
    at: datetime,
    request_id: UUID,
    delegation: int | None = None,
    is_example: bool = False,
) -> TransitionRecord:
    """Write a new obligation; ``said`` is as ``Obligation.content``. Nobody is asked before it is in force.

    Raises NotPermitted, GuardsUnmet or RequestReused - and then nothing has changed.
    """
    obligation = Obligation(written_by=actor, is_example=is_example)
    _say(obligation, said)
    facts = {"said": obligation.content()}
    return create(obligation, actor=actor, at=at, request_id=request_id, delegation=delegation, facts=facts)


@effect(ObligationLifecycle.rewrite_obligation)
def write_anew(obligation: Obligation, attempt: Attempt) -> dict[str, Any]:
    """Write a draft anew; who wrote it last counts as its writer. Returns what ``_change`` does."""
    obligation.written_by = attempt.actor
    return _change(obligation, attempt)


@effect(ObligationLifecycle.amend_obligation)
def change_in_force(obligation: Obligation, attempt: Attempt) -> dict[str, Any]:
    """Change what every agency is asked; a new last day counts for all that is open. Returns what ``_change`` does."""
    before = obligation.due_date
    facts = _change(obligation, attempt)
    if obligation.due_date != before:
        let_be_due_anew(obligation)
    return facts


def _change(obligation: Obligation, attempt: Attempt) -> dict[str, Any]:
    """``{"said": {"due_date": "2021-08-31"}, "said_before": {"due_date": "2021-07-29"}}``: what reads otherwise now.

    Raises GuardsUnmet for what cannot be meant, or says nothing new.
    """
    before = obligation.content()
    given = attempt.facts["said"]
    if not isinstance(given, Mapping):
        raise GuardsUnmet(_("What the obligation is to say cannot be read."))
    _say(obligation, given)
    now = obligation.content()
    changed = [name for name in SAID if now[name] != before[name]]
    if not changed:
        raise GuardsUnmet(_("Nothing would read otherwise than before."))
    obligation.save(update_fields=[*changed, "written_by"])
    return {"said": {name: now[name] for name in changed}, "said_before": {name: before[name] for name in changed}}


def _say(obligation: Obligation, said: Mapping[str, Any]) -> None:
    """Let an obligation say so; what is not named stays. Raises GuardsUnmet."""
    lacking: list[str] = []
    for name in (name for name in SAID if name in said):
        value = said[name]
        if name in DAYS:
            value = _day(value, lacking)
        elif name == "scope_of":
            value = sorted({str(one) for one in value or []})
        else:
            value = normalise(str(value or "")).strip()
        setattr(obligation, name, value)
    if obligation.scope == Scope.ALL:
        obligation.scope_of = []
    if not (obligation.name_th and obligation.source and obligation.asked):
        lacking.append(_("The obligation needs its name, its source, and what is asked."))
    lacking += [*_unsound(obligation), *_unknown(obligation)]
    if lacking:
        raise GuardsUnmet(*lacking)


def _day(value: Any, lacking: list[str]) -> date | None:
    if not value or isinstance(value, date):
        return value or None
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        lacking.append(_("A day is written as year-month-day."))
        return None


def _unsound(obligation: Obligation) -> list[str]:
    """What no column takes, each under its name."""
    faults: list[str] = []
    for name in SAID:
        value = getattr(obligation, name)
        column: Any = obligation._meta.get_field(name)
        try:
            if value or name in ("basis", "scope"):
                column.clean(value, obligation)
        except ValidationError as error:
            faults.append(f"{column.verbose_name}: {' '.join(error.messages)}")
    return faults


def _unknown(obligation: Obligation) -> list[str]:
    """What of its scope is not registered, in sentences."""
    if obligation.scope == Scope.CHOSEN:
        known = set(Agency.objects.filter(code__in=obligation.scope_of).values_list("code", flat=True))
        said = _("There is no agency with the code %(codes)s.")
    elif obligation.scope == Scope.MINISTRIES:
        known = set(Agency.objects.filter(ministry_th__in=obligation.scope_of).values_list("ministry_th", flat=True))
        said = _("No registered agency belongs to %(codes)s.")
    else:
        return []
    strange = [one for one in obligation.scope_of if one not in known]
    return [said % {"codes": ", ".join(strange)}] if strange else []
