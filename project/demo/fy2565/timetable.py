# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""When each act of the round takes place, so that the round repeats to the minute.

The days fit the FY2565 calendar (preliminary requests 1 October to 21 December 2563) and keep clear of weekends and
public holidays; which act falls on which of them is example data.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from project.demo.shapes import moment

ROUND_OPENS = moment(2563, 10, 15, "09:00")
ROUND_CLOSES = moment(2563, 12, 21, "16:30")
ROLES_FROM = ROUND_OPENS.date().replace(day=1)


@dataclass(frozen=True, kw_only=True)
class Days:
    """One project's way to the committee; a project that is refused has no more than its first two days."""

    drafted: datetime
    proposed: datetime
    consented: datetime | None = None
    handed_in: datetime | None = None
    taken_up: datetime | None = None
    returned: datetime | None = None
    resubmitted: datetime | None = None
    opinions: datetime | None = None
    assessed: datetime | None = None
    recommended: datetime | None = None
    passed: datetime | None = None

    def consent(self, nth: int) -> datetime:
        """Return when the nth partner answers, forty minutes after the one before."""
        assert self.consented is not None
        return self.consented + timedelta(minutes=40 * nth)


DAYS = {
    "DG65-01": Days(
        drafted=moment(2563, 10, 20, "09:30"),
        proposed=moment(2563, 11, 3, "10:15"),
        consented=moment(2563, 11, 4, "09:10"),
        handed_in=moment(2563, 11, 11, "14:00"),
        taken_up=moment(2563, 11, 16, "09:20"),
        assessed=moment(2563, 12, 1, "15:30"),
        opinions=moment(2563, 12, 8, "10:00"),
        recommended=moment(2563, 12, 14, "10:30"),
        passed=moment(2563, 12, 17, "13:40"),
    ),
    "DG65-02": Days(
        drafted=moment(2563, 10, 21, "10:00"),
        proposed=moment(2563, 11, 4, "11:00"),
        consented=moment(2563, 11, 5, "09:30"),
        handed_in=moment(2563, 11, 12, "15:10"),
        taken_up=moment(2563, 11, 17, "09:40"),
        returned=moment(2563, 11, 25, "14:20"),
        resubmitted=moment(2563, 12, 2, "11:30"),
        assessed=moment(2563, 12, 8, "15:00"),
        recommended=moment(2563, 12, 14, "11:15"),
        passed=moment(2563, 12, 17, "14:10"),
    ),
    "DG65-03": Days(
        drafted=moment(2563, 10, 22, "09:45"),
        proposed=moment(2563, 11, 5, "10:40"),
        consented=moment(2563, 11, 9, "10:00"),
        handed_in=moment(2563, 11, 13, "10:20"),
        taken_up=moment(2563, 11, 18, "09:15"),
        assessed=moment(2563, 12, 2, "15:20"),
        recommended=moment(2563, 12, 15, "10:10"),
        passed=moment(2563, 12, 18, "10:30"),
    ),
    "DG65-04": Days(
        drafted=moment(2563, 10, 26, "13:30"),
        proposed=moment(2563, 11, 6, "09:50"),
        consented=moment(2563, 11, 10, "13:15"),
        handed_in=moment(2563, 11, 16, "11:00"),
        taken_up=moment(2563, 11, 23, "09:30"),
        assessed=moment(2563, 12, 3, "14:40"),
        recommended=moment(2563, 12, 15, "11:20"),
        passed=moment(2563, 12, 18, "11:10"),
    ),
    "DG65-05": Days(
        drafted=moment(2563, 10, 27, "10:20"),
        proposed=moment(2563, 11, 9, "14:30"),
        consented=moment(2563, 11, 11, "10:45"),
        handed_in=moment(2563, 11, 17, "13:20"),
        taken_up=moment(2563, 11, 24, "09:25"),
        assessed=moment(2563, 12, 4, "15:10"),
        recommended=moment(2563, 12, 16, "09:50"),
        passed=moment(2563, 12, 21, "10:15"),
    ),
    "DG65-06": Days(
        drafted=moment(2563, 10, 28, "14:00"),
        proposed=moment(2563, 11, 10, "15:00"),
        consented=moment(2563, 11, 12, "09:05"),
        handed_in=moment(2563, 11, 18, "10:30"),
        taken_up=moment(2563, 11, 26, "09:35"),
        assessed=moment(2563, 12, 9, "14:15"),
        recommended=moment(2563, 12, 22, "10:05"),
        passed=moment(2563, 12, 25, "11:00"),
    ),
    "DG65-07": Days(drafted=moment(2563, 10, 29, "09:30"), proposed=moment(2563, 11, 11, "16:00")),
}


@dataclass(frozen=True, kw_only=True)
class MeetingDays:
    """A meeting's way from the plan to its end; resolutions follow the opening, ten minutes apart."""

    planned: datetime
    convened: datetime
    frozen: datetime
    opened: datetime
    ended: datetime

    def resolved(self, nth: int) -> datetime:
        """Return when the nth item is resolved."""
        return self.opened + timedelta(minutes=20 + 20 * nth)


MEETING_DAYS = {
    1: MeetingDays(
        planned=moment(2563, 12, 28, "10:00"),
        convened=moment(2564, 1, 5, "10:00"),
        frozen=moment(2564, 1, 8, "15:00"),
        opened=moment(2564, 1, 14, "13:30"),
        ended=moment(2564, 1, 14, "16:30"),
    ),
    2: MeetingDays(
        planned=moment(2564, 1, 15, "09:30"),
        convened=moment(2564, 1, 18, "10:00"),
        frozen=moment(2564, 1, 21, "15:00"),
        opened=moment(2564, 1, 28, "09:30"),
        ended=moment(2564, 1, 28, "11:30"),
    ),
}

CONDITION_MET = moment(2564, 1, 29, "14:00")
FORWARDED = moment(2564, 2, 1, "10:00")
BUDGETING = moment(2564, 2, 8, "10:00")
DECIDED = moment(2564, 9, 21, "10:00")
REPORTED_BACK = moment(2564, 9, 27, "10:00")
