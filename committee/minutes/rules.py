# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the committee's rules of procedure say of its minutes."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from committee.models import Meeting

CIRCULATION_DAYS = 7  # our decision, after practice, where no profile says otherwise
ALL = 100


def _said(meeting: "Meeting", name: str, otherwise: Any) -> Any:
    return getattr(getattr(meeting, "rules", None), name, otherwise)


def circulation_days(meeting: "Meeting") -> int:
    """The days that members have for their comments."""
    return int(_said(meeting, "minutes_circulation_days", CIRCULATION_DAYS))


def confirmations_needed(meeting: "Meeting", members: int) -> int:
    """How many of so many members must confirm for an adoption by circulation: the profile's share, rounded up."""
    return -(-members * int(_said(meeting, "minutes_confirmation_percent", ALL)) // 100)


def prints_thai_digits(meeting: "Meeting") -> bool:
    """Whether the committee's papers are printed in Thai digits."""
    return str(_said(meeting, "digits", "thai")) == "thai"
