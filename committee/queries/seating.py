# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who sits where on a committee: now, before, and where nobody does."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from committee.models import Alternate, Committee, Seat, SeatTenure


@dataclass
class Seating:
    """A seat with who holds it on a day, who may stand in then, and everybody who held it."""

    seat: Seat
    holder: SeatTenure | None = None
    standing_in: list[Alternate] = field(default_factory=list)
    others: list[tuple[SeatTenure, list[Alternate]]] = field(default_factory=list)  # before and to come, latest first
    tenures: list[SeatTenure] = field(default_factory=list)  # all of them
    is_there: bool = True

    @property
    def is_vacant(self) -> bool:
        """Whether the committee has the seat on the day and nobody holds it."""
        return self.is_there and self.holder is None


def seating_of(committee: Committee, day: date) -> list[Seating]:
    """The seats of a committee in their order, in a fixed number of queries; those that are gone come last."""
    seats = committee.seats.select_related("represents").order_by("position", "pk")
    tenures: dict[int, list[SeatTenure]] = defaultdict(list)
    held = committee.tenures.select_related("seat", "user").prefetch_related("alternates__user")
    for tenure in held.order_by("-from_date", "-pk"):
        tenures[tenure.seat_id].append(tenure)
    found = []
    for seat in seats:
        now = Seating(seat, is_there=seat.holds_on(day), tenures=tenures[seat.pk])
        for tenure in tenures[seat.pk]:
            alternates = list(tenure.alternates.all())
            if tenure.holds_on(day):
                now.holder, now.standing_in = tenure, [one for one in alternates if one.holds_on(day)]
                alternates = [one for one in alternates if not one.holds_on(day)]
                if not alternates:
                    continue
            now.others.append((tenure, alternates))
        found.append(now)
    return sorted(found, key=lambda one: not one.is_there)
