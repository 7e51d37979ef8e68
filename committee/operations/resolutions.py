# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Mending a drafted resolution, and certifying it exactly as it was read."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from agencies.models import Agency
from budget_review.models import IntegrationProject
from budget_review.operations.ledger import amounts_given, refuse_above_proposed
from committee.models import Meeting, Resolution
from committee.models.actions import MOST_WORKING_DAYS
from committee.permissions import secretary
from committee.states import UNSEALED, ItemKind, ResolutionState, Verb
from committee.verbs import MEANINGS, faults
from committee.wording import amounts_named
from papers.thai import format_baht
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
    if resolution.state != ResolutionState.DRAFT or resolution.corrects_id is not None:
        raise WrongState(_("The resolution is recorded: it stands as it is."))
    attempt = Attempt(actor=actor, at=at, request_id=uuid4(), delegation=delegation)
    refuse_person(meeting, "edit", secretary, attempt, holding=True)
    for name, value in checked(
        resolution.item.project, facts, on_minutes=resolution.item.item_kind == ItemKind.MINUTES
    ).items():
        setattr(resolution, name, value)
    resolution.save(update_fields=["verb", "also", "text", "amounts", "conditions", "actions"])
    return resolution


def wording_sha256(resolution: Resolution) -> str:
    """The hash of everything that a resolution says."""
    said = [resolution.verb, resolution.text, resolution.amounts, resolution.conditions]
    more = [resolution.also, resolution.actions]
    return digest(canonical_json([*said, *(more if any(more) else [])]))


@transaction.atomic
def act_as_read(
    *,
    resolution_id: int,
    name: str = "certify",
    wording: str,
    actor: User,
    at: datetime,
    request_id: UUID,
    expected_version: int | None = None,
    delegation: int | None = None,
) -> TransitionRecord:
    """Record or certify a resolution whose wording is still what was read: a draft may be mended until then.

    ``wording`` is its ``wording_sha256``; ``name`` is the act. Raises VersionConflict when it differs, and whatever
    the act raises.
    """
    Meeting.objects.select_for_update().get(resolutions=resolution_id)
    resolution = Resolution.objects.get(pk=resolution_id)
    if resolution.state in UNSEALED and wording_sha256(resolution) != wording:
        raise VersionConflict(_("The draft was changed meanwhile. Read it again before you certify it."))
    return act(
        resolution,
        name,
        actor=actor,
        at=at,
        request_id=request_id,
        expected_version=expected_version,
        delegation=delegation,
    )


def checked(
    project: IntegrationProject | None, facts: Mapping[str, Any], *, on_minutes: bool = False
) -> dict[str, Any]:
    """What a resolution says, checked against its project and against itself.

    ``{"verb": "endorse", "also": ["assign"], "text": "…", "amounts": {"7": "68500000.00"}, "conditions": [{"text":
    "…", "due_date": "2021-03-01", "before_forwarding": true}], "actions": [{"text": "…", "agency": "dga",
    "person": null, "working_days": 30}]}``; raises GuardsUnmet naming what is wrong.
    """
    given = [facts.get("verb"), *(facts.get("also") or [])]
    if any(verb not in Verb.values for verb in given):
        raise GuardsUnmet(_("A resolution says one of the listed things."))
    verbs = [Verb(verb) for verb in given]
    text = str(facts.get("text", "")).strip()
    if not text:
        raise GuardsUnmet(_("The resolution's text must be written."))
    actions = actions_given(facts.get("actions") or []) if Verb.ASSIGN in verbs else []
    if wrong := faults(verbs, has_project=project is not None, on_minutes=on_minutes, has_actions=bool(actions)):
        raise GuardsUnmet(*wrong)
    meaning = MEANINGS[verbs[0]]
    amounts = {}
    if project is not None and meaning.with_amounts:
        amounts_by_line = amounts_given(project, facts.get("amounts") or {})
        refuse_above_proposed(project, amounts_by_line)
        amounts = {str(line): f"{amount:.2f}" for line, amount in amounts_by_line.items()}
    conditions = _conditions(facts.get("conditions") or []) if meaning.with_conditions else []
    if meaning.with_conditions and not conditions:
        raise GuardsUnmet(_("An endorsement with conditions names at least one."))
    return {
        "verb": verbs[0].value,
        "also": [verb.value for verb in verbs[1:]],
        "text": text,
        "amounts": amounts,
        "conditions": conditions,
        "actions": actions,
    }


def corrected_text(project: IntegrationProject | None, wrong: Resolution, facts: Mapping[str, Any]) -> str:
    """The words of a correction: other words than before, and no other sum than was resolved. Raises GuardsUnmet."""
    text = str(facts.get("text", "")).strip()
    if text == wrong.text:
        raise GuardsUnmet(_("A correction says something else than what it corrects."))
    total = sum(map(Decimal, wrong.amounts.values()), Decimal(0))
    if project is not None and (named := amounts_named(text)) and total not in named:
        sentence = _("The text says %(named)s baht, but the lines add up to %(total)s baht.")
        raise GuardsUnmet(sentence % {"named": format_baht(named[0]), "total": format_baht(total)})
    return text


def actions_given(given: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """What is assigned: each says what, to which agency or person, and until when. Raises GuardsUnmet.

    The term is a day, or so many working days from the certification: ``{"text": "…", "agency": "dga", "person": None,
    "due_date": "2021-03-31"}`` or ``"working_days": 30``.
    """
    try:
        actions = [
            {
                "text": str(action["text"]).strip(),
                "agency": action.get("agency") or None,
                "person": int(action["person"]) if action.get("person") else None,
                **_term(action),
            }
            for action in given
            if str(action["text"]).strip()
        ]
    except (KeyError, TypeError, ValueError) as error:
        raise GuardsUnmet(_("What is assigned says what, to whom, and until when.")) from error
    for action in actions:
        _refuse_unowned(action)
    return actions


def _term(action: Mapping[str, Any]) -> dict[str, Any]:
    """A day or a number of working days, one of both; raises KeyError or ValueError."""
    if action.get("due_date"):
        if action.get("working_days"):
            raise ValueError("one term")
        return {"due_date": date.fromisoformat(str(action["due_date"])).isoformat()}
    return {"working_days": int(action["working_days"])}


def _refuse_unowned(action: Mapping[str, Any]) -> None:
    if (action["agency"] is None) == (action["person"] is None):
        raise GuardsUnmet(_("What is assigned has one owner: an agency or a person."))
    if action["agency"] is not None and not Agency.objects.filter(code=action["agency"]).exists():
        raise GuardsUnmet(_("There is no such agency."))
    if action["person"] is not None and not User.objects.filter(pk=action["person"], is_active=True).exists():
        raise GuardsUnmet(_("There is no such person."))
    if "working_days" in action and not 1 <= action["working_days"] <= MOST_WORKING_DAYS:
        raise GuardsUnmet(_("The term is between 1 and %(most)s working days.") % {"most": MOST_WORKING_DAYS})


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
