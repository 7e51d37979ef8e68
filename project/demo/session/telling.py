# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Telling the meeting from nothing to its closed file, and what became of each of its items."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from committee.models import AgendaItem, Dissent, Recusal, VoteRound
from committee.queries.attendance import quorum_at
from committee.states import ItemState, Verb
from papers.thai import format_baht
from project.demo import shapes
from project.demo.acts import Event, carry
from project.demo.meetings import planned
from project.demo.report import table
from project.demo.session import before, script
from project.demo.session.afterwards import afterwards, minutes_of_first, next_meeting
from project.demo.session.sitting import before as before_the_session
from project.demo.session.sitting import sitting

Progress = Callable[[int, int, Event], None]


def tell(of: script.Script, progress: Progress | None = None) -> None:
    """Make every act; what was made by a run before is found and not made twice. Raises acts.Stopped."""
    with translation.override("th"):
        if not before.is_prepared():
            before.prepare(of)
        carry([*before_the_session(of), *sitting(of), *afterwards(of), *next_meeting()], progress)


@dataclass(frozen=True)
class Outcome:
    """What became of an item."""

    label: str
    title: str
    project: str
    is_late: bool
    state: str
    verb: str
    number: str
    endorsed_baht: str
    letters: int
    recused: list[str]
    dissents: list[str]
    vote: str


@dataclass(frozen=True)
class Told:
    """A meeting in numbers, item by item."""

    called: str
    state: str
    entitled: int
    present_when_opened: int
    present_when_ended: int
    needed: int
    items: list[Outcome]

    @property
    def endorsed_baht(self) -> Decimal:
        """What its resolutions endorse together."""
        return sum((Decimal(item.endorsed_baht or 0) for item in self.items), Decimal(0))


def report_of(row: shapes.Meeting, days: Any) -> Told:
    """Read what became of a meeting."""
    meeting = planned(row)
    opened, ended = quorum_at(meeting, days.opened), quorum_at(meeting, days.ended)
    items = meeting.items.select_related("project").order_by("section", "position", "pk")
    return Told(
        called=meeting.called,
        state=meeting.state,
        entitled=opened.entitled,
        present_when_opened=opened.present,
        present_when_ended=ended.present,
        needed=opened.needed,
        items=[_outcome(item) for item in items],
    )


def _outcome(item: AgendaItem) -> Outcome:
    resolution = item.resolutions.order_by("pk").last()
    amounts = resolution.amounts.values() if resolution else ()
    return Outcome(
        label=item.issued_label,
        title=item.title,
        project=item.project.code if item.project else "",
        is_late=item.is_late,
        state=item.state,
        verb=resolution.verb if resolution else "",
        number=resolution.called if resolution else "",
        endorsed_baht=f"{sum(map(Decimal, amounts), Decimal(0)):.2f}" if amounts else "",
        letters=resolution.letters.count() if resolution else 0,
        recused=[str(one.entry.user) for one in Recusal.objects.filter(item=item).select_related("entry__user")],
        dissents=[str(one.entry.user) for one in Dissent.objects.filter(item=item).select_related("entry__user")],
        vote="".join(one.outcome for one in VoteRound.objects.filter(item=item)),
    )


def as_data(told: Sequence[Told]) -> dict[str, Any]:
    """The meetings as plain data, with the adopted minutes' hash."""
    minutes = minutes_of_first()
    assert minutes.adopted is not None
    return {
        "meetings": [asdict(one) | {"endorsed_baht": f"{one.endorsed_baht:.2f}"} for one in told],
        "minutes": {"state": minutes.state, "sections": minutes.sections.count(), "sha256": minutes.adopted.sha256},
    }


def as_text(told: Sequence[Told]) -> str:
    """The meetings as aligned tables, with the arithmetic of the quorum."""
    parts = []
    for one in told:
        words = {"called": one.called, "present": one.present_when_opened, "entitled": one.entitled,
                 "needed": one.needed, "ended": one.present_when_ended}  # fmt: skip
        parts.append(_("Meeting %(called)s: %(present)s of %(entitled)s present when it opened, %(ended)s when it "
                       "ended, %(needed)s needed") % words)  # fmt: skip
        head = (_("Item"), _("Matter"), _("Outcome"), _("Number"), _("Baht"), _("Letters"))
        rows = [_row(item) for item in one.items]
        total = ("", _("Total"), "", "", format_baht(one.endorsed_baht), str(sum(item.letters for item in one.items)))
        parts.append(table([head, *rows, total], right=(4, 5), rules=(1, len(rows) + 1)))
    return "\n".join(parts)


def _row(item: Outcome) -> tuple[str, ...]:
    more = [word for word, is_so in ((_("late"), item.is_late), (_("recusal"), item.recused), (_("vote"), item.vote),
                                     (_("dissent"), item.dissents)) if is_so]  # fmt: skip
    outcome = " · ".join([str(Verb(item.verb).label if item.verb else ItemState(item.state).label), *more])
    amount = format_baht(Decimal(item.endorsed_baht)) if item.endorsed_baht else ""
    return (item.label, item.project or item.title[:40], outcome, item.number, amount, str(item.letters or ""))
