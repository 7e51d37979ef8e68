# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How states look: each state's tone, and each tone's shape. The word comes from the state itself."""

from typing import Any

from django.utils.translation import gettext_lazy as _

SHAPES = {tone: tone for tone in ("moving", "waits", "good", "caution", "bad", "quiet")}

MESSAGE_TONES = {"success": "good", "warning": "caution", "error": "bad", "info": "moving", "debug": "quiet"}

_STATES = {
    "quiet": (
        "draft drafting lapsed superseded corrected void revoked listed planned left withdrawn cancelled taken_off "
        "turned_away dropped not_coming closed ended replaced not_received missed "
        "retired not_applicable round_drafted round_closed round_dropped return_missing "
        "change_withdrawn"
    ),
    "caution": (
        "suspended inquorate returned deferred amendment_asked conditional changes_asked stale not_reached away "
        "clarifying status_questioned"
    ),
    "good": (
        "screened endorsed decided reported_back consented given met coming present noted resolved concluded certified "
        "in_force answered communicated acknowledged verified confirmed adopted published results_reported "
        "came booked round_reported status_told status_counted change_taken"
    ),
    "bad": "change_not_taken not_eligible not_endorsed not_funded declined",
}
TONES = {state: tone for tone, states in _STATES.items() for state in states.split()}


def tone_of(state: str) -> str:
    """The tone of a state; whatever is neither at an end nor in need is moving."""
    return TONES.get(state, "moving")


# Of a migration's report: the tone and the word.
TONES_OF_OUTCOMES: dict[str, tuple[str, Any]] = {
    "moves": ("moving", _("moves")),
    "stays": ("quiet", _("stays")),
    "blocked": ("bad", _("blocked")),
}
