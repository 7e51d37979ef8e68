# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What happens inside the acts around a meeting; importing it binds them to their steps."""

from committee.operations.effects import (
    actions,
    attendance,
    cabinet,
    items,
    letters,
    meetings,
    minutes,
    resolutions,
    votes,
)

__all__ = ["actions", "attendance", "cabinet", "items", "letters", "meetings", "minutes", "resolutions", "votes"]
