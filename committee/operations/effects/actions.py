# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What happens when something is assigned, done, and given more time."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from accounts.models import User
from agencies.models import Agency
from agencies.roles import day_of
from committee.lifecycle import ResolutionLifecycle
from committee.lifecycle.actions import ActionItemLifecycle
from committee.models import ActionEvidence, ActionItem, Resolution
from committee.operations.resolutions import actions_given
from committee.permissions import mandate_to_verify
from committee.states import OPEN_ACTION
from papers.models import Document
from workflows.clocks.calendars import calendar_in_force
from workflows.clocks.running import reset_days
from workflows.desks import open_desks
from workflows.engine import begin, follow
from workflows.lifecycle import Attempt, effect
from workflows.refusals import GuardsUnmet

LONGEST_EXTENSION = timedelta(days=3 * 366)


def assign(resolution: Resolution, attempt: Attempt) -> dict[str, Any]:
    """Give each owner what the resolution assigns, due on its day, or so many working days after this one."""
    if not resolution.actions:
        return {}
    _begin(resolution, resolution.actions, attempt)
    return {"assigned": len(resolution.actions)}


@effect(ResolutionLifecycle.assign_more)
def assign_one_more(resolution: Resolution, attempt: Attempt) -> dict[str, Any]:
    """Give an owner what the words of the resolution assign, before its letters tell of it.

    ``{"text": "…", "agency": "dga", "due_date": "2021-03-31"}`` → ``{"assigned": 1}``; raises GuardsUnmet.
    """
    given = actions_given([attempt.facts])
    if (due := given[0].get("due_date")) and date.fromisoformat(due) < day_of(attempt.at):
        raise GuardsUnmet(_("What is assigned is not due before today."))
    _begin(resolution, given, attempt)
    return {"assigned": 1}


def _begin(resolution: Resolution, actions: Sequence[Mapping[str, Any]], attempt: Attempt) -> None:
    calendar = calendar_in_force()
    follows = attempt.caused_by(resolution, resolution.version + 1)
    agencies = Agency.objects.filter(code__in=_named(actions, "agency")).in_bulk(field_name="code")
    people = User.objects.in_bulk(_named(actions, "person"))
    for place, given in enumerate(actions, 1):
        due = given.get("due_date")
        action = ActionItem(
            committee=resolution.committee,
            resolution=resolution,
            text=given["text"],
            agency=agencies.get(given["agency"]),
            person=people.get(given["person"]),
            due_date=date.fromisoformat(due) if due else calendar.shift(day_of(attempt.at), given["working_days"]),
        )
        begin(action, follows, key=f"action/{resolution.version}/{place}")


def drop_actions(resolution: Resolution, attempt: Attempt) -> int:
    """What a resolution assigned falls away with it; what is closed stays so."""
    follows = attempt.caused_by(resolution, resolution.version + 1)
    open_ones = ActionItem.objects.filter(resolution__item=resolution.item_id, state__in=OPEN_ACTION).order_by("pk")
    return len([follow(action, "fall_away", follows) for action in open_ones])


@effect(ActionItemLifecycle.report)
def keep_evidence(action: ActionItem, attempt: Attempt) -> dict[str, Any]:
    """Keep what shows that it is done: a link, a file that was kept before, or both.

    ``{"link": "https://…", "document": "4fa1…"}`` → ``{"evidence": 5}``; raises GuardsUnmet.
    """
    link, document = _link(attempt.facts), _document(attempt.facts)
    if not link and document is None:
        raise GuardsUnmet(_("What shows that it is done must come with it: a link or a file."))
    kept = ActionEvidence.objects.create(
        action=action,
        note=attempt.note,
        link=link,
        document=document,
        given_by=attempt.actor,
        given_for=attempt.on_behalf_of,
        at=attempt.at,
    )
    return {"evidence": kept.pk}


@effect(ActionItemLifecycle.verify)
@effect(ActionItemLifecycle.send_back)
def name_the_mandate(action: ActionItem, attempt: Attempt) -> dict[str, Any]:
    """By which order one who is not the committee's secretary judged it. Returns ``{"mandate": "1/2564"}``."""
    mandate = mandate_to_verify(action, attempt)
    return {"mandate": mandate.order_number} if mandate is not None else {}


@effect(ActionItemLifecycle.extend)
def move_due_date(action: ActionItem, attempt: Attempt) -> dict[str, Any]:
    """Give it, and its open task, until a later day. Returns ``{"due_date": "2021-08-31", "before": "2021-07-30"}``."""
    try:
        due = date.fromisoformat(str(attempt.facts["due_date"]))
    except ValueError as error:
        raise GuardsUnmet(_("The new day must be given.")) from error
    today = day_of(attempt.at)
    if not max(action.due_date, today) < due <= today + LONGEST_EXTENSION:
        raise GuardsUnmet(_("The new day lies after the one before, after today, and within three years."))
    before, action.due_date = action.due_date, due
    action.save(update_fields=["due_date"])
    reset_days((task, action) for task in open_desks(action))
    return {"due_date": due.isoformat(), "before": before.isoformat()}


def _named(actions: Sequence[Mapping[str, Any]], owner: str) -> list[Any]:
    return [action[owner] for action in actions if action[owner]]


def _link(facts: Mapping[str, Any]) -> str:
    link = str(facts.get("link") or "").strip()
    if link:
        try:
            URLValidator(schemes=["https", "http"])(link)
        except ValidationError as error:
            raise GuardsUnmet(_("The link must be a whole address: https://…")) from error
    return link


def _document(facts: Mapping[str, Any]) -> Document | None:
    named = str(facts.get("document") or "")
    if not named:
        return None
    found = Document.objects.filter(sha256=named).first()
    if found is None:
        raise GuardsUnmet(_("The file must have been kept first."))
    return found
