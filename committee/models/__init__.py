# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Committees, their seats, meetings and what meetings are made of."""

from committee.models.committees import Committee, Seat
from committee.models.meetings import AgendaItem, Meeting, Resolution, RollEntry
from committee.models.packs import Pack

__all__ = ["AgendaItem", "Committee", "Meeting", "Pack", "Resolution", "RollEntry", "Seat"]
