# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is done while a meeting sits: who is there, who takes no part, how the votes are taken, what is tried."""

from committee.operations.session.admission import be_admitted
from committee.operations.session.attendance import correct_attendance, note_guest, welcome_guest
from committee.operations.session.recusals import declare_recusal
from committee.operations.session.scenarios import adopt_scenario, save_scenario
from committee.operations.session.votes import cast_ballot, note_dissent, open_vote

__all__ = [
    "adopt_scenario",
    "be_admitted",
    "cast_ballot",
    "correct_attendance",
    "declare_recusal",
    "note_dissent",
    "note_guest",
    "open_vote",
    "save_scenario",
    "welcome_guest",
]
