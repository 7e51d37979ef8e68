# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How states look: each state's tone, and each tone's shape. The word comes from the state itself."""

SHAPES = {tone: tone for tone in ("moving", "waits", "good", "caution", "bad", "quiet")}

MESSAGE_TONES = {"success": "good", "warning": "caution", "error": "bad", "info": "moving", "debug": "quiet"}

_STATES = {
    "quiet": "draft listed withdrawn closed rolled_over cancelled superseded planned archived",
    "caution": "returned deferred conditional changes_asked stale adjourned partly_funded",
    "good": "endorsed decided reported_back consented certified adopted issued passed screened",
    "bad": "not_eligible not_endorsed not_funded declined refused",
}
TONES = {state: tone for tone, states in _STATES.items() for state in states.split()}


def tone_of(state: str) -> str:
    """The tone of a state; whatever is not at an end or in need is moving."""
    return TONES.get(state, "moving")
