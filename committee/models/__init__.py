# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Committees, their seats, meetings and what meetings are made of."""

from committee.models.committees import Committee, Seat
from committee.models.items import AgendaItem
from committee.models.meetings import Meeting
from committee.models.packs import Pack
from committee.models.resolutions import Resolution
from committee.models.roll import RollEntry

__all__ = ["AgendaItem", "Committee", "Meeting", "Pack", "Resolution", "RollEntry", "Seat"]
