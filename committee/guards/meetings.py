# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What must be true of a meeting."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from committee.agenda import agenda_sha256
from committee.permissions import CHAIRS
from committee.states import ItemState, RollState
from workflows.lifecycle import Attempt, guard

if TYPE_CHECKING:
    from committee.models import Meeting


@guard(_("The committee must have members on the day of the meeting."))
def has_members(meeting: "Meeting", attempt: Attempt) -> bool:
    return bool(meeting.seats_on_the_day())


@guard(_("The agenda must have at least one item."))
def has_items(meeting: "Meeting", attempt: Attempt) -> bool:
    return bool(meeting.standing_items())


@guard(_("The pack of the present agenda must have been built."))
def pack_is_current(meeting: "Meeting", attempt: Attempt) -> bool:
    pack = meeting.packs.order_by("-number").first()
    return pack is not None and pack.agenda_sha256 == agenda_sha256(meeting)


@guard(_("At least half of those entitled to vote must be present."))
def quorate(meeting: "Meeting", attempt: Attempt) -> bool:
    """Source: Administrative Procedure Act 2539, s.79; the share stands with the committee."""
    return meeting.quorum().is_met


@guard(_("The chair or a vice-chair must be present."))
def chair_present(meeting: "Meeting", attempt: Attempt) -> bool:
    """Source: Administrative Procedure Act 2539, s.81."""
    return meeting.roll.filter(state=RollState.PRESENT, seat__role__in=CHAIRS).exists()


@guard(_("Every drafted resolution must be certified first."))
def no_resolution_waits(meeting: "Meeting", attempt: Attempt) -> bool:
    return not meeting.items.filter(state=ItemState.DRAFTED).exists()
