# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Mending a drafted resolution, and certifying it exactly as it was read."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from budget_review.models import IntegrationProject
from budget_review.operations.ledger import amounts_given, refuse_above_proposed
from committee.models import Meeting, Resolution
from committee.permissions import secretary
from committee.states import WITH_AMOUNTS, ResolutionState, Verb
from workflows.acting import act
from workflows.judging import refuse_person
from workflows.lifecycle import Attempt
from workflows.models import TransitionRecord
from workflows.records import canonical_json, digest
from workflows.refusals import GuardsUnmet, VersionConflict, WrongState


@transaction.atomic
def edit_draft(
    *, resolution_id: int, actor: User, at: datetime, facts: Mapping[str, Any], delegation: int | None = None
) -> Resolution:
    """Write the draft anew, from facts as ``checked`` takes them. Raises WrongState, NotPermitted or GuardsUnmet."""
    meeting = Meeting.objects.select_for_update().get(resolutions=resolution_id)
    resolution = Resolution.objects.select_related("item__project").get(pk=resolution_id)
    if resolution.state != ResolutionState.DRAFT:
        raise WrongState(_("The resolution is certified: it stands as it is."))
    attempt = Attempt(actor=actor, at=at, request_id=uuid4(), delegation=delegation)
    refuse_person(meeting, "edit", secretary, attempt, holding=True)
    for name, value in checked(resolution.item.project, facts).items():
        setattr(resolution, name, value)
    resolution.save(update_fields=["verb", "text", "amounts", "conditions"])
    return resolution


def wording_sha256(resolution: Resolution) -> str:
    """The hash of everything that a resolution says."""
    return digest(canonical_json([resolution.verb, resolution.text, resolution.amounts, resolution.conditions]))


@transaction.atomic
def certify_as_read(
    *,
    resolution_id: int,
    wording: str,
    actor: User,
    at: datetime,
    request_id: UUID,
    expected_version: int | None = None,
    delegation: int | None = None,
) -> TransitionRecord:
    """Certify a resolution whose wording is still what the chair read: a draft may be mended until then.

    ``wording`` is its ``wording_sha256``. Raises VersionConflict when it differs, and whatever the act raises.
    """
    Meeting.objects.select_for_update().get(resolutions=resolution_id)
    resolution = Resolution.objects.get(pk=resolution_id)
    if resolution.state == ResolutionState.DRAFT and wording_sha256(resolution) != wording:
        raise VersionConflict(_("The draft was changed meanwhile. Read it again before you certify it."))
    return act(
        resolution,
        "certify",
        actor=actor,
        at=at,
        request_id=request_id,
        expected_version=expected_version,
        delegation=delegation,
    )


def checked(project: IntegrationProject | None, facts: Mapping[str, Any]) -> dict[str, Any]:
    """What a resolution says, checked against its project.

    ``{"verb": "endorse", "text": "…", "amounts": {"7": "68500000.00"}, "conditions": [{"text": "…", "due_date":
    "2021-03-01", "before_forwarding": true}]}``; raises GuardsUnmet naming what is wrong.
    """
    verb = facts.get("verb")
    if verb not in Verb.values:
        raise GuardsUnmet(_("A resolution says one of the listed things."))
    text = str(facts.get("text", "")).strip()
    if not text:
        raise GuardsUnmet(_("The resolution's text must be written."))
    amounts = {}
    if project is not None and verb in WITH_AMOUNTS:
        given = amounts_given(project, facts.get("amounts") or {})
        refuse_above_proposed(project, given)
        amounts = {str(line): f"{amount:.2f}" for line, amount in given.items()}
    conditions = _conditions(facts.get("conditions") or []) if verb == Verb.ENDORSE_WITH_CONDITIONS else []
    if verb == Verb.ENDORSE_WITH_CONDITIONS and not conditions:
        raise GuardsUnmet(_("An endorsement with conditions names at least one."))
    return {"verb": verb, "text": text, "amounts": amounts, "conditions": conditions}


def _conditions(given: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    try:
        return [
            {
                "text": str(condition["text"]).strip(),
                "due_date": date.fromisoformat(condition["due_date"]).isoformat()
                if condition.get("due_date")
                else None,
                "before_forwarding": bool(condition.get("before_forwarding")),
            }
            for condition in given
            if str(condition["text"]).strip()
        ]
    except (KeyError, TypeError, ValueError) as error:
        raise GuardsUnmet(_("A condition has a text and, where it has one, a date.")) from error
