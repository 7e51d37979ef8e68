# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The agenda and the roll as rows, each with what this person may do with it now; no query for a row."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from budget_review.models import Stage
from budget_review.queries import projects_for, totals_by_stage
from committee.agenda import headings_of
from committee.guards.papers import why_nothing_is_added
from committee.models import AgendaItem, ItemPaper, Meeting, Minutes, Resolution, RollEntry
from committee.permissions import keeps
from committee.states import TAKES_ITEMS, ItemState, MeetingState, RollState
from committee.views.asking import Asking
from workflows.explaining import Answer, explain
from workflows.forms import hidden

HELD = (MeetingState.CONCLUDED, MeetingState.CLOSED)


@dataclass(frozen=True)
class ItemRow:
    """One matter: its project's amounts, the resolution on it if there is one, and what may be done."""

    item: AgendaItem
    may_open: bool
    proposed_baht: Decimal | None = None
    screened_baht: Decimal | None = None
    resolution: Resolution | None = None
    acts: frozenset[str] = frozenset()
    may_rise: bool = False
    may_sink: bool = False
    may_edit: bool = False
    annexes: int = 0
    may_annex: bool = False

    @property
    def minutes(self) -> Minutes | None:
        """The minutes that the item puts before the meeting, if it does."""
        return getattr(self.item, "minutes_to_adopt", None)

    @property
    def press(self) -> dict[str, str]:
        """What a button of this row sends."""
        return hidden(self.item)


@dataclass(frozen=True)
class Heading:
    """One of the headings with its matters; ``when_empty`` is what stands there when it has none."""

    number: int
    title: Any
    when_empty: str = ""
    rows: list[ItemRow] = field(default_factory=list)


@dataclass(frozen=True)
class RollRow:
    """One member of the day, and the acts on the entry that are this person's to make."""

    entry: RollEntry
    acts: list[Answer]
    hidden: dict[str, str]
    is_me: bool
    never_came: bool = False  # of a meeting that is over


def agenda_of(me: Asking, meeting: Meeting, items: Sequence[AgendaItem]) -> list[Heading]:
    """The headings with their rows."""
    project_ids = [item.project_id for item in items if item.project_id]
    seen = set(projects_for(me.user, me.at).filter(pk__in=project_ids).values_list("pk", flat=True))
    totals = totals_by_stage(project_ids)
    resolutions = {resolution.item_id: resolution for resolution in meeting.resolutions.order_by("pk")}
    in_order = _places(items) if meeting.state in TAKES_ITEMS and keeps(meeting, me.attempt) else {}
    annexes = ItemPaper.by_item(items)
    is_keeper = keeps(meeting, me.attempt)
    headings = [Heading(one.number, one.title, one.when_empty) for one in headings_of(meeting)]
    for item in items:
        item.meeting = meeting
        money = totals.get(item.project_id or 0, {})
        first, last = in_order.get(item.pk, (True, True))
        row = ItemRow(
            item=item,
            may_open=item.project_id in seen if item.project_id else item.is_decided_on,
            proposed_baht=money.get(Stage.PROPOSED),
            screened_baht=money.get(Stage.SCREENED),
            resolution=resolutions.get(item.pk),
            acts=frozenset(answer.name for answer in explain(item, me.attempt) if answer.may),
            may_rise=not first,
            may_sink=not last,
            may_edit=item.pk in in_order,
            annexes=len(annexes.get(item.pk, ())),
            may_annex=is_keeper and why_nothing_is_added(item) is None,
        )
        headings[item.section - 1].rows.append(row)
    return headings


def roll_of(me: Asking, meeting: Meeting, roll: Sequence[RollEntry]) -> list[RollRow]:
    """The members in the order of their seats."""
    rows = []
    for entry in roll:
        entry.meeting = meeting
        acts = [answer for answer in explain(entry, me.attempt) if answer.may and answer.name in ("arrive", "depart")]
        never_came = meeting.state in HELD and entry.state in (RollState.INVITED, RollState.COMING)
        rows.append(RollRow(entry, acts, hidden(entry) if acts else {}, entry.user_id == me.user.pk, never_came))
    return rows


def replies_of(roll: Sequence[RollEntry]) -> list[dict[str, Any]]:
    """How many members have answered what, of those with a vote."""
    voting = [entry.state for entry in roll if entry.is_voting]
    shown = (RollState.COMING, RollState.NOT_COMING, RollState.INVITED)
    terms = {RollState.INVITED: _("No answer yet")}
    return [{"term": terms.get(state, state.label), "value": voting.count(state)} for state in shown]


def _places(items: Sequence[AgendaItem]) -> dict[int, tuple[bool, bool]]:
    """Whether each listed item is the first and the last under its heading."""
    listed = [item for item in items if item.state == ItemState.LISTED and not item.issued_label]
    return {
        item.pk: (
            not any(other.section == item.section for other in listed[:place]),
            not any(other.section == item.section for other in listed[place + 1 :]),
        )
        for place, item in enumerate(listed)
    }
