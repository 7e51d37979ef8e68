# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Orders to act for another in the story: a head of agency who is away, and the officer who acts. Example data."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from agencies.lifecycle import Extent
from agencies.models import Delegation
from agencies.operations import write_order
from agencies.roles import Role
from project.demo import acts
from project.demo.acts import Event, Run, make, request_id
from project.demo.fy2565.people import head_of, officer_of

WRITER = "admin"


@dataclass(frozen=True, kw_only=True)
class Acting:
    """One order: the officer of an agency acts for its head while the head is away."""

    agency: str
    number: str
    reason: str
    written_at: datetime
    last_day: date

    def events(self) -> Iterator[Event]:
        """Let the administrator write the order, and the head confirm it: it takes two."""
        head = head_of(self.agency)
        confirmed_at = self.written_at + timedelta(minutes=20)
        yield Event(at=self.written_at, of=self.number, name="order", actor=WRITER, do=self._write)
        yield Event(
            at=confirmed_at, of=self.number, name="confirm", actor=head, do=lambda run: self._confirm(confirmed_at)
        )

    def _write(self, run: Run) -> None:
        head, writer, day = acts.person(head_of(self.agency)), acts.person(WRITER), self.written_at.date()
        order = Delegation(
            extent=Extent.ACTING,
            giver=head,
            receiver=acts.person(officer_of(self.agency)),
            agency=acts.agency(self.agency),
            role=Role.AGENCY_HEAD,
            order_number=self.number,
            order_date=day,
            valid_from=day,
            valid_to=self.last_day,
            reason=self.reason,
        )
        asked = request_id("order", self.number, writer.username, self.written_at)
        write_order(order, actor=writer, at=self.written_at, request_id=asked)

    def _confirm(self, at: datetime) -> None:
        make(self.order(), "confirm", actor=head_of(self.agency), at=at)

    def order(self) -> Delegation:
        """The order as it stands now."""
        return Delegation.objects.get(order_number=self.number, agency__code=self.agency)
