# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Attendance as the marks tell it: everybody's intervals, and the quorum recomputed at any instant."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from committee.models import AgendaItem, Meeting, VoteRound
from committee.rules.presence import Interval, Mark, intervals_of, present_at
from committee.states import RECUSED
from workflows.models import TransitionRecord


@dataclass(frozen=True)
class Attendance:
    """Everybody's marks in a meeting; members by their entry's id, guests by the negative of theirs."""

    marks: Sequence[Mark]

    def intervals(self, *, known_at: datetime | None = None) -> Mapping[int, Sequence[Interval]]:
        """Who was there from when to when; with ``known_at`` as it was known then, before later corrections."""
        return intervals_of(self.marks, known_at=known_at)

    def present_at(self, moment: datetime, *, known_at: datetime | None = None) -> set[int]:
        """Which entries of the roll were there at an instant."""
        return {who for who in present_at(self.intervals(known_at=known_at), moment) if who > 0}


def attendance_of(meeting: Meeting) -> Attendance:
    """A meeting's attendance, in one query."""
    rows = meeting.marks.order_by("at", "pk").values_list("pk", "entry", "guest", "kind", "at", "noted_at", "corrects")
    return Attendance(
        [
            Mark(pk=pk, who=entry or -guest, kind=kind, at=at, noted_at=noted_at, corrects=corrects)
            for pk, entry, guest, kind, at, noted_at, corrects in rows
        ]
    )


def quorum_at(
    meeting: Meeting, moment: datetime, *, item: AgendaItem | None = None, known_at: datetime | None = None
) -> Any:
    """The quorum at an instant from the intervals; for a matter without those recused from it by then."""
    present = attendance_of(meeting).present_at(moment, known_at=known_at)
    return meeting.quorum(present=present, recused=_recused_at(item, moment) if item else set(), item=item)


def _recused_at(item: AgendaItem, moment: datetime) -> set[int]:
    """Who was recused from a matter at an instant."""
    return _moves_of(item.recusals.all()).recused_at(item.pk, moment)


@dataclass(frozen=True)
class Moves:
    """Every step of some recusals in the order of time: ``(at, recusal, item, entry, state)``."""

    moves: Sequence[tuple[datetime, int, int, int, str]]

    def recused_at(self, item: int, moment: datetime) -> set[int]:
        """Who was recused from a matter at an instant, by the records of the recusals."""
        stood = {recusal: (entry, state) for at, recusal, of, entry, state in self.moves if of == item and at <= moment}
        return {entry for entry, state in stood.values() if state in RECUSED}


def _moves_of(recusals: Any) -> Moves:
    """The steps of recusals by their records, in two queries."""
    of = {pk: (item, entry) for pk, item, entry in recusals.values_list("pk", "item", "entry")}
    records = TransitionRecord.objects.filter(subject_type="committee.recusal", subject_id__in=recusals.values("pk"))
    found = records.order_by("subject_id", "seq").values_list("at", "subject_id", "target")
    return Moves([(at, pk, *of[pk], state) for at, pk, state in found])


@dataclass(frozen=True)
class Doubt:
    """A vote that would not have had its quorum by attendance as it was corrected later."""

    round: VoteRound
    needed: int
    present: int


def doubtful_votes(meeting: Meeting) -> list[Doubt]:
    """Votes whose quorum does not stand any more, since somebody's coming or going was corrected.

    As many queries for one vote as for many.
    """
    rounds = list(meeting.rounds.exclude(state="annulled").select_related("item__predecessor"))
    if not rounds:
        return []
    opened = TransitionRecord.objects.filter(
        subject_type="committee.voteround", seq=1, subject_id__in=meeting.rounds.values("pk")
    )
    moments = dict(opened.values_list("subject_id", "at"))
    intervals, recusals = attendance_of(meeting).intervals(), _moves_of(meeting.recusals.all())
    roll, found = meeting.voting_roll(), []
    for round_ in rounds:
        moment = moments[round_.pk]
        present = {who for who in present_at(intervals, moment) if who > 0}
        recused = recusals.recused_at(round_.item_id, moment)
        quorum = meeting.quorum(present=present, recused=recused, item=round_.item, roll=roll)
        if not quorum.is_met:
            found.append(Doubt(round_, quorum.needed, quorum.present))
    return found
