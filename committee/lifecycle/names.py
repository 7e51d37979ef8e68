# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the lives of a meeting's parts share: what is asked for, and the names by which acts cause each other."""

from django.utils.translation import gettext_lazy as _

from workflows.back_moves import Back, BackKind
from workflows.lifecycle import Asked

REASON = Asked("note", _("The reason must be given."))
MEETING, ITEM, RESOLUTION = "committee.meeting", "committee.agendaitem", "committee.resolution"
ROLL_ENTRY, LETTER = "committee.rollentry", "committee.decisionletter"
RECUSAL, VOTE_ROUND = "committee.recusal", "committee.voteround"
SUPERSEDE = Back(BackKind.SUPERSEDE)
CORRECT = Back(BackKind.CORRECT)
