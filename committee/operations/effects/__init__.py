# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What happens inside the acts around a meeting; importing it binds them to their steps."""

from committee.operations.effects import items, meetings, minutes, resolutions

__all__ = ["items", "meetings", "minutes", "resolutions"]
