# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Trying amounts against the ceiling, and adopting one scenario: from then on resolutions give its amounts."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import User
from committee.models import AdoptedScenario, Meeting, Scenario
from committee.permissions import secretary
from committee.queries.scenarios import ceilings_of, lines_of_meeting, totals_of
from committee.states import MeetingState
from workflows.judging import refuse_person
from workflows.lifecycle import Attempt
from workflows.records import canonical_json, digest
from workflows.refusals import GuardsUnmet, RequestReused, VersionConflict, WrongState

MOST = 20  # scenarios of a meeting: more than anybody compares


@transaction.atomic
def save_scenario(
    *,
    meeting: Meeting,
    name: str,
    amounts: Mapping[str, Any],
    actor: User,
    at: datetime,
    scenario_id: int | None = None,
    expected_revision: int = 0,
    delegation: int | None = None,
) -> Scenario:
    """Keep cuts of one's own under a name; lines that are left out stay as they were screened.

    Raises WrongState, NotPermitted, GuardsUnmet or VersionConflict - and then nothing has changed.
    """
    meeting = _for_secretary(meeting, "save_scenario", actor, at, delegation)
    name = name.strip()[:120]
    if not name:
        raise GuardsUnmet(_("A scenario has a name."))
    checked = amounts_of_lines(meeting, amounts)
    same = meeting.scenarios.filter(name=name).exclude(pk=scenario_id or 0).first()
    if same is not None:
        raise GuardsUnmet(_("Another scenario of this meeting has this name."))
    if scenario_id is None:
        if meeting.scenarios.count() >= MOST:
            raise GuardsUnmet(_("A meeting has at most %(most)s scenarios.") % {"most": MOST})
        return Scenario.objects.create(meeting=meeting, name=name, amounts=checked, made_by=actor, changed_at=at)
    scenario = meeting.scenarios.filter(pk=scenario_id).first()
    if scenario is None:
        raise GuardsUnmet(_("The scenario is not of this meeting."))
    if scenario.revision != expected_revision:
        words = {"person": scenario.made_by, "name": scenario.name}
        raise VersionConflict(_("%(person)s changed “%(name)s” meanwhile. What you typed is still here.") % words)
    scenario.name, scenario.amounts, scenario.made_by, scenario.changed_at = name, checked, actor, at
    scenario.revision += 1
    scenario.save(update_fields=["name", "amounts", "made_by", "changed_at", "revision"])
    return scenario


@transaction.atomic
def adopt_scenario(
    *,
    meeting: Meeting,
    name: str,
    amounts: Mapping[str, Any],
    reason: str = "",
    actor: User,
    at: datetime,
    request_id: UUID,
    delegation: int | None = None,
) -> AdoptedScenario:
    """Freeze a scenario as what the meeting goes by; a later one takes its place, and both stay.

    Raises WrongState, NotPermitted, GuardsUnmet or RequestReused - and then nothing has changed.
    """
    if same := AdoptedScenario.objects.filter(request_id=request_id).first():
        said = (same.adopted_by_id, same.meeting_id, same.content["name"])
        if said != (actor.pk, meeting.pk, name.strip()):
            raise RequestReused(_("Another act has this request's id already."))
        return same
    meeting = _for_secretary(meeting, "adopt_scenario", actor, at, delegation)
    if meeting.state != MeetingState.IN_SESSION:
        raise WrongState(_("A scenario is adopted while the meeting is in session."))
    checked = amounts_of_lines(meeting, amounts)
    if not checked:
        raise GuardsUnmet(_("A scenario gives an amount for at least one line."))
    last = meeting.adopted_scenarios.aggregate(last=Max("number"))["last"] or 0
    if last and not reason.strip():
        raise GuardsUnmet(_("A scenario is adopted already: give the reason for another."))
    lines = lines_of_meeting(meeting)
    content = {
        "name": name.strip(),
        "amounts": checked,
        "totals": {str(year): f"{total:.2f}" for year, total in totals_of(lines, checked).items()},
        "ceilings": {str(year): f"{ceiling:.2f}" for year, ceiling in ceilings_of(lines).items()},
    }
    return AdoptedScenario.objects.create(
        meeting=meeting,
        number=last + 1,
        content=content,
        content_sha256=digest(canonical_json(content)),
        reason=reason.strip(),
        adopted_by=actor,
        adopted_at=at,
        request_id=request_id,
    )


def amounts_of_lines(meeting: Meeting, given: Mapping[str, Any]) -> dict[str, str]:
    """Amounts of the meeting's own lines, none below nothing and none above what is proposed."""
    lines = {str(line.pk): line for line in lines_of_meeting(meeting)}
    checked: dict[str, str] = {}
    for pk, said in given.items():
        line = lines.get(str(pk))
        if line is None:
            raise GuardsUnmet(_("A line of the scenario is not before this meeting."))
        try:
            amount = Decimal(str(said)).quantize(Decimal("0.01"))
            is_within = Decimal(0) <= amount <= line.proposed_baht
        except InvalidOperation as error:  # also what is no number at all
            raise GuardsUnmet(_("Enter an amount in baht.")) from error
        if not is_within:
            words = {"item": line.item}
            raise GuardsUnmet(_("%(item)s: an amount lies between nothing and what is proposed.") % words)
        checked[str(pk)] = f"{amount:.2f}"
    return dict(sorted(checked.items(), key=lambda one: int(one[0])))


def _for_secretary(meeting: Meeting, name: str, actor: User, at: datetime, delegation: int | None) -> Meeting:
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    attempt = Attempt(actor=actor, at=at, request_id=uuid4(), delegation=delegation)
    refuse_person(meeting, name, secretary, attempt, holding=True)
    if meeting.state in (MeetingState.CONCLUDED, MeetingState.CANCELLED):
        raise WrongState(_("The meeting is over."))
    return meeting
