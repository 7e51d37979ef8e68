# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Putting the agenda in order: one place up or down, or before another. What was issued keeps its label and place."""

from datetime import datetime
from typing import Literal
from uuid import uuid4

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import User
from committee.models import AgendaItem, Meeting
from committee.permissions import secretary
from committee.states import TAKES_ITEMS, ItemState
from workflows.judging import refuse_person
from workflows.lifecycle import Attempt
from workflows.refusals import GuardsUnmet, VersionConflict, WrongState

Where = Literal["up", "down"]


def last_place(meeting: Meeting, section: int) -> int:
    """The last place that is taken under a heading."""
    return meeting.items.filter(section=section).aggregate(last=Max("position"))["last"] or 0


@transaction.atomic
def move_item(
    *,
    item_id: int,
    direction: Where,
    actor: User,
    at: datetime,
    delegation: int | None = None,
    expected_revision: int | None = None,
) -> None:
    """Change an item's place with its neighbour's under the same heading. Raises WrongState or NotPermitted."""
    meeting, item = _held(item_id, actor, at, delegation, expected_revision)
    order = _movable(meeting, item.section)
    place = [one.pk for one in order].index(item.pk)
    other = place - 1 if direction == "up" else place + 1
    if 0 <= other < len(order):
        order[place], order[other] = order[other], order[place]
        _keep(meeting, order)


@transaction.atomic
def place_item(
    *,
    item_id: int,
    before: int | None,
    actor: User,
    at: datetime,
    delegation: int | None = None,
    expected_revision: int | None = None,
) -> None:
    """Put an item before another of its heading, or last. Raises what ``move_item`` does, and GuardsUnmet."""
    meeting, item = _held(item_id, actor, at, delegation, expected_revision)
    order = [one for one in _movable(meeting, item.section) if one.pk != item.pk]
    places = [one.pk for one in order]
    if before is not None and before not in places:
        raise GuardsUnmet(_("An item stays under its heading, behind what was issued before."))
    order.insert(len(order) if before is None else places.index(before), item)
    _keep(meeting, order)


def _held(
    item_id: int, actor: User, at: datetime, delegation: int | None, expected_revision: int | None
) -> tuple[Meeting, AgendaItem]:
    """The meeting, locked, and the item, when this person may move it now."""
    meeting = Meeting.objects.select_for_update().get(items=item_id)
    item = AgendaItem.objects.get(pk=item_id)
    if meeting.state not in TAKES_ITEMS or item.state != ItemState.LISTED:
        raise WrongState(_("The agenda is fixed: reopen it first."))
    if item.issued_label:
        raise WrongState(_("The item was issued as %(label)s and stays there.") % {"label": item.issued_label})
    refuse_person(meeting, "edit", secretary, Attempt(actor=actor, at=at, request_id=uuid4(), delegation=delegation),
                  holding=True)  # fmt: skip
    if expected_revision not in (None, meeting.revision):
        raise VersionConflict(_("Somebody else changed the agenda meanwhile. Look at its order again."))
    return meeting, item


def _movable(meeting: Meeting, section: int) -> list[AgendaItem]:
    """What may be moved under a heading, in order."""
    listed = meeting.items.filter(section=section, state=ItemState.LISTED, issued_label="")
    return list(listed.order_by("position", "pk"))


def _keep(meeting: Meeting, order: list[AgendaItem]) -> None:
    """Give these items their places in this order: those that they had between them."""
    places = sorted(item.position for item in order)
    for item, place in zip(order, places, strict=True):
        if item.position != place:
            item.position = place
            item.save(update_fields=["position"])
    meeting.revision += 1
    meeting.save(update_fields=["revision"])
