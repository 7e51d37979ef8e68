# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the committee's rules of procedure say of its minutes."""

from typing import TYPE_CHECKING

from committee.rules.kinds import Digits

if TYPE_CHECKING:
    from committee.models import Meeting


def circulation_days(meeting: "Meeting") -> int:
    """The days that members have for their comments."""
    return meeting.rules.minutes_circulation_days


def confirmations_needed(meeting: "Meeting", members: int) -> int:
    """How many of so many members must confirm for an adoption by circulation: the profile's share, rounded up."""
    return -(-members * meeting.rules.minutes_confirmation_percent // 100)


def prints_thai_digits(meeting: "Meeting") -> bool:
    """Whether the committee's papers are printed in Thai digits."""
    return meeting.rules.digits == Digits.THAI
