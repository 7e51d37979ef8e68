# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What must be true for a member to answer, to come and to go."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from committee.states import EARLY, STANDING
from workflows.lifecycle import Attempt, guard

if TYPE_CHECKING:
    from committee.models import RollEntry


@guard(_("The meeting must be convened and not yet open."))
def meeting_is_ahead(entry: "RollEntry", attempt: Attempt) -> bool:
    return entry.meeting.state in EARLY


@guard(_("The meeting must be about to begin, or in session."))
def meeting_stands(entry: "RollEntry", attempt: Attempt) -> bool:
    return entry.meeting.state in STANDING
